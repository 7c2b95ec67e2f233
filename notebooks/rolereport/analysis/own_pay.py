"""Percentiles of a group's own salaries, with how far chance alone may have moved them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd
from scipy import stats

PERCENTILES = (10, 25, 50, 75, 90)
SMALLEST_GROUP = 10
CONFIDENCE = 0.9
RESAMPLES = 2_000
SEED = 31_9092


def summary(salaries: pd.DataFrame, smallest: int = SMALLEST_GROUP) -> pd.DataFrame:
    """Percentiles of each role and area, and of each role over all areas.

    Parameters
    ----------
    salaries
        role, area ("" if not given), annual (dollars a year), one row a person.
    smallest
        Groups of fewer people are counted and nothing else is said of them.

    Returns
    -------
    DataFrame
        role, area ("" for all areas), people, and for each percentile p10 to p90 the pay in
        dollars a year with the bounds `low` and `high` of a 90 percent bootstrap interval
        (bias-corrected and accelerated where that is defined, else of plain percentiles), such as
        p50, p50_low, p50_high; NaN in a group too small.

    Raises
    ------
    ValueError
        If `smallest` is below 3: a percentile of so few would show a salary.
    """
    if smallest < 3:
        raise ValueError(f"the smallest group to be shown has at least 3 people, not {smallest}")
    return pd.DataFrame(list(_groups(salaries, smallest)))


def suppressed(summarised: pd.DataFrame) -> pd.DataFrame:
    """The groups of `summary` that are too small to be shown."""
    return summarised[summarised["p50"].isna()]


def _groups(salaries: pd.DataFrame, smallest: int) -> Iterator[dict[str, object]]:
    for role, everywhere in salaries.groupby("role", sort=True):
        yield {"role": role, "area": "", **_group(everywhere["annual"], smallest)}
        placed = everywhere[everywhere["area"] != ""]
        for area, here in placed.groupby("area", sort=True):
            yield {"role": role, "area": area, **_group(here["annual"], smallest)}


def _group(annual: pd.Series, smallest: int) -> dict[str, float]:
    pay = np.sort(annual.to_numpy(dtype="float64"))
    figures: dict[str, float] = {"people": len(pay)}
    for percentile in PERCENTILES:
        low, point, high = _interval(pay, percentile) if len(pay) >= smallest else (np.nan,) * 3
        name = f"p{percentile}"
        figures |= {name: point, f"{name}_low": low, f"{name}_high": high}
    return figures


def _interval(pay: np.ndarray, percentile: int) -> tuple[float, float, float]:
    point = float(np.percentile(pay, percentile))
    if pay[0] == pay[-1]:
        return point, point, point
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
    return float(found.low), point, float(found.high)
