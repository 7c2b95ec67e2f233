"""Wage files as people have them: read, understood, checked, and kept as a dated vintage.

A file is opened as sheets of rows (`sources`), its header found and named (`header`), its cells
parted into figures and codes (`figures`), and what it holds told apart by year and level
(`release`). Problems are gathered, not raised one by one.
"""
