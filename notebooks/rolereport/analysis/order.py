"""How firm the order of the ways into a job is: which pairs change places between the cases.

Two ways are compared like for like: both fast, both typical, or both slow. A pair changes places if
one is the shorter in one case and the longer in another.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rolereport.analysis.training import CASE_MONTHS, CASES

Months = NDArray[np.float64]

# Ties are broken by the cases beside, so that lines drawn from case to case cross where a pair
# changes places and nowhere else.
TIE_BREAKERS = {
    "min": ["min_months", "typical_months", "max_months"],
    "typical": ["typical_months", "both_ends", "min_months"],
    "max": ["max_months", "typical_months", "min_months"],
}


def grouped(lengths: pd.DataFrame) -> pd.DataFrame:
    """Ways with `group`, the ways that a reader chooses between.

    The ways into a job with several are a group, named after the job; jobs with a single way are
    compared with each other, in the group "". A way with nothing to be compared with is left out,
    unless there is nothing else.

    Parameters
    ----------
    lengths
        pathway, role.
    """
    several = lengths.groupby("role")["pathway"].transform("size") > 1
    group = lengths["role"].where(several, "")
    compared = group.map(group.value_counts()) > 1
    return lengths.assign(group=group)[compared | (not compared.any())]


def places(lengths: pd.DataFrame) -> pd.DataFrame:
    """The place of each way in its group, from the shortest, in each case.

    Parameters
    ----------
    lengths
        pathway, group, min_months, typical_months, max_months.

    Returns
    -------
    DataFrame
        `lengths` with, for each case, <case>_rank (equal lengths share the better rank) and
        <case>_place (no two of a group share one); and moves: True if the way changes places with
        another. By group, in the order given, and typical place.
    """
    held = lengths.assign(both_ends=lengths["min_months"] + lengths["max_months"])
    placed = {f"{case}_place": _place(held, TIE_BREAKERS[case]) for case in CASES}
    ranks = {f"{case}_rank": _rank(lengths, f"{case}_months") for case in CASES}
    moving = swaps(lengths)[["shorter_if_fast", "shorter_if_slow"]].stack()
    found = lengths.assign(**ranks, **placed, moves=lengths["pathway"].isin(moving))
    order = {group: place for place, group in enumerate(lengths["group"].unique())}
    ordered = found.assign(by=found["group"].map(order)).sort_values(["by", "typical_place"])
    return ordered.drop(columns="by").reset_index(drop=True)


def swaps(lengths: pd.DataFrame) -> pd.DataFrame:
    """The pairs of ways of a group that change places between two cases.

    Parameters
    ----------
    lengths
        As for `places`.

    Returns
    -------
    DataFrame
        group, shorter_if_fast and shorter_if_slow: pathways, the first being the shorter one in the
        earliest case in which they differ.
    """
    rows = [
        [group, *pair]
        for group, ways in lengths.groupby("group", sort=False)
        for pair in _swapping(ways["pathway"].tolist(), ways[CASE_MONTHS].to_numpy(dtype=float))
    ]
    return pd.DataFrame(rows, columns=["group", "shorter_if_fast", "shorter_if_slow"], dtype="str")


def partners(lengths: pd.DataFrame) -> pd.Series:
    """The labels of the ways with which each way changes places; "" for none.

    Parameters
    ----------
    lengths
        As for `places`, with label.

    Returns
    -------
    Series
        Labels joined by "; ", by pathway.
    """
    title = lengths.set_index("pathway")["label"]
    pairs = swaps(lengths)
    turned = pairs.rename(
        columns={"shorter_if_fast": "shorter_if_slow", "shorter_if_slow": "shorter_if_fast"}
    )
    both = pd.concat([pairs, turned])
    told = both["shorter_if_slow"].map(title).groupby(both["shorter_if_fast"])
    return told.agg(lambda titles: "; ".join(sorted(titles))).reindex(title.index, fill_value="")


def firmness(lengths: pd.DataFrame) -> pd.Series:
    """How many pairs of ways of the same group are how firmly ordered.

    Returns
    -------
    Series
        apart (the slowest case of one is no longer than the fastest of the other), steady (their
        ranges overlap, but like for like the order holds or they are equal), swapping.
    """
    counts = {"apart": 0, "steady": 0, "swapping": len(swaps(lengths))}
    for _, ways in lengths.groupby("group"):
        low, high = ways["min_months"].to_numpy(), ways["max_months"].to_numpy()
        one, other = np.triu_indices(len(ways), k=1)
        apart = (high[one] <= low[other]) | (high[other] <= low[one])
        counts["apart"] += int(apart.sum())
        counts["steady"] += len(one) - int(apart.sum())
    counts["steady"] -= counts["swapping"]
    return pd.Series(counts)


def _place(held: pd.DataFrame, keys: list[str]) -> pd.Series:
    ordered = held.sort_values([*keys, "pathway"])
    return ordered.groupby("group").cumcount().add(1).reindex(held.index)


def _rank(lengths: pd.DataFrame, months: str) -> pd.Series:
    return lengths.groupby("group")[months].rank(method="min").astype(int)


def _swapping(pathways: list[str], months: Months) -> list[tuple[str, str]]:
    found = []
    for one, other in zip(*np.triu_indices(len(pathways), k=1), strict=True):
        signs = np.sign(months[one] - months[other])
        if signs.min() < 0 < signs.max():
            fast, slow = (one, other) if signs[signs != 0][0] < 0 else (other, one)
            found.append((pathways[fast], pathways[slow]))
    return found
