"""State law in chapter 03: what the tables lack is never turned into a rule."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from matplotlib.figure import Figure

from rolereport.analysis import credentials, state_rules
from rolereport.data import load
from rolereport.display.charts.tile_map import category_map
from rolereport.display.sentences import licences as said
from rolereport.paths import DATA

FIELDS = json.loads((DATA / "schemas" / "licensure.json").read_text(encoding="utf-8"))["fields"]
STATUSES = next(field for field in FIELDS if field["name"] == "status")["constraints"]["enum"]
STAFF = "laboratory staff"


REST = {
    each: said.elsewhere(load.table("licensure"), load.table("sources"), each)
    for each in said.OCCUPATION
}


@pytest.fixture
def licensure() -> pd.DataFrame:
    return load.table("licensure")


@pytest.fixture
def tiles(licensure: pd.DataFrame) -> pd.DataFrame:
    return credentials.licence_status(load.table("areas"), licensure, "laboratory")


@pytest.fixture
def assistants(licensure: pd.DataFrame) -> pd.DataFrame:
    return credentials.licence_status(load.table("areas"), licensure, "medical-assistant")


@pytest.fixture
def aides() -> pd.DataFrame:
    return credentials.training_hours(load.table("medication_aide_rules"), load.table("areas"))


@pytest.fixture
def rules(aides: pd.DataFrame) -> pd.DataFrame:
    return state_rules.aide_status(load.table("areas"), aides, load.table("licensing_lists"))


@pytest.fixture
def titles() -> pd.Series:
    return load.table("areas").set_index("area")["title"]


def test_licensing_states_are_counted_without_the_territory(tiles: pd.DataFrame) -> None:
    assert said.licensing(tiles, STAFF) == (
        "Ten states and Puerto Rico license laboratory staff, as far as our sources show; no "
        "longer Georgia or Rhode Island (ended 2015)."
    )
    fewer = tiles[~tiles["area"].isin(["PR", "CA", "GA", "RI"])]
    assert said.licensing(fewer, STAFF) == (
        "Nine states license laboratory staff, as far as our sources show."
    )


def test_few_states_are_named(assistants: pd.DataFrame, tiles: pd.DataFrame) -> None:
    assert said.licensing(assistants, "medical assistants") == (
        "Only Washington licenses medical assistants, as far as our sources show; no longer "
        "South Dakota."
    )
    two = tiles[tiles["area"].isin(["CA", "PR"])]
    assert said.map_title(two, STAFF) == "Only California and Puerto Rico license laboratory staff"
    assert said.map_title(two.head(0), STAFF) == "No states license laboratory staff"


def test_rules_and_hints_are_counted(rules: pd.DataFrame) -> None:
    assert said.ruled(rules) == (
        "Rules for medication aides were found in 17 states; for nine more there are hints. For "
        "the rest our sources say no, as of 2000, or say nothing."
    )
    sure = rules[rules["status"] == state_rules.RULED]
    assert said.rules_title(sure.head(1)) == "Rules for medication aides were found in one state"
    assert said.rules_title(rules.assign(status=state_rules.SILENT)).startswith("No state's rule")


def test_the_map_of_rules_in_words(rules: pd.DataFrame) -> None:
    alt = said.rules_alt(rules)
    assert "Only hinted at: Alabama, Arkansas, Florida" in alt
    assert alt.endswith("No row in our sources: 8.")
    assert said.rules_subtitle(rules).endswith("rows of 2000 to 2025, eleven undated")


def test_lists_that_disagree_are_explained(licensure: pd.DataFrame, titles: pd.Series) -> None:
    lists = state_rules.against_today(load.table("licensing_lists"), licensure, "laboratory")
    assert said.lists_apart(lists, titles, licensure) == (
        "Published lists give ten, eleven or twelve states that license laboratory staff. The "
        "difference: Georgia, which older lists name and the present one does not; Rhode Island, "
        "whose licence ended on 1 July 2015 and which old lists still carry. One list cannot be "
        "checked."
    )
    same = lists[lists["list"] == "ascls-present"]
    assert said.lists_apart(same, titles, licensure).startswith("The lists that we found agree")


def test_every_list_is_in_the_table(licensure: pd.DataFrame, titles: pd.Series) -> None:
    lists = load.table("licensing_lists")
    dated = state_rules.against_today(lists, licensure, "laboratory")
    rows = said.list_rows(lists, dated, titles).set_index("list")
    assert len(rows) == len(lists)
    assert rows.loc["minnesota-2017", "more"] == "Georgia, Rhode Island"
    assert (rows.loc["nurses-2015", "more"], rows.loc["nurses-2015", "who"]) == (
        "", "Medication aides",
    )  # fmt: skip


def test_groups_of_states_stand_before_single_ones(titles: pd.Series) -> None:
    rows = said.move_rows(load.table("mobility"), titles)
    assert rows["where"].tolist()[:2] == ["Most licensing states", "California"]
    assert rows.loc[rows["who"] == "Medication aides", "where"].tolist()[:2] == [
        "All states", "Arizona",
    ]  # fmt: skip


def test_hours_run_from_least_to_most_by_firm_sources(aides: pd.DataFrame) -> None:
    firm = credentials.firm_hours(aides, load.table("sources"))
    assert said.hours(aides[firm]) == (
        "By official or professional sources, training for medication aides takes from 24 hours in "
        "North Carolina to 100 in Arizona and Indiana."
    )
    weak = said.hours_caption(aides[~firm])
    assert "leaves out hours from a school or a commercial page: Texas, licensed facil" in weak
    assert "Maryland" in weak and "Ohio" not in weak and "Kansas" not in weak
    assert said.hours_caption(aides.head(0)).endswith("certificate first.")


def test_unknown_hours_are_said(aides: pd.DataFrame) -> None:
    unknown = aides.assign(training_hours_min=float("nan"), training_hours_max=float("nan"))
    assert said.hours(unknown).startswith("None of the rules")
    assert said.hours_title(unknown).startswith("No state's hours")
    assert "none known. Hours not found: Texas" in said.hours_alt(unknown)
    assert "Oklahoma 50 to 72 hours" in said.hours_alt(aides)


def test_a_state_without_rows_is_never_without_rules(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    assert said.area_sentences(["WY"], titles, licensure, aides, {}) == [
        "**Wyoming.** Our sources hold no row for Wyoming. That is not the same as no rule."
    ]


def test_a_state_that_a_list_leaves_out_is_told_by_whom(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    assert said.area_sentences(["WY"], titles, licensure, aides, REST) == [
        "**Wyoming.** What our sources say: laboratory staff need no licence, says ASCLS, undated; "
        "medical assistants need no licence, says HealthJob.org, 2024. On medication aides they "
        "hold no row. That is not the same as no rule."
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("TX", "“Medication aide” (140 hours by a school's page, licensed facilities)."),
        ("TX", "say: laboratory staff need no licence, says ASCLS, undated; medical assistants"),
        ("PR", "laboratory staff need a licence (as of 2019); medical assistants need no"),
        ("RI", "the rule that laboratory staff need a licence ended on 1 July 2015;"),
        ("GA", "the present one does not; medical assistants need no licence, says"),
        ("SD", "the rule that medical assistants need a registration ended."),
        ("WA", "medical assistants need a state credential (as of 2026); medication aides"),
        ("KS", "“Certified medication aide” (hours not found)"),
    ],
)
def test_a_state_is_told_what_its_rows_say(
    state: str, words: str, licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    (text,) = said.area_sentences([state], titles, licensure, aides, REST)
    assert words in text
    assert "nan" not in text


def test_every_state_can_be_told(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    states = credentials.states(load.table("areas"))["area"].tolist()
    assert len(said.area_sentences(states, titles, licensure, aides, REST)) == 52


def test_the_nation_is_pointed_to_its_states(
    licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    (text,) = said.area_sentences([], titles, licensure, aides, REST)
    assert text.startswith("An edition for a state says here")


def test_the_map_in_words(tiles: pd.DataFrame) -> None:
    alt = said.map_alt(tiles, STAFF, "no, says ASCLS, undated")
    assert alt.endswith("Rhode Island. No, says ASCLS, undated: 39.")
    assert "Licence in force: California, Florida" in alt
    assert said.map_subtitle(tiles, STAFF).endswith("rows of 2015 to 2024, three undated")
    assert said.map_subtitle(tiles.assign(as_of=""), STAFF).endswith("rows undated")


def test_the_other_states_are_told_by_whom(licensure: pd.DataFrame) -> None:
    sources = load.table("sources")
    rest = said.elsewhere(licensure, sources, "laboratory")
    assert rest == "no, says ASCLS, undated"
    assert f"has no row of its own: {rest}." in said.map_caption(rest)
    unsaid = licensure[licensure["state"] != "OTHER"]
    assert said.elsewhere(unsaid, sources, "laboratory") == "no row in our sources"


@pytest.mark.parametrize("occupation", ["laboratory", "medical-assistant"])
def test_the_key_of_a_map_keeps_clear_of_the_states(
    occupation: str, licensure: pd.DataFrame
) -> None:
    tiles = credentials.licence_status(load.table("areas"), licensure, occupation)
    rest = said.elsewhere(licensure, load.table("sources"), occupation)
    kinds = [credentials.IN_FORCE, credentials.ENDED]
    assert_key_is_clear(category_map(
        tiles, "status", categories=kinds, absent=rest, title="", subtitle="",
    ))  # fmt: skip


def test_the_key_of_the_map_of_rules_keeps_clear_of_the_states(rules: pd.DataFrame) -> None:
    kinds = [state_rules.RULED, state_rules.UNSURE, state_rules.FORBADE]
    assert_key_is_clear(category_map(
        rules, "status", categories=kinds, absent=state_rules.SILENT, title="", subtitle="",
    ))  # fmt: skip


def assert_key_is_clear(fig: Figure) -> None:
    fig.draw_without_rendering()
    boxes = {text.get_text(): text.get_window_extent() for text in fig.axes[0].texts}
    key = [box for text, box in boxes.items() if "(" in text]
    assert max(box.x1 for box in key) < boxes["WI"].x0 - boxes["WI"].width


def test_rows_of_a_state_are_found(aides: pd.DataFrame) -> None:
    assert said.rows_of(aides, ["VA"]) == [
        "Virginia, assisted living", "Virginia, other congregate settings",
    ]  # fmt: skip
    assert said.rows_of(aides, ["WY"]) == []


@pytest.mark.parametrize("occupation", ["laboratory", "medical-assistant"])
@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_the_codebook_has_a_sentence(
    status: str, occupation: str, licensure: pd.DataFrame, aides: pd.DataFrame, titles: pd.Series
) -> None:
    blank = dict.fromkeys(licensure.columns, "")
    row = blank | {"state": "WY", "occupation": occupation, "status": status}
    (text,) = said.area_sentences(["WY"], titles, pd.DataFrame([row]), aides, REST)
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
    (text,) = said.area_sentences(["WA"], titles, registered, aides, REST)
    assert "medical assistants need a state credential (as of 2026)" in text
    nameless = registered.assign(instrument="")
    (text,) = said.area_sentences(["WA"], titles, nameless, aides, REST)
    assert "medical assistants need a registration (as of 2026)" in text
