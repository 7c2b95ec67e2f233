"""Credentials and licences are arranged without adding or losing a fact."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import credentials
from rolereport.analysis.names import JOBS
from rolereport.data import load


@pytest.fixture
def held() -> pd.DataFrame:
    return credentials.held(load.table("credentials"), load.table("bodies"), list(JOBS))


@pytest.fixture
def tiles() -> pd.DataFrame:
    return credentials.licence_status(load.table("areas"), load.table("licensure"), "laboratory")


def test_every_credential_keeps_its_body(held: pd.DataFrame) -> None:
    assert len(held) == len(load.table("credentials"))
    body = held.set_index("credential")["body_name"]
    assert body["mls-ascp"] == "ASCP Board of Certification"
    assert (held["body_kind"] != "").all()


def test_credentials_stand_job_by_job(held: pd.DataFrame) -> None:
    assert held["role"].drop_duplicates().tolist() == list(JOBS)


def test_labels_tell_apart_what_shares_letters(held: pd.DataFrame) -> None:
    label = held.set_index("credential")["label"]
    assert label["kansas-cma"] == "CMA (Kansas)"
    assert label["cma-aama"] == "CMA (AAMA)"
    assert label["texas-medication-aide"] == "Medication aide permit (Texas)"
    assert label["north-carolina-medication-aide"] == "Medication Aide (North Carolina)"
    assert held["label"].is_unique


def test_only_the_asked_jobs_are_held() -> None:
    table, bodies = load.table("credentials"), load.table("bodies")
    only = credentials.held(table, bodies, ["medical-assistant"])
    assert set(only["role"]) == {"medical-assistant"}


def test_eleven_licences_are_in_force_and_two_have_ended(tiles: pd.DataFrame) -> None:
    states = tiles.groupby("status")["area"].agg(set)
    assert " ".join(sorted(states[credentials.IN_FORCE])) == "CA FL HI LA MT ND NV NY PR TN WV"
    assert states[credentials.ENDED] == {"GA", "RI"}
    assert len(states[credentials.UNLISTED]) == 39


def test_without_a_row_of_all_others_a_state_has_none() -> None:
    licensure = load.table("licensure").query("state != 'OTHER'")
    found = credentials.licence_status(load.table("areas"), licensure, "laboratory")
    assert (found["status"] == credentials.ABSENT).sum() == 39


def test_the_year_a_licence_ended_is_kept(tiles: pd.DataFrame) -> None:
    ended = tiles.set_index("area")["ended"]
    assert (ended["RI"], ended["GA"], ended["WY"]) == ("2015", "", "")


def test_what_is_uncertain_is_neither_in_force_nor_absent() -> None:
    licensure = load.table("licensure").replace({"status": {"repealed": "uncertain"}})
    areas = load.table("areas")
    found = credentials.licence_status(areas, licensure, "medical-assistant").set_index("area")
    assert (found["status"]["SD"], found["status"]["WA"]) == ("uncertain", credentials.IN_FORCE)
    assert found["status"]["TX"] == credentials.UNLISTED


def test_every_status_in_the_table_but_none_is_mapped() -> None:
    held = set(load.table("licensure").query("state != 'OTHER'")["status"])
    assert held <= set(credentials.STATUS)


@pytest.mark.parametrize(
    ("area", "states"), [("US", []), ("TX", ["TX"]), ("10180", ["TX"]), ("PR", ["PR"])]
)
def test_an_area_lies_in_states(area: str, states: list[str]) -> None:
    assert credentials.states_of(load.table("areas"), area) == states


def test_a_metro_may_lie_in_several_states() -> None:
    areas = pd.DataFrame({"area": ["37980"], "states": ["PA; NJ; DE; MD"]})
    assert credentials.states_of(areas, "37980") == ["PA", "NJ", "DE", "MD"]


def test_training_hours_run_from_most_to_unknown() -> None:
    aides = credentials.training_hours(load.table("medication_aide_rules"), load.table("areas"))
    known = aides["training_hours_max"].dropna()
    assert aides["label"][0] == "Texas, licensed facilities"
    assert known.is_monotonic_decreasing
    assert aides["training_hours_max"][len(known) :].isna().all()
    sure = aides.set_index("label")["sure"]
    assert (sure["Maryland"], sure["Kentucky"]) == (True, False)


def test_a_fee_has_a_date_or_says_it_has_none(held: pd.DataFrame) -> None:
    date = held.set_index("credential")["fee_date"]
    assert date["mls-ascp"] == "2026-01-01"
    assert date["cma-aama"] == "undated"
    assert date["nrcma-nahp"] == ""


def test_what_renews_is_still_awarded_and_shortest_first(held: pd.DataFrame) -> None:
    renewing = credentials.renewing(held)
    assert set(renewing["status"]) == {"awarded"}
    assert renewing["role"].drop_duplicates().tolist() == list(JOBS)
    for _, cycles in renewing.groupby("role")["renewal_months"]:
        assert cycles.dropna().is_monotonic_increasing
        assert cycles.isna().is_monotonic_increasing


def test_dated_rows_keep_every_row_of_the_table() -> None:
    licensure = load.table("licensure")
    rows = credentials.dated(licensure, load.table("areas"))
    assert len(rows) == len(licensure)
    assert rows["place"].tolist()[:3] == ["All other states", "California", "Florida"]
    assert rows.loc[rows["state"] == "RI", "status"].tolist() == ["repealed"]


@pytest.mark.parametrize(
    ("fee", "each", "every", "payments", "total"),
    [
        (260, 100, 36, 3, 560),  # at months 36, 72 and 108
        (220, 90, 12, 9, 1030),  # at months 12 to 108; the term that starts at 120 is not in it
        (250, 250, 60, 1, 500),
        (100, 50, 120, 0, 100),
        (100, 50, 121, 0, 100),
    ],
)
def test_ten_years_hold_the_renewals_before_their_end(
    fee: float, each: float, every: float, payments: float, total: float
) -> None:
    held = pd.DataFrame({"fee_usd": [fee], "renewal_usd": [each], "renewal_usd_months": [every]})
    found = credentials.prices(held, 120).iloc[0]
    assert (found["payments"], found["total_usd"]) == (payments, total)
    by_hand = sum(each for month in range(1, 120) if month % every == 0)
    assert found["keep_usd"] == by_hand


def test_a_price_that_is_not_known_is_never_zero() -> None:
    nan = float("nan")
    held = pd.DataFrame(
        {
            "fee_usd": [nan, 100, 100],
            "renewal_usd": [90, nan, 90],
            "renewal_usd_months": [12, 12, nan],
        }
    )
    assert credentials.prices(held, 120)["total_usd"].isna().all()


def test_eras_stand_with_what_took_their_place(held: pd.DataFrame) -> None:
    eras = credentials.eras(held)
    assert eras["label"].tolist() == ["CLS(NCA)", "MT(ASCP)", "MLS(ASCP)", "MT(AMT)", "MLS(AMT)"]
    heir = eras.set_index("label").loc["MLS(ASCP)"]
    assert (heir["follows"], heir["start"]) == ("CLS(NCA); MT(ASCP)", 2009.75)
    assert eras["end"].isna().tolist() == [False, False, True, False, True]


def test_no_era_without_a_change(held: pd.DataFrame) -> None:
    assert credentials.eras(held[held["role"] == "medical-assistant"]).empty
