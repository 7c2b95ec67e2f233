"""The change of a series taken apart: inside its segments, at its breaks, shared with all others.

A step at a break mixes what employers did with what the statisticians did, so it is never growth.
An unsettled year has no break, but moves all occupations against each other far more than an
ordinary year does (see `every_occupation`), so a change of one's own in it is doubtful too.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from rolereport.analysis.every_occupation import middle_change
from rolereport.analysis.trends import BOUNDARIES, SERIES, concerned

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
    known = series.dropna(subset=[measure]).sort_values("year", kind="stable")
    ends = known.groupby([*SERIES, "segment"], sort=False).agg(
        first_year=("year", "first"),
        last_year=("year", "last"),
        first=(measure, "first"),
        last=(measure, "last"),
    )
    inside = ends.reset_index().drop(columns="segment")
    before = inside.groupby(SERIES, sort=False)[["last_year", "last"]].shift()
    steps = inside.assign(
        first_year=before["last_year"],
        last_year=inside["first_year"],
        first=before["last"],
        last=inside["first"],
    ).dropna(subset=["first_year"])
    both = pd.concat([inside[inside["last_year"] > inside["first_year"]], steps])
    order = _order(both["role"], series["role"].unique())
    both = both.assign(order=order).sort_values(["order", "first_year"], kind="stable")
    return _measured(both.drop(columns="order").reset_index(drop=True), breaks)


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
    steps = _steps(series, measure)
    steps = middle_change(everyone, steps, measure)
    steps["shared"] = steps["first"] * steps["middle"]
    own = steps.assign(kind=_kinds(steps, unsettled), own=steps["change"] - steps["shared"])
    by_kind = own.pivot_table(
        index=SERIES, columns="kind", values="own", aggfunc="sum", sort=False
    ).reindex(columns=KINDS[1:])
    lines = steps.groupby(SERIES, sort=False)
    ends = lines.agg(
        first_year=("first_year", "first"),
        last_year=("last_year", "last"),
        first=("first", "first"),
        last=("last", "last"),
        total=("change", "sum"),
        shared=("shared", "sum"),
    )
    return ends.join(by_kind).reset_index()


def _steps(series: pd.DataFrame, measure: str) -> pd.DataFrame:
    known = series.dropna(subset=[measure]).sort_values("year", kind="stable")
    before = known.groupby(SERIES, sort=False)[["year", "segment", measure]].shift()
    steps = pd.DataFrame(
        {
            "area": known["area"],
            "role": known["role"],
            "first_year": before["year"],
            "last_year": known["year"],
            "first": before[measure],
            "last": known[measure],
            "cut": known["segment"] != before["segment"],
        }
    ).dropna(subset=["first_year"])
    steps = steps.astype({"first_year": int})
    order = _order(steps["role"], series["role"].unique())
    steps = steps.assign(order=order).sort_values(["order", "last_year"], kind="stable")
    change, percent = steps["last"] - steps["first"], steps["last"] / steps["first"] - 1
    return steps.drop(columns="order").assign(change=change, percent=percent)


def _kinds(steps: pd.DataFrame, unsettled: Collection[int]) -> np.ndarray:
    doubtful = [
        any(start < year <= end for year in unsettled)
        for start, end in zip(steps["first_year"], steps["last_year"], strict=True)
    ]
    cut = steps["cut"].to_numpy(dtype=bool)
    return np.select([cut, np.array(doubtful, dtype=bool)], [AT_BREAKS, UNSETTLED], ORDINARY)


def _order(roles: pd.Series, wanted: Collection[str]) -> pd.Series:
    return roles.map({role: place for place, role in enumerate(wanted)})


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
    return ends.assign(
        first_year=ends["first_year"].astype(int),
        change=ends["last"] - ends["first"],
        percent=ends["last"] / ends["first"] - 1,
        what=pd.Series(what, ends.index, dtype="str"),
    )
