"""Sampling error of OEWS estimates.

BLS prints a relative standard error (RSE, percent) for each mean and each employment estimate.
It prints none for percentiles, medians included, so none is made up here.
"""

from __future__ import annotations

from typing import overload

import numpy as np
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


def differences(wages: pd.DataFrame, baseline: str, measure: str = "mean_annual") -> pd.DataFrame:
    """Whether two roles differ by more than sampling error, in each area and year.

    The variance of a difference of two estimates is the sum of their variances less twice their
    covariance. No covariance is published, and some establishments employ both roles. So two
    margins are given: one as if the samples were independent, and the widest that any correlation
    allows, which is the sum of the two margins.

    Parameters
    ----------
    wages
        Roles, areas and years; areas and years without the baseline are left out.
    measure
        As for `with_intervals`.

    Returns
    -------
    DataFrame
        area, year, role, baseline, difference (role less baseline), margin, widest (both half a
        90 percent interval, in the unit of the measure), low, high (by `margin`), and `apart`:
        `surely` where the difference exceeds the widest margin, `if independent` where it exceeds
        the other only, `no`, or "" where unknown.
    """
    errors = with_intervals(wages, measure)
    errors["half"] = (errors["high"] - errors["low"]) / 2
    both = errors[errors["role"] != baseline].merge(
        errors[errors["role"] == baseline], on=["area", "year"], suffixes=("", "_base")
    )
    difference = both["estimate"] - both["estimate_base"]
    margin, widest = np.hypot(both["half"], both["half_base"]), both["half"] + both["half_base"]
    table = both[["area", "year", "role"]].assign(
        baseline=baseline,
        difference=difference,
        margin=margin,
        widest=widest,
        low=difference - margin,
        high=difference + margin,
    )
    return table.assign(apart=_apart(difference.abs(), margin, widest))


def _apart(size: pd.Series, margin: pd.Series, widest: pd.Series) -> pd.Series:
    known = size.notna() & margin.notna()
    apart = pd.Series("no", index=size.index, dtype="str").mask(size > margin, "if independent")
    return apart.mask(size > widest, "surely").where(known, "")
