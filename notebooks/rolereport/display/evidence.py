"""Sources, vintages, checks and assumptions, laid out as the rows that a reader sees."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words

LEVELS = {"national": "Nation", "states": "States", "metros": "Metropolitan areas"}
GRADES = {
    "A": "an official release, a statute or agency, or the body that certifies",
    "B": "a university, a professional body, the trade press, or a copy that quotes grade A",
    "C": "a commercial or other secondary page",
    "D": "a forum, or a page whose author is not known",
}
KINDS = {"string": "text", "integer": "whole number"}
CHECKS = {
    "order": ("No percentile of pay is below a lower one", "rows of wages"),
    "hours": ("A year's pay is 2,080 hours' pay, but for rounding", "pairs of figures"),
    "mean": ("No mean is below the least that its percentiles allow", "rows of wages"),
    "key": ("No area has an occupation twice in one year", "rows of wages"),
    "sum": ("Jobs of all states add up to the nation's, but for rounding", "occupations and years"),
    "drift": ("No median of the nation moves by more than a quarter in a year", "yearly steps"),
    "codes": ("No code of the Bureau stands beside a figure", "codes"),
    "gaps": ("Every figure missing from a column has a code that says why", "missing figures"),
    "verdicts": ("Claims that a table decides have the verdict that it gives them", "claims"),
    "cited": ("Every source that a table cites is in the list", "citations"),
    "references": ("Every entry that a table refers to is there", "references"),
    "keys": ("No two rows of a table have the same key", "rows of tables"),
    "described": ("Every column of every table is described", "columns"),
    "sealed": ("Every file is the one that the codebook describes, byte for byte", "files"),
}


def vintage_lines(held: pd.DataFrame, files: pd.DataFrame) -> pd.DataFrame:
    """One row a vintage and level for the table: named, with the files read and their hashes."""
    read: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows_of(files):
        read[row.year, row.level].append(row)
    of_vintage = [read[key] for key in zip(held["year"], held["level"], strict=True)]
    return held.assign(
        file=["; ".join(row.file for row in rows) for rows in of_vintage],
        sha256=["; ".join(row.sha256[:12] for row in rows) for rows in of_vintage],
        level=held["level"].map(LEVELS),
    )


def caveat_lines(caveats: pd.DataFrame) -> pd.DataFrame:
    """Each caveat once, with the years it holds for."""
    years: dict[str, list[int]] = defaultdict(list)
    for row in rows_of(caveats):
        years[row.caveat].append(row.year)
    told = [(caveat, year_spans(those)) for caveat, those in years.items()]
    return pd.DataFrame(told, columns=["caveat", "years"])


def check_lines(checks: pd.DataFrame) -> pd.DataFrame:
    """The checks for the table: what was checked, on what, with what result."""
    named = checks["check"].map(CHECKS)
    result = [
        "all agree" if row.departing == 0 else f"{words.count(row.departing)} depart"
        for row in checks.itertuples()
    ]
    return checks.assign(title=named.str[0], of=named.str[1], result=result)


def grade_lines(sources: pd.DataFrame) -> pd.DataFrame:
    """How many sources have each grade, with what the grade means."""
    counts = sources["grade"].value_counts().rename("sources")
    meaning = pd.Series(GRADES, name="meaning").rename_axis("grade")
    return meaning.to_frame().join(counts).fillna({"sources": 0}).reset_index()


def source_lines(sources: pd.DataFrame, cited: pd.DataFrame) -> pd.DataFrame:
    """All sources, best grade first, with the tables that cite each ("" where none does)."""
    tables: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(cited):
        tables[row.source_id].add(row.table)
    told = sources.assign(tables=[", ".join(sorted(tables[each])) for each in sources["source_id"]])
    return told.sort_values(["grade", "source_id"], ignore_index=True)


def field_lines(fields: pd.DataFrame) -> pd.DataFrame:
    """The codebook for the table, kinds of value in plain words."""
    return fields.assign(kind=fields["kind"].replace(KINDS))


def log_lines(log: pd.DataFrame) -> pd.DataFrame:
    """The log of method for the table, newest first, with the chapters by number."""
    newest = log.sort_values(["date", "title"], ascending=[False, True], ignore_index=True)
    return newest.assign(where=newest["chapters"].map(_chapters))


def assumption_lines(assumptions: pd.DataFrame, effects: pd.Series) -> pd.DataFrame:
    """The assumptions for the table: value with its unit, range tried, effect, chapters.

    `effects` is assumption to what `sentences.effects.told` says of it.
    """
    value = [_measured(row.value, row.unit) for row in assumptions.itertuples()]
    tried = [
        "" if pd.isna(row.low) else _between(row.low, row.high, row.unit)
        for row in assumptions.itertuples()
    ]
    return assumptions.assign(
        chosen=value,
        tried=tried,
        effect=assumptions["assumption"].map(effects).fillna(""),
        used_in=assumptions["used_in"].map(_chapters),
    )


def year_spans(years: list[int]) -> str:
    """2002, 2003, 2004 and 2006 as `2002 to 2004, 2006`."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(s[0]) if len(s) == 1 else f"{s[0]} to {s[-1]}" for s in spans)


def _measured(value: float, unit: str) -> str:
    if unit == "multiple":
        return f"{_figure(value)} times"
    if unit == "percentile":
        return f"{_figure(value)}th percentile"
    if unit.startswith("dollars"):
        return f"{words.dollars(value)}{unit.removeprefix('dollars')}"
    if unit.startswith("share"):
        return f"{words.percent(value)}{unit.removeprefix('share')}"
    return f"{_figure(value)} {unit}"


def _between(low: float, high: float, unit: str) -> str:
    if unit.startswith("share"):
        return f"{words.percent(low)} to {words.percent(high)}"
    if unit.startswith("dollars"):
        return f"{words.dollars(low)} to {words.dollars(high)}"
    return f"{_figure(low)} to {_figure(high)}"


def _chapters(used_in: str) -> str:
    numbers = [name.partition("-")[0] for name in used_in.split("; ")]
    return f"chapter{'s' if len(numbers) > 1 else ''} {words.join_words(numbers)}"


def _figure(value: float) -> str:
    return "not known" if pd.isna(value) else f"{value:,.10g}"
