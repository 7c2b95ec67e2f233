"""Numbers in sentences are written one way everywhere."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.display import words


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (45690, "$45,690"),
        (15.2, "$15.20"),
        (15, "$15"),
        (-1010, "−$1,010"),
        (0, "$0"),
        (math.nan, "not known"),
    ],
)
def test_dollars(amount: float, written: str) -> None:
    assert words.dollars(amount) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "1 month"), (25, "25 months"), (4.23, "4.2 months"), (0, "0 months")],
)
def test_months(number: float, written: str) -> None:
    assert words.months(number) == written


def test_percent_and_count_and_ratio() -> None:
    assert words.percent(0.125) == "12%"
    assert words.percent(-0.031, 1) == "−3.1%"
    assert words.percent(-0.0001, 1) == "0.0%"
    assert words.count(817870) == "817,870"
    assert words.ratio(1.377) == "1.38 times"


@given(st.lists(st.text("abc", min_size=1), min_size=1, max_size=5))
def test_join_words_keeps_every_word(parts: list[str]) -> None:
    joined = words.join_words(parts)
    assert joined.replace(" and ", ", ").split(", ") == parts


def test_dollars_of_names_the_year_only_where_prices_were_adjusted() -> None:
    assert words.dollars_of(2025, 2025) == "dollars"
    assert words.dollars_of(2015, 2025) == "dollars of May 2025"


@pytest.mark.parametrize(
    ("count", "written"), [(0, "no"), (3, "three"), (12, "twelve"), (13, "13")]
)
def test_number_before_a_noun(count: int, written: str) -> None:
    assert words.number(count) == written


def test_names_are_quoted_and_sentences_start_with_a_capital() -> None:
    assert words.quoted(["MT", "CMA"]) == ["“MT”", "“CMA”"]
    assert words.start("laboratory staff of MT") == "Laboratory staff of MT"
    assert words.start("") == ""


def test_a_date_is_written_day_first() -> None:
    assert words.day("2026-11-03") == "3 November 2026"


@pytest.mark.parametrize(
    ("amount", "text"), [(45690, "$46k"), (-8330, "−$8k"), (float("nan"), "not known")]
)
def test_thousands_where_there_is_no_room(amount: float, text: str) -> None:
    assert words.thousands(amount) == text


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "no pathways"), (1, "one pathway"), (2, "two pathways"), (13, "13 pathways")],
)
def test_counted_things_agree_with_their_number(number: int, written: str) -> None:
    assert words.counted(number, "pathway") == written


def test_counted_things_may_have_a_plural_of_their_own() -> None:
    assert words.counted(1, "of them comes", "of them come") == "one of them comes"
    assert words.counted(2, "of them comes", "of them come") == "two of them come"


def test_inside_a_sentence_a_title_starts_small() -> None:
    assert words.lower_start("New estimation method of BLS") == "new estimation method of BLS"
    assert words.lower_start("") == ""


@pytest.mark.parametrize(
    ("place", "written"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (21, "21st"), (112, "112th")],
)
def test_ordinals(place: int, written: str) -> None:
    assert words.ordinal(place) == written


@pytest.mark.parametrize(("amount", "written"), [(1200, "$1,200 more"), (-1200, "$1,200 less")])
def test_a_difference_says_its_direction(amount: float, written: str) -> None:
    assert words.more(amount) == written


def test_a_title_takes_as_many_parts_as_it_holds() -> None:
    parts = ["a" * 90, "b" * 90, "c" * 90]
    assert words.as_many("Of: ", parts, "; ") == f"Of: {parts[0]}; {parts[1]}"
    assert words.as_many("Of: ", ["a", "b"], "; ") == "Of: a; b"
    assert words.as_many("Of: ", ["a" * 300], "; ") == f"Of: {'a' * 300}"
