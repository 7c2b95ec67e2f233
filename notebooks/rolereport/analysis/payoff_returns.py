"""What longer training returns: its rate, the pay that breaks even, and what a lead is made of.

Every function compares two pathways month by month, as `payoff.cumulative_pay` returns them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rolereport.analysis.payoff import MONTHS_A_YEAR, Path

MOST = 1.0  # a rate above 100 percent a year is not told from one without bound
RATES = np.linspace(0, MOST, 201)
PARTS = ["price", "pay_before", "pay_after"]


def rate_of_return(a: Path | pd.DataFrame, b: Path | pd.DataFrame) -> float:
    """The internal rate of return of pathway A over pathway B, a year, as a share.

    The discount rate at which A's lead at the end is nothing: what A costs more and misses early,
    seen as money laid out, earns this much a year. Where several rates do it, the least.

    Parameters
    ----------
    a, b
        One pathway each over the same months: month, net.

    Returns
    -------
    float
        NaN if pay is unknown; minus infinite if A does not end ahead even undiscounted; infinite if
        A stays ahead at any rate up to 100 percent a year, as one that lays nothing out does.
    """
    from scipy.optimize import brentq

    gap = np.asarray(a.net, dtype=float) - np.asarray(b.net, dtype=float)
    years = np.asarray(a.month, dtype=float) / MONTHS_A_YEAR
    weights = _weights(years.tobytes())
    plain = (gap * weights[0]).sum()
    if np.isnan(plain):
        return np.nan
    if plain <= 0:
        return -np.inf
    # Most leads are lost at a low rate; the many higher ones need not be tried then.
    lost = next((at for at, weight in enumerate(weights) if (gap * weight).sum() <= 0), None)
    if lost is None:
        return np.inf
    low, high = RATES[lost - 1], RATES[lost]
    return float(brentq(lambda rate: _discounted(gap, years, rate), low, high, xtol=1e-9))


def break_even_factor(
    a: Path | pd.DataFrame,
    doubled: Path | pd.DataFrame,
    b: Path | pd.DataFrame,
    measure: str = "present_value",
) -> NDArray[np.float64]:
    """By what A's pay must be multiplied to be level with B, reckoned to the end of each month.

    The lead is a straight line in the pay of A, so two points of it give the factor.

    Parameters
    ----------
    a, doubled
        Pathway A, and the same with every percentile of its role's pay doubled.
    b
        The pathway to be level with.
    measure
        cumulative or present_value.

    Returns
    -------
    ndarray
        One factor a month, infinite before A earns anything; NaN where pay is unknown.
    """
    own, twice, other = (np.asarray(getattr(path, measure)) for path in (a, doubled, b))
    lead, per_pay = own - other, twice - own
    earns = per_pay > 0
    factor = 1 - lead / np.where(earns, per_pay, 1.0)
    return np.where(earns | np.isnan(per_pay), factor, np.inf)


def lead_parts(
    a: Path | pd.DataFrame, b: Path | pd.DataFrame, until: float, rate: float
) -> dict[str, float]:
    """A's lead over B as a sum: price of training, pay until both work, pay from then on.

    Parameters
    ----------
    a, b
        One pathway each over the same months: month, pay, cost.
    until
        The month in which the longer of the two trainings ends.
    rate
        Discount rate a year, 0 for the plain sum.

    Returns
    -------
    dict
        price, pay_before, pay_after in dollars, each positive where it speaks for A.
    """
    month = np.asarray(a.month, dtype=float)
    weight = (1 + rate) ** (-month / MONTHS_A_YEAR)
    more_pay = (np.asarray(a.pay) - np.asarray(b.pay)) * weight
    more_cost = (np.asarray(a.cost) - np.asarray(b.cost)) * weight
    early = month <= np.ceil(until)
    parts = [-more_cost.sum(), more_pay[early].sum(), more_pay[~early].sum()]
    return dict(zip(PARTS, map(float, parts), strict=True))


@lru_cache(maxsize=2)  # ways are compared over the same months by the dozen
def _weights(years: bytes) -> NDArray[np.float64]:
    """What a dollar is worth at each of `RATES` (rows) after each of `years`."""
    return (1 + RATES[:, None]) ** -np.frombuffer(years)


def _discounted(gap: NDArray[np.float64], years: NDArray[np.float64], rate: float) -> float:
    return float((gap * (1 + rate) ** -years).sum())
