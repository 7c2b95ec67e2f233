"""What is said of licences and pay: figures, a placebo, and never an effect."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from support import places_2025 as held
from support.places_2025 import AIDE, ASSISTANT, LABORATORY

from rolereport.analysis import licence_pay, places
from rolereport.display.sentences import licence_pay as said


@pytest.fixture(scope="module")
def comparison() -> pd.DataFrame:
    return licence_pay.compare(held.states(), held.licensed()[LABORATORY])


def finding(comparison: pd.DataFrame, studied: str | None, other: str | None) -> str:
    return said.finding(held.states(), comparison, studied, other)


def test_the_finding_sets_both_jobs_side_by_side(comparison: pd.DataFrame) -> None:
    # 62,375 / 61,260 and 45,590 / 45,140.
    told = finding(comparison, LABORATORY, ASSISTANT)
    assert "10 ranked states that license laboratory staff their median is 1.8 percent more" in told
    assert "for medical assistants, who need no such licence, it is 1.0 percent more" in told
    assert told.endswith("Neither figure says what a licence does.")
    assert "does not say what" in finding(comparison, LABORATORY, None)
    assert finding(comparison, None, None) == ""


def test_no_sentence_speaks_of_an_effect(comparison: pd.DataFrame) -> None:
    every = [
        *said.tested(comparison, held.states(), LABORATORY),
        said.strips_title(comparison, held.states(), LABORATORY, ASSISTANT),
        said.bars_title(0.63, "laboratory staff"),
        finding(comparison, LABORATORY, ASSISTANT),
    ]
    assert not re.search(r"because|raises|lowers|leads to|effect|due to", " ".join(every))


def test_the_groups_are_named() -> None:
    told = said.groups(held.states(), LABORATORY, held.licensed()[LABORATORY], held.names())
    assert told.startswith("Ten of the 51 states ranked have a licence for laboratory staff in")
    assert "California, Florida, Hawaii, Louisiana, Montana, North Dakota, Nevada" in told
    assert told.endswith("Puerto Rico has one too, but is not ranked.")
    here = said.group_names(held.states(), LABORATORY, held.licensed()[LABORATORY], ["TX"])
    assert here == ("10 with the licence", "41 without (TX circled)")


def test_chance_is_told_in_deals(comparison: pd.DataFrame) -> None:
    told = said.tested(comparison, held.states(), LABORATORY)
    assert len(told) == 3
    assert (
        "laboratory staff, who need it, $62,375, 1.8 percent more than the middle state without "
        "($61,260). Were"
    ) in told[0]
    assert "in 55 of 100 deals (Mann-Whitney test)" in told[0]
    assert "who need no such licence, $45,590" in told[2]
    sure = comparison.assign(p_value=0.001)
    assert "in fewer than one of 100 deals" in said.tested(sure, held.states(), LABORATORY)[0]


def test_other_occupations_are_the_placebo() -> None:
    tables = {
        "as paid": pd.DataFrame({"soc_code": ["29-2010", "x", "y"], "percent": [1.82, -3.0, 0.5]}),
        "at national prices": pd.DataFrame({"soc_code": ["29-2010"], "percent": [5.6]}),
    }
    told = said.told(
        held.states(), licence_pay.compare(held.states(), held.licensed()[LABORATORY]),
        held.licensed(), LABORATORY, held.names(), tables, pd.Series({LABORATORY: "29-2010"}),
    )  # fmt: skip
    usual = next(each for each in told if "occupations" in each)
    assert "each of the 3 occupations" in usual
    assert "67 of 100 differ at least as much as paid (1.8 percent more for the" in usual
    assert told[-1].startswith("Washington alone has a licence for medical assistants in force")
    assert said.occupations({"as paid": (0, float("nan"), float("nan"))}) == []


def test_roles_without_a_licence_are_said_in_one_line() -> None:
    (told,) = said.none_studied(held.states(), {LABORATORY: [], AIDE: []}, held.names())
    assert told == (
        "No state licence of laboratory staff or medication aides is in our data, so none is "
        "compared with pay here."
    )


def test_one_state_is_told_and_not_compared() -> None:
    told = said.none_studied(held.states(), {AIDE: [], ASSISTANT: ["WA"]}, held.names())
    assert told == [
        "Washington alone has a licence for medical assistants in force in our data: too few to "
        "compare. In Washington, medical assistants earn $59,290 at the median, place 1 of 51 "
        "states; at national prices that is $55,404, place 1."
    ]


def test_too_few_ranked_states_are_told_and_not_compared() -> None:
    every, licensed = held.states(), {LABORATORY: held.licensed()[LABORATORY]}
    unpriced = every.assign(adjusted_rank=float("nan"))
    (told,) = said.none_studied(unpriced, licensed, held.names())
    assert told == "No state is ranked for May 2025, so no licence is set beside pay."
    (told,) = said.none_studied(
        every[every["area"].isin(["CA", "TX", "OH"])], licensed, held.names()
    )
    assert told == (
        "Of the states ranked for May 2025, one has a licence for laboratory staff in force and "
        "two have none: too few to compare."
    )


def test_titles_hold_for_less_for_nothing_and_for_one_job(comparison: pd.DataFrame) -> None:
    states = held.states()
    assert said.strips_title(comparison, states, LABORATORY, ASSISTANT) == (
        "The middle state with a licence for laboratory staff pays laboratory staff 1.8 percent "
        "more than the middle state without, and medical assistants 1.0 percent more"
    )
    alone = said.strips_title(comparison, states, LABORATORY, None)
    assert alone.endswith("pays laboratory staff 1.8 percent more than the middle state without")
    less = comparison.assign(percent=-0.01)
    assert said.strips_title(less, states, LABORATORY, ASSISTANT) == (
        "The middle state with a licence for laboratory staff pays laboratory staff the same as "
        "the middle state without, and medical assistants the same"
    )
    even = said.tested(less, states, LABORATORY)[0]
    assert "$62,375, the same as the middle state without" in even
    unknown = comparison.assign(percent=float("nan"))
    assert said.strips_title(unknown, states, LABORATORY, ASSISTANT).startswith("Too few states")
    assert said.bars_title(float("nan"), "x") == "No occupation is held for all of these states"


def test_strips_hold_every_ranked_state_and_both_middles(comparison: pd.DataFrame) -> None:
    points, middles = said.strips(held.states(), comparison, dict.fromkeys(held.ROLES, "Job"))
    assert len(middles) == 6
    assert len(points) == 6 * 51
    assert middles["inside_text"].iloc[0] == "$62,375"
    middle = held.of(LABORATORY).query("left_out == ''")["nominal"].median()
    assert middles["inside_median"].iloc[0] == pytest.approx(100 * 62_375 / middle)
    empty = said.strips(held.states(), comparison.head(0), {})
    assert [len(each) for each in empty] == [0, 0]


def test_the_table_writes_dollars_shares_and_multiples(comparison: pd.DataFrame) -> None:
    gaps = places.gaps(held.states(), ASSISTANT)
    ratios = licence_pay.compare(
        gaps[gaps["role"] == LABORATORY], held.licensed()[LABORATORY], ["ratio"]
    )
    rows = said.rows(pd.concat([comparison, ratios]), held.states(), ASSISTANT)
    first, last = rows.iloc[0], rows.iloc[-1]
    assert first["compared"] == "Laboratory staff: median as paid"
    assert (first["with_licence"], first["pairs"]) == ("$62,375", "56 of 100")
    assert last["compared"].endswith("median as a multiple of that of medical assistants")
    assert last["with_licence"] == "1.45"
    assert re.fullmatch(r"[+−]\d+\.\d to [+−]\d+\.\d", first["interval"])


def test_bars_in_words() -> None:
    marked = pd.DataFrame({"name": ["Lab staff"], "percent": [1.82], "colour": ["#000000"]})
    told = said.bars_alt(pd.Series([-2.0, 0.0, 2.0]), marked, 0.667)
    assert "half lie between 1.0 percent less and 1.0 percent more" in told
    assert "Lab staff: 1.8 percent more. 67 of 100" in told
    assert "none is held" in said.bars_alt(pd.Series(dtype=float), marked, float("nan"))
