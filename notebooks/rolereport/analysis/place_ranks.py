"""What ranks of places are worth: how prices, another year and sampling error move them.

A rank is a comparison with every other place, and inherits the error of all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pandas as pd

from rolereport.recall import recalled

LEVEL = 0.9
FEWEST = 5  # places; a correlation of fewer says nothing
FEWEST_ON_LINE = 10  # and a line through fewer says nothing either


@recalled
def agreement(
    states: pd.DataFrame, before: str = "nominal_rank", after: str = "adjusted_rank"
) -> pd.DataFrame:
    """How far two rankings of the same places agree, for each role.

    Parameters
    ----------
    states
        role, and the two columns of ranks (1 = highest pay); places with one rank only are left.

    Returns
    -------
    DataFrame
        role, places, spearman (1 = the same order, 0 = none in common, -1 = reversed),
        median_move and largest_move (places, up or down); in the order of `states`. The
        correlation is NaN where fewer than five places are ranked or all are tied.
    """
    ranks = states[["role", before, after]]
    return _for_each_role(ranks, lambda rows: _agreement(rows[[before, after]].dropna()))


@recalled
def over_years(earlier: pd.DataFrame, later: pd.DataFrame, rank: str) -> pd.DataFrame:
    """The rank of each place in two vintages, over the places ranked in both.

    Parameters
    ----------
    earlier, later
        What `places.ranked` returns, each of one vintage.
    rank
        nominal_rank or adjusted_rank: the order to compare.

    Returns
    -------
    DataFrame
        role, area, earlier_rank, later_rank, rank_change (places gained), each ranking anew over
        the places in both; in the order of `later`.
    """
    kept, both = (rows[["role", "area", rank]].dropna() for rows in (earlier, later))
    both = both.merge(kept.rename(columns={rank: "earlier"}), on=["role", "area"])
    anew = both.groupby("role", sort=False)[["earlier", rank]].rank(method="min")
    ranks = both[["role", "area"]].assign(earlier_rank=anew["earlier"], later_rank=anew[rank])
    return ranks.assign(rank_change=ranks["earlier_rank"] - ranks["later_rank"])


@recalled
def price_response(states: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """How pay goes with prices from place to place: a straight line through their logarithms.

    Every place counts once. The slope describes the places; it is no effect of prices on pay.

    Parameters
    ----------
    states
        What `places.ranked` returns; only ranked places enter.
    level
        Confidence of the interval around the slope.

    Returns
    -------
    DataFrame
        role, places, slope (percent more pay where prices are one percent higher; 1 keeps up),
        slope_low, slope_high, r_squared, and at_nation, the pay in dollars on the line where
        prices are the nation's; NaN where fewer than ten places are ranked or all have the same
        prices.
    """
    figures = ["nominal", "price_index"]
    every = states[["role", "left_out", *figures]]
    return _for_each_role(
        every, lambda rows: _response(rows.loc[rows["left_out"] == "", figures].dropna(), level)
    )


@recalled
def mean_ranks(wages: pd.DataFrame, level: float = LEVEL) -> pd.DataFrame:
    """The rank of each place by mean pay, and the ranks that sampling error leaves open.

    Klein, Wright and Wieczorek (2020, Journal of the Royal Statistical Society C 69): intervals
    that hold for all places at once say for each pair whether it is told apart; a place ranks
    behind those surely above it and before those surely below. States are sampled apart, so the
    joint intervals are those of independent estimates. All ranges of one role hold together with
    at least the confidence `level`, however close the true means are.

    Parameters
    ----------
    wages
        One row for each role and area, with mean_annual (dollars) and mean_rse (percent).

    Returns
    -------
    DataFrame
        role, area, mean, margin (dollars to each side, jointly), rank, best_rank, worst_rank; the
        first rank first, the roles in the order of `wages`. Places without a mean or its error
        are left out.
    """
    known = wages[["role", "area", "mean_annual", "mean_rse"]].dropna()
    roles = wages["role"].unique()
    parts = [_mean_ranks(known[known["role"] == role], level) for role in roles]
    # An empty part first, so that no role at all gives a table as well.
    return pd.concat([_mean_ranks(known.head(0), level), *parts], ignore_index=True)


def certainty(ranks: pd.DataFrame) -> pd.DataFrame:
    """What the rank ranges of each role amount to.

    Parameters
    ----------
    ranks
        What `mean_ranks` returns.

    Returns
    -------
    DataFrame
        role, places, median_width (ranks that the middle place may take), certain (places with
        one possible rank), first_area and first_worst (the place with the highest mean and the
        worst rank that it may have), may_be_first (places that may rank first).
    """
    return _for_each_role(ranks, _certainty)


def _for_each_role(
    rows: pd.DataFrame, tell: Callable[[pd.DataFrame], dict[str, object]]
) -> pd.DataFrame:
    parts = rows.groupby("role", sort=False)
    return pd.DataFrame([{"role": role, **tell(places)} for role, places in parts])


def _agreement(ranks: pd.DataFrame) -> dict[str, object]:
    before, after = ranks.iloc[:, 0], ranks.iloc[:, 1]
    moves = (before - after).abs()
    correlated = len(ranks) >= FEWEST and before.nunique() > 1 and after.nunique() > 1
    return {
        "places": len(ranks),
        "spearman": ranks.corr(method="spearman").iloc[0, 1] if correlated else np.nan,
        "median_move": moves.median(),
        "largest_move": moves.max(),
    }


def _response(rows: pd.DataFrame, level: float) -> dict[str, object]:
    if len(rows) < FEWEST_ON_LINE or rows["price_index"].nunique() == 1:
        unknown = ["slope", "slope_low", "slope_high", "r_squared", "at_nation"]
        return {"places": len(rows), **dict.fromkeys(unknown, np.nan)}
    from scipy import stats  # takes long to import, and one chapter alone needs it

    x, y = np.log(rows["price_index"].to_numpy() / 100), np.log(rows["nominal"].to_numpy())
    line = stats.linregress(x, y)
    reach = line.stderr * stats.t.ppf((1 + level) / 2, len(rows) - 2)
    return {
        "places": len(rows),
        "slope": line.slope,
        "slope_low": line.slope - reach,
        "slope_high": line.slope + reach,
        "r_squared": line.rvalue**2,
        "at_nation": np.exp(line.intercept),
    }


def _mean_ranks(rows: pd.DataFrame, level: float) -> pd.DataFrame:
    mean, error = rows["mean_annual"].to_numpy(), rows["mean_rse"].to_numpy()
    # Each of n independent intervals at level ** (1 / n), so that all hold at once at `level`.
    joint = NormalDist().inv_cdf((1 + level ** (1 / max(len(rows), 1))) / 2)
    margin = joint * error / 100 * mean
    low, high = mean - margin, mean + margin
    above = (low[None, :] > high[:, None]).sum(axis=1)
    below = (high[None, :] < low[:, None]).sum(axis=1)
    rank = (mean[None, :] > mean[:, None]).sum(axis=1) + 1.0
    figures = {
        "mean": mean, "margin": margin, "rank": rank,
        "best_rank": above + 1, "worst_rank": len(rows) - below,
    }  # fmt: skip
    first = np.lexsort((rows["area"].to_numpy(), rank))
    return rows[["role", "area"]].assign(**figures).iloc[first]


def _certainty(ranks: pd.DataFrame) -> dict[str, object]:
    width = ranks["worst_rank"] - ranks["best_rank"] + 1
    first = ranks.iloc[0]
    return {
        "places": len(ranks),
        "median_width": width.median(),
        "certain": int((width == 1).sum()),
        "first_area": first["area"],
        "first_worst": int(first["worst_rank"]),
        "may_be_first": int((ranks["best_rank"] == 1).sum()),
    }
