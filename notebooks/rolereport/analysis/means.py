"""The mean beside the percentiles: what they allow it to be, and what it says about the tail.

Five percentiles say how many jobs are paid in each of six cells, not how much. Their mean is least
where every job is paid the least of its cell, the lowest tenth nothing. It has no greatest value,
for the best-paid tenth is open above, unless a cap on pay is stated. Turned around, a published
mean leaves the best-paid tenth only so much to average.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from rolereport.analysis.distributions import (
    CELL_PERCENT,
    KEYS,
    Cells,
    Line,
    Unit,
    ceiling_of,
    cells_of,
    middle_jobs,
    probability_higher,
    published_percentiles,
)
from rolereport.recall import recalled

CAP = 2  # times the 90th percentile: our stated cap on pay, where a greatest mean is asked for
TENTH = 0.1
ROUNDING = 1e-6


@dataclass(frozen=True)
class MeanBounds:
    """A published mean, the means that its percentiles allow, and what it leaves for the top.

    Attributes
    ----------
    mean
        As published, dollars; NaN where it is not.
    least, most
        What the percentiles allow; `most` is infinite unless pay is capped.
    top_least, top_most
        Mean pay of the best-paid tenth that the published mean allows; NaN without a mean.
    top_curve_least, top_curve_most
        The same where the middle eighty percent follow the interpolated curve.
    consistent
        Whether the mean is not below the least; None where it or the percentiles are unknown.
    """

    mean: float
    least: float
    most: float
    top_least: float
    top_most: float
    top_curve_least: float
    top_curve_most: float
    consistent: bool | None


def mean_bounds(
    row: Line,
    unit: Unit = "annual",
    top_code: float | None = None,
    cap: float | None = None,
) -> MeanBounds:
    """What the percentiles of one row of `wages` and its mean say about each other.

    Parameters
    ----------
    row
        `p10_<unit>` ... `p90_<unit>` and `mean_<unit>`, in dollars.
    top_code
        As for `share_above`.
    cap
        No job pays more, in multiples of the 90th percentile; None for no cap.

    Raises
    ------
    ValueError
        If the percentiles are not positive or not in order.
    """
    mean, pay = float(row.get(f"mean_{unit}", np.nan)), published_percentiles(row, unit)
    cells = cells_of(pay, top_code)
    if cells is None:
        return MeanBounds(mean, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan, None)
    least = float(CELL_PERCENT @ cells.least) / 100
    consistent = None if np.isnan(mean) else mean >= least
    tops = _top_tenth(mean, cells) if consistent else (np.nan, np.nan)
    curve = _top_tenth_by_curve(mean, pay) if consistent else (np.nan, np.nan)
    return MeanBounds(mean, least, _most(cells, cap), *tops, *curve, consistent)


def means_table(wages: pd.DataFrame, unit: Unit = "annual", cap: float = CAP) -> pd.DataFrame:
    """`mean_bounds` of every row.

    Parameters
    ----------
    wages
        One row for each role, area and year; `ceiling_<unit>` where `codes` mark a percentile `#`.
    cap
        As for `mean_bounds`.

    Returns
    -------
    DataFrame
        area, role, year, median, the attributes of `MeanBounds` and `above_median` (mean over
        median, less one); in the order of `wages`.
    """
    bounds = [
        vars(mean_bounds(row, unit, ceiling_of(row, unit), cap)) for row in wages.to_dict("records")
    ]
    table = pd.DataFrame(bounds, columns=list(MeanBounds.__dataclass_fields__), index=wages.index)
    median = wages.get(f"p50_{unit}", pd.Series(np.nan, wages.index))
    keys = wages[KEYS].assign(median=median)
    return keys.join(table).assign(above_median=table["mean"] / median - 1)


@recalled
def greatest_chance(
    percentiles: ArrayLike,
    other: ArrayLike,
    mean: float,
    top_code: float | None = None,
    other_top_code: float | None = None,
) -> float:
    """How often jobs of this mean can outrank those of another role, at the most.

    The other's jobs are best outranked at the floors of their cells; a few of them, paid ever
    more in the open highest cell, bring their mean up to any figure without being missed. One's
    own jobs are then paid either the least of their cell or just past one of those floors inside
    it: a linear program that gains most within the mean.

    Parameters
    ----------
    percentiles, other
        Five percentiles in dollars, NaN where unknown.
    mean
        Of one's own jobs, in dollars; infinity for none.
    top_code, other_top_code
        As for `share_above`.

    Returns
    -------
    float
        A chance, 0 to 1; NaN where nothing is known of either or no pay has that mean.
    """
    from scipy.optimize import linprog

    ours, theirs = cells_of(percentiles, top_code), cells_of(other, other_top_code)
    if ours is None or theirs is None or np.isnan(mean):
        return np.nan
    places = np.unique(np.r_[ours.least, theirs.least])
    gains = (theirs.least <= places[:, None]) @ CELL_PERCENT / 100
    inside = (places >= ours.least[:, None]) & (places < ours.greatest[:, None])
    inside |= places == ours.least[:, None]  # a cell of one pay has no room above its floor
    cell, place = inside.nonzero()
    solved = linprog(
        -gains[place],
        A_ub=None if np.isinf(mean) else [places[place]],
        b_ub=None if np.isinf(mean) else [mean],
        A_eq=(cell == np.arange(len(CELL_PERCENT))[:, None]).astype(float),
        b_eq=CELL_PERCENT / 100,
    )
    return float(-solved.fun) if solved.success else np.nan


def bounds_with_means(wages: pd.DataFrame, baseline: str, unit: Unit = "annual") -> pd.DataFrame:
    """The bounds on `higher` of `overlap_table` if the published means are used too.

    Returns
    -------
    DataFrame
        area, year, role, low, high (0 to 1; NaN where a mean or the percentiles are unknown) and
        narrower (boolean): whether either end moves by more than rounding.
    """
    bases = {
        (row["area"], row["year"]): row
        for row in wages[wages["role"] == baseline].to_dict("records")
    }
    rows = [
        (row["area"], row["year"], row["role"], *_with_means(row, base, unit))
        for row in wages[wages["role"] != baseline].to_dict("records")
        if (base := bases.get((row["area"], row["year"]))) is not None
    ]
    return pd.DataFrame(rows, columns=["area", "year", "role", "low", "high", "narrower"])


def _with_means(row: Line, base: Line, unit: Unit) -> tuple[float, float, bool]:
    (pay, top), (other, other_top) = (
        (published_percentiles(each, unit), ceiling_of(each, unit)) for each in (row, base)
    )
    mean, base_mean = (float(each.get(f"mean_{unit}", np.nan)) for each in (row, base))
    plain = probability_higher(pay, other, top, other_top)
    # Percentiles that coincide leave ties, which count half: there the plain bound is the tighter.
    high = min(greatest_chance(pay, other, mean, top, other_top), plain.high)
    low = max(1 - greatest_chance(other, pay, base_mean, other_top, top), plain.low)
    if np.isnan([mean, base_mean, plain.low]).any():
        return np.nan, np.nan, False
    return low, high, bool(low > plain.low + ROUNDING or high < plain.high - ROUNDING)


def _most(cells: Cells, cap: float | None) -> float:
    if cap is None or not np.isfinite(cells.greatest[-2]):
        return np.inf
    capped = np.minimum(cells.greatest, cap * cells.greatest[-2])
    return float(CELL_PERCENT @ capped) / 100


def _top_tenth(mean: float, cells: Cells) -> tuple[float, float]:
    """Least and greatest mean of the best-paid tenth, whatever the others earn in their cells."""
    below = CELL_PERCENT[:-1] / 100
    least = (mean - float(below @ cells.greatest[:-1])) / TENTH
    most = (mean - float(below @ cells.least[:-1])) / TENTH
    return max(least, float(cells.least[-1])), most


def _top_tenth_by_curve(mean: float, pay: np.ndarray) -> tuple[float, float]:
    """The same, the middle on its curve and the lowest tenth anywhere from nothing to p10."""
    both_tails = (mean - 0.8 * float(middle_jobs(pay).mean())) / TENTH
    if not both_tails >= pay[-1]:
        return np.nan, np.nan  # unknown, or no pay of the lowest tenth is low enough
    return max(both_tails - pay[0], float(pay[-1])), both_tails
