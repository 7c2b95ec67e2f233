"""Runs the chapters, makes the page, keeps what is good: from parameters to a published edition.

Knows notebooks and their outputs, never what they are about: nothing of `analysis` or `display`
is imported here. What a chapter shows is told by its outputs' metadata, under `rolereport`.
"""
