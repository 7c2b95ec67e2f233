"""What is said of metropolitan areas: where one stands, against its state, town and country."""

from __future__ import annotations

import pandas as pd
import pytest
from support import places_2025 as held
from support.places_2025 import ASSISTANT, LABORATORY

from rolereport.analysis import place_lists, places
from rolereport.data import load
from rolereport.data.wages import of_roles
from rolereport.display.labels import with_labels
from rolereport.display.sentences import metros as said

PAIR = [LABORATORY, ASSISTANT]
HOUSTON, PHILADELPHIA = "26420", "37980"


@pytest.fixture(scope="module")
def metros() -> pd.DataFrame:
    wages = of_roles(load.wages("metros", 2025), load.table("role_soc"), PAIR)
    areas = load.table("areas")
    metro = areas.loc[areas["kind"] == "metro", ["area", "title", "states"]]
    ranked = places.ranked(places.set_aside(wages, 100), load.table("regional_price_parities"))
    called = with_labels(wages.drop_duplicates("role"), load.table("roles"))
    named = ranked.merge(metro.rename(columns={"title": "place"}), on="area")
    return named.merge(called[["role", "plural", "relation", "line"]], on="role")


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ("Winston-Salem, NC", "Winston-Salem, NC"),
        ("Kiryas Joel-Poughkeepsie-Newburgh, NY", "Kiryas Joel, NY"),
        ("Louisville/Jefferson County, KY-IN", "Louisville, KY"),
        ("Houston-Pasadena-The Woodlands, TX", "Houston, TX"),
    ],
)
def test_long_names_keep_the_first_city_and_state(place: str, short: str) -> None:
    assert said.short_name(place) == short


def test_no_two_areas_of_the_nation_share_a_short_name(metros: pd.DataFrame) -> None:
    names = metros.drop_duplicates("area")["place"].map(said.short_name)
    assert not names[names.duplicated(keep=False)].tolist()


def test_an_area_is_told_where_it_stands(metros: pd.DataFrame) -> None:
    told = said.standing(HOUSTON, "metro", "Houston", metros, 2025)
    assert len(told) == 2
    assert "earn $42,110 at the median, place 210 of 373 metropolitan areas" in told[1]
    assert said.standing("US", "nation", "the United States", metros, 2025) == []
    assert said.standing("TX", "state", "Texas", metros, 2025) == []
    assert "no metropolitan area" in said.standing("0100001", "nonmetro", "A", metros, 2025)[0]
    assert said.standing("99999", "metro", "Nowhere", metros, 2025) == [
        "No median of these roles is held for Nowhere in May 2025."
    ]


def test_an_area_is_held_against_its_states(metros: pd.DataFrame) -> None:
    told = said.against_states(HOUSTON, metros, held.states(), ["TX"], 2025)
    # 61,350 / 59,290 and 42,110 / 39,520.
    assert told == [
        "The area pays laboratory staff 3 percent more than in Texas ($59,290).",
        "The area pays medical assistants 7 percent more than in Texas ($39,520).",
    ]
    (first, _) = said.against_states(PHILADELPHIA, metros, held.states(), ["PA", "NJ"], 2025)
    assert first.endswith(
        "13 percent less than in New Jersey ($68,450) and 16 percent more than in Pennsylvania "
        "($51,680)."
    )
    assert said.against_states("US", metros, held.states(), [], 2025) == []
    same = metros.assign(nominal=39_520.0)
    assert (
        "the same as in Texas" in said.against_states(HOUSTON, same, held.states(), ["TX"], 2025)[1]
    )


def test_the_title_names_the_best_of_what_is_looked_at(metros: pd.DataFrame) -> None:
    assert said.title(metros, said.scope([], held.names()), 2025) == (
        "Of the metropolitan areas of the nation, pay buys most in Binghamton, NY for laboratory "
        "staff and Longview-Kelso, WA for medical assistants"
    )
    texas = place_lists.near(metros, ["TX"])
    assert "areas of Texas" in said.title(texas, said.scope(["TX"], held.names()), 2025)
    assert (
        said.title(metros.head(0), "of Guam", 2025) == "No metropolitan area of Guam can be ranked"
    )
    assert said.alt(metros.head(0)).endswith("No area can be ranked.")
    assert "Binghamton, NY ($109,882)" in said.alt(metros)


