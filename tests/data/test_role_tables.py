"""The roles, what they are called and what they do: data/roles.csv and the tables beside it."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from rolereport.data import load

LABORATORY = {"laboratory-technologist", "laboratory-technician"}
FOCUS = LABORATORY | {"medication-aide", "medical-assistant"}
NEIGHBOURS = {
    "phlebotomist",
    "nursing-assistant",
    "pharmacy-technician",
    "licensed-practical-nurse",
    "registered-nurse",
    "radiologic-technologist",
    "surgical-technologist",
}
BENCHMARK = "all-occupations"
NEWEST = 2025
SAYS_MED_TECH = re.compile(r"\bmed(ical|ication)?[ -]tech(nician|nologist)?s?\b", re.IGNORECASE)


def shared(table: pd.DataFrame, key: str) -> dict[str, set[str]]:
    """Values of `key` that stand for more than one role, with those roles."""
    roles = table.groupby(key)["role"].agg(set)
    return {value: found for value, found in roles.items() if len(found) > 1}


def carried_in(year: int) -> pd.DataFrame:
    """Lines of the wage survey that carry a role in `year`."""
    lines = load.table("role_soc")
    last = lines["last_year"].fillna(NEWEST)
    return lines[(lines["first_year"] <= year) & (year <= last)]


def test_roles_are_the_agreed_twelve() -> None:
    by_kind = load.table("roles").groupby("kind")["role"].agg(set).to_dict()
    assert by_kind == {
        "focus": FOCUS,
        "combined": {"laboratory-combined"},
        "neighbour": NEIGHBOURS,
    }


def test_med_tech_names_the_laboratory_roles_and_the_medication_aide() -> None:
    roles = load.table("roles")
    called = set(roles.loc[roles["called_med_tech"] == "yes", "role"])
    assert called == LABORATORY | {"laboratory-combined", "medication-aide"}


def test_measurement_is_stated_for_the_roles_that_have_no_figures_of_their_own() -> None:
    measured = load.table("roles").set_index("role")["measured"]
    assert measured[list(LABORATORY)].eq("blended").all()
    assert measured["medication-aide"] == "within"
    assert measured.drop([*LABORATORY, "medication-aide"]).eq("own").all()


def test_each_role_has_one_wage_line_in_every_year_it_is_covered() -> None:
    for role, lines in load.table("role_soc").groupby("role"):
        ordered = lines.sort_values("first_year")
        starts = ordered["first_year"].tolist()[1:]
        assert ordered["last_year"].tolist()[:-1] == [start - 1 for start in starts], role
        assert pd.isna(ordered["last_year"].iloc[-1]), role


def test_newest_year_covers_every_role_and_the_benchmark() -> None:
    lines = carried_in(NEWEST)
    assert set(lines["role"]) == set(load.table("roles")["role"]) | {BENCHMARK}
    assert lines["role"].is_unique


@pytest.mark.parametrize(
    ("year", "technologist", "relation"), [(2016, "29-2011", "own"), (2017, "29-2010", "combined")]
)
def test_technologists_lose_their_own_line_after_may_2016(
    year: int, technologist: str, relation: str
) -> None:
    line = carried_in(year).set_index("role").loc["laboratory-technologist"]
    assert (line["soc_code"], line["relation"]) == (technologist, relation)


def test_both_laboratory_roles_share_the_combined_line_today() -> None:
    lines = carried_in(NEWEST).set_index("soc_code").loc["29-2010"]
    assert set(lines["role"]) == LABORATORY | {"laboratory-combined"}


def test_medication_aides_are_only_ever_part_of_the_nursing_assistants() -> None:
    lines = load.table("role_soc").set_index("role")
    aides, nursing = lines.loc["medication-aide"], lines.loc["nursing-assistant"]
    assert set(aides["relation"]) == {"contains"}
    assert set(aides["soc_code"]) == set(nursing["soc_code"])


def test_titles_that_say_med_tech_are_marked() -> None:
    titles = load.table("role_titles")
    says = titles["title"].map(lambda title: "yes" if SAYS_MED_TECH.search(title) else "no")
    assert titles["says_med_tech"].tolist() == says.tolist()


def test_official_titles_collide() -> None:
    titles = load.table("role_titles")
    official = titles[titles["kind"] == "official alternate"]
    assert shared(official, "title") == {
        "CMA": {"medical-assistant", "medication-aide"},
        "Lab Tech": LABORATORY,
        "Medical Laboratory Technologist": LABORATORY,
        "Medical Technologist": LABORATORY,
    }


def test_only_medication_aides_are_officially_med_techs() -> None:
    titles = load.table("role_titles")
    literal = titles[(titles["title"] == "Med Tech") & (titles["kind"] == "official alternate")]
    assert literal["role"].tolist() == ["medication-aide"]


def test_every_focus_role_has_at_least_eight_titles() -> None:
    assert load.table("role_titles")["role"].value_counts()[list(FOCUS)].min() >= 8


def test_letters_that_name_two_jobs() -> None:
    assistant_or_aide = {"medical-assistant", "medication-aide"}
    assert shared(load.table("acronyms"), "letters") == {
        "CMA": assistant_or_aide,
        "MA-C": assistant_or_aide,
        "NCMA": assistant_or_aide,
        "RMA": assistant_or_aide,
        "MT": {"laboratory-technologist", "medication-aide"},
        "Lab Tech": LABORATORY,
        "Med Tech": LABORATORY | {"medication-aide"},
    }


@pytest.mark.parametrize(
    ("roles", "least", "most"), [(FOCUS, 10, 14), (NEIGHBOURS, 5, 7)], ids=["focus", "neighbours"]
)
def test_duties_are_listed_in_comparable_number(roles: set[str], least: int, most: int) -> None:
    counts = load.table("duties")["role"].value_counts()
    assert counts[list(roles)].between(least, most).all()


def test_kinds_of_work_tell_the_roles_apart() -> None:
    kinds = load.table("duties").groupby("role")["kind_of_work"].agg(set)
    for role in LABORATORY:
        assert "laboratory testing" in kinds[role]
        assert not kinds[role] & {"patient care", "medication", "administration"}
    assert {"medication", "patient care"} <= kinds["medication-aide"]
    assert "laboratory testing" not in kinds["medication-aide"]
    assert {"administration", "patient care", "medication"} <= kinds["medical-assistant"]
