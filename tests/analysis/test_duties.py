"""Shared work is counted from the duties, checked by hand and by another method."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import duties
from rolereport.analysis.names import JOBS
from rolereport.data import load

PROFILES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=len(duties.KINDS),
    max_size=len(duties.KINDS),
).filter(lambda rows: all(sum(column) for column in zip(*rows, strict=True)))  # fmt: skip


def pair(counts: dict[str, list[int]]) -> pd.Series:
    return duties.shared_work(pd.DataFrame(counts)).iloc[0]


def test_every_kind_of_work_in_the_table_is_counted() -> None:
    table = load.table("duties")
    counts = duties.by_kind(table, list(JOBS))
    assert set(table["kind_of_work"]) == set(duties.KINDS)
    assert counts.sum().to_dict() == table["role"].value_counts()[list(JOBS)].to_dict()


def test_a_role_without_duties_counts_zero() -> None:
    counts = duties.by_kind(load.table("duties"), ["laboratory-combined"])
    assert counts["laboratory-combined"].eq(0).all()
    assert list(counts.index) == list(duties.KINDS)


def test_shared_work_of_a_small_example() -> None:
    found = pair({"one": [2, 2, 0], "other": [0, 1, 3]})
    assert (found["shared"], found["either"]) == (1, 3)
    assert found["jaccard"] == pytest.approx(1 / 3)
    assert found["overlap"] == pytest.approx(0.25)


@given(PROFILES)
def test_overlap_is_one_minus_half_the_absolute_difference(rows: list[tuple[int, int]]) -> None:
    one, other = np.array(rows, dtype=float).T
    apart = np.abs(one / one.sum() - other / other.sum()).sum() / 2
    found = pair({"one": list(one), "other": list(other)})
    assert found["overlap"] == pytest.approx(1 - apart)


@given(PROFILES)
def test_shared_work_does_not_depend_on_the_order_of_roles(rows: list[tuple[int, int]]) -> None:
    one, other = (list(column) for column in zip(*rows, strict=True))
    measures = ["shared", "either", "jaccard", "overlap"]
    assert pair({"a": one, "b": other})[measures].tolist() == pytest.approx(
        pair({"b": other, "a": one})[measures].tolist()
    )


def test_a_pair_is_found_in_either_order() -> None:
    pairs = duties.shared_work(duties.by_kind(load.table("duties"), list(JOBS)))
    assert len(pairs) == 6
    assert duties.of_pair(pairs, JOBS[3], JOBS[0]).equals(duties.of_pair(pairs, JOBS[0], JOBS[3]))


def test_side_by_side_tells_every_duty_once() -> None:
    table = load.table("duties")
    told = duties.side_by_side(table, list(JOBS)).set_index("kind_of_work")
    listed = [duty for cell in told.to_numpy().ravel() for duty in cell.split("; ") if duty]
    expected = table.loc[table["role"].isin(JOBS), "duty"]
    assert sorted("; ".join(listed).split("; ")) == sorted("; ".join(expected).split("; "))
    assert told.loc["administration", JOBS[0]] == ""


def test_a_kind_that_nobody_does_has_no_row() -> None:
    told = duties.side_by_side(load.table("duties"), [JOBS[0]])
    assert "medication" not in set(told["kind_of_work"])


def test_moving_one_duty_by_hand() -> None:
    counts = pd.DataFrame({"a": [2, 0], "b": [1, 1]}, index=["x", "y"])
    # As it is, half; with one of a's two moved, all; with b's one moved, all or none.
    assert duties.one_moved(counts, "a", "b") == (0.0, 1.0)


@given(PROFILES)
def test_the_range_holds_the_overlap_and_moves_by_one_duty(rows: list[tuple[int, int]]) -> None:
    counts = pd.DataFrame(rows, columns=["a", "b"], index=list(duties.KINDS))
    low, high = duties.one_moved(counts, "a", "b")
    overlap = duties.shared_work(counts)["overlap"].iloc[0]
    reach = 1 / min(counts["a"].sum(), counts["b"].sum())
    assert overlap - reach - 1e-9 <= low <= overlap <= high <= overlap + reach + 1e-9


def test_five_duties_under_the_training_heading_are_no_laboratory_work() -> None:
    told = duties.statements(load.table("claim_duties"), load.table("claims"), list(JOBS))
    assert len(told) == 14
    assert told.loc[told["pasted"], "claim"].tolist() == ["CL30", "CL31", "CL32", "CL32", "CL32"]
    assert set(told.loc[told["pasted"], "section"]) == {"Education and Training for a Med Tech"}
    assert told.loc[told["pasted"], JOBS[3]].all()


def test_duties_of_an_assistant_are_not_asked_about() -> None:
    told = duties.statements(load.table("claim_duties"), load.table("claims"), list(JOBS))
    assert not set(told["claim"]) & {"CL03", "CL19", "CL20"}
