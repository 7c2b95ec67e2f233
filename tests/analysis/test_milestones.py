"""Examinations and licences on the way, their renewal, and what an earlier award spares."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import milestones, training, typical_way
from rolereport.data import load

STAGES = load.table("stages")


def of(pathway: str) -> pd.DataFrame:
    found = milestones.milestones(STAGES)
    return found[found["pathway"] == pathway].reset_index(drop=True)


def test_every_counted_examination_and_licence_is_a_milestone() -> None:
    counted = STAGES[(STAGES["counted"] == "yes") & STAGES["kind"].isin(["exam", "licence"])]
    found = milestones.milestones(STAGES).drop_duplicates(["pathway", "stage_order"])
    assert len(found) == len(counted)
    ends = training.stage_spans(STAGES).set_index(["pathway", "stage_order"])["end_month"]
    months = found.set_index(["pathway", "stage_order"])["month"]
    assert months.to_dict() == ends[months.index].to_dict()


def test_a_choice_of_credentials_has_a_row_and_a_cycle_each() -> None:
    degree = of("MA-AAS")
    assert degree["credential"].tolist() == ["CMA (AAMA)", "RMA (AMT)"]
    assert degree["renewal_months"].tolist() == [60, 36]
    assert set(degree["required"]) == {"no"} and set(degree["month"]) == {25}


def test_what_is_required_and_what_is_not_known_to_be_renewed() -> None:
    bridge = of("MLS-R2-BRIDGE")
    assert bridge["required"].tolist() == ["yes", "no"]
    assert bridge["month"].tolist() == [25, 74]
    assert bridge["renewal_months"].isna().tolist() == [True, False]


# Reckoned by hand: the stages after the award, typical case; of these the unpaid ones.
@pytest.mark.parametrize(
    ("pathway", "award", "left", "unpaid"),
    [
        ("MED-OK", "nurse-aide certificate", 7.5, 1.5),
        ("MLS-4+1", "bachelor's degree", 13, 0),
        ("MLS-CA", "bachelor's degree", 19.5, 19.5),
        ("MLS-R2-BRIDGE", "associate degree", 50, 0),
        ("MLS-R2-BRIDGE", "bachelor's degree", 25, 0),
    ],
)
def test_what_is_left_after_an_award(pathway: str, award: str, left: float, unpaid: float) -> None:
    found = milestones.head_starts(STAGES).set_index(["pathway", "credential"])
    assert found.loc[(pathway, award)].tolist() == [left, unpaid]


def test_an_award_that_ends_the_training_is_no_head_start() -> None:
    assert not set(milestones.head_starts(STAGES)["pathway"]) & {"MLS-2+2", "MLS-3+1", "MLT-AAS"}
    tables = {name: load.table(name) for name in typical_way.TABLES}
    stages, _ = typical_way.with_typical(**tables, wanted=["registered-nurse"])
    typical = stages[typical_way.is_typical(stages["pathway"])]
    assert milestones.head_starts(typical).empty
    assert milestones.milestones(typical).empty


def test_a_certificate_of_one_job_may_be_a_step_towards_another() -> None:
    found = milestones.stepping_stones(STAGES, load.table("pathways"))
    assert found.to_dict("records") == [
        {
            "pathway": "MLS-R2-BRIDGE",
            "credential": "MLT(ASCP)",
            "held_by": "laboratory-technician",
        }
    ]
    without = STAGES[STAGES["pathway"] != "MLS-R2-BRIDGE"]
    assert milestones.stepping_stones(without, load.table("pathways")).empty
