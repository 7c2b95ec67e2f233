"""Whom to ask: certifiers of today, and the offices of the states asked for."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import ask
from rolereport.analysis.names import JOBS
from rolereport.data import load


def offices(*states: str) -> pd.DataFrame:
    return ask.offices(load.table("licensure"), load.table("medication_aide_rules"), list(states))


def test_certifiers_are_those_who_award_today() -> None:
    found = ask.certifiers(load.table("credentials"), load.table("bodies"))
    about = found.set_index(["role", "whom"])["about"]
    assert about["medical-assistant", "American Medical Technologists"] == "RMA (AMT)"
    assert "MT" not in set(about)
    assert not found["whom"].str.contains("until October 2009").any()


def test_a_state_has_its_own_offices_only() -> None:
    found = offices("TX")
    assert found["role"].tolist() == ["medication-aide"]
    assert found["whom"].iloc[0] == "Texas Health and Human Services Commission"


def test_a_laboratory_office_answers_for_both_laboratory_jobs() -> None:
    assert offices("CA")["role"].tolist() == list(JOBS[:2])


def test_a_state_without_a_known_office_has_none() -> None:
    assert offices("WY").empty


def test_all_states_are_named_where_none_is_asked_for() -> None:
    assert {"TX", "CA", "WA"} <= set(offices()["about"].str[:2])


@pytest.mark.parametrize(("area", "states"), [("US", []), ("TX", ["TX"]), ("26420", ["TX"])])
def test_the_states_of_an_area(area: str, states: list[str]) -> None:
    assert ask.states_of(load.table("areas"), area) == states


def test_the_list_goes_job_by_job() -> None:
    found = ask.whom([offices(), ask.certifiers(load.table("credentials"), load.table("bodies"))])
    assert found["role"].map(JOBS.index).is_monotonic_increasing
    assert list(found["kind"].unique()) == ["certifier", "office"]
