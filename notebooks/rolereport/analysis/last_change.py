"""The change since the last estimate, and whether it is more than sampling error."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.analysis.uncertainty import Z_90


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
    last = series.sort_values("year").groupby("role", sort=False).tail(1)
    years = sorted(series["year"].unique())
    earlier = dict(zip(years[1:], years, strict=False))
    next_year = {year: following for following, year in earlier.items()}
    before = series.assign(year=series["year"].map(next_year)).dropna(subset=["year"])
    columns = ["p50_annual", "mean_annual", "mean_rse"]
    both = last.merge(before[["role", "year", *columns]], on=["role", "year"], suffixes=("", "_0"))
    ratio = both["mean_annual"] / both["mean_annual_0"]
    error = np.hypot(both["mean_rse"], both["mean_rse_0"]) / 100
    changed = pd.DataFrame(
        {
            "role": both["role"],
            "first_year": both["year"].map(earlier),
            "last_year": both["year"],
            "first": both["p50_annual_0"],
            "last": both["p50_annual"],
            "percent": both["p50_annual"] / both["p50_annual_0"] - 1,
            "mean_percent": ratio - 1,
            "low": ratio * (1 - Z_90 * error) - 1,
            "high": ratio * (1 + Z_90 * error) - 1,
        }
    )
    order = {role: place for place, role in enumerate(series["role"].unique())}
    return changed.sort_values("role", key=lambda role: role.map(order), ignore_index=True)
