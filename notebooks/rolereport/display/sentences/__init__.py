"""The sentences of each chapter, computed from the same frames as its figures."""
