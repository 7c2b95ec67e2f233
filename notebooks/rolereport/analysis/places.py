"""Pay by place, as paid and at national prices.

Regional price parities (BEA) say how dear a place is, the nation being 100. Pay divided by them
buys the same everywhere. Inside one place they change the dollars of a gap and not its ratio.
Where a place has no index its adjusted pay stays unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
    index, year = _prices(wages, rpp, oldest)
    pay = [column for column in PAY_COLUMNS if column in wages]
    adjusted = {column: wages[column] / (index / 100) for column in pay}
    return wages.assign(**adjusted, price_index=index, price_year=year)


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
    index, year = _prices(wages, rpp, OLDEST_PRICES)
    pay = wages[measure]
    return wages.reindex(columns=["area", "role", "year", "employment"]).assign(
        nominal=pay, adjusted=pay / (index / 100), price_index=index, price_year=year
    )


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
    compared = ["area", "nominal", "adjusted", "left_out"]
    base = states.loc[states["role"] == baseline, compared].set_index("area")
    others = states[states["role"] != baseline]
    theirs = base.reindex(others["area"]).set_axis(others.index)
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
    return frame.assign(**_ranks(frame, np.ones(len(frame), dtype=bool)))


def _reranked(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(**_ranks(rows, (rows["left_out"] == "").to_numpy()))


def _ranks(frame: pd.DataFrame, kept: np.ndarray) -> dict[str, pd.Series]:
    """The columns RANKS, over the `kept` places of a role and year that have both figures.

    The highest pay is 1; equal pay shares the better rank.
    """
    both = frame.loc[kept, ["role", "year", "nominal", "adjusted"]].dropna()
    ranks = both.groupby(["role", "year"])[["nominal", "adjusted"]].rank("min", ascending=False)
    nominal, adjusted = (ranks[name].reindex(frame.index) for name in ranks)
    return dict(zip(RANKS, [nominal, adjusted, nominal - adjusted], strict=True))


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
    known = held.loc[held["p50_annual"].notna(), ["year", "role"]]
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
    states = areas.loc[areas["kind"] == "state", "area"].tolist()
    grid = [(role, state) for role in roles for state in states]
    lines = zip(wages["role"].tolist(), wages["area"].tolist(), strict=True)
    at = {line: place for place, line in enumerate(lines)}
    published = wages.reset_index(drop=True).reindex([at.get(line, -1) for line in grid])
    named = {"role": [role for role, _ in grid], "area": [state for _, state in grid]}
    return published.assign(**named, year=year).reset_index(drop=True)


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
    jobs = _figures(wages, "employment")
    reasons = {
        NO_MEDIAN: np.isnan(_figures(wages, measure)),
        JOBS_UNKNOWN: np.isnan(jobs),
        f"fewer than {minimum_employment:g} jobs": jobs < minimum_employment,
        UNSURE_REASON: _figures(wages, "mean_rse") > LARGEST_RSE,
        TWO_GROUPS_REASON: split_in_two(wages),
        HEAPED_REASON: heaped(wages),
    }
    left_out = np.select([*reasons.values()], [*reasons], default="")
    return wages.assign(left_out=pd.Series(left_out, index=wages.index, dtype="str"))


def heaped(wages: pd.DataFrame) -> np.ndarray:
    """Whether the median and a quartile are one rate: then a quarter of the jobs pay just that.

    Such a rate is often one employer's, or one that the survey filled in, and a few jobs more or
    fewer would carry the median off it.
    """
    return _one_rate(wages, 25, 50) | _one_rate(wages, 50, 75)


def split_in_two(wages: pd.DataFrame) -> np.ndarray:
    """Whether the percentiles look like two groups of jobs, between which the median falls.

    The middle half of the jobs spans a factor of two or more, and at its lower or upper end 15 in
    100 jobs are paid one rate. An inference of ours: no source says so.
    """
    wide = _percentile(wages, 75) >= WIDE_MIDDLE * _percentile(wages, 25)
    return wide & (_one_rate(wages, 10, 25) | _one_rate(wages, 75, 90))


def _one_rate(wages: pd.DataFrame, low: int, high: int) -> np.ndarray:
    return _percentile(wages, high) <= _percentile(wages, low) * (1 + ONE_RATE)


def _percentile(wages: pd.DataFrame, percentile: int) -> np.ndarray:
    return _figures(wages, f"p{percentile}_annual")


def _figures(wages: pd.DataFrame, column: str) -> np.ndarray:
    """The figures of a column, NaN throughout if there is none."""
    return wages[column].to_numpy(float) if column in wages else np.full(len(wages), np.nan)


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
    unpriced = (wages["left_out"] == "") & priced["price_index"].isna()
    told = priced.assign(
        left_out=wages["left_out"].mask(unpriced, NO_PRICES),
        dollars_of=wages["dollars_of"] if "dollars_of" in wages else wages["year"],
        location_quotient=_figures(wages, "location_quotient"),
    )
    return _reranked(told)


def _prices(wages: pd.DataFrame, rpp: pd.DataFrame, oldest: int) -> tuple[np.ndarray, np.ndarray]:
    """The index for each row of `wages`, and the year that it is of."""
    keys = list(zip(wages["area"].tolist(), wages["year"].tolist(), strict=True))
    newest = _newest(rpp, {year for _, year in keys}, oldest)
    # The nation is 100 by definition, in any year and whether or not the table has a row for it.
    newest |= {(area, year): (100.0, year) for area, year in keys if area == NATION}
    found = [newest.get(key, (np.nan, np.nan)) for key in keys]
    index, year = np.array(found, dtype=float).reshape(-1, 2).T
    return index, year


def _newest(
    rpp: pd.DataFrame, years: Collection[int], oldest: int
) -> dict[tuple[str, int], tuple[float, int]]:
    """For each area and each of `years` the newest index that will do, and the year it is of."""
    rows = sorted(zip(*(rpp[name].tolist() for name in ("year", "area", "index")), strict=True))
    if len({(area, year) for year, area, _ in rows}) < len(rows):
        raise ValueError("the price table has two indexes for one area and year")
    return {
        (area, year): (index, priced)
        for year in years
        for priced, area, index in rows  # the oldest first, which newer ones replace
        if 0 <= year - priced <= oldest
    }
