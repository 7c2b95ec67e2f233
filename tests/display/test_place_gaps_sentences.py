"""Known answers on gaps: the states' multiples against the nation's, and where there is none."""

from __future__ import annotations

import pandas as pd
import pytest
from support import places_2025 as held
from support.places_2025 import ASSISTANT, LABORATORY

from rolereport.analysis import places
from rolereport.display.sentences import place_gaps as said


@pytest.fixture(scope="module")
def gaps() -> pd.DataFrame:
    return places.gaps(held.states(), ASSISTANT)


@pytest.fixture(scope="module")
def empty() -> pd.DataFrame:
    return places.gaps(held.states(), "phlebotomist")


def test_in_how_many_states_the_first_is_paid_more(gaps: pd.DataFrame) -> None:
    first, baseline = held.of(LABORATORY), held.of(ASSISTANT)
    told = said.lead(gaps, first, baseline)
    assert "in all 51 states, from 1.06 times as much in Idaho to 2.03 times in New York" in told
    turned = gaps.assign(ratio=gaps["ratio"].where(gaps["area"] != "ID", 0.9))
    assert "in 50 of 51 states, from 0.90 times" in said.lead(turned, first, baseline)
    assert said.lead(gaps, baseline, baseline) == ""
    assert said.lead(gaps.head(0), first, baseline).startswith("No state has both")


def test_one_state_is_no_range(gaps: pd.DataFrame) -> None:
    one = gaps[gaps["area"] == "TX"]
    told = said.lead(one, held.of(LABORATORY), held.of(ASSISTANT))
    assert "in the one state ranked: 1.50 times as much in Texas." in told
    assert said.against_nation(one, held.nation(), ASSISTANT) == []


def test_the_nation_s_multiple_and_how_far_the_states_lie_from_it(gaps: pd.DataFrame) -> None:
    # 62,930 / 45,690 = 1.377.
    told = said.against_nation(gaps, held.nation(), ASSISTANT)
    assert told[0] == (
        "In the nation laboratory staff earn 1.38 times what medical assistants earn; in the "
        "middle half of the 51 states the multiple lies between 1.34 and 1.54, above the nation's "
        "in 29 of them. Furthest from it is New York (2.03)."
    )
    assert len(told) == 2
    unpaid = held.nation().assign(p50_annual=float("nan"))
    assert said.against_nation(gaps, unpaid, ASSISTANT) == []


def test_a_state_s_own_multiple_is_ranked(gaps: pd.DataFrame) -> None:
    # 59,290 / 39,520.
    told = said.own(gaps, ["TX"], held.nation(), ASSISTANT)
    assert told[0] == (
        "In Texas, laboratory staff earn 1.50 times what medical assistants earn, place 16 of 51 "
        "states by that multiple."
    )
    assert said.own(gaps, ["PR"], held.nation(), ASSISTANT) == []
    assert said.own(gaps, [], held.nation(), ASSISTANT) == []


def test_titles_say_more_and_less(gaps: pd.DataFrame) -> None:
    nation = held.nation()
    assert said.maps_title(gaps, nation, ASSISTANT) == (
        "At national prices laboratory staff are paid from $2,880 more (Idaho) to $45,663 more "
        "(New York) than medical assistants"
    )
    aides = gaps[gaps["role"] == "medication-aide"]
    assert "from $9,447 less (Washington) to $687 more (Pennsylvania)" in said.maps_title(
        aides, nation, ASSISTANT
    )
    assert said.dots_title(aides, nation, ASSISTANT).endswith("where they are paid $3,430 less")


def test_states_above_the_nation_are_counted(gaps: pd.DataFrame) -> None:
    national = 62_930 - 45_690
    laboratory = gaps[gaps["role"] == LABORATORY]
    above = sum(gap > national for gap in laboratory["adjusted"].dropna())
    assert said.dots_title(gaps, held.nation(), ASSISTANT) == (
        f"At national prices laboratory staff do better against medical assistants in {above} of "
        "51 states than in the nation, where they are paid $17,240 more"
    )


def test_no_gap_is_said(empty: pd.DataFrame, gaps: pd.DataFrame) -> None:
    nation = held.nation()
    assert said.maps_title(empty, nation, ASSISTANT) == "No state has a median of both roles"
    assert said.dots_title(gaps.head(0), nation, ASSISTANT) == "One role, and so no gap"
    assert said.dots_alt(empty, nation, ASSISTANT) == "No state has a median of both roles."
    assert said.against_nation(gaps.head(0), nation, ASSISTANT) == []


def test_maps_and_ranking_are_told_apart(gaps: pd.DataFrame) -> None:
    maps, dots = (alt(gaps, held.nation(), ASSISTANT) for alt in (said.maps_alt, said.dots_alt))
    assert "Medication aides over medical assistants: paid more in " in maps
    assert "Laboratory staff over medical assistants: most in New York ($45,663)" in dots


def test_why_no_gap_is_drawn_is_said(empty: pd.DataFrame, gaps: pd.DataFrame) -> None:
    assert said.none(gaps.head(0)).startswith("One role is asked for")
    assert said.none(empty).startswith("No state has a median of both roles")


def test_subtitles_tell_unit_and_years(gaps: pd.DataFrame) -> None:
    for subtitle in (said.maps_subtitle, said.dots_subtitle):
        assert "May 2025, dollars" in subtitle(held.states())
        assert "2024" in subtitle(held.states())
    assert "Puerto Rico" not in said.dots_alt(gaps, held.nation(), ASSISTANT)
