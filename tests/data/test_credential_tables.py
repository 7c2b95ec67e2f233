"""Certificates, their bodies and state licences: data/credentials.csv and the tables beside it."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.data import load

LICENSING = {"CA", "FL", "HI", "LA", "MT", "NV", "NY", "ND", "TN", "WV", "PR"}
RENEWALS = {
    "mls-amt": 36,
    "mls-ascp": 36,
    "mlt-ascp": 36,
    "mlt-amt": 36,
    "cma-aama": 60,
    "rma-amt": 36,
    "ccma-nha": 24,
    "ncma-ncct": 12,
    "cmac-amca": 24,
    "texas-medication-aide": 12,
    "maryland-cmt": 24,
    "virginia-rma": 12,
    "kansas-cma": 24,
    "oklahoma-cma": 12,
}
STATE_CERTIFICATES = {
    "TX": "texas-medication-aide",
    "MD": "maryland-cmt",
    "MO": "missouri-cmt",
    "NC": "north-carolina-medication-aide",
    "KS": "kansas-cma",
    "OK": "oklahoma-cma",
}


def licences(occupation: str) -> pd.Series:
    """Status by state of one occupation's licensing."""
    table = load.table("licensure")
    return table[table["occupation"] == occupation].set_index("state")["status"]


def states(status: pd.Series, value: str) -> set[str]:
    """States whose status is `value`."""
    return set(status[status == value].index)


def test_ten_states_and_puerto_rico_license_laboratory_staff() -> None:
    assert states(licences("laboratory"), "licence required") == LICENSING


def test_rhode_island_is_kept_as_repealed() -> None:
    table = load.table("licensure").set_index(["state", "occupation"])
    row = table.loc[("RI", "laboratory")]
    assert (row["status"], row["valid_to"]) == ("repealed", "2015-07-01")


def test_georgia_is_kept_without_an_invented_end_date() -> None:
    row = load.table("licensure").set_index("state").loc["GA"]
    assert (row["status"], row["valid_to"], row["confidence"]) == ("off the list", "", "low")


def test_lists_of_eleven_and_twelve_states_can_be_rebuilt() -> None:
    laboratory = licences("laboratory")
    listed = states(laboratory, "licence required") - {"PR"}
    once_listed = states(laboratory, "repealed") | states(laboratory, "off the list")
    assert (len(listed), len(listed | {"GA"}), len(listed | once_listed)) == (10, 11, 12)


def test_washington_licenses_medical_assistants_and_south_dakota_did() -> None:
    status = licences("medical-assistant")
    assert status.to_dict() == {
        "WA": "licence required",
        "SD": "repealed",
        "OTHER": "no licence",
    }


def test_only_ended_licences_have_an_end() -> None:
    table = load.table("licensure")
    assert set(table.loc[table["valid_to"] != "", "status"]) == {"repealed"}


def test_licensing_agencies_are_listed_bodies() -> None:
    table = load.table("licensure")
    agencies = set(table.loc[table["status"].isin(["licence required", "uncertain"]), "agency"])
    bodies = load.table("bodies")
    assert agencies <= set(bodies.loc[bodies["kind"] == "regulator", "name"])


def test_renewal_cycles_are_those_the_sources_state() -> None:
    found = load.table("credentials").set_index("credential")["renewal_months"].dropna()
    assert found.astype(int).to_dict() == RENEWALS


def test_retired_credentials_and_only_those_have_a_last_award() -> None:
    table = load.table("credentials").set_index("credential")
    last = table.loc[table["last_awarded"] != "", "last_awarded"].to_dict()
    assert last == {"mt-ascp": "2009-10", "cls-nca": "2009-10", "mt-amt": "2023"}
    assert set(table.index[table["status"] == "retired"]) == set(last)


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("fee_usd", "fee_source_id"),
        ("renewal_months", "renewal_source_id"),
        ("renewal_usd", "renewal_usd_source_id"),
        ("renewal_usd_months", "renewal_usd_source_id"),
    ],
)
def test_every_figure_names_its_source(value: str, source: str) -> None:
    table = load.table("credentials")
    assert table[value].notna().tolist() == table[source].ne("").tolist()


def test_grade_is_that_of_the_source() -> None:
    credentials = load.table("credentials")
    grades = load.table("sources").set_index("source_id")["grade"]
    assert credentials["grade"].tolist() == credentials["source_id"].map(grades).tolist()


def test_letters_are_explained_for_the_same_role() -> None:
    credentials = load.table("credentials").query("letters != ''")
    plain = credentials["letters"].str.replace(r" ?\(.*\)", "", regex=True)
    explained = load.table("acronyms")
    known = set(zip(explained["letters"], explained["role"], strict=True))
    assert set(zip(plain, credentials["role"], strict=True)) <= known


