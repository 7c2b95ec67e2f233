"""Known answers on pay by place, from the published data, and what is said where there is none."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import places
from rolereport.data import load
from rolereport.data.wages import of_roles
from rolereport.display.labels import with_labels
from rolereport.display.sentences import places as said

LABORATORY, ASSISTANT = "laboratory-combined", "medical-assistant"
PAIR = [LABORATORY, ASSISTANT]


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    wages = of_roles(load.wages("states", 2025), load.table("role_soc"), PAIR)
    complete = places.every_state(wages, load.table("areas"), PAIR, 2025)
    named = load.table("areas")[["area", "title"]].rename(columns={"title": "place"})
    return with_labels(places.set_aside(complete, 100), load.table("roles")).merge(named, on="area")


@pytest.fixture(scope="module")
def states(lines: pd.DataFrame) -> pd.DataFrame:
    ranked = places.ranked(lines, load.table("regional_price_parities"))
    return ranked.merge(lines[["area", "role", "place", "plural", "relation"]], on=["area", "role"])


@pytest.fixture(scope="module")
def laboratory(states: pd.DataFrame) -> pd.DataFrame:
    return states[states["role"] == LABORATORY]


@pytest.fixture(scope="module")
def assistants(states: pd.DataFrame) -> pd.DataFrame:
    return states[states["role"] == ASSISTANT]


@pytest.fixture(scope="module")
def gap(lines: pd.DataFrame) -> pd.DataFrame:
    kept = lines.assign(p50_annual=lines["p50_annual"].where(lines["left_out"] == ""))
    prices = load.table("regional_price_parities")
    frame = places.gap_by_area(kept, LABORATORY, ASSISTANT, prices)
    return frame.merge(lines[["area", "place"]].drop_duplicates(), on="area")


@pytest.fixture
def nothing(laboratory: pd.DataFrame) -> pd.DataFrame:
    figures = ["nominal", "adjusted", "nominal_rank", "adjusted_rank", "rank_change", "price_year"]
    return laboratory.assign(**dict.fromkeys(figures, float("nan")), left_out=places.NO_MEDIAN)


def test_the_range_of_pay(laboratory: pd.DataFrame) -> None:
    assert said.paid(laboratory) == (
        "In May 2025 the median pay of laboratory staff ran from $47,360 in New Mexico to $97,280 "
        "in New York, in dollars a year, over the 51 states ranked (the District of Columbia is "
        "one of them)."
    )


def test_what_the_pay_buys(laboratory: pd.DataFrame) -> None:
    # 97,280 / 1.07921 and 49,090 / 0.98864, by hand from the published index.
    assert "prices of 2024" in said.bought(laboratory)
    assert "$49,654 in Utah, the least, and $90,140 in New York, the most" in said.bought(
        laboratory
    )
    assert said.movers(laboratory) == (
        "Hawaii falls furthest, from place 16 to place 40; West Virginia rises furthest, from "
        "place 27 to place 13."
    )


def test_the_gap_leaves_puerto_rico_out(
    gap: pd.DataFrame, laboratory: pd.DataFrame, assistants: pd.DataFrame
) -> None:
    sentence = said.gap_range(gap, laboratory, assistants)
    assert (
        "in all 51 states, from 1.06 times as much in Idaho to 2.03 times in New York" in sentence
    )
    assert "Puerto Rico" not in said.gap_alt(gap, laboratory, assistants)
    assert "1.06 times" in said.gap_title(gap, laboratory, assistants)


def test_fewer_than_all_are_counted(
    gap: pd.DataFrame, laboratory: pd.DataFrame, assistants: pd.DataFrame
) -> None:
    turned = gap.assign(ratio=gap["ratio"].where(gap["area"] != "ID", 0.9))
    assert "in 50 of 51 states, from 0.90 times" in said.gap_range(turned, laboratory, assistants)


def test_one_role_has_no_gap(gap: pd.DataFrame, assistants: pd.DataFrame) -> None:
    assert said.gap_range(gap, assistants, assistants) == ""
    assert "one role" in said.gap_title(gap, assistants, assistants)
    assert "only role" in said.gap_alt(gap, assistants, assistants)
    assert len(said.findings(assistants, gap, assistants)) == 2


def test_a_state_has_its_ranks(assistants: pd.DataFrame) -> None:
    assert said.here(assistants, ["TX"]) == [
        "In Texas, medical assistants earn $39,520 at the median, place 42 of 51 states; at "
        "national prices that is $40,718, place 49."
    ]
    assert said.here(assistants, []) == []


def test_ranks_are_counted_role_by_role(states: pd.DataFrame) -> None:
    few = states[(states["role"] == LABORATORY) | states["area"].isin(["TX", "CA"])]
    sentences = said.here(few, ["TX"])
    assert "of 51 states" in sentences[0]
    assert "of 2 states" in sentences[1]


def test_puerto_rico_is_left_out_with_the_reason(
    lines: pd.DataFrame, assistants: pd.DataFrame, laboratory: pd.DataFrame
) -> None:
    (told,) = said.two_groups(lines)
    assert told.startswith("Puerto Rico has 660 medical assistants")
    assert "25 in 100 jobs pay up to $28,900" in told
    # The 75th and the 90th percentile hold 15 in 100 between them, and 10 in 100 lie above.
    assert "15 in 100 lie between $59,990 and $60,200 (the 75th and the 90th percentile)" in told
    assert "looks as if two groups" in told
    assert told.endswith("the median of $46,120 may then describe neither.")
    assert said.here(assistants, ["PR"])[0].endswith(f"not ranked ({places.TWO_GROUPS_REASON}).")
    assert said.left_out(laboratory, "states") == (
        "Of 52 states with a line for laboratory staff, 51 are ranked. One is left out (no "
        "regional price index)."
    )


def test_reasons_are_counted_most_frequent_first(laboratory: pd.DataFrame) -> None:
    few = laboratory.assign(left_out="")
    assert said.left_out(few, "states").endswith("51 are ranked.")
    reasons = [places.NO_PRICES, places.NO_MEDIAN, places.NO_MEDIAN]
    few["left_out"] = reasons + [""] * (len(few) - 3)
    assert said.left_out(few, "states").endswith(
        "Two are left out (no median in the data) and one (no regional price index)."
    )


@pytest.mark.parametrize(
    ("change", "told"), [(-11, "down 11"), (14, "up 14"), (0, "stays"), (float("nan"), "")]
)
def test_moves_are_told_without_a_sign(change: float, told: str) -> None:
    assert said.moved(change) == told


def test_titles_name_the_leaders(laboratory: pd.DataFrame) -> None:
    assert said.paid_title(laboratory).endswith("best in New York, Oregon and New Hampshire")
    assert said.bought_title(laboratory).endswith("most in New York, Vermont and Oregon")
    assert said.dots_title(laboratory) == (
        "Prices move Hawaii down 24 places and West Virginia up 14 places for laboratory staff"
    )


def test_alternative_texts_hold_figures(laboratory: pd.DataFrame) -> None:
    assert "Highest: New York ($97,280)" in said.map_alt(laboratory, "nominal")
    assert "Utah ($49,654)" in said.map_alt(laboratory, "adjusted")
    assert "the first are New York ($90,140)" in said.dots_alt(laboratory)


@pytest.mark.parametrize(
    "sentence",
    [
        said.paid, said.paid_title, said.bought_title, said.dots_title, said.dots_alt,
        lambda rows: said.map_alt(rows, "nominal"),
    ],
)  # fmt: skip
def test_nothing_held_is_said(nothing: pd.DataFrame, sentence: object) -> None:
    text = sentence(nothing)  # type: ignore[operator]
    assert "No state medians of laboratory staff are held for May 2025" in text
    assert "nan" not in text


def test_nothing_held_leaves_no_hole(nothing: pd.DataFrame, assistants: pd.DataFrame) -> None:
    empty = pd.DataFrame({"ratio": [float("nan")], "place": ["Ohio"], "year": [2025]})
    assert said.bought(nothing) == ""
    assert said.gap_range(empty, nothing, assistants).startswith("No state has both")
    assert said.gap_title(empty, nothing, assistants) == "No state has a median of both roles"
    assert said.here(nothing, ["TX"]) == ["No median of laboratory staff is held for Texas."]
    assert "Price" not in said.source(nothing)


def test_the_source_names_both_publishers_and_years(laboratory: pd.DataFrame) -> None:
    assert "May 2025" in said.source(laboratory)
    assert "Regional Price Parities, 2024" in said.source(laboratory)


def test_another_year_or_role_is_told(laboratory: pd.DataFrame) -> None:
    assert said.vintage("State", [2015, 2025], 2015, 2015) == []
    (told,) = said.vintage("State", [2015, 2025], 2015, 2016)
    assert "May 2015 and 2025 only; those of 2015, the nearest to 2016, are shown" in told
    assert said.instead(laboratory, "laboratory staff") == []
    assert "so laboratory staff are shown" in said.instead(laboratory, "phlebotomists")[0]


@pytest.mark.parametrize(
    ("kind", "told"), [("nation", 0), ("state", 0), ("metro", 1), ("nonmetro", 1)]
)
def test_a_metropolitan_area_is_told_where_it_stands(
    laboratory: pd.DataFrame, kind: str, told: int
) -> None:
    assert len(said.metro("TX", kind, "Texas", laboratory, 2025)) == told
    assert said.metro("99999", "metro", "Nowhere", laboratory, 2025) == [
        "No median of these roles is held for Nowhere in May 2025."
    ]


def test_the_states_of_a_metropolitan_area_are_marked() -> None:
    names = pd.Series({"KS": "Kansas", "MO": "Missouri"})
    assert said.state_of(["MO", "KS"], names, "states") == []
    assert "Missouri and Kansas" in said.state_of(["MO", "KS"], names, "metros")[0]


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
