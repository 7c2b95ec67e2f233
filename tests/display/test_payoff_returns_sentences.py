"""The curve, the parts of a lead and the pay that would be level, in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from support.payoff_case import Chapter, chapter

from rolereport.analysis import experience, payoff_pairs
from rolereport.display.sentences import payoff
from rolereport.display.sentences import payoff_returns as gains

CASE = chapter()


def curves(case: Chapter) -> tuple[pd.DataFrame, pd.DataFrame]:
    pay = case.pay[case.pay["role"].isin(case.jobs["role"])]
    means = experience.career_mean(experience.curve(pay, case.assumed, case.ages.years))
    return experience.curve(pay, case.assumed, 20), gains.curve_rows(case.jobs, means)


class TestCurve:
    def test_jobs_on_one_line_share_a_row(self) -> None:
        _, rows = curves(CASE)
        assert rows["role"].tolist() == [
            "laboratory-technologist",
            "medication-aide",
            "medical-assistant",
        ]
        assert rows["label"].iloc[0] == (
            "Lab technologist and\nlab technician\n(blended laboratory line)"
        )

    def test_title_tells_the_rise_of_published_quartiles(self) -> None:
        """81,450 over 47,650 and 49,180 over 38,470; aides have no pay of their own."""
        assert gains.curve_title(*curves(CASE), CASE.assumed) == (
            "In 15 years pay is taken to rise by 71% for laboratory technologists and laboratory "
            "technicians, by 28% for medical assistants"
        )

    def test_one_job_and_none(self) -> None:
        lone = chapter(roles=("medical-assistant",))
        assert gains.curve_title(*curves(lone), lone.assumed) == (
            "In 15 years pay is taken to rise by 28%"
        )
        drawn, rows = curves(lone)
        assert gains.curve_title(drawn.assign(pay=np.nan), rows, lone.assumed) == gains.NO_CURVE
        assert "not published" in gains.curve_alt(drawn.assign(pay=np.nan), rows, lone.assumed)

    def test_level_pay_is_said(self) -> None:
        case = chapter("states", "TX", 2024)
        drawn, rows = curves(case)
        assert gains.curve_title(drawn, rows, case.assumed) == (
            "Only medians are held here, so pay is taken to stay level"
        )
        assert gains.curve_caption(rows, case.assumed) == payoff.FLAT

    def test_caption_holds_the_curve_against_jobs(self) -> None:
        said = gains.curve_caption(curves(CASE)[1], CASE.assumed)
        assert "25% of jobs pay less than a newcomer gets" in said
        assert "under 5 years in the job, and 25% by people with over 15" in said
        assert "for medical assistants, 4% above the mean of all such jobs" in said

    def test_alt_tells_pay_at_each_bend(self) -> None:
        said = gains.curve_alt(*curves(CASE), CASE.assumed)
        assert said.startswith("Assumed pay after 0, 5 and 15 years in the job")
        assert "medical assistants $38,500, $45,700 and $49,200" in said

    def test_strokes_are_named_where_a_mean_is_published(self) -> None:
        assert "thick strokes" in gains.curve_subtitle(CASE.jobs, "Texas", CASE.assumed)
        bare = CASE.jobs.assign(mean_annual=np.nan)
        assert "thick strokes" not in gains.curve_subtitle(bare, "Texas", CASE.assumed)


class TestParts:
    ROWS = gains.part_rows(
        payoff_pairs.parts(CASE.paths, CASE.spans, ["MLS-2+2", "MLT-AAS"], CASE.base, CASE.assumed),
        CASE.jobs,
    )

    def test_title_weighs_pay_missed_against_price(self) -> None:
        assert gains.parts_title(self.ROWS, 20) == (
            "Laboratory technologists give up $129,000 of pay while training, more than the "
            "$48,000 that it costs extra"
        )

    @pytest.mark.parametrize(
        ("missed", "told"),
        [(-20_000.0, "less than the $48,000"), (-48_000.0, "as much as the $48,000")],
    )
    def test_title_with_less_missed(self, missed: float, told: str) -> None:
        assert told in gains.parts_title(self.ROWS.assign(pay_before=missed, price=-48_000.0), 20)

    @pytest.mark.parametrize(
        ("later", "told"),
        [(9_000.0, "earn $9,000 more over 20"), (-9_000.0, "less over"), (0.0, "as much as those")],
    )
    def test_title_of_equal_training(self, later: float, told: str) -> None:
        rows = self.ROWS.assign(price=0.0, pay_before=0.0, pay_after=later)
        assert told in gains.parts_title(rows, 20)

    def test_labels_and_words(self) -> None:
        assert self.ROWS["label"].iloc[0] == "Lab technologist\nas paid"
        assert "Laboratory technologists as paid: price −$48,000" in gains.parts_alt(self.ROWS)
        assert gains.parts_alt(self.ROWS.head(0)).endswith(payoff.NOTHING)
        assert gains.parts_title(self.ROWS.head(0), 20) == payoff.NOTHING
        assert "Lead over medical assistants 20" in gains.parts_subtitle(CASE.jobs, CASE.base, 20)
        assert gains.parts_subtitle(CASE.jobs, "", 20).startswith("Lead 20 years")


class TestBreakEven:
    LIFE = replace(CASE.assumed, horizon_years=CASE.ages.years)
    OTHERS = ("MLS-2+2", "MLT-AAS", "MED-KS")
    NEEDED = payoff_pairs.break_even(
        CASE.paths, CASE.spans, CASE.pay, CASE.prices, OTHERS, CASE.base, LIFE
    )
    ROWS = gains.break_even_rows(CASE.jobs, NEEDED, CASE.returns, [10.0, 20.0, 47.0])

    def test_title(self) -> None:
        title = gains.break_even_title(self.NEEDED, CASE.jobs, CASE.tested, 20)
        assert title == (
            "To be level after 20 years, laboratory technologists need a median of $59,300; it is "
            "$62,930"
        )
        assert gains.break_even_title(self.NEEDED, CASE.jobs, "", 20) == payoff.NOTHING

    def test_rows(self) -> None:
        row = self.ROWS.set_index("pathway").loc["MLS-2+2"]
        assert row["needed_1"] == pytest.approx(59_293, abs=1)
        assert (row["return_rate"], row["median"]) == ("9.7%", 62_930)
        assert row["return_range"] == "7.3% to 14.6%"
        assert CASE.base not in set(self.ROWS["pathway"])

    def test_words(self) -> None:
        said = gains.break_even_alt(self.ROWS, [10.0, 20.0, 47.0])
        assert "laboratory technologists need $89,500 by year 10, $59,300 by year 20" in said
        assert "level with medical assistants" in gains.break_even_subtitle(CASE.jobs, CASE.base)
        assert "not known" in gains.break_even_alt(self.ROWS.head(0), [10.0])

    @pytest.mark.parametrize(
        ("rate", "told"),
        [
            (0.0973, "9.7%"),
            (np.inf, "ahead at any rate"),
            (-np.inf, "does not pay back"),
            (np.nan, "not known"),
        ],
    )
    def test_rates(self, rate: float, told: str) -> None:
        assert gains.rate(rate) == told
