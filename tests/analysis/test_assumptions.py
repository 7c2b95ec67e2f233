"""A reader may change an assumption by name, within what it can mean, and is told why not."""

from __future__ import annotations

import re

import pytest

from rolereport.analysis import pathway_prices
from rolereport.analysis.assumptions import ALLOWED, DEFINITIONS, changed, concerning
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.analysis.payoff_cases import Ages
from rolereport.data import load

TABLE = load.table("assumptions")
CHAPTER = "07-payoff"
USED = TABLE[TABLE["used_in"].str.contains(CHAPTER)]


def test_a_change_flows_into_the_model() -> None:
    table = changed(TABLE, {"discount_rate": 0.07, "age_at_end": 70}, CHAPTER)
    assert PayoffAssumptions.from_table(table).discount_rate == 0.07
    assert Ages.from_table(table) == Ages(18, 70)


def test_a_changed_value_is_no_longer_its_source_s() -> None:
    table = changed(TABLE, {"tuition_public_two_year": 6000}, CHAPTER).set_index("assumption")
    row = table.loc["tuition_public_two_year"]
    assert (row["value"], row["source_id"]) == (6000, "")
    assert row["reason"] == "Changed in this notebook; the table has 4050."


def test_a_changed_price_reaches_the_items_and_names_no_source() -> None:
    table = changed(TABLE, {"tuition_public_two_year": 6000}, CHAPTER)
    items = pathway_prices.price_items(
        load.table("stages"), load.table("pathways"), load.table("costs"), table
    )
    tuition = items[(items["pathway"] == "MLT-AAS") & items["item"].str.startswith("Tuition")]
    assert tuition[["amount_usd", "basis", "source_url"]].to_numpy().tolist() == [
        [12_000.0, "assumed", ""]
    ]


def test_nothing_changed_is_the_table_itself() -> None:
    assert changed(TABLE, {}, CHAPTER).equals(TABLE)


@pytest.mark.parametrize("name", sorted(set(USED["assumption"]) - set(DEFINITIONS)))
def test_every_value_and_range_committed_is_allowed(name: str) -> None:
    row = TABLE.set_index("assumption").loc[name]
    least, most = ALLOWED[row["unit"]]
    for value in row[["value", "low", "high"]].dropna():
        assert least <= value <= most


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"discount_rate": 5},
            "discount_rate (Discount rate) cannot be 5: a number from 0 to 0.25 is allowed, in "
            "share a year",
        ),
        ({"loan_share": float("nan")}, "loan_share (Share of the price that is borrowed)"),
        ({"loan_share": "half"}, "cannot be 'half': a number from 0 to 1"),
        ({"loan_share": True}, "cannot be True"),
        ({"discont_rate": 0.05}, "no assumption 'discont_rate' can be changed here; nearest: disc"),
        ({"hours_a_year": 2000}, "no assumption 'hours_a_year' can be changed here"),
        ({"hours_per_month": 170}, "no assumption 'hours_per_month' can be changed here"),
        ({"x": 1}, "choose from: age_at_end, age_at_start"),
    ],
)
def test_what_cannot_be_meant_is_refused(changes: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        changed(TABLE, changes, CHAPTER)


def test_a_working_life_must_outlast_the_horizon() -> None:
    short = changed(TABLE, {"age_at_end": 30}, CHAPTER)
    with pytest.raises(ValueError, match=r"age_at_end \(30\) lies 12 years after age_at_start"):
        Ages.from_table(short)


def test_an_assumption_about_one_job_concerns_only_who_asks_about_it() -> None:
    table = load.table("assumptions")
    price = "programme_price_medical_assistant"
    for roles, held in ((["medical-assistant"], True), (["47-2111"], False)):
        names = set(concerning(table, "07-payoff", roles)["assumption"])
        assert (price in names) is held
        assert "discount_rate" in names
