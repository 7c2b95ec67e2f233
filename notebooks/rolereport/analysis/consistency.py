"""Whether the figures agree with one another: what must hold if they were read rightly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from rolereport.analysis.distributions import CELL_PERCENT, hourly_check, percentile_columns
from rolereport.data import meaning

TERRITORIES = ("AS", "GU", "MP", "PR", "VI")  # surveyed, but no part of the national figures
STATES = 51  # fifty states and the District of Columbia
EMPLOYMENT_ROUNDING = 5  # BLS rounds employment to ten


def states_against_nation(states: pd.DataFrame, national: pd.DataFrame) -> pd.DataFrame:
    """Employment of all states together beside that of the nation.

    Parameters
    ----------
    states, national
        One row for each area, occupation and year, with `employment`; territories are left out.

    Returns
    -------
    DataFrame
        year, soc_code, nation, states (the sum, in jobs), published (how many states have a
        figure), difference (sum less nation), share (of the nation) and consistent: whether
        rounding explains the difference, missing where a state's figure is. Occupations without
        a national figure are left out.
    """
    key = ["year", "soc_code"]
    inside = states[~states["area"].isin(TERRITORIES)].groupby(key)["employment"]
    sums = inside.agg(states="sum", published="count").reset_index()
    nation = national[[*key, "employment"]].rename(columns={"employment": "nation"})
    both = nation.dropna().merge(sums, on=key, validate="one_to_one")
    difference = both["states"] - both["nation"]
    agrees = difference.abs() <= EMPLOYMENT_ROUNDING * (both["published"] + 1)
    return both.assign(
        difference=difference,
        share=difference / both["nation"],
        consistent=agrees.astype("boolean").mask(both["published"] < STATES),
    )


def wage_checks(levels: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """What every row of wages must satisfy by itself, and how many do not.

    Parameters
    ----------
    levels
        Wages of one level each: one row for each area, occupation and year.

    Returns
    -------
    DataFrame
        check (order, hours, mean, key), compared and departing (counts). `order`: rows with two
        or more percentiles of one unit, none of which may fall. `hours`: pairs of hourly and
        annual pay, 2,080 hours apart but for rounding. `mean`: rows whose mean may not be below
        the least that their percentiles, where in order, allow. `key`: rows, each of another
        area, occupation or year.
    """
    checks = {"order": _order, "hours": _hours, "mean": _means, "key": _keys}
    counts = [
        [check(wages.reset_index(drop=True)) for check in checks.values()] for wages in levels
    ]
    return pd.DataFrame(
        [(name, *count) for name, count in zip(checks, np.sum(counts, axis=0), strict=True)],
        columns=["check", "compared", "departing"],
    )


def hours_departing(levels: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Pairs of hourly and annual pay that are further apart than rounding explains.

    Parameters
    ----------
    levels
        As for `wage_checks`.

    Returns
    -------
    DataFrame
        As `hourly_check` returns it: area, year, measure, hourly, annual, difference (dollars).
    """
    pairs = (hourly_check(_with_hours(wages)) for wages in levels)
    departing = [each[each["consistent"].eq(False).fillna(False)] for each in pairs]
    return pd.concat(departing, ignore_index=True)


def sum_check(sums: pd.DataFrame) -> pd.DataFrame:
    """The result of `states_against_nation` as one row like those of `wage_checks`."""
    compared = sums["consistent"].notna()
    departing = (~sums.loc[compared, "consistent"].astype(bool)).sum()
    row = ("sum", int(compared.sum()), int(departing))
    return pd.DataFrame([row], columns=["check", "compared", "departing"])


def _order(wages: pd.DataFrame) -> tuple[int, int]:
    compared = pd.Series(False, index=wages.index)
    wrong: set[object] = set()
    for unit in ("annual", "hourly"):
        known = wages.reindex(columns=percentile_columns(unit)).notna().sum(axis=1)
        compared |= known >= 2
        wrong |= {error.row for error in meaning.percentile_order(Path(), wages, unit)}
    return int(compared.sum()), len(wrong)


def _hours(wages: pd.DataFrame) -> tuple[int, int]:
    agrees = hourly_check(_with_hours(wages))["consistent"].dropna()
    return len(agrees), int((~agrees.astype(bool)).sum())


def _keys(wages: pd.DataFrame) -> tuple[int, int]:
    return len(wages), int(wages.duplicated(["area", "soc_code", "year"]).sum())


def _with_hours(wages: pd.DataFrame) -> pd.DataFrame:
    """Rows with some pay by the hour: most of a metropolitan file have none."""
    return wages[wages.filter(regex="_hourly$").notna().any(axis=1)]


def _means(wages: pd.DataFrame) -> tuple[int, int]:
    whole = wages.dropna(subset=["mean_annual", *percentile_columns()])
    whole = whole[(whole[percentile_columns()].diff(axis=1).iloc[:, 1:] >= 0).all(axis=1)]
    least = whole[percentile_columns()].to_numpy() @ CELL_PERCENT[1:] / 100
    return len(whole), int((whole["mean_annual"] < least).sum())