def test_rma_belongs_to_amt_and_ccma_to_nha() -> None:
    body = load.table("credentials").set_index("credential")["body"]
    assert (body["rma-amt"], body["ccma-nha"]) == ("amt", "nha")


def test_state_credentials_come_from_regulators_and_others_do_not() -> None:
    kinds = load.table("bodies").set_index("body")["kind"]
    credentials = load.table("credentials")
    kind = credentials["body"].map(kinds)
    state = credentials["credential"].isin(
        [*STATE_CERTIFICATES.values(), "virginia-rma"]
    ) | credentials["credential"].str.startswith("washington-")
    assert kind.eq("regulator").tolist() == state.tolist()


def test_training_hours_are_ranges() -> None:
    rules = load.table("medication_aide_rules")
    least, most = rules["training_hours_min"], rules["training_hours_max"]
    assert least.isna().tolist() == most.isna().tolist()
    assert (least.dropna() <= most.dropna()).all()


@pytest.mark.parametrize(
    ("state", "hours"),
    [("TX", [140]), ("VA", [68, 32]), ("NC", [24]), ("MD", [20]), ("MO", [68]), ("OK", [50])],
)
def test_training_hours_are_those_the_sources_state(state: str, hours: list[int]) -> None:
    rules = load.table("medication_aide_rules").set_index("state")["training_hours_min"]
    assert rules.loc[[state]].astype(int).tolist() == hours


def test_kansas_hours_stay_unknown() -> None:
    rules = load.table("medication_aide_rules").set_index("state")
    assert pd.isna(rules.loc["KS", "training_hours_min"])


@pytest.mark.parametrize(("state", "credential"), STATE_CERTIFICATES.items())
def test_state_rule_and_certificate_agree_on_renewal(state: str, credential: str) -> None:
    rule = load.table("medication_aide_rules").set_index("state").loc[state, "renewal_months"]
    held = load.table("credentials").set_index("credential").loc[credential, "renewal_months"]
    assert rule == held or (pd.isna(rule) and pd.isna(held))


def test_every_route_names_its_source() -> None:
    table = load.table("credentials")
    assert table["eligibility"].ne("").tolist() == table["eligibility_source_id"].ne("").tolist()


def test_prices_of_renewal_are_those_the_sources_state() -> None:
    held = load.table("credentials").set_index("credential")
    known = held.dropna(subset=["renewal_usd"])
    found = {
        name: (row["renewal_usd"], row["renewal_usd_months"]) for name, row in known.iterrows()
    }
    assert found == {
        "ccma-nha": (185, 24),
        "cma-aama": (250, 60),
        "mls-amt": (90, 12),
        "mls-ascp": (100, 36),
        "mlt-amt": (90, 12),
        "mlt-ascp": (100, 36),
        "rma-amt": (50, 12),
        "virginia-rma": (30, 12),
    }


def test_only_the_retired_have_a_successor_and_it_is_awarded() -> None:
    table = load.table("credentials").set_index("credential")
    heirs = table.loc[table["successor"] != "", "successor"]
    assert set(heirs.index) == set(table.index[table["status"] == "retired"])
    assert set(table.loc[heirs, "status"]) == {"awarded"}


@pytest.mark.parametrize("name", ["permissions", "testing_levels", "mobility", "licensing_lists"])
def test_a_row_has_the_grade_of_its_weakest_source(name: str) -> None:
    grades = load.table("sources").set_index("source_id")["grade"]
    table = load.table(name)
    cited = table["source_ids" if "source_ids" in table else "source_id"]
    weakest = [max(grades[each] for each in ids.split("; ")) for ids in cited]
    assert table["grade"].tolist() == weakest


def test_a_list_names_as_many_states_as_it_counts() -> None:
    lists = load.table("licensing_lists").set_index("list")
    named = lists.loc[lists["areas"] != "", "areas"].str.split("; ")
    counted = named.map(lambda areas: len(set(areas) - {"PR"}))
    wrong = counted[counted != lists.loc[named.index, "stated_count"]]
    assert wrong.to_dict() == {"survey-2000-no": 10}  # its own source says eleven and names ten


def test_each_job_has_a_certificate_row_and_a_licence_row() -> None:
    rows = load.table("permissions")
    assert rows.groupby("role")["instrument"].agg(set).map(len).tolist() == [2, 2, 2, 2]
    assert rows["needed"].eq("").tolist() == rows["instrument"].eq("licence").tolist()
