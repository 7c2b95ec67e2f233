"""Reads OEWS releases of the Bureau of Labor Statistics, whatever shape their year gave them.

Every reader returns the columns of `columns.COLUMNS` that its release holds, one row per area and
SOC code. Pay is in dollars of the reference month. Where BLS printed a code instead of a number,
the number is empty and `codes` names the column and the code.
"""
