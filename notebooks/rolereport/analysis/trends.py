"""Pay over time: real dollars, growth, and the breaks across which neither may be read blindly.

A break is a year from which a series means something else (a new classification or method). It
cuts the series into segments; growth stays inside a segment unless asked to cross.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from rolereport.analysis.distributions import pay_gap
from rolereport.analysis.places import PAY_COLUMNS
from rolereport.analysis.rows import framed

SERIES = ["area", "role"]
PARTS = ["laboratory-technologist", "laboratory-technician"]
WHOLE = "laboratory-combined"
BOUNDARIES = "delineation"
SHORTEST_FIT = 3  # years
CHANGES = {
    "area": "str",
    "role": "str",
    "first_year": "int64",
    "last_year": "int64",
    "years": "int64",
    "first": "float64",
    "last": "float64",
    "change": "float64",
    "percent": "float64",
    "per_year": "float64",
    "breaks_crossed": "int64",
}


class Known(NamedTuple):
    """One known year of a line."""

    year: int
    segment: str
    value: float


def real(wages: pd.DataFrame, cpi: pd.DataFrame, to_year: int) -> pd.DataFrame:
    """Pay in dollars of May of `to_year`.

    Every vintage is brought from its May to that May by the CPI-U; the 2002 survey was taken in
    the fall and is brought from May too.

    Parameters
    ----------
    wages
        Pay in dollars of each row's `year`.
    cpi
        year, may_index.
    to_year
        Whose dollars.

    Returns
    -------
    DataFrame
        `wages` with every pay column converted and the column dollars_of added; NaN for years
        without an index.

    Raises
    ------
    ValueError
        If there is no May index for `to_year`.
    """
    index = cpi.set_index("year")["may_index"].dropna()
    if to_year not in index.index:
        raise ValueError(f"no May price index for {to_year}")
    factor = index[to_year] / index.reindex(wages["year"]).to_numpy()
    pay = {column: wages[column] * factor for column in PAY_COLUMNS if column in wages}
    return wages.assign(dollars_of=to_year, **pay)


def segments(series: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """Label each row with the stretch of years between breaks that it belongs to.

    Parameters
    ----------
    series
        area, role, year and any values.
    breaks
        year (the first of the new series), roles (`all`, or a list separated by "; ").

    Returns
    -------
    DataFrame
        `series` with `segment`, the first and last year of the stretch that the series has, such
        as `2012-2016`; unique within an area and role.
    """
    cuts = {role: break_years(breaks, role).tolist() for role in series["role"].unique()}
    rows = list(zip(*(series[key] for key in [*SERIES, "year"]), strict=True))
    stretches = [(area, role, bisect_right(cuts[role], year)) for area, role, year in rows]
    years: dict[tuple[str, str, int], list[int]] = {}
    for stretch, (_, _, year) in zip(stretches, rows, strict=True):
        years.setdefault(stretch, []).append(year)
    names = {stretch: _span(min(held), max(held)) for stretch, held in years.items()}
    named = pd.Series([names[stretch] for stretch in stretches], series.index, dtype="str")
    return series.assign(segment=named)


def break_years(breaks: pd.DataFrame, *roles: str) -> pd.Series:
    """Years in which a series of any of `roles` breaks, ascending, each once."""
    named = zip(breaks["year"], breaks["roles"], strict=True)
    ours = {year for year, each in named if concerned(each, roles)}
    return pd.Series(sorted(ours), name="year", dtype=breaks["year"].dtype)


def lines_to_follow(roles: Sequence[str]) -> list[str]:
    """`roles`, any laboratory role among them replaced by its two parts and the whole.

    One laboratory line alone shows half of the story: the parts end where the whole goes on.
    """
    laboratory = [*PARTS, WHOLE]
    if set(roles).isdisjoint(laboratory):
        return list(roles)
    first = min(roles.index(role) for role in roles if role in laboratory)
    others = [role for role in roles if role not in laboratory]
    before = [role for role in roles[:first] if role in others]
    return [*before, *laboratory, *(role for role in others if role not in before)]


def apart(series: pd.DataFrame) -> pd.DataFrame:
    """`series` without the rows in which a part of the laboratory carries the line of the whole."""
    return series[~(series["role"].isin(PARTS) & (series["relation"] == "combined"))]


def breaks_met(series: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """The breaks that concern one of the lines in `series`, oldest first.

    A break concerns a line that has years before it. New metropolitan boundaries concern neither
    the nation nor a state and are left out.

    Parameters
    ----------
    series
        role, year.
    breaks
        year, roles, kind.

    Returns
    -------
    DataFrame
        The columns of `breaks`.
    """
    first: dict[str, int] = {}
    for role, year in zip(series["role"], series["year"], strict=True):
        first[role] = min(year, first.get(role, year))
    told = zip(breaks["roles"], breaks["kind"], breaks["year"], strict=True)
    met = [
        kind != BOUNDARIES and any(first[role] < year for role in concerned(roles, list(first)))
        for roles, kind, year in told
    ]
    concerning = breaks[np.array(met, dtype=bool)]
    return concerning.sort_values("year", kind="stable", ignore_index=True)


def known_lines(
    series: pd.DataFrame, measure: str, *, by_segment: bool = False
) -> dict[tuple[str, str, str], list[Known]]:
    """The known years of each line, or of each of its segments, ascending.

    Parameters
    ----------
    series
        area, role, year, segment and the measure.

    Returns
    -------
    dict
        By area, role and segment, "" for the whole line; in the order of their first years.
    """
    columns = [*SERIES, "year", "segment", measure]
    rows = zip(*(series[column] for column in columns), strict=True)
    lines: dict[tuple[str, str, str], list[Known]] = {}
    for area, role, *row in sorted(rows, key=itemgetter(columns.index("year"))):
        year = Known(*row)
        if not math.isnan(year.value):
            lines.setdefault((area, role, year.segment if by_segment else ""), []).append(year)
    return lines


def growth(
    series: pd.DataFrame, measure: str = "p50_annual", across_breaks: bool = False
) -> pd.DataFrame:
    """Change from the first to the last known year of each segment.

    Parameters
    ----------
    series
        area, role, year, segment (see `segments`) and the measure.
    measure
        The column whose growth is wanted, in any unit.
    across_breaks
        Read each series from end to end instead; breaks_crossed then says how many breaks
        the change runs over.

    Returns
    -------
    DataFrame
        area, role, first_year, last_year, years, first, last, change (in the unit of the
        measure), percent (share: 0.1 is 10 percent), per_year (compound share a year),
        breaks_crossed. Segments with fewer than two known years are left out.

    Raises
    ------
    ValueError
        If the rows carry no segment: label them first.
    """
    if "segment" not in series:
        raise ValueError("label the series with segments() first: growth must not cross a break")
    rows = [
        (area, role, *_rates(years[0], years[-1]), len({each.segment for each in years}) - 1)
        for (area, role, _), years in known_lines(
            series, measure, by_segment=not across_breaks
        ).items()
        if years[-1].year > years[0].year
    ]
    return framed(rows, CHANGES)


def yearly(series: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    """The change of each line from each year to the next, breaks or not.

    Returns
    -------
    DataFrame
        role, year (the later), percent (share); only where both years are known.
    """
    known = series.dropna(subset=[measure])[["role", "year", measure]]
    before = known.assign(year=known["year"] + 1).rename(columns={measure: "before"})
    both = known.merge(before, on=["role", "year"])
    return both.assign(percent=both[measure] / both["before"] - 1)[["role", "year", "percent"]]


def by_measure(series: pd.DataFrame, measures: Sequence[str]) -> pd.DataFrame:
    """`growth` from end to end for several measures: the rows of each role under one another.

    Returns
    -------
    DataFrame
        The columns of `growth`, and measure.
    """
    each = [
        growth(series, measure, across_breaks=True).assign(measure=measure) for measure in measures
    ]
    ordered = pd.concat(each, ignore_index=True)
    places = {role: place for place, role in enumerate(series["role"].unique())}
    return ordered.sort_values("role", key=lambda role: role.map(places), kind="stable")


def fitted(series: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    """The growth a year of each segment, fitted to all its years and not to its ends alone.

    The slope of the least-squares line through the logarithms.

    Parameters
    ----------
    series
        role, year, segment and the measure.

    Returns
    -------
    DataFrame
        role, first_year, last_year, per_year (share). Segments with fewer than three known years
        are left out: through two, the line is their ends.
    """
    rows = [
        (role, stretch[0].year, stretch[-1].year, _fitted_rate(stretch))
        for (_, role, _), stretch in known_lines(series, measure, by_segment=True).items()
        if len(stretch) >= SHORTEST_FIT
    ]
    return pd.DataFrame(rows, columns=["role", "first_year", "last_year", "per_year"])


def common_window(
    series: pd.DataFrame, roles: Sequence[str], measure: str = "p50_annual"
) -> pd.DataFrame:
    """The known rows of `roles` from the first to the last year that all of them have.

    Changes over different years are no comparison: one role's may hold a slump the other's lacks.

    Parameters
    ----------
    series
        role, year and the measure, of one area.

    Returns
    -------
    DataFrame
        Rows of `series`; none if the roles share no year.
    """
    known = series[measure].notna() & series["role"].isin(roles)
    rows = list(zip(series["role"], series["year"], known, strict=True))
    held: dict[float, set[str]] = {}
    for role, year, is_known in rows:
        if is_known:
            held.setdefault(year, set()).add(role)
    shared = [year for year, theirs in held.items() if theirs == {*roles}] or [math.inf]
    first, last = min(shared), max(shared)
    inside = [is_known and first <= year <= last for _, year, is_known in rows]
    return series[np.array(inside, dtype=bool)]


def same_years(
    series: pd.DataFrame, roles: Sequence[str], measure: str = "p50_annual"
) -> pd.DataFrame:
    """The rows of every line in the years of the `common_window` of `roles`.

    Parameters
    ----------
    series
        role, year and the measure, of one area.

    Returns
    -------
    DataFrame
        Rows of `series`; all of them if the roles share no year.
    """
    years = common_window(series, roles, measure)["year"]
    return series[series["year"].between(years.min(), years.max())] if len(years) else series


def gap_over_time(
    series: pd.DataFrame,
    role: str,
    baseline: str,
    breaks: pd.DataFrame,
    measure: str = "p50_annual",
) -> pd.DataFrame:
    """The gap between two roles year by year, cut wherever either series breaks.

    Returns
    -------
    DataFrame
        area, year, role_pay, baseline_pay, gap (dollars), ratio, segment; sorted by area and year,
        NaN where either role is unknown.

    Raises
    ------
    ValueError
        If `series` has no row of either role, or two for one area and year.
    """
    gaps = pay_gap(series, role, baseline, measure).assign(role=role)
    both = pd.DataFrame({"year": break_years(breaks, role, baseline), "roles": "all"})
    return segments(gaps, both).drop(columns="role")


def concerned(named: str, roles: Sequence[str]) -> list[str]:
    """Those of `roles` that a break with these `roles` (`all`, or a list by "; ") concerns."""
    return list(roles) if named == "all" else [each for each in roles if each in named.split("; ")]


def _span(first: int, last: int) -> str:
    return f"{first}" if first == last else f"{first}-{last}"


def _fitted_rate(stretch: list[Known]) -> float:
    years, pay = [each.year for each in stretch], [each.value for each in stretch]
    return math.expm1(np.polyfit(years, np.log(pay), 1)[0])


def _rates(first: Known, last: Known) -> tuple[int, int, int, float, float, float, float, float]:
    years, ratio = last.year - first.year, last.value / first.value
    rates = last.value - first.value, ratio - 1, ratio ** (1 / years) - 1
    return first.year, last.year, years, first.value, last.value, *rates
