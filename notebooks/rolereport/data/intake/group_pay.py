"""Percentiles of a group's own salaries, with how far chance alone may have moved them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

from rolereport.data.intake import disclosure
from rolereport.data.intake.terms import LEAST_SMALLEST, SMALLEST_GROUP
from rolereport.data.own import PERCENTILES

CONFIDENCE = 0.9
RESAMPLES = 2_000
MOST_RESAMPLED = 2_000  # people
SEED = 31_9092
NOT_SHOWN = (np.nan, np.nan, np.nan)


def summary(salaries: pd.DataFrame, smallest: int = SMALLEST_GROUP) -> pd.DataFrame:
    """Percentiles of each role and area, and of each role over all areas.

    Parameters
    ----------
    salaries
        role, area ("" if not given), annual (dollars a year), one row a person.
    smallest
        Groups of fewer people are not shown.

    Returns
    -------
    DataFrame
        role, area ("" for all areas; left out where they are one), people (NaN if hidden), hidden
        (why, as in `disclosure.hidden`), and for each percentile p10 to p90 the pay in dollars a
        year with the bounds `low` and `high` of a 90 percent bootstrap interval (bias-corrected
        and accelerated where that is defined, else of plain percentiles), such as p50, p50_low,
        p50_high; NaN where `disclosure` does not allow it.

    Raises
    ------
    ValueError
        If `smallest` is below 5.
    """
    if smallest < LEAST_SMALLEST:
        raise ValueError(
            f"the smallest group to be shown has at least {LEAST_SMALLEST} people, not {smallest}"
        )
    found = list(_groups(salaries))
    groups = pd.DataFrame([name for name, _ in found])
    why = disclosure.hidden(groups, smallest)
    figures = [
        {"people": len(pay), "hidden": "", **_figures(pay, smallest)}
        if not hidden
        else {"people": np.nan, "hidden": hidden, **_figures(pay[:0], smallest)}
        for (_, pay), hidden in zip(found, why, strict=True)
    ]
    return pd.concat([groups[["role", "area"]], pd.DataFrame(figures)], axis=1)


def _groups(salaries: pd.DataFrame) -> Iterator[tuple[dict[str, object], np.ndarray]]:
    for role, everywhere in salaries.groupby("role", sort=True):
        if everywhere["area"].nunique() > 1 or (everywhere["area"] == "").all():
            yield _named(str(role), "", everywhere["annual"])
        placed = everywhere[everywhere["area"] != ""]
        for area, here in placed.groupby("area", sort=True):
            yield _named(str(role), str(area), here["annual"])


def _named(role: str, area: str, annual: pd.Series) -> tuple[dict[str, object], np.ndarray]:
    pay = np.sort(annual.to_numpy(dtype="float64"))
    alike = disclosure.largest_share(pay)
    return {"role": role, "area": area, "people": len(pay), "alike": alike}, pay


def _figures(pay: np.ndarray, smallest: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    for percentile in PERCENTILES:
        shown = disclosure.allowed(len(pay), percentile, smallest)
        low, point, high = _interval(pay, percentile) if shown else NOT_SHOWN
        name = f"p{percentile}"
        figures |= {name: point, f"{name}_low": low, f"{name}_high": high}
    return figures


def _interval(pay: np.ndarray, percentile: int) -> tuple[float, float, float]:
    point = float(np.percentile(pay, percentile))
    low, high = disclosure.rounded_ends(pay, *_chance(pay, percentile))
    return low, float(disclosure.rounded(np.array([point]))[0]), high


def _chance(pay: np.ndarray, percentile: int) -> tuple[float, float]:
    if len(pay) <= MOST_RESAMPLED:
        return _bootstrapped(pay, percentile)
    # Of so many the order statistics are as good, and a bootstrap would fill the memory.
    q = float(np.percentile(pay, percentile))
    test = stats.quantile_test(pay, q=q, p=percentile / 100)
    found = test.confidence_interval(confidence_level=CONFIDENCE)
    return float(found.low), float(found.high)


def _bootstrapped(pay: np.ndarray, percentile: int) -> tuple[float, float]:
    for method in ("BCa", "percentile"):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            # Few different salaries: then the interval is not finite, and the plain one is taken.
            warnings.simplefilter("ignore", stats.DegenerateDataWarning)
            found = stats.bootstrap(
                (pay,),
                lambda sample, axis: np.percentile(sample, percentile, axis=axis),
                confidence_level=CONFIDENCE,
                n_resamples=RESAMPLES,
                method=method,
                rng=np.random.default_rng(SEED),
            ).confidence_interval
        if np.isfinite([found.low, found.high]).all():
            break
    return float(found.low), float(found.high)
