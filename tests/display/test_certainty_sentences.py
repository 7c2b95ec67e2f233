"""How far the figures reach: means, sampling errors and codes, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import means, top_codes, uncertainty
from rolereport.analysis.distributions import overlap_table
from rolereport.data import load
from rolereport.data.wages import of_area
from rolereport.display.labels import with_labels
from rolereport.display.sentences import asks, certainty

ROLES = ["laboratory-combined", "medical-assistant"]


def pay_in(area: str, level: str, year: int) -> pd.DataFrame:
    wages = load.wages(level, year)  # type: ignore[arg-type]
    lines = of_area(wages, load.role_soc(ROLES), ROLES, area, year)
    return with_labels(lines, load.roles(ROLES))


@pytest.fixture(scope="module")
def nation() -> pd.DataFrame:
    return pay_in("US", "national", 2025)


def averages(pay: pd.DataFrame) -> pd.DataFrame:
    names = pay[["role", "title", "noun", "plural", "label", "line"]]
    return means.means_table(pay).merge(names, on="role")


def apart(pay: pd.DataFrame) -> pd.DataFrame:
    found = uncertainty.differences(pay, "medical-assistant")
    return found.merge(pay[["role", "plural"]], on="role")


def test_the_mean_furthest_from_its_median_is_the_finding(nation: pd.DataFrame) -> None:
    table = averages(nation)
    assert certainty.means_title(table) == (
        "The mean of laboratory staff lies $4,420 above their median"
    )
    assert "not below $55,790" in certainty.means_alt(table, "the United States")
    below = table.assign(above_median=[-0.1, 0.0], mean=[60_000.0, 45_690])
    assert "$2,930 below" in certainty.means_title(below)
    level = table.assign(above_median=0.0, mean=table["median"])
    assert certainty.means_title(level).endswith("equals their median")


def test_without_means_nothing_is_made_up() -> None:
    texas = averages(pay_in("TX", "states", 2025))
    assert "No mean is held" in certainty.means_title(texas)
    assert certainty.tails(texas) == [
        "No mean is held here, so nothing follows for the best-paid tenth."
    ]
    assert "none is held" in certainty.means_alt(texas, "Texas")
    half = texas.assign(mean=[60_000.0, float("nan")])
    assert "For medical assistants no mean is held" in certainty.tails(half)[1]


def test_whether_the_means_narrow_the_bars_is_told(nation: pd.DataFrame) -> None:
    overlap = overlap_table(nation, "medical-assistant")
    narrowed = pd.DataFrame(
        {"role": ["laboratory-combined"], "low": [0.6125], "high": [0.9125], "narrower": [False]}
    )

    def said(**changed: object) -> str:
        return certainty.with_means(narrowed.assign(**changed), overlap, nation)

    assert said().endswith("would not narrow a bar.")
    assert said(low=0.6128, narrower=True).endswith("would narrow no bar by a whole percent.")
    assert said(low=0.65, narrower=True).endswith("is led: 65% to 92% for laboratory staff.")
    assert said(low=float("nan")) == ""


def test_what_is_left_for_the_best_paid(nation: pd.DataFrame) -> None:
    said = certainty.tails(averages(nation))[0]
    assert "an average between $100,990 and $216,510; if the middle follows our curve" in said


def test_an_impossible_mean_is_told(nation: pd.DataFrame) -> None:
    wrong = averages(nation.assign(mean_annual=[50_000.0, 46_120]))
    assert "one of the figures is wrong" in certainty.tails(wrong)[0]


def test_ranges_of_means_are_rounded_outwards(nation: pd.DataFrame) -> None:
    drawn = certainty.mean_ranges(averages(nation)).iloc[0]
    assert (drawn["outer_low"], drawn["point"], drawn["mark"]) == (55_790, 67_350, 62_930)
    assert drawn["outer_high"] == 82_480


def test_errors_against_differences(nation: pd.DataFrame) -> None:
    said = certainty.errors(apart(nation), nation, "the United States")
    assert said == [
        "Laboratory staff average $21,230 more than medical assistants, give or take $400: more "
        "than sampling error explains, even if the two errors add up in full ($560)."
    ]
    near = nation.assign(mean_annual=[46_000.0, 46_120])
    (said_near,) = certainty.errors(apart(near), near, "the United States")
    assert "$120 less" in said_near and "sampling error alone could explain it" in said_near
    between = nation.assign(mean_annual=[46_500.0, 46_120])
    (said_between,) = certainty.errors(apart(between), between, "the United States")
    assert "cannot be ruled out" in said_between


def test_no_error_is_told_as_that(nation: pd.DataFrame) -> None:
    texas = pay_in("TX", "states", 2025)
    assert "No pair of means with standard errors" in certainty.errors(apart(texas), texas, "TX")[0]
    alone = nation.tail(1)
    assert certainty.errors(apart(alone), alone, "here") == [
        "There is no second mean here to differ from."
    ]


class TestCodes:
    NATIONAL = load.wages("national")

    def test_roles_of_their_own(self, nation: pd.DataFrame) -> None:
        assert certainty.own_codes(nation).startswith("No percentile of the roles compared")
        coded = nation.assign(
            codes=["p75_annual=#; p90_annual=#", ""], ceiling_annual=[239_200.0, float("nan")]
        )
        assert certainty.own_codes(coded) == (
            "Two percentiles of laboratory staff (75th and 90th) are at least $239,200. A bound is "
            "not a gap: it enters every range above."
        )

    def test_the_last_year_with_the_code(self) -> None:
        hidden = top_codes.hidden_in(self.NATIONAL, 2024, load.sidecar(2024))
        later = self.NATIONAL.loc[self.NATIONAL["year"] == 2025, ["soc_code", "p50_annual"]]
        revealed = hidden.merge(later, on="soc_code", suffixes=("", "_later"))
        said = certainty.ceiling_found(hidden, 2024, 2025, revealed)
        assert "the code stood in 45 occupations, and in 17 of them hid the median" in said
        assert "at least 75% of their jobs paid $239,200 or more" in said
        assert "prints 17 medians that were hidden, all of them at or above" in said
        table = certainty.told_ceilings(hidden, revealed)
        assert table.iloc[0].tolist() == [
            "Pediatric surgeons", "$189,720", *["at least $239,200"] * 4, "75% to 90%", 559_030
        ]  # fmt: skip
        assert "$239,200 a year" in certainty.ceiling_title(hidden, 2024)
        none = hidden.head(0)
        assert certainty.ceiling_found(none, 2025, 2025, none) == (
            "In May 2025 no percentile was top-coded."
        )
        assert "No percentile" in certainty.ceiling_title(none, 2025)

    def test_codes_of_a_vintage_are_counted(self) -> None:
        found = pd.DataFrame(
            {"code": ["#", "*", "*"], "kind": ["annual", "annual", "hourly"], "figures": [3, 2, 5]}
        )
        said = certainty.codes_here(found, "national", 2024)
        assert "3 are at or above the top code (#)" in said
        assert "7 are withheld, or the job is not paid in that unit (*)" in said
        assert "none has a code" in certainty.codes_here(found.head(0), "states", 2025)


class TestAsks:
    STATES = pd.DataFrame(
        {
            "area": ["MS", "WA", "PR", "TX"],
            "title": ["Mississippi", "Washington", "Puerto Rico", "Texas"],
            "p50_annual": [35_360.0, 59_290.0, 20_000.0, float("nan")],
        }
    )

    def test_place_is_told_from_the_states_alone(self) -> None:
        found = asks.answers(self.STATES, "medical assistants", 2025).set_index("question")
        answer = found.loc["Experience?", "answer"]
        assert (
            "medians of medical assistants ran from $35,360 in Mississippi to $59,290 in Washington"
            in answer
        )
        assert found.loc["Experience?", "source_id"] == "OEWS-2025-05"

    def test_without_states_no_place_is_named(self) -> None:
        found = asks.answers(self.STATES.head(0), "medical assistants", 2025)
        assert "Place alone" not in " ".join(found["answer"])

    def test_every_answer_has_a_source_that_is_held(self) -> None:
        held = set(load.table("sources")["source_id"])
        assert set(asks.answers(self.STATES, "medical assistants", 2025)["source_id"]) <= held
