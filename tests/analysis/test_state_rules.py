"""What is known of a state comes from its own rule first, then from others, then from old lists."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import state_rules
from rolereport.data import load

AREAS = load.table("areas")


def rule(state: str, confidence: str) -> pd.DataFrame:
    return pd.DataFrame({"state": [state], "confidence": [confidence], "as_of": ["2024"]})


def told(says: str, areas: str) -> pd.DataFrame:
    row = {"occupation": "medication-aide", "says": says, "areas": areas, "as_of": "2000-11-15"}
    return pd.DataFrame([row])


def status(rules: pd.DataFrame, lists: pd.DataFrame) -> pd.Series:
    return state_rules.aide_status(AREAS, rules, lists).set_index("area")["status"]


@pytest.mark.parametrize(
    ("confidence", "says", "expected"),
    [
        ("high", "not permitted", state_rules.RULED),
        ("medium", "permitted", state_rules.RULED),
        ("low", "not permitted", state_rules.UNSURE),
    ],
)
def test_a_states_own_rule_comes_before_an_old_list(
    confidence: str, says: str, expected: str
) -> None:
    assert status(rule("OH", confidence), told(says, "AL; OH"))["OH"] == expected


@pytest.mark.parametrize(
    ("says", "expected"),
    [("permitted", state_rules.UNSURE), ("not permitted", state_rules.FORBADE)],
)
def test_an_old_list_alone_is_a_hint_or_a_no(says: str, expected: str) -> None:
    found = status(rule("OH", "high"), told(says, "AL; WY"))
    assert (found["WY"], found["AL"]) == (expected, expected)
    assert found["HI"] == state_rules.SILENT


def test_a_list_without_names_says_nothing_of_a_state() -> None:
    assert set(status(rule("OH", "high"), told("permitted", ""))) == {
        state_rules.RULED, state_rules.SILENT,
    }  # fmt: skip


def test_every_state_has_one_status_and_all_rules_found_are_kept() -> None:
    rules = load.table("medication_aide_rules")
    found = state_rules.aide_status(AREAS, rules, load.table("licensing_lists"))
    assert (len(found), found["area"].is_unique) == (52, True)
    sure = set(rules.loc[rules["confidence"] != "low", "state"])
    assert set(found.loc[found["status"] == state_rules.RULED, "area"]) == sure


def test_lists_of_ten_eleven_and_twelve_are_told_apart() -> None:
    lists = state_rules.against_today(
        load.table("licensing_lists"), load.table("licensure"), "laboratory"
    )
    assert lists["stated_count"].tolist() == [12, 11, 11, 11, 10]
    more = lists.set_index("list")["more"].to_dict()
    assert more == {
        "minnesota-2017": "GA; RI",
        "ascls-earlier": "GA",
        "healthcaredegree": "",
        "ioils-2023": "RI",
        "ascls-present": "",
    }
    assert set(lists["fewer"]) == {""}
