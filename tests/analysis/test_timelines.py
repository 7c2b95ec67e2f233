"""Stages in the order of the reader, pathway by pathway."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import timelines, training, typical_way
from rolereport.analysis.names import JOBS
from rolereport.data import load

STAGES, PATHWAYS, ROLES = load.table("stages"), load.table("pathways"), load.table("roles")


def drawn(states: list[str], order: tuple[str, ...] = JOBS) -> pd.DataFrame:
    return timelines.timeline(STAGES, PATHWAYS, ROLES, list(order), states)


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


def test_typical_ways_share_a_chart_and_are_labelled_by_their_job() -> None:
    tables = {name: load.table(name) for name in typical_way.TABLES}
    order = ["medical-assistant", "registered-nurse", "phlebotomist"]
    stages, pathways = typical_way.with_typical(**tables, wanted=order)
    lines = timelines.timeline(stages, pathways, ROLES, order, []).drop_duplicates("pathway")
    chart = lines.set_index("pathway")["chart"]
    assert chart["TYPICAL-registered-nurse"] == chart["TYPICAL-phlebotomist"] == timelines.TYPICAL
    assert set(lines.loc[lines["role"] == "medical-assistant", "chart"]) == {"assisting"}
    label = lines.set_index("pathway")["label"]
    assert label["TYPICAL-phlebotomist"] == "phlebotomists, typical way in"
    assert label["MA-OJT"] == "Training on the job"
