"""Sampling error of OEWS estimates.

BLS prints a relative standard error (RSE, percent) for each mean and each employment estimate.
It prints none for percentiles, medians included, so none is made up here.
"""

from __future__ import annotations

from typing import overload

import pandas as pd

Z_90 = 1.645  # standard errors on each side of a 90 percent interval

RSE_COLUMNS = {
    "mean_annual": "mean_rse",
    "mean_hourly": "mean_rse",
    "employment": "employment_rse",
}


@overload
def interval(estimate: float, rse: float) -> tuple[float, float]: ...
@overload
def interval(estimate: pd.Series, rse: pd.Series) -> tuple[pd.Series, pd.Series]: ...
def interval(
    estimate: float | pd.Series, rse: float | pd.Series
) -> tuple[float, float] | tuple[pd.Series, pd.Series]:
    """The 90 percent confidence interval of an estimate.

    Parameters
    ----------
    estimate
        In any unit.
    rse
        Its relative standard error, percent; NaN where not published, which leaves both ends NaN.

    Returns
    -------
    tuple
        Low and high end, in the unit of the estimate.
    """
    margin = Z_90 * rse / 100
    return estimate * (1 - margin), estimate * (1 + margin)


def with_intervals(wages: pd.DataFrame, measure: str = "mean_annual") -> pd.DataFrame:
    """The estimates of one measure with their 90 percent intervals.

    Parameters
    ----------
    wages
        One row for each role, area and year.
    measure
        mean_annual, mean_hourly or employment.

    Returns
    -------
    DataFrame
        area, role, year, measure, estimate, rse (percent), low, high; in the order of `wages`,
        NaN where unknown.

    Raises
    ------
    ValueError
        For any other measure: BLS publishes no sampling error for it.
    """
    if measure not in RSE_COLUMNS:
        measures = ", ".join(RSE_COLUMNS)
        raise ValueError(f"no standard error is published for {measure}; choose {measures}")
    columns = ["area", "role", "year", measure, RSE_COLUMNS[measure]]
    table = wages.reindex(columns=columns).set_axis([*columns[:3], "estimate", "rse"], axis=1)
    table.insert(3, "measure", measure)
    low, high = interval(table["estimate"], table["rse"])
    return table.assign(low=low, high=high)
