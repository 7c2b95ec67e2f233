"""Chapter 03 says what the tables hold; what they lack is never turned into a rule."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from rolereport.analysis import credentials
from rolereport.analysis.names import JOBS
from rolereport.data import load
from rolereport.display.charts.tile_map import category_map
from rolereport.display.sentences import credentials as said
from rolereport.paths import DATA

FIELDS = json.loads((DATA / "schemas" / "licensure.json").read_text(encoding="utf-8"))["fields"]
STATUSES = next(field for field in FIELDS if field["name"] == "status")["constraints"]["enum"]


@pytest.fixture
def held() -> pd.DataFrame:
    return credentials.held(load.table("credentials"), load.table("bodies"), list(JOBS))


@pytest.fixture
def licensure() -> pd.DataFrame:
    return load.table("licensure")


@pytest.fixture
def tiles(licensure: pd.DataFrame) -> pd.DataFrame:
    return credentials.licence_status(load.table("areas"), licensure, "laboratory")


@pytest.fixture
def aides() -> pd.DataFrame:
    return credentials.training_hours(load.table("medication_aide_rules"), load.table("areas"))


@pytest.fixture
def titles() -> pd.Series:
    return load.table("areas").set_index("area")["title"]


def test_certificates_and_state_credentials_are_counted_apart(held: pd.DataFrame) -> None:
    assert said.awarded(held) == (
        "For these jobs our table holds 20 credentials that a newcomer can still earn: eleven "
        "are certificates of private bodies, nine come from a state."
    )


def test_retired_credentials_are_named_with_their_year(held: pd.DataFrame) -> None:
    assert said.retired(held) == (
        "No longer awarded: CLS(NCA) (2009), MT(ASCP) (2009) and MT(AMT) (2023)."
    )
    assert said.retired(held[held["status"] == "awarded"]) == ""


def test_licensing_states_are_counted_without_the_territory(tiles: pd.DataFrame) -> None:
    text = said.licensing(tiles)
    assert text.startswith("Ten states and Puerto Rico license laboratory staff")
    assert "Georgia (off the list) and Rhode Island (ended 2015)" in text
    assert said.map_title(tiles) == "Ten states and Puerto Rico license laboratory staff"
    fewer = tiles[~tiles["area"].isin(["PR", "CA", "GA", "RI"])]
    assert said.licensing(fewer) == (
        "Nine states license laboratory staff, as far as our sources show."
    )


def test_washington_is_alone_and_south_dakota_in_doubt(
    licensure: pd.DataFrame, titles: pd.Series
) -> None:
    assert said.assistants(licensure, titles) == (
        "Washington is the only state where a medical assistant certainly needs a state "
        "credential; for South Dakota our sources disagree."
    )
    both = licensure.replace({"status": {"uncertain": "licence required"}})
    assert said.assistants(both, titles).startswith("South Dakota and Washington are the states")


def test_hours_run_from_least_to_most(aides: pd.DataFrame) -> None:
    assert "15 rules from 14 states, with 20 hours of training in Maryland and 140 in Texas" in (
        said.hours(aides)
    )
    assert said.hours_title(aides).endswith("20 hours in Maryland and 140 in Texas")


def test_unknown_hours_are_said(aides: pd.DataFrame) -> None:
    unknown = aides.assign(training_hours_min=float("nan"), training_hours_max=float("nan"))
    assert "none with its hours" in said.hours(unknown)
    assert said.hours_title(unknown).startswith("No state's hours")
    assert "none known. Hours not found: Texas" in said.hours_alt(unknown)
    assert "Oklahoma 50 to 72 hours" in said.hours_alt(aides)


def test_renewal_names_first_and_last(held: pd.DataFrame) -> None:
    text = said.renewal(held)
    assert text.endswith(
        "NCMA (NCCT) after 12 months; last, CMA (AAMA) after 60 months. "
        "For seven we found no cycle."
    )
    assert "MT(AMT)" not in text


def test_renewal_of_unknown_and_of_equal_cycles(held: pd.DataFrame) -> None:
    unknown = held.assign(renewal_months=float("nan"))
    assert said.renewal(unknown).startswith("None of our sources")
    assert said.cycles_title(unknown).startswith("No renewal cycle is known")
    assert said.cycles_alt(unknown).startswith("Time between renewals: none known.")
    assert said.cycles_title(held.assign(renewal_months=36.0)).endswith("after 36 months")


def test_a_state_without_rows_is_never_without_rules(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    assert said.area_sentences(["WY"], titles, licensure, aides) == [
        "**Wyoming.** Our sources hold no row for Wyoming. That is not the same as no rule."
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("TX", "the title “Medication aide” (140 hours, licensed facilities). On laboratory"),
        ("PR", "laboratory staff need a licence (as of 2019). On medical assistants and"),
        ("RI", "the licence for laboratory staff ended on 2015-07-01."),
        ("GA", "the present one does not; medication aides have the title"),
        ("SD", "whether medical assistants must be licensed or registered is uncertain."),
        ("WA", "medical assistants need a state credential (as of 2026)."),
        ("KS", "“Certified medication aide” (hours not found)"),
    ],
)
def test_a_state_is_told_what_its_rows_say(
    state: str, words: str, licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    (text,) = said.area_sentences([state], titles, licensure, aides)
    assert words in text
    assert "nan" not in text


def test_every_state_can_be_told(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    states = credentials.states(load.table("areas"))["area"].tolist()
    assert len(said.area_sentences(states, titles, licensure, aides)) == 52


def test_the_nation_is_pointed_to_its_states(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    (text,) = said.area_sentences([], titles, licensure, aides)
    assert text.startswith("Build an edition for a state")


def test_scope_says_what_is_not_held() -> None:
    named = load.table("roles").set_index("role")
    text = said.scope(["medical-assistant"], ["registered-nurse", "medical-assistant"], named)
    assert text == (
        "The certificates below are those of medical assistants. "
        "Our tables hold no credentials of registered nurses."
    )


def test_the_map_in_words(tiles: pd.DataFrame) -> None:
    alt = said.map_alt(tiles, "no licence, says ASCLS, undated")
    assert alt.endswith("Rhode Island. No licence, says ASCLS, undated: 39.")
    assert "Licence in force: California, Florida" in alt
    assert said.map_subtitle(tiles).endswith("rows of 2015 to 2024, three undated")
    assert said.map_subtitle(tiles.assign(as_of="")).endswith("rows undated")


def test_the_other_states_are_told_by_whom(licensure: pd.DataFrame) -> None:
    sources = load.table("sources")
    rest = said.elsewhere(licensure, sources)
    assert rest == "no licence, says ASCLS, undated"
    assert f"has no row of its own: {rest}." in said.map_caption(rest)
    unsaid = licensure[licensure["state"] != "OTHER"]
    assert said.elsewhere(unsaid, sources) == "no row in our sources"


def test_the_key_of_the_map_keeps_clear_of_the_states(
    tiles: pd.DataFrame, licensure: pd.DataFrame
) -> None:
    rest = said.elsewhere(licensure, load.table("sources"))
    kinds = [credentials.IN_FORCE, credentials.ENDED]
    fig = category_map(tiles, "status", categories=kinds, absent=rest, title="", subtitle="")
    fig.draw_without_rendering()
    boxes = {text.get_text(): text.get_window_extent() for text in fig.axes[0].texts}
    square = boxes["WI"].width
    assert boxes[f"{rest} (39)"].x1 < boxes["WI"].x0 - square


def test_rows_of_a_state_are_found(aides: pd.DataFrame) -> None:
    assert said.rows_of(aides, ["VA"]) == [
        "Virginia, assisted living", "Virginia, other congregate settings",
    ]  # fmt: skip
    assert said.rows_of(aides, ["WY"]) == []


def test_findings_are_two_to_four(
    held: pd.DataFrame, tiles: pd.DataFrame, licensure: pd.DataFrame, aides: pd.DataFrame,
    titles: pd.Series,
) -> None:  # fmt: skip
    assert len(said.findings(held, tiles, licensure, aides, titles)) == 4


@pytest.mark.parametrize("occupation", ["laboratory", "medical-assistant"])
@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_the_codebook_has_a_sentence(
    status: str, occupation: str, licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    blank = dict.fromkeys(licensure.columns, "")
    row = blank | {"state": "WY", "occupation": occupation, "status": status}
    (text,) = said.area_sentences(["WY"], titles, pd.DataFrame([row]), aides)
    subject = "laboratory staff" if occupation == "laboratory" else "medical assistants"
    told = text.partition(" What our sources say: ")[2].partition(". ")[0]
    assert subject in told
    assert not told.endswith((" ", " a", " on"))


def test_a_registration_is_in_force_like_a_licence(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    registered = licensure.assign(
        status=licensure["status"].replace("licence required", "registration required")
    )
    assert said.assistants(registered, titles).startswith("Washington is the only state where")
    (text,) = said.area_sentences(["WA"], titles, registered, aides)
    assert "medical assistants need a state credential (as of 2026)" in text
    nameless = registered.assign(instrument="")
    (text,) = said.area_sentences(["WA"], titles, nameless, aides)
    assert "medical assistants need a registration (as of 2026)" in text


def test_no_state_for_certain_is_said(licensure: pd.DataFrame, titles: pd.Series) -> None:
    gone = licensure.replace({"status": {"licence required": "repealed"}})
    assert said.assistants(gone, titles) == (
        "No state is known to ask a credential of medical assistants; for South "
        "Dakota our sources disagree."
    )


def test_one_licensing_state_licenses(tiles: pd.DataFrame) -> None:
    one = tiles[tiles["area"].isin(["CA", "WY"])]
    assert said.map_title(one) == "One state licenses laboratory staff"
    assert said.licensing(one).startswith("One state licenses laboratory staff, as far")
    two = tiles[tiles["area"].isin(["CA", "PR"])]
    assert said.map_title(two) == "One state and Puerto Rico license laboratory staff"
