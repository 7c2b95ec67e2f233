"""The sentences of chapter 06 on places: change in each state between two vintages."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from rolereport.analysis.rows import rows_of
from rolereport.display import words
from rolereport.display.sentences.steps import signed
from rolereport.display.sentences.trends import went, who

NO_CHANGE = "No role here has a line that measures the same in both years of state estimates"


def title(
    changes: pd.DataFrame, marked: pd.DataFrame, years: tuple[int, int], breaks: pd.DataFrame
) -> str:
    """The finding: the place asked for where it is a state or lies in one, else how many rose.

    Parameters
    ----------
    changes
        role, plural, area and percent (share), one row a state and role.
    marked
        role, plural, place, percent and nation (boolean).
    years
        The two Mays compared.
    breaks
        As for `caption`.
    """
    if changes.empty:
        return NO_CHANGE
    places = marked[~marked["nation"]]
    since = f"from {years[0]} to {years[1]}{_across(_between(breaks, years))}"
    if places.empty:
        parts = [_rose(rows) for _, rows in changes.groupby("role", sort=False)]
        return f"Real median pay {since} rose {words.join_words(parts)}"
    place = places["place"].iloc[0]
    parts = [
        f"of {who(row)} {went(row.percent)} (nation: {_nation(marked, row.role)})"
        for row in rows_of(places)
        if row.place == place
    ]
    return f"In {place}, {since.rstrip(',')}, real median pay {words.join_words(parts)}"


def subtitle(years: tuple[int, int]) -> str:
    """What the chart of states plots."""
    return (
        f"Change of real median annual pay, May {years[0]} to May {years[1]}; a pale dot a state "
        "or the District of Columbia, a diamond the nation"
    )


def alt(changes: pd.DataFrame, marked: pd.DataFrame, title: str, subtitle: str) -> str:
    """The chart of states in words."""
    parts = []
    for role, rows in changes.groupby("role", sort=False):
        places = [
            f"{row.place} {signed(row.percent)}" for row in rows_of(marked) if row.role == role
        ]
        parts.append(
            f"{who(rows_of(rows)[0])} {signed(rows['percent'].min())} to "
            f"{signed(rows['percent'].max())} in {len(rows)} states, "
            f"{words.join_words(places) or 'no place marked'}"
        )
    return ". ".join([title, subtitle, *map(words.start, parts)]) + "."


def caption(breaks: pd.DataFrame, years: tuple[int, int], missing: Sequence[str]) -> str:
    """Which breaks lie between the two years, and who has no comparable line.

    Parameters
    ----------
    breaks
        year and title of those that concern a role drawn.
    missing
        Plurals of the roles without figures to compare.
    """
    between = _between(breaks, years)
    names = [f"{row.year:.0f} ({words.lower_start(row.title)})" for row in rows_of(between)]
    told = [f"Between the two years lie breaks: {words.join_words(names)}."] if names else []
    if len(missing):
        told.append(f"No comparable line for {words.join_words(list(missing))}.")
    told.append(
        "Between two years alone, a state's step at a break and its growth are not told apart."
    )
    return " ".join(told)


def _rose(rows: pd.DataFrame) -> str:
    rose = int((rows["percent"] > 0).sum())
    return f"in {rose} of {len(rows)} states for {who(rows_of(rows)[0])}"


def _nation(marked: pd.DataFrame, role: str) -> str:
    rows = marked[marked["nation"] & (marked["role"] == role)]
    return words.UNKNOWN if rows.empty else signed(float(rows["percent"].iloc[0]))


def _across(between: pd.DataFrame) -> str:
    if between.empty:
        return ""
    return ", across a break," if between["year"].nunique() == 1 else ", across breaks,"


def _between(breaks: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    return breaks[breaks["year"].between(years[0] + 1, years[1])]
