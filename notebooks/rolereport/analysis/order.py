"""How firm the order of the ways into a job is: which pairs change places between the cases.

Two ways are compared like for like: both fast, both typical, or both slow. A pair changes places if
one is the shorter in one case and the longer in another.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd

from rolereport.analysis.rows import rows_of
from rolereport.analysis.training import CASE_MONTHS, CASES

Way = tuple[str, Any]  # the pathway and its months from the fastest to the slowest case

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
    moving = {way for _, *pair in _swapping(lengths) for way in pair}
    found = lengths.assign(
        **{f"{case}_rank": _ranks(held, [f"{case}_months"]) for case in CASES},
        **{f"{case}_place": _ranks(held, [*TIE_BREAKERS[case], "pathway"]) for case in CASES},
        moves=[way in moving for way in lengths["pathway"]],
    )
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
    columns = ["group", "shorter_if_fast", "shorter_if_slow"]
    return pd.DataFrame(_swapping(lengths), columns=columns, dtype="str")


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
    label = dict(zip(lengths["pathway"], lengths["label"], strict=True))
    told: dict[str, list[str]] = {way: [] for way in label}
    for _, fast, slow in _swapping(lengths):
        told[fast].append(label[slow])
        told[slow].append(label[fast])
    joined = {way: "; ".join(sorted(labels)) for way, labels in told.items()}
    return pd.Series(joined, dtype="str")


def firmness(lengths: pd.DataFrame) -> pd.Series:
    """How many pairs of ways of the same group are how firmly ordered.

    Returns
    -------
    Series
        apart (the slowest case of one is no longer than the fastest of the other), steady (their
        ranges overlap, but like for like the order holds or they are equal), swapping.
    """
    pairs = [pair for ways in _groups(lengths).values() for pair in combinations(ways, 2)]
    apart = sum(one[0] >= other[-1] or other[0] >= one[-1] for (_, one), (_, other) in pairs)
    swapping = len(_swapping(lengths))
    return pd.Series(
        {"apart": apart, "steady": len(pairs) - apart - swapping, "swapping": swapping}
    )


def _groups(lengths: pd.DataFrame) -> dict[str, list[Way]]:
    ways = zip(lengths["pathway"], rows_of(lengths[CASE_MONTHS]), strict=True)
    groups: dict[str, list[Way]] = {}
    for group, (pathway, months) in zip(lengths["group"], ways, strict=True):
        groups.setdefault(group, []).append((pathway, months))
    return groups


def _swapping(lengths: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Group, and the two ways of each pair, as `swaps` has them."""
    return [
        (group, *pair)
        for group, ways in _groups(lengths).items()
        for one, other in combinations(ways, 2)
        for pair in _turned(one, other)
    ]


def _turned(one: Way, other: Way) -> list[tuple[str, str]]:
    """The pair, the one that is shorter if all goes fast before the other, if it swaps."""
    apart = [a - b for a, b in zip(one[1], other[1], strict=True) if a != b]
    if not apart or not min(apart) < 0 < max(apart):
        return []
    return [(one[0], other[0]) if apart[0] < 0 else (other[0], one[0])]


def _ranks(held: pd.DataFrame, keys: list[str]) -> list[int]:
    """The rank of each row in its group by `keys`; equal ones share the better rank."""
    columns = [held[key].tolist() for key in ("group", *keys)]
    rows = list(zip(*columns, strict=True))
    return [1 + sum(other[0] == row[0] and other < row for other in rows) for row in rows]
