"""Pay by place, as paid and at national prices.

Regional price parities (BEA) say how dear a place is, the nation being 100. Pay divided by them
buys the same everywhere. Inside one place they change the dollars of a gap and not its ratio.
Where a place has no index its adjusted pay stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rolereport.analysis.distributions import PERCENTILES
from rolereport.recall import recalled

NATION = "US"
# How many years an index may be older than the wages. In three years the index of the middle state
# moves by 1.1 percent; its rank correlation with the older one was never below 0.93.
OLDEST_PRICES = 3
# Two percentiles this near each other are one rate of pay, whatever rounding did to it.
ONE_RATE = 0.005
# The middle half of the jobs of an occupation in a state spans a factor of 1.3 as a rule.
WIDE_MIDDLE = 2.0
LARGEST_RSE = 10.0  # percent
HEAPED_REASON = "a quarter of the jobs at one rate"
TWO_GROUPS_REASON = "pay seems split in two"
UNSURE_REASON = f"standard error of the mean over {LARGEST_RSE:g} percent"
NO_MEDIAN = "no median in the data"
JOBS_UNKNOWN = "number of jobs not published"
NO_PRICES = "no regional price index"
RANKS = ["nominal_rank", "adjusted_rank", "rank_change"]
PAY_COLUMNS = [
    f"{name}_{unit}"
    for unit in ("hourly", "annual")
    for name in ("mean", "ceiling", *(f"p{percentile}" for percentile in PERCENTILES))
]


def adjust_for_prices(
    wages: pd.DataFrame, rpp: pd.DataFrame, oldest: int = OLDEST_PRICES
) -> pd.DataFrame:
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


def gaps(states: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """How much more each other role is paid than `baseline`, place by place.

    Parameters
    ----------
    states
        What `ranked` returns: one row for each role and area.

    Returns
    -------
    DataFrame
        The rows of the other roles with nominal and adjusted (dollars more than the baseline),
        ratio (the same at any prices) and the ranks of both differences; left_out says why there
        is no gap to rank, a reason that no price index would mend before the lack of one.
    """
    base = states[states["role"] == baseline].set_index("area")
    others = states[states["role"] != baseline]
    theirs = base.reindex(others["area"])[["nominal", "adjusted", "left_out"]].set_index(
        others.index
    )
    own, other = others["left_out"], theirs["left_out"].fillna(NO_MEDIAN)
    reasons = own.where(~own.isin(["", NO_PRICES]) | (other == ""), other)
    told = others.assign(
        nominal=others["nominal"] - theirs["nominal"],
        adjusted=others["adjusted"] - theirs["adjusted"],
        ratio=others["nominal"] / theirs["nominal"],
        left_out=reasons,
    )
    return _reranked(comparable(told, "nominal", "adjusted", "ratio"))


def comparable(states: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """`states` with `columns` unknown where the median describes too little to be compared.

    A place that lacks nothing but an index of prices keeps its pay.
    """
    kept = states["left_out"].isin(["", NO_PRICES])
    return states.assign(**{column: states[column].where(kept) for column in columns})


def _reranked(rows: pd.DataFrame) -> pd.DataFrame:
    within = rank_changes(rows[rows["left_out"] == ""])
    return rows.assign(**{column: within[column] for column in RANKS})


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


def year_to_show(held: pd.DataFrame, years: Sequence[int], year: int) -> int:
    """`year` if it has a median of any role; else the nearest of `years` with medians of most.

    Some vintages are held for few occupations only, and a line may have ended or not begun.

    Parameters
    ----------
    held
        role, year, p50_annual: the lines of the roles wanted, of every year.
    years
        Every year with wages of any role.
    """
    known = held.dropna(subset=["p50_annual"])
    counts = known.groupby("year")["role"].nunique().reindex(list(years), fill_value=0)
    if counts.get(year, 0):
        return year
    return nearest_year(counts.index[counts == counts.max()].tolist(), year)


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

    Of several reasons the first holds: no median, jobs unknown, too few jobs, a large standard
    error of the mean, two groups of jobs, a median in a heap. What a vintage does not publish
    (standard errors, percentiles) sets nothing aside.

    Parameters
    ----------
    wages
        One row for each role, area and year.
    minimum_employment
        Jobs; fewer, or an unknown number, are too few to rank a place by.
    """
    small = small_cells(wages, minimum_employment)["small_cell"]
    unsure = wages.get("mean_rse", pd.Series(np.nan, index=wages.index)) > LARGEST_RSE
    reasons = [
        (wages[measure].isna(), NO_MEDIAN),
        (small.isna(), JOBS_UNKNOWN),
        (small.fillna(False), f"fewer than {minimum_employment:g} jobs"),
        (unsure, UNSURE_REASON),
        (split_in_two(wages), TWO_GROUPS_REASON),
        (heaped(wages), HEAPED_REASON),
    ]
    conditions = [condition.to_numpy(dtype=bool) for condition, _ in reasons]
    left_out = np.select(conditions, [reason for _, reason in reasons], default="")
    return wages.assign(left_out=pd.Series(left_out, index=wages.index, dtype="str"))


def heaped(wages: pd.DataFrame) -> pd.Series:
    """Whether the median and a quartile are one rate: then a quarter of the jobs pay just that.

    Such a rate is often one employer's, or one that the survey filled in, and a few jobs more or
    fewer would carry the median off it.
    """
    return _one_rate(wages, 25, 50) | _one_rate(wages, 50, 75)


def split_in_two(wages: pd.DataFrame) -> pd.Series:
    """Whether the percentiles look like two groups of jobs, between which the median falls.

    The middle half of the jobs spans a factor of two or more, and at its lower or upper end 15 in
    100 jobs are paid one rate. An inference of ours: no source says so.
    """
    wide = _percentile(wages, 75) >= WIDE_MIDDLE * _percentile(wages, 25)
    return wide & (_one_rate(wages, 10, 25) | _one_rate(wages, 75, 90))


def _one_rate(wages: pd.DataFrame, low: int, high: int) -> pd.Series:
    return _percentile(wages, high) <= _percentile(wages, low) * (1 + ONE_RATE)


def _percentile(wages: pd.DataFrame, percentile: int) -> pd.Series:
    return wages.get(f"p{percentile}_annual", pd.Series(np.nan, index=wages.index))


@recalled
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
        What `rank_changes` returns, with left_out (also where there is no price index),
        dollars_of and location_quotient (NaN where the vintage has none); ranks only where
        left_out is empty, so that both run over the same areas.
    """
    priced = nominal_and_adjusted(wages, rpp, measure)
    left_out = wages["left_out"].to_numpy()
    unpriced = (left_out == "") & priced["price_index"].isna()
    whose = wages["dollars_of"] if "dollars_of" in wages else wages["year"]
    concentration = wages.get("location_quotient", pd.Series(np.nan, index=wages.index))
    told = priced.assign(
        left_out=pd.Series(left_out, index=priced.index).mask(unpriced, NO_PRICES),
        dollars_of=whose.to_numpy(),
        location_quotient=concentration.to_numpy(),
    )
    return _reranked(told)


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
