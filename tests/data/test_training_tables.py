"""Pathways, their stages and what they cost: data/pathways.csv, stages.csv and costs.csv."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.data import load

TRAINING_KINDS = ["classroom", "clinical", "work"]
OPTIONAL = {("MLS-2+2", 5), ("MLT-AAS", 4), ("MLT-AMT-ALT", 3)}
STATES = {
    "MLS-CA": "CA",
    "MA-WA-CERTIFIED": "WA",
    "MA-WA-REGISTERED": "WA",
    "MED-TX": "TX",
    "MED-MD": "MD",
    "MED-MO": "MO",
    "MED-VA": "VA",
    "MED-NC-NH": "NC",
    "MED-KS": "KS",
    "MED-OK": "OK",
}
PAID_FROM_DAY_ONE = {
    "MLT-MIL-68K",
    "MLT-MIL-USAF-MLA",
    "MA-OJT",
    "MA-APPRENTICE",
    "MA-EMPLOYER",
    "MA-NHA-EXPERIENCE",
}


def stages(kind: str | None = None) -> pd.DataFrame:
    """The stages, of one kind or all."""
    table = load.table("stages")
    return table if kind is None else table[table["kind"] == kind]


def paid_training(pathway: str) -> str:
    """What `paid_training` has to say, by the rule in its codebook."""
    counted = stages()[lambda row: (row["pathway"] == pathway) & (row["counted"] == "yes")]
    training = counted[counted["kind"].isin(TRAINING_KINDS)]
    if not training.empty and training["paid"].eq("yes").all():
        return "yes"
    employed = training["paid"].eq("varies") & training["kind"].ne("clinical")
    return "partly" if (training["paid"].eq("yes") | employed).any() else "no"


@pytest.mark.parametrize("name", ["stages", "costs"])
def test_grade_is_that_of_the_source(name: str) -> None:
    sources = load.table("sources").drop_duplicates("url").set_index("url")
    grades = sources["grade"].drop("")
    table = load.table(name)
    assert table["grade"].tolist() == table["source_url"].map(grades).fillna("").tolist()


def test_there_are_27_pathways_each_with_stages() -> None:
    pathways = load.table("pathways")
    assert pathways["role"].value_counts().to_dict() == {
        "medical-assistant": 9,
        "medication-aide": 7,
        "laboratory-technologist": 6,
        "laboratory-technician": 5,
    }
    assert set(pathways["pathway"]) == set(stages()["pathway"])


def test_stages_are_numbered_from_one_without_a_gap() -> None:
    assert len(stages()) == 127
    for _, group in stages().groupby("pathway"):
        assert group["stage_order"].tolist() == list(range(1, len(group) + 1))


def test_each_pathway_starts_from_the_diploma_which_takes_no_time() -> None:
    first = stages()[lambda row: row["stage_order"] == 1]
    assert set(first["kind"]) == {"prerequisite"}
    assert (first[["min_months", "typical_months", "max_months"]] == 0).all(axis=None)
    assert set(first["source_url"]) == {""}
    assert set(first["basis"]) == {"assumed"}


def test_durations_are_in_order() -> None:
    timed = stages()[lambda row: row["kind"] != "renewal"]
    assert (timed["min_months"] <= timed["typical_months"]).all()
    assert (timed["typical_months"] <= timed["max_months"]).all()


def test_renewals_have_a_cycle_and_no_duration() -> None:
    renewal = stages("renewal")
    assert renewal["renewal_months"].isin([12, 24, 36, 60]).all()
    assert renewal[["min_months", "typical_months", "max_months"]].isna().all(axis=None)
    assert set(renewal["paid"]) == {""}
    assert stages()["renewal_months"].notna().sum() == len(renewal) == 23


def test_only_conditional_stages_and_none_else_are_left_out_of_the_sum() -> None:
    left_out = stages()[lambda row: row["counted"] == "no"]
    others = left_out[~left_out["kind"].isin(["prerequisite", "renewal"])]
    keys = zip(others["pathway"], others["stage_order"], strict=True)
    assert {(pathway, int(order)) for pathway, order in keys} == OPTIONAL
    assert set(others["required"]) == {"no"}
    assert not set(stages("renewal")["counted"]) - {"no"}


def test_only_the_diploma_lacks_a_source() -> None:
    unsourced = stages()[lambda row: row["source_url"] == ""]
    assert set(unsourced["kind"]) == {"prerequisite"}
    assert not stages()["source_url"].str.contains("GENERAL").any()


def test_four_durations_besides_the_diploma_are_assumed() -> None:
    assumed = stages()[lambda row: (row["basis"] == "assumed") & (row["source_url"] != "")]
    assert set(assumed["pathway"]) == {
        "MLS-R4-EXPERIENCE",
        "MLS-CA",
        "MLT-R4-EXPERIENCE",
        "MA-OJT",
    }
    assert len(assumed) == 4


def test_work_is_never_unpaid_and_military_stages_are_paid() -> None:
    assert "no" not in set(stages("work")["paid"])
    military = stages()[lambda row: row["pathway"].str.contains("-MIL-")]
    assert set(military.loc[military["counted"] == "yes", "paid"]) == {"yes"}


def test_first_paid_stage_is_a_counted_stage() -> None:
    counted = stages()[lambda row: row["counted"] == "yes"].set_index(["pathway", "stage_order"])
    for row in load.table("pathways").itertuples():
        assert (row.pathway, row.first_paid_stage) in counted.index


def test_pay_from_the_first_day_is_where_training_is_employment() -> None:
    pathways = load.table("pathways").set_index("pathway")
    at_start = pathways[pathways["first_paid_at"] == "start"]
    assert set(at_start.index) == PAID_FROM_DAY_ONE
    assert set(at_start["paid_training"]) == {"yes"}


def test_paid_training_follows_from_the_stages() -> None:
    pathways = load.table("pathways").set_index("pathway")["paid_training"]
    assert pathways.to_dict() == {pathway: paid_training(pathway) for pathway in pathways.index}


def test_state_pathways_are_marked() -> None:
    pathways = load.table("pathways").set_index("pathway")["state"]
    assert pathways[pathways != ""].to_dict() == STATES


def test_only_the_technician_bridge_is_first_paid_in_another_role() -> None:
    pathways = load.table("pathways")
    other = pathways[pathways["role"] != pathways["first_paid_role"]].set_index("pathway")
    assert other["first_paid_role"].to_dict() == {"MLS-R2-BRIDGE": "laboratory-technician"}


def test_costs_of_the_sources_are_kept() -> None:
    amounts = load.table("costs").set_index("cost")["amount_usd"]
    assert amounts["public-two-year-tuition"] == 4050
    assert amounts["public-four-year-tuition"] == 11610
    assert amounts["ascp-mls-application"] - amounts["ascp-mls-application-to-2025"] == 10


def test_the_college_sheet_that_does_not_add_up_carries_its_warning() -> None:
    row = load.table("costs").set_index("cost").loc["jackson-state-mlt-programme"]
    assert row["amount_usd"] == 19355.15
    assert "$19,195.15" in row["note"]