def test_panels_hold_every_role_and_the_gap_with_the_lines_to_compare(
    metros: pd.DataFrame,
) -> None:
    gap = places.gaps(metros, ASSISTANT)
    nation, states = held.nation(), held.states()
    told = said.panels(metros, gap, nation, states, ["TX"], ASSISTANT)
    assert [(name, lines) for name, _, lines in told] == [
        ("Lab staff, combined", {"nation": 62_930, "TX": 59_290}),
        ("Medical assistant", {"nation": 45_690, "TX": 39_520}),
        ("Laboratory staff over medical assistants", {"nation": 17_240}),
    ]
    two = said.panels(metros, gap.head(0), nation, states, ["TX", "OK"], ASSISTANT)
    assert [lines for _, _, lines in two] == [{"nation": 62_930}, {"nation": 45_690}]
    told = said.lines_of(["TX"], held.names(), nation, 2025, 2025, 2025)
    assert told == "The dashed line is the national median, the dotted one that of Texas, as paid."
    assert "dotted" not in said.lines_of([], held.names(), nation, 2025, 2025, 2025)


def test_lines_of_another_year_than_the_areas_are_dated(metros: pd.DataFrame) -> None:
    nation = held.nation()
    assert said.lines_of(["TX"], held.names(), nation, 2026, 2024, 2026) == (
        "The dashed line is the national median of May 2025, the dotted one that of Texas in May "
        "2024, as paid."
    )
    texas = held.states()
    newer = texas.assign(year=2026)
    (told, *_) = said.against_states(HOUSTON, metros, newer, ["TX"], 2025)
    assert "in Texas ($59,290 of May 2026)" in told
    (told, *_) = said.against_states(HOUSTON, metros, texas, ["TX"], 2025)
    assert "in Texas ($59,290)" in told


def test_town_and_country(metros: pd.DataFrame) -> None:
    sums = pd.DataFrame(
        {"role": PAIR, "metro": [64_658.0, 45_710], "nonmetro": [61_773.0, float("nan")],
         "nonmetro_areas": [137, 0]},
    )  # fmt: skip
    told = said.town_and_country(sums, metros, 2025)
    assert told[0] == (
        "Town and country across the nation pay laboratory staff $64,658 in metropolitan areas "
        "and $61,773 in the 137 others (4 percent less)."
    )
    assert told[1].endswith("not with the median of all jobs, and both may lie above it.")
    assert said.town_and_country(sums.tail(1), metros, 2025) == []


def test_all_pay_of_another_year_than_the_edition_is_dated(metros: pd.DataFrame) -> None:
    sums = pd.DataFrame(
        {"role": [LABORATORY], "metro": [64_658.0], "nonmetro": [61_773.0], "nonmetro_areas": [137]}
    )
    told = said.town_and_country(sums, metros, 2026)
    assert told[0].startswith(
        "In May 2025 town and country across the nation paid laboratory staff $64,658"
    )
    assert said.title(metros, "of the nation", 2026).startswith(
        "Of the metropolitan areas of the nation, pay of May 2025 buys most in Binghamton"
    )
    assert said.lines_of(["TX"], held.names(), held.nation(), 2025, 2026, 2026) == (
        "The dashed line is the national median of May 2025, the dotted one that of Texas in May "
        "2026, as paid."
    )
    newer = held.states().assign(year=2026)
    (own, *_) = said.against_states(HOUSTON, metros, newer, ["TX"], 2026)
    assert own.startswith("In May 2025 the area paid laboratory staff 3 percent more than in Texas")
    (_, rank) = said.standing(HOUSTON, "metro", "Houston", metros, 2026)
    assert "earn $42,110 at the median of May 2025, place 210 of 373" in rank


def test_no_line_of_any_area_is_said() -> None:
    called = pd.DataFrame({"plural": ["actors", "dancers"]})
    assert (
        said.none(called, called.head(0)) == "No metropolitan line is held for actors and dancers."
    )
    assert said.none(called, called) == "No metropolitan area can be ranked for actors and dancers."
