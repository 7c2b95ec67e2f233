"""What the assumptions do to the answer, in words: swings, turns, ways to pay, changed values."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from support.payoff_case import chapter

from rolereport.analysis import payoff_pairs, uncertainty
from rolereport.analysis.assumptions import changed
from rolereport.display.sentences import payoff as say
from rolereport.display.sentences import payoff_checks as checks

CASE = chapter()


class TestChance:
    LINES = pd.DataFrame(
        {
            "area": "US",
            "year": 2025,
            "role": ["a", "b", "c"],
            "soc_code": ["1", "2", "1"],
            "plural": ["electricians", "plumbers", "wirers"],
            "mean_annual": [71_490.0, 72_170.0, 71_490.0],
            "mean_rse": [0.4, 0.6, 0.4],
            "p50_annual": [63_190.0, 63_800.0, 63_190.0],
        }
    )

    def told(self, baseline: str, **changed: object) -> list[str]:
        lines = self.LINES.assign(**changed)
        return checks.chance(uncertainty.differences(lines, baseline), lines, "Texas")

    def test_pay_that_sampling_error_could_set_apart_leaves_the_lead_open(self) -> None:
        assert self.told("b")[0] == (
            "Mean pay of electricians and of plumbers is $680 apart, which sampling error alone "
            "could explain: these figures cannot say which of the two leads."
        )

    def test_two_roles_on_one_line_are_passed_over(self) -> None:
        assert len(self.told("a")) == 1

    def test_nothing_is_said_of_sure_differences(self) -> None:
        assert self.told("b", mean_rse=0.01) == []

    def test_close_medians_without_a_sampling_error_are_not_settled(self) -> None:
        assert self.told("b", mean_rse=float("nan"))[0] == (
            "Median pay of electricians and of plumbers is only 1.0% apart, and no sampling error "
            "is held for Texas: whether chance makes the lead is not known."
        )
        far = [50_000.0, 63_800.0, float("nan")]
        assert self.told("b", mean_rse=float("nan"), p50_annual=far) == []


class TestTornado:
    def test_rows_are_named_and_turns_are_placed(self) -> None:
        rows = CASE.swings.set_index("assumption")
        assert rows.index[0] == "split"
        assert rows["label"]["length_of_baseline"] == "Length of training, medical assistants"
        assert rows["high_label"]["cost_factor"] == "2 times"
        assert rows["flips"]["cost_factor"] == "at 1.95 times"
        assert rows["flips"]["discount_rate"] == ""
        assert (rows["swing"] >= checks.LEAST_SWING).all()

    def test_an_input_turns_before_the_end_that_turns_it(self) -> None:
        case = chapter(roles=("47-2111", "47-2152"), baseline="47-2152")
        flips = case.swings.set_index("assumption")["flips"]
        assert flips["length_of_baseline"] == "before longest"
        assert flips["length_of_pathway"] == "before shortest"

    def test_title(self) -> None:
        assert checks.swing_title(CASE.swings) == (
            "“Laboratory pay split as in May 2016” moves the lead most, from $43,000 to $193,000; "
            "two assumptions can turn it into a lag"
        )
        assert checks.swing_title(CASE.swings.assign(turns=False)).endswith(
            "no assumptions can turn it into a lag"
        )
        behind = CASE.swings.assign(outcome=-5.0)
        assert checks.swing_title(behind).endswith("can turn it into a lead")
        assert checks.swing_title(CASE.swings.head(0)) == say.NOTHING

    def test_words_around_it(self) -> None:
        assert "“Price of training against the listed price” −$2,000 to $65,000 (level at 1.95" in (
            checks.swing_alt(CASE.swings)
        )
        subtitle = checks.swing_subtitle(CASE.swings, CASE.jobs, 20)
        assert "laboratory technologists over medical assistants 20 years" in subtitle
        assert checks.swing_subtitle(CASE.swings.head(0), CASE.jobs, 20).startswith("Lead in money")
        assert "less than $1,000 is left out" in checks.swing_caption(CASE.swings)
        assert "dashed line" in checks.swing_caption(CASE.swings)
        assert "dashed line" not in checks.swing_caption(CASE.swings.assign(turns=False))
        assert "No assumption can be tested" in checks.swing_alt(CASE.swings.head(0))

    def test_turning_in_the_findings(self) -> None:
        assert say.turning(CASE.swings.assign(turns=False)) == (
            "No single assumption turns the verdict within the range tried."
        )


class TestAssumptions:
    def test_have_their_units_ranges_and_turns(self) -> None:
        rows = checks.assumption_rows(CASE.assumptions, CASE.swings).set_index("assumption")
        assert rows["taken"]["discount_rate"] == "3%"
        assert rows["tried"]["discount_rate"] == "0% to 5%"
        assert rows["allowed"]["discount_rate"] == "0 to 0.25"
        assert rows["tried"]["experience_start_percentile"] == "10th percentile to 50th percentile"
        assert rows["taken"]["tuition_public_four_year"] == "$11,610"
        assert rows["tried"]["tuition_public_four_year"] == ""
        assert rows["allowed"]["hours_a_year"] == ""
        assert rows["flips"]["cost_factor"] == "at 1.95 times"
        assert rows["flips"]["tuition_public_four_year"] == "not varied"

    def test_departures_from_the_table_are_named(self) -> None:
        mine = changed(CASE.assumptions, {"discount_rate": 0.05}, "07-payoff")
        assert checks.departures(mine, CASE.assumptions) == (
            "Changed in this notebook: “Discount rate” at 5%."
        )
        assert checks.departures(CASE.assumptions, CASE.assumptions) == (
            "Every value is that of data/assumptions.csv."
        )

    @pytest.mark.parametrize(
        ("value", "unit", "told"),
        [
            (0.0639, "share a year", "6.39%"),
            (0.035, "share a year", "3.5%"),
            (1.0, "share", "100%"),
            (51.3, "percentile", "51st percentile"),
            (12.0, "percentile", "12th percentile"),
            (63.0, "percentile", "63rd percentile"),
            (7.2345, "years", "7.23 years"),
            (4050.0, "dollars", "$4,050"),
            (20.0, "hours a week", "20 hours"),
        ],
    )
    def test_values_with_their_units(self, value: float, unit: str, told: str) -> None:
        assert checks.value_of(value, unit) == told


class TestScenarios:
    def test_one_row_a_set_and_one_column_a_job(self) -> None:
        ways = ["MLS-2+2", "MLT-AAS"]
        life = replace(CASE.assumed, horizon_years=CASE.ages.years)
        tried = [life, replace(life, cost_factor=0.0)]
        standing = payoff_pairs.under(tried, CASE.spans, CASE.pay, CASE.prices, ways, CASE.base, 20)
        rows = checks.scenario_rows(standing, tried, life, CASE.assumptions)
        assert rows["what"].tolist() == [
            "As assumed",
            "An employer or a grant pays the whole price",
        ]
        assert rows["MLS-2+2"].tolist() == [
            "ahead after 17.6 years ($43,000 ahead)",
            "ahead after 14.8 years ($87,000 ahead)",
        ]
        columns = checks.scenario_columns(CASE.jobs, ways)
        assert list(columns) == ["what", *ways]
        assert columns["MLT-AAS"].header == "Lab technician (blended laboratory line)"

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (
                {"work_while_training_hours_a_week": 20.0},
                "A side job of 20 hours a week during unpaid training",
            ),
            ({"cost_factor": 0.5}, "The price is 50% of what is listed"),
            ({"loan_share": 1.0}, "100% of the price is borrowed"),
            (
                {"varying_stage_share": 0.8},
                "Stages that some employers pay are paid, at 80% of pay on entry",
            ),
            ({"discount_rate": 0.05}, "“Discount rate” at 5%"),
            (
                {"cost_factor": 0.5, "loan_share": 1.0},
                "The price is 50% of what is listed and 100% of the price is borrowed",
            ),
        ],
    )
    def test_ways_to_pay_in_words(self, change: dict[str, float], told: str) -> None:
        other = replace(CASE.assumed, **change)
        assert checks.way_to_pay(CASE.assumed, other, CASE.assumptions) == told
