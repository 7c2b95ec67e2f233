"""How firm the order of the ways is: places, pairs that change them, pairs that never could."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import order, training
from rolereport.data import load

MONTHS = ["min_months", "typical_months", "max_months"]
STAGES, PATHWAYS = load.table("stages"), load.table("pathways")
HELD = PATHWAYS[["pathway", "role", "title"]].merge(training.pathway_totals(STAGES), on="pathway")
LENGTHS = order.grouped(HELD.rename(columns={"title": "label"}))
CASES = st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=1, max_size=7)


def lengths(*rows: tuple[float, ...]) -> pd.DataFrame:
    """Invented ways of one group, A, B and so on: shortest, typical and longest."""
    table = pd.DataFrame([sorted(row) for row in rows], columns=MONTHS)
    return table.assign(pathway=list("ABCDEFG")[: len(rows)], group="job", label="way")


def turns(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether a pair changes places, case by case."""
    pairs = list(zip(one, other, strict=True))
    return any(a < b for a, b in pairs) and any(a > b for a, b in pairs)


def test_the_ways_of_a_job_are_a_group_and_single_ways_are_compared_with_each_other() -> None:
    ways = pd.DataFrame({"pathway": list("abcd"), "role": ["x", "x", "y", "z"]})
    assert order.grouped(ways)["group"].tolist() == ["x", "x", "", ""]
    assert order.grouped(ways.head(3))["pathway"].tolist() == ["a", "b"]
    assert order.grouped(ways.tail(1))["pathway"].tolist() == ["d"]


def test_a_way_that_is_longer_in_another_case_moves() -> None:
    placed = order.places(lengths((1, 2, 3), (4, 6, 8), (3, 7, 9), (10, 11, 12)))
    found = placed.set_index("pathway")
    assert found.index.tolist() == ["A", "B", "C", "D"]
    assert found["moves"].to_dict() == {"A": False, "B": True, "C": True, "D": False}
    assert found["min_place"].tolist() == [1, 3, 2, 4]


def test_a_tie_in_one_case_is_no_change_of_places() -> None:
    placed = order.places(lengths((1, 4, 6), (1, 5, 6)))
    assert placed["min_rank"].tolist() == [1, 1]
    assert placed["min_place"].tolist() == [1, 2]
    assert order.swaps(placed).empty


def test_the_pairs_of_the_report() -> None:
    pairs = order.swaps(LENGTHS)
    assert len(pairs) == 13
    known = pairs.itertuples(index=False, name=None)
    assert ("medication-aide", "MED-TX", "MED-KS") in set(known)
    assert order.firmness(LENGTHS).to_dict() == {"apart": 38, "steady": 31, "swapping": 13}
    assert order.partners(LENGTHS)["MED-TX"] == "Kansas medication aide"
    assert order.partners(LENGTHS)["MED-MD"] == ""


def test_partners_are_told_on_both_sides() -> None:
    partners = order.partners(LENGTHS)
    pairs = order.swaps(LENGTHS)
    assert partners.ne("").sum() == pairs.iloc[:, 1:].stack().nunique()
    named = partners[partners != ""].str.split("; ").map(len).sum()
    assert named == 2 * len(pairs)


@given(CASES)
def test_pairs_agree_with_a_count_one_by_one(rows: list[tuple[int, ...]]) -> None:
    held = lengths(*rows)
    months = [tuple(row) for row in held[MONTHS].to_numpy()]
    pairs = list(itertools.combinations(months, 2))
    firm = order.firmness(held)
    assert firm["swapping"] == sum(turns(a, b) for a, b in pairs)
    assert firm["apart"] == sum(a[2] <= b[0] or b[2] <= a[0] for a, b in pairs)
    assert firm.sum() == len(pairs)


@given(CASES)
def test_lines_cross_exactly_where_a_pair_changes_places(rows: list[tuple[int, ...]]) -> None:
    placed = order.places(lengths(*rows))
    columns = ["min_place", "typical_place", "max_place"]
    crossing = {
        frozenset((a["pathway"], b["pathway"]))
        for a, b in itertools.combinations(placed.to_dict("records"), 2)
        if turns(tuple(a[key] for key in columns), tuple(b[key] for key in columns))
    }
    pairs = order.swaps(placed)[["shorter_if_fast", "shorter_if_slow"]]
    assert crossing == {frozenset(pair) for pair in pairs.itertuples(index=False, name=None)}
    for column in columns:
        assert sorted(placed[column]) == list(range(1, len(rows) + 1))


@pytest.mark.parametrize("case", training.CASES)
def test_places_follow_the_months(case: str) -> None:
    for _, ways in order.places(LENGTHS).groupby("group"):
        assert ways.sort_values(f"{case}_place")[f"{case}_months"].is_monotonic_increasing


def test_equal_lengths_tie_whatever_their_parts() -> None:
    parts = pd.DataFrame(
        [("whole", 1, 0.3), ("parts", 1, 0.1), ("parts", 2, 0.2)],
        columns=["pathway", "stage_order", "typical_months"],
    ).assign(counted="yes", paid="no", basis="sourced")
    parts = parts.assign(min_months=parts["typical_months"], max_months=parts["typical_months"])
    placed = order.places(training.pathway_totals(parts).assign(group="job"))
    assert placed["typical_rank"].tolist() == [1, 1]
