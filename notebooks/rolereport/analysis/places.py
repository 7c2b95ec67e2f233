"""Pay by place, as paid and at national prices.

Regional price parities (BEA) say how dear a place is, the nation being 100. Pay divided by them
buys the same everywhere. Inside one place they change the dollars of a gap and not its ratio.
Where a place has no index its adjusted pay stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rolereport.analysis.distributions import PERCENTILES, pay_gap

NATION = "US"
# A median between two groups of jobs may describe neither. In May 2025 a quarter of the medical
# assistants of Puerto Rico were paid up to 28,900 dollars, and 15 in 100 from 59,990 to 60,200: an
# inference from these percentiles, which no source draws.
TWO_GROUPS = {("PR", "31-9092")}
TWO_GROUPS_REASON = "pay seems split in two"
NO_MEDIAN = "no median in the data"
JOBS_UNKNOWN = "number of jobs not published"
NO_PRICES = "no regional price index"
PAY_COLUMNS = [
    f"{name}_{unit}"
    for unit in ("hourly", "annual")
    for name in ("mean", "ceiling", *(f"p{percentile}" for percentile in PERCENTILES))
]


def adjust_for_prices(wages: pd.DataFrame, rpp: pd.DataFrame, oldest: int = 1) -> pd.DataFrame:
    """Pay at national prices.

    Parameters
    ----------
    wages
        One row for each role, area and year.
    rpp
        area, year, index (nation = 100).
    oldest
        How many years the index may be older than the wages; the newest that is not younger than
        they are is taken.

    Returns
    -------
    DataFrame
        `wages` with every pay column divided by the index over 100, and two columns more:
        price_index and price_year, NaN (as is the pay) where no index will do.

    Raises
    ------
    ValueError
        If `rpp` has two indexes for one area and year.
    """
    priced = _with_index(wages, rpp, oldest)
    pay = [column for column in PAY_COLUMNS if column in wages]
    priced[pay] = priced[pay].div(priced["price_index"] / 100, axis=0)
    return priced


def nominal_and_adjusted(
    wages: pd.DataFrame, rpp: pd.DataFrame, measure: str = "p50_annual"
) -> pd.DataFrame:
    """One measure of pay as paid and at national prices.

    Returns
    -------
    DataFrame
        area, role, year, employment, nominal, adjusted (dollars), price_index, price_year; in the
        order of `wages`.
    """
    priced = adjust_for_prices(wages, rpp)
    named = priced.rename(columns={measure: "adjusted"}).assign(nominal=wages[measure].to_numpy())
    columns = ["area", "role", "year", "employment", "nominal", "adjusted"]
    return named.reindex(columns=[*columns, "price_index", "price_year"])


def gap_by_area(
    wages: pd.DataFrame,
    role: str,
    baseline: str,
    rpp: pd.DataFrame,
    measure: str = "p50_annual",
) -> pd.DataFrame:
    """How much more `role` is paid than `baseline` in each area, nominal and at national prices.

    Returns
    -------
    DataFrame
        area, year, role_pay, baseline_pay, gap (dollars), ratio, role_pay_adjusted,
        baseline_pay_adjusted, gap_adjusted (dollars at national prices). The ratio is the same
        nominal and adjusted. NaN where either role or the index is unknown.

    Raises
    ------
    ValueError
        If `wages` has no row of either role, or two for one area and year.
    """
    nominal = pay_gap(wages, role, baseline, measure)
    adjusted = pay_gap(adjust_for_prices(wages, rpp), role, baseline, measure)
    names = ["role_pay", "baseline_pay", "gap"]
    return nominal.join(adjusted[names].add_suffix("_adjusted"))


def rank_changes(frame: pd.DataFrame) -> pd.DataFrame:
    """How each area's rank changes when prices are taken into account.

    Only areas with both figures are ranked, so that both ranks run over the same areas.

    Parameters
    ----------
    frame
        area, role, year, nominal, adjusted, as `nominal_and_adjusted` returns.

    Returns
    -------
    DataFrame
        `frame` with nominal_rank and adjusted_rank (1 = highest pay of that role and year; equal
        pay shares the better rank) and rank_change (places gained once prices count); NaN where
        not ranked.
    """
    both = frame[["nominal", "adjusted"]].where(frame[["nominal", "adjusted"]].notna().all(axis=1))
    ranks = both.groupby([frame["role"], frame["year"]]).rank(ascending=False, method="min")
    return frame.assign(
        nominal_rank=ranks["nominal"],
        adjusted_rank=ranks["adjusted"],
        rank_change=ranks["nominal"] - ranks["adjusted"],
    )


def small_cells(wages: pd.DataFrame, minimum_employment: float) -> pd.DataFrame:
    """`wages` with `small_cell`: whether fewer than `minimum_employment` are employed.

    Nullable boolean, missing where employment is unknown.
    """
    small = (wages["employment"] < minimum_employment).astype("boolean")
    return wages.assign(small_cell=small.mask(wages["employment"].isna()))


def nearest_year(years: Sequence[int], year: int) -> int:
    """The one of `years` nearest to `year`, the later of two equally near."""
    return min(years, key=lambda held: (abs(held - year), -held))


def every_state(
    wages: pd.DataFrame, areas: pd.DataFrame, roles: Sequence[str], year: int
) -> pd.DataFrame:
    """One row for each role and state, NaN where no line is published.

    Parameters
    ----------
    wages
        One row for each role and area of one year; areas that are not states are dropped.
    areas
        area, kind.
    roles
        The roles wanted, in this order.
    year
        Of the wages.

    Returns
    -------
    DataFrame
        The columns of `wages`; roles in the order given, states in that of `areas`.
    """
    states = areas.loc[areas["kind"] == "state", "area"]
    grid = pd.MultiIndex.from_product([roles, states], names=["role", "area"])
    complete = wages.set_index(["role", "area"]).reindex(grid).reset_index()
    return complete.assign(year=year)


def featured(
    wages: pd.DataFrame, roles: Sequence[str], baseline: str, measure: str = "p50_annual"
) -> str:
    """The first of `roles` that has published pay anywhere in `wages`.

    The baseline is taken only if there is no other, and the first role asked for, whichever it
    is, where nothing at all is published.
    """
    published = set(wages.loc[wages[measure].notna(), "role"])
    others = [role for role in roles if role != baseline]
    choices = [role for role in [*others, baseline] if role in published]
    return [*choices, *others, baseline][0]


def set_aside(
    wages: pd.DataFrame, minimum_employment: float, measure: str = "p50_annual"
) -> pd.DataFrame:
    """`wages` with `left_out`: why an area stays out of the rankings of a role, empty if it is in.

    Parameters
    ----------
    wages
        One row for each role, area and year, with soc_code.
    minimum_employment
        Jobs; fewer, or an unknown number, are too few to rank a place by.
    """
    small = small_cells(wages, minimum_employment)["small_cell"]
    keys = zip(wages["area"], wages["soc_code"], strict=True)
    grouped = pd.Series([key in TWO_GROUPS for key in keys], index=wages.index, dtype="bool")
    reasons = [
        (wages[measure].isna(), NO_MEDIAN),
        (small.isna(), JOBS_UNKNOWN),
        (small.fillna(False), f"fewer than {minimum_employment:g} jobs"),
        (grouped, TWO_GROUPS_REASON),
    ]
    conditions = [condition.to_numpy(dtype=bool) for condition, _ in reasons]
    left_out = np.select(conditions, [reason for _, reason in reasons], default="")
    return wages.assign(left_out=pd.Series(left_out, index=wages.index, dtype="str"))


def ranked(wages: pd.DataFrame, rpp: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    """Pay of each area as paid and at national prices, with both ranks.

    Parameters
    ----------
    wages
        What `set_aside` returns, with dollars_of if pay was brought to another year's dollars.
    rpp
        area, year, index (nation = 100).

    Returns
    -------
    DataFrame
        What `rank_changes` returns, with left_out (also where there is no price index) and
        dollars_of; ranks only where left_out is empty, so that both run over the same areas.
    """
    priced = nominal_and_adjusted(wages, rpp, measure)
    left_out = wages["left_out"].to_numpy()
    unpriced = (left_out == "") & priced["price_index"].isna()
    whose = wages["dollars_of"] if "dollars_of" in wages else wages["year"]
    told = priced.assign(
        left_out=pd.Series(left_out, index=priced.index).mask(unpriced, NO_PRICES),
        dollars_of=whose.to_numpy(),
    )
    within = rank_changes(told[told["left_out"] == ""])
    return told.join(within[["nominal_rank", "adjusted_rank", "rank_change"]])


def extremes(frame: pd.DataFrame, column: str, count: int, *always: str) -> pd.DataFrame:
    """The `count` rows with the least and with the most in `column`, and the areas in `always`.

    Returns
    -------
    DataFrame
        Rows of `frame`, the most first where `column` is a change and the first rank first where
        it is a rank; rows without a figure last, and only those of `always`.
    """
    ordered = frame.sort_values(column, ascending=column.endswith("rank"), kind="stable")
    known = ordered[column].dropna().index
    chosen = ordered.index.isin([*known[:count], *known[-count:]])
    return ordered[chosen | ordered["area"].isin(always)]


def spread(wages: pd.DataFrame, measure: str = "p50_annual") -> pd.DataFrame:
    """How far pay differs between places, for each role and year.

    Returns
    -------
    DataFrame
        role, year, areas (with known pay), unknown (without), lowest_area, lowest,
        lower_quartile, median, upper_quartile, highest_area, highest (dollars; each area counts
        once, whatever its employment), highest_to_lowest (ratio).
    """
    rows = [
        {"role": role, "year": year, **_spread_of(places.set_index("area")[measure])}
        for (role, year), places in wages.groupby(["role", "year"], sort=False)
    ]
    return pd.DataFrame(rows)


def _spread_of(pay: pd.Series) -> dict[str, object]:
    known = pay.dropna()
    if known.empty:
        return {"areas": 0, "unknown": len(pay)}
    quartiles = known.quantile([0.25, 0.5, 0.75])
    return {
        "areas": len(known),
        "unknown": len(pay) - len(known),
        "lowest_area": known.idxmin(),
        "lowest": known.min(),
        "lower_quartile": quartiles[0.25],
        "median": quartiles[0.5],
        "upper_quartile": quartiles[0.75],
        "highest_area": known.idxmax(),
        "highest": known.max(),
        "highest_to_lowest": known.max() / known.min(),
    }


def _with_index(wages: pd.DataFrame, rpp: pd.DataFrame, oldest: int) -> pd.DataFrame:
    wanted = wages[["area", "year"]].drop_duplicates()
    pairs = wanted.merge(_indexes(rpp), on="area", how="left")
    age = pairs["year"] - pairs["price_year"]
    newest = pairs[age.between(0, oldest)].sort_values("price_year")
    newest = newest.drop_duplicates(["area", "year"], keep="last")
    priced = wages.merge(newest, on=["area", "year"], how="left")
    # 100 by definition, in any year and whether or not the table has a row for it.
    nation = priced["area"] == NATION
    return priced.assign(
        price_index=priced["price_index"].mask(nation, 100.0),
        price_year=priced["price_year"].mask(nation, priced["year"]),
    )


def _indexes(rpp: pd.DataFrame) -> pd.DataFrame:
    if rpp.duplicated(["area", "year"]).any():
        raise ValueError("the price table has two indexes for one area and year")
    named = rpp.rename(columns={"index": "price_index", "year": "price_year"})
    return named[["area", "price_year", "price_index"]].astype({"price_year": np.float64})
