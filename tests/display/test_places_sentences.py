"""Known answers on pay by place, from the published data, and what is said where there is none."""

from __future__ import annotations

import pandas as pd
import pytest
from support import places_2025 as held
from support.places_2025 import ASSISTANT, LABORATORY

from rolereport.analysis import places
from rolereport.display.sentences import places as said
from rolereport.display.tables import Column


def test_the_range_of_pay() -> None:
    assert said.paid(held.of(LABORATORY)) == (
        "In May 2025 the median pay of laboratory staff ran from $47,360 in New Mexico to $97,280 "
        "in New York, in dollars a year, over the 51 states ranked (the District of Columbia is "
        "one of them)."
    )
    states_only = held.of(LABORATORY)[held.of(LABORATORY)["area"] != "DC"]
    assert said.paid(states_only).endswith("over the 50 states ranked.")


def test_one_state_makes_no_range() -> None:
    one = held.of(LABORATORY)[held.of(LABORATORY)["area"] == "TX"]
    assert said.paid(one) == (
        "In May 2025 the median pay of laboratory staff was $59,290 a year, in dollars, in Texas, "
        "the one state ranked."
    )
    assert said.bought(one) == ""
    assert said.dots_title(one) == "Too few states can be ranked for May 2025"
    assert said.left_out(held.nothing(), "states").startswith("Of 52 states, none is ranked for")
    assert said.left_out(one, "states") == "Of 1 states, 1 is ranked for laboratory staff."


@pytest.mark.parametrize(
    ("count", "total", "told"),
    [
        (51, 51, "all 51 states"),
        (26, 51, "26 of 51 states"),
        (0, 51, "none of 51 states"),
        (1, 1, "the one state ranked"),
        (0, 1, "none, of one state ranked,"),
    ],
)
def test_shares_of_states(count: int, total: int, told: str) -> None:
    assert said.share(count, total) == told


def test_what_the_pay_buys() -> None:
    # 97,280 / 1.07921 and 49,090 / 0.98864, by hand from the published index.
    told = said.bought(held.of(LABORATORY))
    assert "prices of 2024" in told
    assert "$49,654 in Utah, the least, and $90,140 in New York, the most" in told
    assert said.movers(held.of(LABORATORY)) == (
        "Hawaii falls furthest, from place 16 to place 40; West Virginia rises furthest, from "
        "place 27 to place 13."
    )


def test_equal_movers_are_told_together() -> None:
    # South Dakota 35 to 14 and Iowa 24 to 3.
    assert said.movers(held.of(ASSISTANT)).endswith(
        "Iowa and South Dakota rise furthest, by 21 places."
    )
    assert said.furthest(held.of(ASSISTANT)) == (
        "Hawaii down 27 places and Iowa and South Dakota up 21"
    )
    still = held.of(LABORATORY).assign(rank_change=0.0)
    assert said.movers(still) == "No place changes its rank."
    assert said.furthest(still) == ""
    everyone = still.assign(rank_change=1.0)
    assert "51 places rise furthest, by 1 place" in said.movers(everyone)


def test_a_state_has_its_ranks() -> None:
    assert said.here(held.of(ASSISTANT), ["TX"]) == [
        "In Texas, medical assistants earn $39,520 at the median, place 42 of 51 states; at "
        "national prices that is $40,718, place 49."
    ]
    assert said.here(held.of(ASSISTANT), []) == []


def test_ranks_are_counted_role_by_role() -> None:
    states = held.states()
    few = states[(states["role"] == LABORATORY) | states["area"].isin(["TX", "CA"])]
    sentences = said.here(few, ["TX"])
    assert "of 51 states" in sentences[0]
    assert "of 2 states" in sentences[1]


def test_puerto_rico_is_left_out_with_the_reason() -> None:
    (told,) = said.unlike_one_group(held.lines())
    assert told.startswith("Puerto Rico has 660 medical assistants: 10 in 100 jobs pay up to")
    assert "25 up to $28,900" in told
    assert "75 up to $59,990 and 90 up to $60,200. That looks as if two groups" in told
    assert told.endswith("the median may then describe neither.")
    (standing,) = said.here(held.of(ASSISTANT), ["PR"])
    assert standing.endswith(f"not ranked ({places.TWO_GROUPS_REASON}).")
    assert said.left_out(held.of(LABORATORY), "states") == (
        "Of 52 states, 51 are ranked for laboratory staff. One is left out (no regional price "
        "index)."
    )


def test_the_rules_are_told_with_their_numbers() -> None:
    told = said.rules(100.0)
    for number in ("fewer than 100 jobs", "within 0.5%", "a factor of 2 or", "exceeds 10 percent"):
        assert number in told


def test_a_heap_is_told_as_one() -> None:
    heap = held.lines().head(1).assign(left_out=places.HEAPED_REASON)
    (told,) = said.unlike_one_group(heap)
    assert told.endswith("at one rate; a few more or fewer would move the median.")


