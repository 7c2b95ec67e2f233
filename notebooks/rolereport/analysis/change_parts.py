"""The change of a series taken apart: inside its segments, at its breaks, shared with all others.

A step at a break mixes what employers did with what the statisticians did, so it is never growth.
An unsettled year has no break, but moves all occupations against each other far more than an
ordinary year does (see `every_occupation`), so a change of one's own in it is doubtful too.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from itertools import groupby, pairwise

import pandas as pd

from rolereport.analysis.every_occupation import middle_change
from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.trends import BOUNDARIES, SERIES, Known, concerned, known_lines

SHARED, ORDINARY, UNSETTLED, AT_BREAKS = "shared", "ordinary", "unsettled", "at_breaks"
KINDS = [SHARED, ORDINARY, UNSETTLED, AT_BREAKS]


def pieces(series: pd.DataFrame, breaks: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    """Every segment and every step between two segments of each line, oldest first.

    Parameters
    ----------
    series
        area, role, year, segment (see `trends.segments`) and the measure.
    breaks
        year, roles, kind, title.

    Returns
    -------
    DataFrame
        area, role, first_year, last_year, first, last, change (in the unit of the measure),
        percent (share), what (titles of the breaks between the two years, "" inside a segment).
        The changes of a line add up to its change from end to end. A segment of one year has no
        row of its own.
    """
    ends = [
        (area, role, first.year, last.year, first.value, last.value)
        for (area, role), years in _lines(series, measure)
        for first, last in _pieces(years)
    ]
    columns = [*SERIES, "first_year", "last_year", "first", "last"]
    return _measured(pd.DataFrame(ends, columns=columns), breaks)


def told_apart(
    series: pd.DataFrame,
    everyone: pd.DataFrame,
    unsettled: Collection[int],
    measure: str = "p50_annual",
) -> pd.DataFrame:
    """Each line's change, split into what all occupations shared and what was the line's own.

    Each year's step is compared with that of the middle occupation. What the two share is the
    market, prices and whatever a new method did to all alike. The rest is the line's own, and is
    kept apart for ordinary years, for unsettled ones and for steps at breaks.

    Parameters
    ----------
    series
        area, role, year, segment and the measure.
    everyone
        soc_code, occupation_group, year and the measure of all occupations, in the same dollars.
    unsettled
        Years whose steps are doubtful for every occupation.

    Returns
    -------
    DataFrame
        area, role, first_year, last_year, first, last, total and one column for each of `KINDS`,
        in the unit of the measure, NaN where the line has no such year; they add up to `total`.
        Lines with fewer than two known years are left out.
    """
    steps = middle_change(everyone, _steps(series, measure), measure)
    lines: dict[tuple[str, str], list[Row]] = {}
    for step in rows_of(steps.assign(kind=_kinds(steps, unsettled))):
        lines.setdefault((step.area, step.role), []).append(step)
    rows = [
        (*line, own[0].first_year, own[-1].last_year, own[0].first, own[-1].last, *_sums(own))
        for line, own in lines.items()
    ]
    columns = [*SERIES, "first_year", "last_year", "first", "last", "total", *KINDS]
    return pd.DataFrame(rows, columns=columns)


def _lines(series: pd.DataFrame, measure: str) -> list[tuple[tuple[str, str], list[Known]]]:
    """The known years of each line, the lines in the order of their roles in `series`."""
    order = list(series["role"].unique())
    lines = known_lines(series, measure).items()
    told = [((area, role), years) for (area, role, _), years in lines]
    return sorted(told, key=lambda line: order.index(line[0][1]))


def _pieces(years: list[Known]) -> Iterator[tuple[Known, Known]]:
    """The ends of each segment with more years than one, and of each step to the next."""
    before = None
    for _, group in groupby(years, key=lambda year: year.segment):
        stretch = list(group)
        if before is not None:
            yield before, stretch[0]
        if len(stretch) > 1:
            yield stretch[0], stretch[-1]
        before = stretch[-1]


def _steps(series: pd.DataFrame, measure: str) -> pd.DataFrame:
    rows = [
        (*line, before.year, now.year, before.value, now.value, now.segment != before.segment)
        for line, years in _lines(series, measure)
        for before, now in pairwise(years)
    ]
    steps = pd.DataFrame(rows, columns=[*SERIES, "first_year", "last_year", "first", "last", "cut"])
    return _rated(steps)


def _kinds(steps: pd.DataFrame, unsettled: Collection[int]) -> list[str]:
    kinds = []
    for start, end, cut in zip(steps["first_year"], steps["last_year"], steps["cut"], strict=True):
        doubtful = any(start < year <= end for year in unsettled)
        kinds.append(AT_BREAKS if cut else UNSETTLED if doubtful else ORDINARY)
    return kinds


def _sums(steps: list[Row]) -> list[float]:
    """The sums of a line's steps: of all of each, of what it shares, and of its own by kind."""
    shared = [step.first * step.middle for step in steps]
    sums = [math.fsum(step.change for step in steps), _known_sum(shared)]
    for kind in KINDS[1:]:
        both = zip(steps, shared, strict=True)
        own = [step.change - part for step, part in both if step.kind == kind]
        sums.append(_known_sum(own) if own else math.nan)
    return sums


def _known_sum(amounts: list[float]) -> float:
    return math.fsum(amount for amount in amounts if not math.isnan(amount))


def _measured(ends: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    spans = zip(ends["role"], ends["first_year"], ends["last_year"], strict=True)
    named = breaks[breaks["kind"] != BOUNDARIES].sort_values("year", kind="stable")
    cuts = list(zip(named["year"], named["roles"], named["title"], strict=True))
    what = [
        "; ".join(
            title for year, roles, title in cuts if start < year <= end and concerned(roles, [role])
        )
        for role, start, end in spans
    ]
    return _rated(ends).assign(what=pd.Series(what, ends.index, dtype="str"))


def _rated(ends: pd.DataFrame) -> pd.DataFrame:
    change, percent = ends["last"] - ends["first"], ends["last"] / ends["first"] - 1
    return ends.assign(change=change, percent=percent)
