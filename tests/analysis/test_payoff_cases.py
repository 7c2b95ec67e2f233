"""One pathway stands for each job by rule, and the lead is asked of the model as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import payoff, payoff_cases, training
from rolereport.analysis.distributions import percentiles_long
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles

JOBS = ["laboratory-technologist", "laboratory-technician", "medication-aide", "medical-assistant"]
BLEND = ["laboratory-combined", "laboratory-technologist", "laboratory-technician"]
ASSUMED = PayoffAssumptions.from_table(load.table("assumptions"))


def chosen(*states: str, jobs: list[str] = JOBS) -> list[str]:
    rows = payoff_cases.representatives(
        load.table("stages"), load.table("pathways"), jobs, list(states)
    )
    return list(rows["pathway"])


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    wages, roles = load.wages("national", 2025), [*JOBS, payoff.EVERY_JOB]
    return of_area(wages, load.table("role_soc"), roles, "US", 2025)


@pytest.fixture(scope="module")
def ratios() -> pd.DataFrame:
    wages = of_roles(load.wages("national"), load.table("role_soc"), BLEND)
    return payoff_cases.split_ratios(wages)


class TestRepresentatives:
    def test_of_the_nation(self) -> None:
        assert chosen() == ["MLS-2+2", "MLT-AAS", "MED-KS", "MA-CERT"]

    def test_it_is_the_way_whose_first_pay_chapter_02_calls_typical(self) -> None:
        stages, pathways = load.table("stages"), load.table("pathways")
        first_paid = training.first_paid_day(stages, pathways)
        typical = training.role_first_paid(first_paid, JOBS)["typical_months"]
        months = first_paid.set_index("pathway")["typical_months"]
        assert months[chosen()].tolist() == typical.tolist()

    def test_unusual_ways_count_where_none_is_usual(self) -> None:
        pathways = load.table("pathways").assign(usual_entry="no")
        rows = payoff_cases.representatives(load.table("stages"), pathways, JOBS[3:], [])
        assert rows["pathway"].tolist() == ["MA-APPRENTICE"]

    def test_a_state_s_own_way_counts(self) -> None:
        assert chosen("TX") == ["MLS-2+2", "MLT-AAS", "MED-TX", "MA-CERT"]
        assert chosen("CA")[0] == "MLS-CA"
        assert chosen("WA")[3] == "MA-WA-CERTIFIED"

    def test_a_state_without_its_own_way_borrows(self) -> None:
        assert chosen("WY") == chosen()

    def test_a_job_without_ways_stays_in_the_list(self) -> None:
        jobs = ["registered-nurse", "medical-assistant"]
        rows = payoff_cases.representatives(load.table("stages"), load.table("pathways"), jobs, [])
        assert rows["role"].tolist() == jobs
        assert rows["pathway"].tolist() == ["", "MA-CERT"]
        assert np.isnan(rows["typical_months"].iloc[0])

    def test_the_baseline_of_a_blend_is_its_first_part(self) -> None:
        rows = pd.DataFrame({"role": JOBS, "pathway": chosen()})
        assert payoff_cases.baseline_way(rows, "laboratory-combined") == "MLS-2+2"


@pytest.mark.parametrize(("share", "months"), [(0.0, [49, 49]), (0.5, [48, 36])])
def test_months_paid_by_some_are_unpaid_unless_assumed_to_pay(
    share: float, months: list[float]
) -> None:
    totals = training.pathway_totals(load.table("stages")).set_index("pathway")
    assumed = replace(ASSUMED, varying_stage_share=share)
    unpaid = payoff_cases.unpaid_months(totals, assumed)
    assert unpaid[["MLS-2+2", "MLS-3+1"]].tolist() == months


def test_ways_open_in_a_state() -> None:
    pathways = load.table("pathways")
    everywhere = payoff_cases.open_ways(pathways, [])
    assert len(everywhere) == len(pathways)
    texas = payoff_cases.open_ways(pathways, ["TX"])
    assert set(texas["state"]) == {"", "TX"}
    wyoming = payoff_cases.open_ways(pathways, ["WY"])
    aides = wyoming[wyoming["role"] == "medication-aide"]
    assert len(aides) == (pathways["role"] == "medication-aide").sum()


class TestSplit:
    def test_ratios_are_of_the_last_year_with_all_three(self, ratios: pd.DataFrame) -> None:
        median = ratios[ratios["percentile"] == 50].set_index("role")
        assert (ratios["split_year"] == 2016).all()
        assert median["split_ratio"]["laboratory-technologist"] == pytest.approx(61_070 / 50_930)
        assert median["split_ratio"]["laboratory-technician"] == pytest.approx(38_950 / 50_930)

    def test_only_blended_pay_is_taken_apart(
        self, lines: pd.DataFrame, ratios: pd.DataFrame
    ) -> None:
        pay = percentiles_long(lines)
        apart = payoff_cases.as_if_apart(pay, lines, ratios)
        at = apart.set_index(["role", "percentile"])["pay"]
        assert at["laboratory-technologist", 50] == pytest.approx(62_930 * 61_070 / 50_930)
        assert at["laboratory-technician", 25] == pytest.approx(47_650 * 31_250 / 37_330)
        others = ~pay["role"].isin(BLEND)
        assert at[at.index.get_level_values("role") == "medical-assistant"].tolist() == (
            pay.loc[others & (pay["role"] == "medical-assistant"), "pay"].tolist()
        )

    def test_own_lines_are_left_alone(self, lines: pd.DataFrame, ratios: pd.DataFrame) -> None:
        pay = percentiles_long(lines)
        apart = payoff_cases.as_if_apart(pay, lines.assign(relation="own"), ratios)
        assert apart["pay"].tolist() == pay["pay"].tolist()

    def test_percentiles_keep_their_order(self, lines: pd.DataFrame, ratios: pd.DataFrame) -> None:
        flat = percentiles_long(lines).assign(pay=50_000.0)
        apart = payoff_cases.as_if_apart(flat, lines, ratios)
        rising = apart.groupby("role")["pay"].apply(lambda pay: pay.is_monotonic_increasing)
        assert rising.all()


class TestMedians:
    def test_are_alone_where_the_curve_has_no_ends(self, lines: pd.DataFrame) -> None:
        pay = percentiles_long(lines)
        bare = pay.assign(pay=pay["pay"].where(pay["percentile"] == 50))
        assert not payoff_cases.medians_alone(pay, JOBS, ASSUMED)
        assert payoff_cases.medians_alone(bare, JOBS, ASSUMED)
        assert not payoff_cases.medians_alone(pay.assign(pay=np.nan), JOBS, ASSUMED)

    def test_level_pay_is_the_median_of_each_job(self, lines: pd.DataFrame) -> None:
        pay = percentiles_long(lines)
        level = payoff_cases.at_the_median(pay, JOBS)
        of_job = level["role"].isin(JOBS)
        assert level[of_job].groupby("role")["pay"].nunique().eq(1).all()
        assert level.loc[level["role"] == "medical-assistant", "pay"].iloc[0] == 45_690
        assert level[~of_job].equals(pay[~of_job])


class TestPay:
    def test_side_jobs_take_the_nation_s_pay_where_none_is_published(
        self, lines: pd.DataFrame
    ) -> None:
        nation = percentiles_long(lines)
        bare = nation.assign(pay=nation["pay"].mask(nation["role"] == payoff.EVERY_JOB))
        filled = payoff_cases.fill_every_job(bare, nation)
        known = filled.set_index(["role", "percentile"])["pay"]
        assert (
            known[payoff.EVERY_JOB, 10]
            == nation.set_index(["role", "percentile"])["pay"][payoff.EVERY_JOB, 10]
        )
        here = nation.assign(pay=nation["pay"] / 2)
        pd.testing.assert_frame_equal(payoff_cases.fill_every_job(here, nation), here)

    def test_starting_pay_is_the_lower_quartile(self, lines: pd.DataFrame) -> None:
        start = payoff_cases.starting_pay(percentiles_long(lines), ASSUMED)
        assert start.set_index("role")["start_pay"]["medical-assistant"] == pytest.approx(38_470)


def test_focus_prefers_pay_of_its_own() -> None:
    rows = pd.DataFrame(
        [["aide", "contains", 5.0], ["lab", "combined", np.nan], ["clinic", "own", -1.0]],
        columns=["pathway", "relation", "lead_present_value"],
    )
    assert payoff_cases.focus(rows) == "clinic"
    assert payoff_cases.focus(rows.head(2)) == "aide"
    assert payoff_cases.focus(rows.iloc[[1]]) == ""


def test_described_keeps_one_row_a_job(lines: pd.DataFrame, ratios: pd.DataFrame) -> None:
    jobs = ["laboratory-technologist", "medical-assistant"]
    rows = payoff_cases.representatives(load.table("stages"), load.table("pathways"), jobs, [])
    prices = pd.DataFrame(
        {"pathway": ["MLS-2+2"], "amount_usd": [1.0], "unknown": ["fee"], "assumed": [True]}
    )
    start = payoff_cases.starting_pay(percentiles_long(lines), ASSUMED)
    told = payoff_cases.described(lines, rows, prices, start, ratios).set_index("role")
    assert list(told.index) == jobs
    assert told["unknown"].tolist() == ["fee", ""]
    assert told["split_ratio"].notna().tolist() == [True, False]
