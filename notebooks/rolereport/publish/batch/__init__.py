"""Many editions by one command: what is asked for, who builds it, and what became of it."""
