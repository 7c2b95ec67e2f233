"""Which ways into a job count in a place, and which are the usual ones."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import training
from rolereport.analysis.names import JOBS
from rolereport.analysis.ways import counted_ways, in_state, usual
from rolereport.data import load

FIRST_PAID = training.first_paid_day(load.table("stages"), load.table("pathways"))
SOME = pd.DataFrame(
    {
        "pathway": ["MA-CERT", "MA-WA", "MED-TX", "MED-KS"],
        "role": ["medical-assistant", "medical-assistant", "medication-aide", "medication-aide"],
        "state": ["", "WA", "TX", "KS"],
        "usual_entry": ["no", "yes", "no", "no"],
    }
)
PLACES = st.sampled_from(["", "TX", "KS", "WA"])


@pytest.mark.parametrize(
    ("states", "kept"),
    [
        ([], ["MA-CERT", "MED-TX", "MED-KS"]),
        (["WA"], ["MA-WA", "MED-TX", "MED-KS"]),
        (["TX"], ["MA-CERT", "MED-TX"]),
        (["KS", "MO"], ["MA-CERT", "MED-KS"]),
    ],
)
def test_a_state_s_own_ways_come_before_the_nation_s_and_these_before_others(
    states: list[str], kept: list[str]
) -> None:
    assert in_state(SOME, states)["pathway"].tolist() == kept


@given(
    st.lists(st.tuples(st.sampled_from("abc"), PLACES)),
    st.lists(PLACES.filter(bool), unique=True),
)
def test_every_job_keeps_a_way_and_the_rule_holds_twice(
    rows: list[tuple[str, str]], states: list[str]
) -> None:
    ways = pd.DataFrame(rows, columns=["role", "state"], dtype="str")
    kept = in_state(ways, states)
    assert set(kept["role"]) == set(ways["role"])
    pd.testing.assert_frame_equal(in_state(kept, states), kept)
    for role, own in ways.groupby("role"):
        places = set(own["state"])
        wanted = places & set(states) or places & {""} or places
        assert set(kept.loc[kept["role"] == role, "state"]) == wanted


def test_where_no_way_is_usual_all_of_them_stand_for_the_job() -> None:
    assert usual(SOME)["pathway"].tolist() == ["MA-WA", "MED-TX", "MED-KS"]


@pytest.mark.parametrize("states", [[], ["TX"], ["CA"], ["WA"], ["MO", "KS"], ["WY"]])
def test_the_usual_ways_have_the_typical_figure_as_their_median(states: list[str]) -> None:
    ways = counted_ways(FIRST_PAID, states)
    medians = ways[ways["usual"]].groupby("role")["typical_months"].median()
    chosen = FIRST_PAID[FIRST_PAID["pathway"].isin(ways.loc[ways["counted"], "pathway"])]
    summed = training.role_first_paid(chosen, list(JOBS)).set_index("role")["typical_months"]
    assert medians.to_dict() == summed.to_dict()


def test_without_a_state_the_counted_ways_are_those_of_the_role_s_summary() -> None:
    ways = counted_ways(FIRST_PAID, [])
    summed = training.role_first_paid(FIRST_PAID, list(JOBS)).set_index("role")
    assert ways.groupby("role")["counted"].sum().to_dict() == summed["pathways"].to_dict()


def test_a_state_with_rules_counts_alone_for_that_job() -> None:
    ways = counted_ways(FIRST_PAID, ["CA"]).set_index("pathway")
    assert ways.index[ways["counted"] & ways.index.str.startswith("MLS")].tolist() == ["MLS-CA"]
    assert ways["counted"]["MA-OJT"] and not ways["counted"]["MA-WA-CERTIFIED"]


def test_a_counted_way_need_not_be_usual() -> None:
    ways = counted_ways(FIRST_PAID, []).set_index("pathway")
    assert ways.index[ways["usual"] & (ways["role"] == "medical-assistant")].tolist() == ["MA-CERT"]
    unnamed = counted_ways(FIRST_PAID.assign(usual_entry="no"), [])
    assert unnamed["usual"].tolist() == unnamed["counted"].tolist()
