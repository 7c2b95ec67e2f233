"""What an edition depends on, whether that has changed since it was built, and what is reused."""
