"""A static site of many editions: a first page that finds them, and a copy of each."""
