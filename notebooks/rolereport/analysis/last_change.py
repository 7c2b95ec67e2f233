"""The change since the last estimate, and whether it is more than sampling error."""

from __future__ import annotations

import math

import pandas as pd

from rolereport.analysis.rows import Row, framed, rows_of
from rolereport.analysis.uncertainty import Z_90

CHANGES = {
    "role": "str",
    "first_year": "int64",
    "last_year": "int64",
    "first": "float64",
    "last": "float64",
    "percent": "float64",
    "mean_percent": "float64",
    "low": "float64",
    "high": "float64",
}


def since_last(series: pd.DataFrame) -> pd.DataFrame:
    """The change of each role from the estimate before its latest to the latest.

    The two estimates share four of six survey panels, and BLS publishes no covariance: taken as
    independent, as here, the margin is wider than the true one wherever panels agree.

    Parameters
    ----------
    series
        role, year, p50_annual, mean_annual, mean_rse (percent).

    Returns
    -------
    DataFrame
        role, first_year, last_year, first, last (medians), percent (of the median), mean_percent,
        low, high: the change of the mean and its 90 percent interval (shares); NaN where a
        relative standard error is not published. Roles without two years that follow each other
        among those of `series` are left out.
    """
    rows = {(row.role, row.year): row for row in rows_of(series)}
    years = sorted({year for _, year in rows})
    earlier = dict(zip(years[1:], years, strict=False))
    latest = {role: max(year for each, year in rows if each == role) for role, _ in rows}
    changes = [
        _change(before, rows[role, year])
        for role, year in latest.items()
        if (before := rows.get((role, earlier.get(year))))
    ]
    return framed(changes, CHANGES)


def _change(before: Row, now: Row) -> tuple[str | float, ...]:
    ratio = now.mean_annual / before.mean_annual
    error = math.hypot(now.mean_rse, before.mean_rse) / 100
    ends = ratio * (1 - Z_90 * error) - 1, ratio * (1 + Z_90 * error) - 1
    first, last = before.p50_annual, now.p50_annual
    return now.role, before.year, now.year, first, last, last / first - 1, ratio - 1, *ends
