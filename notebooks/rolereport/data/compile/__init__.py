"""Compiles the tables in `data/` from the publishers' own files; a build never runs this."""
