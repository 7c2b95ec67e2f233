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


def test_the_article_pastes_three_duties_of_a_medical_assistant() -> None:
    found = duties.pasted(load.table("claims"), "medical-assistant", instead_of="laboratory")
    assert found.loc[found["pasted"], "claim"].tolist() == ["CL30", "CL31", "CL32"]


def test_a_duty_shared_with_a_laboratory_role_is_not_pasted() -> None:
    claims = pd.DataFrame(
        {
            "subject_as_named": ["med tech", "medical technician", "medical assistant"],
            "kind": ["duty", "duty", "duty"],
            "roles_described": ["laboratory-technician; medical-assistant", "medical-assistant",
                                "medical-assistant"],
        }
    )  # fmt: skip
    found = duties.pasted(claims, "medical-assistant", instead_of="laboratory")
    assert found["pasted"].tolist() == [False, True]
