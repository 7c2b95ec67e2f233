"""The sentences of chapter 06 on jobs: counted, projected, and what became of projections.

`forecasts` is what `forecasts.forecasts` returns, with `plural`; `windows` names the years of the
earlier (`past`) and the later (`next`) edition.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.every_occupation import Control
from rolereport.analysis.forecasts import WINDOW, first_year
from rolereport.analysis.rows import Row, rows_of
from rolereport.display import words
from rolereport.display.sentences.steps import signed, widest
from rolereport.display.sentences.trends import WAGES, mays, who

PROJECTIONS = "U.S. Bureau of Labor Statistics, Employment Projections"
NO_COUNT = "No projection of these jobs can be held against a later count"


def windows_of(projections: pd.DataFrame) -> dict[str, str]:
    """The years of the earlier (`past`) and the later (`next`) edition of the projections."""
    early, late = sorted(projections["edition"].unique())
    return {"past": early, "next": late}


def title(forecasts: pd.DataFrame, windows: dict[str, str]) -> str:
    """The finding: how far the count of each role lay from the path projected for it."""
    known = forecasts.dropna(subset=["miss"])
    if known.empty:
        return NO_COUNT
    parts = [f"{_off(row.miss)} for {who(row)}" for row in rows_of(known)]
    counted, path = first_year(windows["next"]), windows["past"]
    return (
        f"Against the path projected for {path}, jobs in {counted} were {words.join_words(parts)}"
    )


def subtitle(windows: dict[str, str], years: pd.Series) -> str:
    """What the chart of jobs plots."""
    return (
        f"Jobs counted in the wage survey, the United States, {mays(years)} (line), and those "
        f"projected for {words.join_words(list(windows.values()))} (dotted)"
    )


def alt(forecasts: pd.DataFrame, windows: dict[str, str], *heading: str) -> str:
    """The chart of jobs in words."""
    parts = [_told(row, windows) for row in rows_of(forecasts)]
    return f"{'. '.join([*heading, words.start('; '.join(parts))])}."


def path_label(paths: pd.DataFrame) -> pd.Series:
    """What the end of each projected path is called: `Projected for 2026`."""
    ends = [f"Projected for {first_year(window) + WINDOW}" for window in paths["series"]]
    return pd.Series(ends, index=paths.index, dtype="str")


def compared(forecasts: pd.DataFrame, everyone: Row, windows: dict[str, str]) -> str:
    """Growth and openings of each role against those of all occupations.

    Parameters
    ----------
    everyone
        The row of all occupations.
    """
    known = forecasts.dropna(subset=["next_change", "next_turnover"])
    if known.empty:
        return f"No jobs of these lines are projected for {windows['next']}."
    parts = [
        f"{signed(row.next_change)} for {who(row)}, with {_per_hundred(row.next_turnover)} "
        "openings a year for every 100 jobs"
        for row in rows_of(known)
    ]
    return (
        f"For {windows['next']} the projection is {words.join_words(parts)}. For all occupations "
        f"it is {signed(everyone.next_change)} and {_per_hundred(everyone.next_turnover)} openings."
    )


def how_good(misses: pd.Series, forecasts: pd.DataFrame, windows: dict[str, str]) -> str:
    """How well the earlier projection did for all occupations, and where the roles stand in it."""
    if misses.empty:
        return "No projection of any occupation can be held against a later count."
    half = misses.abs().median()
    told = (
        f"Of {len(misses):,} occupations with one code in both editions, half were within "
        f"{words.percent(half, 1)} of the straight path by {first_year(windows['next'])}"
    )
    known = forecasts.dropna(subset=["miss"])
    parts = [
        f"{words.percent((misses.abs() > abs(row.miss)).mean())} were further off than {who(row)}"
        for row in rows_of(known)
    ]
    return f"{told}; {words.join_words(parts)}." if parts else f"{told}."


def moved_apart(control: Control) -> str:
    """How far the counts of all occupations moved apart in the widest year with a break for all.

    Parameters
    ----------
    control
        Of counts of jobs.
    """
    row = widest(control)
    if row is None:
        return "No break for every occupation lies between the counts."
    return (
        f"Counts are no safer than pay across a break: in {row.year} those of all occupations "
        f"moved {row.spread / control.usual:.1f} times as far apart as in an ordinary year."
    )


def source(windows: dict[str, str], years: pd.Series | None = None) -> str:
    """Publisher and editions of the projections, and the years of the wage survey where drawn."""
    told = f"{PROJECTIONS}, {words.join_words(list(windows.values()))}."
    return told if years is None else f"{WAGES}, {int(years.min())} to {int(years.max())}. {told}"


def _off(miss: float) -> str:
    if abs(miss) < 0.0005:
        return "on it"
    return f"{words.percent(abs(miss), 1)} {'above' if miss > 0 else 'below'}"


def _told(row: Row, windows: dict[str, str]) -> str:
    said = []
    for window, years in windows.items():
        start, end = getattr(row, f"{window}_start"), getattr(row, f"{window}_end")
        if not pd.isna(end):
            first = first_year(years)
            said.append(
                f"{words.count(start)} in {first} projected to be {words.count(end)} in "
                f"{first + WINDOW}"
            )
    if not pd.isna(row.miss):
        said.append(
            f"against the path the count of {first_year(windows['next'])} was {_off(row.miss)}"
        )
    return f"{who(row)}: {words.join_words(said) or 'no projection published'}"


def _per_hundred(share: float) -> str:
    return f"{100 * share:.1f}"
