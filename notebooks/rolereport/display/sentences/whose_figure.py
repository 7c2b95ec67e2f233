"""Whose are the undated medians: what the search found, and how little a fit proves.

`near` is what `audit.fit_rows` returns; `odds` what `claim_evidence.surprise` returns.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words


def title(near: pd.DataFrame, wanted: str, named: pd.DataFrame) -> str:
    """The finding of the map of fits: which jobs have a median near each figure."""
    parts = []
    for figure, rows in _by_figure(near):
        jobs = dict.fromkeys(row.role for row in rows if row.statistic == wanted)
        whose = words.join_words([named["plural"][job] for job in jobs]) or "no job"
        parts.append(f"{words.dollars(figure)} fits a median of {whose}")
    return words.start("; ".join(parts))


def subtitle(tolerance: float) -> str:
    """How to read the map of fits."""
    return (
        f"Years in which a published figure comes within {words.percent(tolerance)}. Filled: the "
        "median, as the article says; hollow: the mean or another percentile. Grey: years "
        "published; dashed: breaks"
    )


def cut(breaks: pd.DataFrame) -> str:
    """What the map's uprights mean, and whose line the medication aides have."""
    dated = [f"{row.year:.0f} ({words.lower_start(row.title)})" for row in rows_of(breaks)]
    return (
        f"Dashed lines mark where lines change their meaning: {words.join_words(dated)}. "
        "Medication aides are shown by the line of nursing assistants."
    )


def alt(near: pd.DataFrame, wanted: str) -> str:
    """The map of fits in words."""
    told = []
    for figure, rows in _by_figure(near):
        listed = [f"{row.plural} in May {row.year}" for row in rows if row.statistic == wanted]
        fits = words.counted(len(rows), "fit")
        told.append(f"{words.dollars(figure)} has {fits}, {_medians(listed)}")
    return f"Published figures near the two medians. {'; '.join(told)}."


def _by_figure(near: pd.DataFrame) -> list[tuple[float, list[Row]]]:
    figures: dict[float, list[Row]] = {}
    for row in rows_of(near):
        figures.setdefault(row.figure, []).append(row)
    return sorted(figures.items())


def _medians(listed: list[str]) -> str:
    if not listed:
        return "no median among them"
    return f"{words.counted(len(listed), 'median')} among them: {words.join_words(listed)}"


def surprising(odds: pd.DataFrame) -> str:
    """How many round figures come as near to a published median as each figure does."""
    told = [
        f"{words.percent(row.as_near)} lie as near to some median as {words.dollars(row.figure)} "
        "does"
        for row in rows_of(odds)
    ]
    return (
        "By medians alone a fit is weak evidence too: of the "
        f"{odds['compared'].iloc[0]} whole thousands of dollars between the lowest and the highest "
        f"median searched, {words.join_words(told)}."
    )
