"""One thing moves at a time, both ways, and the verdict turns where the lead is nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from analysis.test_payoff import CENTRAL, COSTS, PAY, SPANS
from hypothesis import given, settings
from hypothesis import strategies as st

from rolereport.analysis import payoff, training
from rolereport.analysis import payoff_sensitivity as sensitivity
from rolereport.analysis.payoff_sensitivity import Case

CASE = Case(CENTRAL, payoff.Inputs.of(SPANS, PAY, COSTS), "degree", "certificate")


def table(**ranges: tuple[float, float]) -> pd.DataFrame:
    rows = [[name, *ends] for name, ends in ranges.items()]
    return pd.DataFrame(rows, columns=["assumption", "low", "high"])


def swung(outcome: sensitivity.Outcome, **ranges: tuple[float, float]) -> pd.DataFrame:
    ends = sensitivity.assumption_ends(CASE, table(**ranges))
    return sensitivity.swings(outcome, CASE, ends)


class TestSwings:
    def test_widest_first_and_one_at_a_time(self) -> None:
        answers = swung(
            lambda case: case.assumed.experience_middle_years + 100 * case.assumed.discount_rate,
            experience_middle_years=(4, 6),
            discount_rate=(0.0, 0.07),
        )
        assert answers["assumption"].tolist() == ["discount_rate", "experience_middle_years"]
        assert answers["outcome"].tolist() == pytest.approx([8, 8])
        assert answers["outcome_low"].tolist() == pytest.approx([5, 7])
        assert answers["outcome_high"].tolist() == pytest.approx([12, 9])
        assert answers["swing"].tolist() == pytest.approx([7, 2])

    def test_swing_counts_the_middle(self) -> None:
        answers = swung(
            lambda case: -abs(case.assumed.experience_middle_years - 5),
            experience_middle_years=(4, 6),
        )
        assert answers["swing"].tolist() == [1]

    def test_unknown_outcomes_come_last(self) -> None:
        answers = swung(
            lambda case: np.nan if case.assumed.cost_factor > 1 else case.assumed.discount_rate,
            cost_factor=(0.5, 1.5),
            discount_rate=(0, 0.05),
        )
        assert answers["assumption"].tolist() == ["discount_rate", "cost_factor"]
        assert np.isnan(answers["swing"].iloc[1])

    def test_an_end_that_cannot_be_is_left_out(self) -> None:
        ends = sensitivity.assumption_ends(CASE, table(experience_middle_years=(2, 16)))
        assert not ends

    def test_how_far_one_looks_is_not_moved(self) -> None:
        assert not sensitivity.assumption_ends(CASE, table(horizon_years=(10, 40)))

    @pytest.mark.parametrize(("level", "turns"), [(0.02, True), (0.2, False)])
    def test_a_change_of_sign_is_told(self, level: float, turns: bool) -> None:
        answers = swung(lambda case: level - case.assumed.discount_rate, discount_rate=(0, 0.05))
        assert answers["turns"].tolist() == [turns]


class TestLengths:
    STAGES = pd.DataFrame(
        {
            "pathway": ["certificate", "degree"],
            "stage_order": [1, 1],
            "kind": "classroom",
            "paid": "no",
            "basis": "sourced",
            "counted": "yes",
            "min_months": [6.0, 36.0],
            "typical_months": [12.0, 48.0],
            "max_months": [18.0, 60.0],
        }
    )
    LENGTHS = (
        payoff.stages_of(training.stage_spans(STAGES, "min")),
        payoff.stages_of(training.stage_spans(STAGES, "max")),
    )

    def test_one_training_moves_and_the_other_stays(self) -> None:
        ends = sensitivity.length_ends(CASE, self.LENGTHS)
        month = {
            (name, end): [case.inputs.stages[way][-1].end for way in ("certificate", "degree")]
            for name, pair in ends.items()
            for end, case in zip(("low", "high"), pair, strict=True)
        }
        assert month["length_of_pathway", "low"] == [12.0, 36.0]
        assert month["length_of_pathway", "high"] == [12.0, 60.0]
        assert month["length_of_baseline", "low"] == [6.0, 48.0]

    def test_longer_training_never_helps(self) -> None:
        ends = sensitivity.length_ends(CASE, self.LENGTHS)
        answers = sensitivity.swings(sensitivity.lead, CASE, ends).set_index("assumption")
        own, base = answers.loc["length_of_pathway"], answers.loc["length_of_baseline"]
        assert own["outcome_low"] > own["outcome_high"]
        assert base["outcome_low"] < base["outcome_high"]


class TestTurningPoints:
    def test_the_lead_is_nothing_there(self) -> None:
        points = sensitivity.turning_points(CASE, table(discount_rate=(0, 0.25)))
        rate = points["flips_at"].iloc[0]
        at = replace(CASE, assumed=replace(CENTRAL, discount_rate=rate))
        assert sensitivity.lead(at) == pytest.approx(0, abs=1)

    def test_the_discount_rate_that_turns_it_is_the_rate_of_return(self) -> None:
        rate = sensitivity.turning_points(CASE, table(discount_rate=(0, 0.25)))["flips_at"].iloc[0]
        assert rate == pytest.approx(sensitivity.rate(CASE), abs=1e-5)

    def test_no_turn_within_the_range(self) -> None:
        points = sensitivity.turning_points(CASE, table(discount_rate=(0, 0.031)))
        assert points["flips_at"].isna().all()


class TestLead:
    def test_unknown_pathways_are_unknown(self) -> None:
        nobody = replace(CASE, pathway="")
        assert np.isnan(sensitivity.lead(nobody)) and np.isnan(sensitivity.rate(nobody))

    @settings(max_examples=25)
    @given(st.floats(0, 0.15), st.floats(0, 0.1))
    def test_impatience_never_favors_pay_that_comes_later(self, rate: float, more: float) -> None:
        """The degree's lead is an outlay first and gains later: each rate above leaves less."""
        patient, hasty = (
            sensitivity.lead(replace(CASE, assumed=replace(CENTRAL, discount_rate=each)))
            for each in (rate, rate + more)
        )
        assert hasty <= max(patient, 0) + 1e-6