def test_reasons_are_counted_most_frequent_first() -> None:
    few = held.of(LABORATORY).assign(left_out="")
    assert said.left_out(few, "states").endswith("51 are ranked for laboratory staff.")
    reasons = [places.NO_PRICES, places.NO_MEDIAN, places.NO_MEDIAN]
    few["left_out"] = reasons + [""] * (len(few) - 3)
    assert said.left_out(few, "states").endswith(
        "Two are left out (no median in the data) and one (no regional price index)."
    )


def test_titles_name_the_leaders_of_every_role() -> None:
    assert said.maps_title(held.states()) == (
        "Pay buys most in New York for laboratory staff, North Dakota for medication aides and "
        "Washington for medical assistants"
    )
    assert said.maps_title(held.of(ASSISTANT)) == (
        "Pay buys most in Washington for medical assistants"
    )
    alike = pd.concat([held.of(ASSISTANT), held.of(ASSISTANT).assign(role="x", plural="nurses")])
    assert said.maps_title(alike) == (
        "Pay buys most in Washington for medical assistants and nurses"
    )
    tied = held.of(ASSISTANT).assign(adjusted=1.0)
    assert said.maps_title(tied) == "Pay buys most in 51 places for medical assistants"


def test_one_ranked_state_is_compared_with_nothing() -> None:
    assert said.too_few(held.states()) == ""
    for rows in (held.nothing(), held.states().groupby("role").head(1)):
        assert said.too_few(rows).startswith("Fewer than two states can be ranked for May 2025")


def test_the_ends_of_a_ranking_are_compared() -> None:
    # 90,140 over 49,654, and 55,404 over 40,643.
    assert said.dots_title(held.states()) == (
        "At national prices the best-paying state pays laboratory staff 1.82 times, medication "
        "aides 1.49 times and medical assistants 1.36 times as much as the worst"
    )


def test_alternative_texts_hold_figures() -> None:
    told = said.maps_alt(held.states())
    assert "Laboratory staff: as paid most in New York ($97,280)" in told
    assert "least in Utah ($49,654)" in told
    assert "medication aides (counted as nursing assistants)" in told.lower()
    assert "first New York ($90,140)" in said.dots_alt(held.states())


@pytest.mark.parametrize(
    "sentence", [said.maps_title, said.dots_title, said.dots_alt, said.maps_alt]
)
def test_nothing_held_is_said(sentence: object) -> None:
    text = sentence(held.nothing())  # type: ignore[operator]
    assert "No state can be ranked for May 2025" in text
    assert "nan" not in text


def test_nothing_held_leaves_no_hole() -> None:
    nothing = held.nothing()
    assert said.paid(nothing) == "No state medians of laboratory staff are held for May 2025."
    assert said.unheld(nothing) == [said.paid(nothing)]
    assert said.unheld(held.states()) == []
    assert said.bought(nothing) == ""
    assert said.here(nothing, ["TX"]) == ["No median of laboratory staff is held for Texas."]
    assert "Price" not in said.source(nothing)
    assert said.nation(held.nation().assign(p50_annual=float("nan"))) == []
    assert said.paragraph([]) == []


def test_the_source_names_both_publishers_and_years() -> None:
    assert "May 2025" in said.source(held.states())
    assert "Regional Price Parities, 2024" in said.source(held.states())


def test_another_year_is_told() -> None:
    (told,) = said.vintage("State", [2015, 2024, 2025], 2025, 2023)
    assert told.endswith("those of 2025, the nearest to 2023 with most of these roles, are shown.")
    assert said.vintage("State", [2015, 2025], 2015, 2015) == []
    (told,) = said.vintage("State", [2015, 2025], 2015, 2016)
    assert "May 2015 and 2025 only; those of 2015, the nearest to 2016, are shown" in told


def test_the_states_of_a_metropolitan_area_are_marked() -> None:
    names = pd.Series({"KS": "Kansas", "MO": "Missouri"})
    assert said.state_of(["MO", "KS"], names, "states") == []
    assert "Missouri and Kansas" in said.state_of(["MO", "KS"], names, "metros")[0]


def test_every_role_has_its_columns_and_no_two_are_called_alike() -> None:
    columns = said.columns_of(held.nation())
    assert len(columns) == 9
    assert len({column.header for column in columns.values()}) == 9
    assert columns[f"{ASSISTANT} adjusted"] == Column(
        "Medical assistant: at national prices", "dollars", missing="not known"
    )


@pytest.mark.parametrize(
    ("role", "relation", "called"),
    [
        ("medication-aide", "contains", "X (counted as nursing assistants)"),
        ("laboratory-technician", "combined", "X (in the blended laboratory line)"),
        ("registered-nurse", "contains", "X"),
        ("medical-assistant", "own", "X"),
    ],
)
def test_a_role_without_its_own_line_is_qualified(role: str, relation: str, called: str) -> None:
    assert said.who(pd.DataFrame({"role": [role], "relation": [relation], "plural": "X"})) == called
