"""Stages in the order of the reader, and how firm the order is."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import timelines, training
from rolereport.analysis.names import JOBS
from rolereport.data import load

STAGES, PATHWAYS, ROLES = load.table("stages"), load.table("pathways"), load.table("roles")
MONTHS = ["min_months", "typical_months", "max_months"]


def drawn(states: list[str], order: tuple[str, ...] = JOBS) -> pd.DataFrame:
    return timelines.timeline(STAGES, PATHWAYS, ROLES, list(order), states)


def lengths(rows: list[tuple[int, ...]]) -> pd.DataFrame:
    return pd.DataFrame([sorted(row) for row in rows], columns=MONTHS)


def test_every_counted_stage_of_every_pathway_is_drawn_once() -> None:
    counted = STAGES[STAGES["counted"] == "yes"]
    keys = drawn([])[["pathway", "stage_order"]]
    assert not keys.duplicated().any()
    assert set(keys.itertuples(index=False, name=None)) == set(
        counted[["pathway", "stage_order"]].itertuples(index=False, name=None)
    )


def test_roles_come_in_the_order_asked_for_and_pathways_by_length() -> None:
    lines = drawn([], ("medical-assistant", "laboratory-technician")).drop_duplicates("pathway")
    assert lines["role"].unique().tolist() == ["medical-assistant", "laboratory-technician"]
    assert lines["typical"].tolist() == [1, 6, 9, 11, 11, 12, 13, 13, 25, 14.9, 19, 25, 25, 61]


@pytest.mark.parametrize(
    ("states", "own"),
    [(["TX"], {"MED-TX"}), (["MO", "KS"], {"MED-MO", "MED-KS"}), (["WY"], set()), ([], set())],
)
def test_a_state_s_own_pathways_come_first(states: list[str], own: set[str]) -> None:
    lines = drawn(states).drop_duplicates("pathway")
    assert set(lines.loc[lines["own"], "pathway"]) == own
    for _, rows in lines.groupby("role"):
        assert rows["own"].tolist() == sorted(rows["own"], reverse=True)


def test_a_pathway_carries_its_length_and_its_first_paid_day() -> None:
    row = drawn([]).set_index("pathway").loc["MLS-R2-BRIDGE"].iloc[0]
    assert row[["shortest", "typical", "longest", "first_paid_month"]].tolist() == [51, 74, 102, 24]
    assert row["first_paid_role"] == "laboratory-technician"


def test_basis_shares_are_those_of_all_months_together() -> None:
    counted = STAGES[STAGES["counted"] == "yes"]
    months = counted.groupby("basis")["typical_months"].sum()
    shares = timelines.basis_shares(training.pathway_totals(STAGES))
    assert shares.to_dict() == pytest.approx((months / months.sum()).to_dict())


def test_a_pair_that_changes_places_is_counted() -> None:
    firm, loose = [(1, 2, 3), (2, 3, 4)], [(1, 2, 9), (2, 3, 4)]
    assert timelines.order_pairs(lengths(firm)) == (1, 0)
    assert timelines.order_pairs(lengths(loose)) == (1, 1)


def test_a_tie_in_one_case_is_no_change_of_places() -> None:
    assert timelines.order_pairs(lengths([(1, 3, 5), (2, 3, 6)])) == (1, 0)


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=7))
def test_pairs_agree_with_a_count_one_by_one(rows: list[tuple[int, ...]]) -> None:
    months = [tuple(row) for row in lengths(rows).to_numpy()]
    pairs = list(itertools.combinations(months, 2))
    swaps = sum(
        any(a < b for a, b in zip(one, other, strict=True))
        and any(a > b for a, b in zip(one, other, strict=True))
        for one, other in pairs
    )
    assert timelines.order_pairs(lengths(rows)) == (len(pairs), swaps)
