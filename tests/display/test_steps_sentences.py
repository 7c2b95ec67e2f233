"""Known answers on growth and method, and what is said where there is nothing to compare."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import change_parts, every_occupation, trends
from rolereport.data import load
from rolereport.data.wages import of_roles
from rolereport.display.labels import with_labels
from rolereport.display.sentences import steps as said
from rolereport.display.sentences.trends import went

PAIR = ["laboratory-combined", "medical-assistant"]
NAN = float("nan")


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    return trends.real(load.wages("national"), load.table("cpi"), 2025)


@pytest.fixture(scope="module")
def control(everyone: pd.DataFrame) -> every_occupation.Control:
    return every_occupation.control(everyone, load.table("breaks"))


@pytest.fixture(scope="module")
def real() -> pd.DataFrame:
    lines = of_roles(load.wages("national"), load.table("role_soc"), PAIR)
    met = trends.breaks_met(lines, load.table("breaks"))
    series = trends.segments(with_labels(lines, load.table("roles")), met)
    return trends.real(series, load.table("cpi"), 2025)


@pytest.fixture(scope="module")
def told(real: pd.DataFrame, everyone: pd.DataFrame) -> pd.DataFrame:
    shared = trends.common_window(real, PAIR)
    return named(change_parts.told_apart(shared, everyone, [2022]))


def named(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(load.table("roles")[["role", "plural"]], on="role").assign(label="L")


class TestOwnGrowth:
    def test_what_can_be_read_as_their_own(self, told: pd.DataFrame) -> None:
        (line,) = said.own_growth(told, 2025)
        assert "from 2012 to 2025 laboratory staff lost $4,035 (−6.0%)" in line
        assert "medical assistants gained $4,056 (+9.9%)" in line
        assert "of real median annual pay, in dollars of May 2025." in line

    def test_without_ordinary_years_nothing_is_said(self, told: pd.DataFrame) -> None:
        assert said.own_growth(told.assign(ordinary=NAN), 2025) == []
        assert said.parts_title(told.assign(ordinary=NAN)) == said.NO_PARTS
        assert said.own_growth(told.head(0), 2025) == []

    def test_no_gain_and_no_loss(self, told: pd.DataFrame) -> None:
        (line,) = said.own_growth(told.assign(ordinary=0.2), 2025)
        assert line.count("neither gained nor lost") == 2

    def test_the_title_gives_each_its_years(self, told: pd.DataFrame) -> None:
        assert said.parts_title(told.head(1)) == (
            "In ordinary years and beyond what the middle occupation did, laboratory staff lost "
            "$4,035 from 2012 to 2025"
        )

    def test_the_alternative_text_has_all_parts(self, told: pd.DataFrame) -> None:
        alt = said.parts_alt(told.assign(at_breaks=[NAN, 5.4]), [2022])
        first, second = alt.split("; ")
        assert "breaks" not in first and "2022" in first
        assert "+$5 of its own, at breaks" in second
        assert said.parts_alt(told.head(0), []) == f"{said.NO_PARTS}."

    def test_the_label_holds_the_total(self, told: pd.DataFrame) -> None:
        label = said.with_totals(told)["label"].iloc[0]
        assert label == "L\n2012 to 2025: −$3,961"


class TestControl:
    def test_how_wide_the_new_method_is(self, control: every_occupation.Control) -> None:
        (line,) = said.control(control)
        assert "from 2020 to 2021 (new estimation method) is no guide to pay" in line
        assert "3.0 times as far apart" in line
        assert said.bands_title(control) == (
            "In 2021 the figures of all occupations moved 3.0 times as far apart as in an ordinary "
            "year"
        )

    def test_a_break_no_wider_than_an_ordinary_year_is_no_finding(
        self, control: every_occupation.Control
    ) -> None:
        early = {year: title for year, title in control.broken.items() if year < 2021}
        first = every_occupation.Control(control.steps, control.spreads, early, [], control.usual)
        assert list(early) == [2003]
        assert said.control(first) == []

    def test_without_a_break_there_is_no_finding(self, control: every_occupation.Control) -> None:
        none = every_occupation.Control(control.steps, control.spreads, {}, [], control.usual)
        assert said.control(none) == []
        assert said.bands_title(none).startswith("How far")
        assert "In no other year" in said.restless(none)

    def test_the_unsettled_year_is_named(self, control: every_occupation.Control) -> None:
        assert said.restless(control).startswith(
            "In 2022 steps were 2.1 times as far apart as in an ordinary year"
        )

    def test_what_was_undone(self, control: every_occupation.Control) -> None:
        undone = every_occupation.undone(control.steps)
        line = said.takeback(undone, control.broken)
        assert "in 2021 stepped up less in 2022" in line
        assert "correlate at −0.41, where other pairs of years lie between −0.09 and 0.34" in line
        kept = said.takeback(undone.assign(correlation=0.3), control.broken)
        assert "not taken back" in kept
        assert said.takeback(undone.head(0), control.broken).startswith("No year")

    def test_how_rare_a_step_is(
        self, control: every_occupation.Control, real: pd.DataFrame
    ) -> None:
        own = named(trends.yearly(real))
        own = own[own["year"] == 2021]
        told = said.stood(every_occupation.standing(own, control.steps, control.settled))
        assert "- 2021: medical assistants fell 1.2%, the middle occupation fell 2.6%" in told
        assert told.count("\n") == 1
        unknown = every_occupation.standing(own.assign(year=1990), control.steps, [])
        assert said.stood(unknown).startswith("No step")

    def test_the_chart_in_words(
        self, control: every_occupation.Control, real: pd.DataFrame
    ) -> None:
        alt = said.bands_alt(control.spreads, named(trends.yearly(real)), "Title", "Sub")
        assert alt.startswith("Title. Sub. Middle half of all occupations: 2003 ")
        assert "Laboratory staff from −8.6% in 2022 to +2.6% in 2015" in alt


class TestPercentiles:
    def test_both_ends_of_each(self, real: pd.DataFrame) -> None:
        shared = trends.common_window(real, PAIR)
        told = named(trends.by_measure(shared, list(said.PERCENTILES)))
        assert said.percentiles_title(told) == (
            "Real pay, 2012 to 2025, across breaks, 10th and 90th percentiles: laboratory staff "
            "+0.8% and −1.1%; medical assistants +22.3% and +2.0%"
        )
        aides = told.assign(role="medication-aide", plural="medication aides")
        assert "; medication aides (as nursing assistants) +22.3%" in said.percentiles_title(
            pd.concat([told[told["role"] != PAIR[-1]], aides[told["role"] == PAIR[-1]]])
        )
        whole = said.percentiles_title(told.assign(breaks_crossed=0))
        assert whole.startswith("Real pay, 2012 to 2025, 10th and")
        alt = said.percentiles_alt(told, "Title", "Sub")
        assert "10th percentile of laboratory staff $38,593 in 2012, $38,910 in 2025" in alt

    def test_what_is_not_published_is_no_finding(self, real: pd.DataFrame) -> None:
        told = named(trends.by_measure(real, ["p50_annual"]))
        assert "as far as it is published" in said.percentiles_title(told)


def test_shares_move_or_stand_still() -> None:
    moves = [went(each) for each in (0.0006, -0.0006, 0.0004, -0.0004, 0.0)]
    assert moves == ["rose 0.1%", "fell 0.1%", *["stood still"] * 3]


def test_dollars_move_or_stand_still() -> None:
    assert said.moved(12.4) == "rose $12"
    assert said.moved(-1200.0) == "fell $1,200"
    assert said.moved(0.3) == "stood still"
    assert [said.signed_dollars(each) for each in (4.6, -4.6, 0.0)] == ["+$5", "−$5", "$0"]


class TestOtherWays:
    def test_figures_gather_under_the_new_method(self, control: every_occupation.Control) -> None:
        shares = every_occupation.gathered(load.wages("national"))
        assert said.gathered(shares, control) == (
            "In 2021, 9.4% of occupations had the same median as two or more others, to the "
            "dollar; the year before, 1.8%."
        )
        assert said.gathered(shares.loc[2022:], control).startswith("Whether")

    def test_by_the_mean_and_by_other_prices(
        self, real: pd.DataFrame, control: every_occupation.Control
    ) -> None:
        shared = trends.common_window(real, PAIR, "mean_annual")
        mean = named(trends.growth(shared, "mean_annual", across_breaks=True))
        told = said.other_ways(mean, mean, control)
        # 67,350 / (49,070 x 321.465 / 229.815) = 0.981, by hand.
        assert "from 2012 to 2025. The mean: that of laboratory staff fell 1.9%" in told
        assert told.endswith("In 2021 means moved 3.0 times as far apart as in an ordinary year.")
        assert said.other_ways(mean.head(0), mean, control).startswith("No other measure")
