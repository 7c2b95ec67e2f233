"""What published percentiles and a mean leave open.

Cut the jobs of a line at its percentiles. The mean of each slice lies between the percentiles at
its ends, and the slices, weighted by their size, add up to the mean of all. Any slice means that
obey this belong to some possible pay, so the least that a slice can average, with all others as
high as they go, and the greatest are sharp.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

CUTS = {"p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90}
SHARES = list(np.diff([0.0, *CUTS.values(), 1.0]))
ROUNDING = 1e-9  # relative: how far a mean may be off the sum of its slices
NEEDED = ["mean_annual", *(f"{cut}_annual" for cut in CUTS)]


def slice_mean_bounds(
    shares: list[float], ends: list[float], mean: float, which: int
) -> tuple[float, float]:
    """Least and greatest mean of one slice of pay.

    Parameters
    ----------
    shares
        Size of each slice, lowest pay first; they add to 1.
    ends
        Pay at the ends of the slices: one more than slices; the last may be infinite.
    mean
        Mean of all, in the unit of `ends`.
    which
        The slice asked for; -1 is the best paid.

    Returns
    -------
    tuple
        Low and high bound; the high one is infinite where nothing bounds it.

    Raises
    ------
    ValueError
        If no pay has these ends and this mean.
    """
    least, greatest = np.array(ends[:-1]), np.array(ends[1:])
    sizes = np.array(shares)
    slack = ROUNDING * abs(mean)
    if not sizes @ least - slack <= mean <= sizes @ greatest + slack:
        raise ValueError(f"no pay with a mean of {mean:,.2f} has these percentiles")
    others = np.arange(sizes.size) != np.arange(sizes.size)[which]
    # What the mean leaves for this slice, with all others at the one end or at the other.
    left = [(mean - sizes[others] @ end[others]) / sizes[which] for end in (greatest, least)]
    return float(max(least[which], left[0])), float(min(greatest[which], left[1]))


def top_tenth_bounds(pay: pd.Series | Mapping[str, float]) -> tuple[float, float]:
    """Least and greatest mean of the best-paid tenth of one wage line, dollars a year.

    Parameters
    ----------
    pay
        mean_annual and p10_annual to p90_annual of one role and year.
    """
    ends = [0.0, *(float(pay[f"{cut}_annual"]) for cut in CUTS), math.inf]
    return slice_mean_bounds(SHARES, ends, float(pay["mean_annual"]), -1)


def top_tenth_by_year(wages: pd.DataFrame) -> pd.DataFrame:
    """What the best-paid tenth can have averaged, by role and year.

    Parameters
    ----------
    wages
        One row for each role and year, with mean_annual and p10_annual to p90_annual.

    Returns
    -------
    DataFrame
        role, soc_code, year, p50_annual, p90_annual, low and high (dollars a year). Rows that
        lack a figure are left out.
    """
    whole = wages.dropna(subset=NEEDED).reset_index(drop=True)
    bounds = [top_tenth_bounds(row) for row in whole[NEEDED].to_dict("records")]
    table = whole[["role", "soc_code", "year", "p50_annual", "p90_annual"]]
    return table.assign(low=[low for low, _ in bounds], high=[high for _, high in bounds])
