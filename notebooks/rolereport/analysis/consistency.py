"""Whether the figures agree with one another: what must hold if they were read rightly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from rolereport.analysis.distributions import (
    CELL_PERCENT,
    HOURS_A_YEAR,
    HOURS_ROUNDING,
    MEASURES,
    UNITS,
    hourly_check,
    percentile_columns,
)

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
    inside = states.loc[~states["area"].isin(TERRITORIES), [*key, "employment"]]
    sums = inside.groupby(key, sort=False)["employment"].agg(states="sum", published="count")
    nation = national[[*key, "employment"]].rename(columns={"employment": "nation"})
    both = nation.dropna().join(sums, on=key, how="inner").reset_index(drop=True)
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
    counts = [[check(wages) for check in checks.values()] for wages in levels]
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
    apart = []
    for wages in levels:
        rows = np.zeros(len(wages), dtype=bool)
        for pair in _hours_apart(wages):
            rows |= pair > HOURS_ROUNDING
        apart.append(wages[rows])
    pairs = hourly_check(pd.concat(apart, ignore_index=True))
    return pairs[pairs["consistent"].eq(False).fillna(False)].reset_index(drop=True)


def sum_check(sums: pd.DataFrame) -> pd.DataFrame:
    """The result of `states_against_nation` as one row like those of `wage_checks`."""
    compared = sums["consistent"].notna()
    departing = (~sums.loc[compared, "consistent"].astype(bool)).sum()
    row = ("sum", int(compared.sum()), int(departing))
    return pd.DataFrame([row], columns=["check", "compared", "departing"])


def _order(wages: pd.DataFrame) -> tuple[int, int]:
    compared, wrong = np.zeros((2, len(wages)), dtype=bool)
    for unit in UNITS:
        known, highest = np.zeros(len(wages), dtype="int8"), np.full(len(wages), np.nan)
        for pay in _figures(wages, percentile_columns(unit)):
            known += ~np.isnan(pay)
            wrong |= pay < highest
            highest = np.fmax(highest, pay)
        compared |= known >= 2
    return int(compared.sum()), int(wrong.sum())


def _hours(wages: pd.DataFrame) -> tuple[int, int]:
    pairs = [*_hours_apart(wages)]
    known = sum(int((~np.isnan(pair)).sum()) for pair in pairs)
    return known, sum(int((pair > HOURS_ROUNDING).sum()) for pair in pairs)


def _hours_apart(wages: pd.DataFrame) -> Iterator[np.ndarray]:
    """Dollars between a year's pay and 2,080 hours' pay, measure by measure, row by row."""
    for measure in MEASURES:
        annual, hourly = _figures(wages, [f"{measure}_annual", f"{measure}_hourly"])
        if not np.isnan(hourly).all():  # metropolitan files have no pay by the hour
            yield np.abs(annual - hourly * HOURS_A_YEAR)


def _means(wages: pd.DataFrame) -> tuple[int, int]:
    pay = _figures(wages, percentile_columns())
    (mean,) = _figures(wages, ["mean_annual"])
    whole = np.logical_and.reduce([low <= high for low, high in pairwise(pay)]) & ~np.isnan(mean)
    least = sum(share * each for share, each in zip(CELL_PERCENT[1:], pay, strict=True)) / 100
    return int(whole.sum()), int((whole & (mean < least)).sum())


def _keys(wages: pd.DataFrame) -> tuple[int, int]:
    of_area, of_line = (wages[name].to_numpy() for name in ("area", "soc_code"))
    (areas, _), (lines, held) = pd.factorize(of_area), pd.factorize(of_line)
    place = areas.astype("int64") * len(held) + lines
    keys = np.sort(place * 10_000 + wages["year"].to_numpy())  # years have four digits
    return len(keys), int((np.diff(keys) == 0).sum())


def _figures(wages: pd.DataFrame, columns: list[str]) -> list[np.ndarray]:
    """Columns as arrays; one that the source lacks is unknown."""
    unknown = np.full(len(wages), np.nan)
    return [wages[name].to_numpy() if name in wages else unknown for name in columns]
