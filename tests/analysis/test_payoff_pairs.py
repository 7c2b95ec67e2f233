"""Every pathway against the baseline, on the committed tables and on small ones by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from analysis.test_payoff import CENTRAL, COSTS, PAY, SPANS

from rolereport.analysis import pathway_prices as prices
from rolereport.analysis import payoff, payoff_cases, payoff_pairs, training
from rolereport.analysis import payoff_sensitivity as sensitivity
from rolereport.analysis.distributions import percentiles_long
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles

JOBS = ["laboratory-technologist", "laboratory-technician", "medical-assistant"]
ASSUMPTIONS, STAGES, WAYS = (load.table(name) for name in ("assumptions", "stages", "pathways"))
ASSUMED = PayoffAssumptions.from_table(ASSUMPTIONS)
LIFE = replace(ASSUMED, horizon_years=payoff_cases.Ages.from_table(ASSUMPTIONS).years)
ITEMS = prices.price_items(STAGES, WAYS, load.table("costs"), ASSUMPTIONS)
PRICES = prices.pathway_prices(ITEMS)
ALL_SPANS = training.stage_spans(STAGES).merge(WAYS[["pathway", "role"]], on="pathway")
OURS = ALL_SPANS[ALL_SPANS["role"].isin(JOBS)]
BASE, TECHNOLOGIST = "MA-CERT", "MLS-2+2"


@pytest.fixture(scope="module")
def pay() -> pd.DataFrame:
    roles = [*JOBS, payoff.EVERY_JOB]
    wages = load.wages("national", 2025)
    return percentiles_long(of_area(wages, load.table("role_soc"), roles, "US", 2025))


@pytest.fixture(scope="module")
def paths(pay: pd.DataFrame) -> pd.DataFrame:
    return payoff.cumulative_pay(OURS, pay, PRICES, LIFE)


def inputs(pay: pd.DataFrame) -> payoff.Inputs:
    return payoff.Inputs.of(OURS, pay, PRICES)


class TestOvertakes:
    def test_a_lead_by_another_sum(self, paths: pd.DataFrame) -> None:
        row = payoff_pairs.overtakes(paths, [TECHNOLOGIST], BASE, 20).iloc[0]
        net = paths.pivot(index="month", columns="pathway", values="net")
        gap = net[TECHNOLOGIST] - net[BASE]
        assert row["lead_cumulative"] == pytest.approx(gap.loc[:240].sum())
        assert row["life_cumulative"] == pytest.approx(gap.sum())
        discounted = gap / 1.03 ** (net.index / 12)
        assert row["lead_present_value"] == pytest.approx(discounted.loc[:240].sum())
        assert row["ahead_cumulative"] == pytest.approx(15.385, abs=0.001)
        assert np.isnan(row["behind_cumulative"])
        assert row["own_cumulative"] == pytest.approx(net[TECHNOLOGIST].loc[:240].sum())

    def test_a_working_life_is_looked_at_to_its_end(self, paths: pd.DataFrame) -> None:
        late = payoff_pairs.overtakes(paths, ["MLS-CA"], BASE, 20).iloc[0]
        assert late["lead_cumulative"] < 0 < late["life_cumulative"]
        assert 20 < late["ahead_cumulative"] < 21

    def test_what_is_missing_is_unknown(self, paths: pd.DataFrame) -> None:
        rows = payoff_pairs.overtakes(paths, ["", TECHNOLOGIST], "", 20)
        assert rows.filter(regex="lead|life|ahead|behind").isna().all(axis=None)
        assert rows["own_cumulative"].notna().tolist() == [False, True]

    def test_no_pathways_give_no_rows_but_every_column(self, paths: pd.DataFrame) -> None:
        none = payoff_pairs.overtakes(paths, [], BASE, 20)
        assert none.empty
        assert list(none) == list(payoff_pairs.overtakes(paths, [BASE], BASE, 20))


class TestLengths:
    def test_short_own_and_long_other_training_is_best(self, pay: pd.DataFrame) -> None:
        ours = WAYS[WAYS["role"].isin(JOBS)]
        lengths = payoff_pairs.by_length(
            payoff_pairs.spans_by_length(STAGES, ours), pay, PRICES, LIFE
        )
        ways = [TECHNOLOGIST, BASE, "MLT-AAS"]
        spread = payoff_pairs.length_range(lengths, ways, BASE, 20).set_index("pathway")
        typical = payoff_pairs.overtakes(lengths["typical"], ways, BASE, 20).set_index("pathway")
        assert BASE not in spread.index
        for way in spread.index:
            best, worst = (spread.loc[way, f"lead_cumulative_{end}"] for end in ("best", "worst"))
            assert best > typical.loc[way, "lead_cumulative"] > worst
        table = payoff_pairs.with_ranges(
            pd.DataFrame({"pathway": ways}),
            lengths,
            pd.DataFrame({"pathway": [TECHNOLOGIST], "rate": [0.1]}),
            BASE,
            20,
        )
        assert table["rate"].notna().tolist() == [True, False, False]
        assert table["ahead_cumulative_best"].notna().tolist() == [True, False, True]

    def test_jobs_without_a_way_have_a_row_each(self, paths: pd.DataFrame) -> None:
        lengths = dict.fromkeys(training.CASES, paths)
        jobs = pd.DataFrame({"role": ["one", "other", "third"], "pathway": ["", "", TECHNOLOGIST]})
        returns = pd.DataFrame({"pathway": [TECHNOLOGIST], "rate": [0.1]})
        table = payoff_pairs.with_ranges(jobs, lengths, returns, BASE, 20)
        assert table["role"].tolist() == jobs["role"].tolist()
        assert table["ahead_cumulative_best"].notna().tolist() == [False, False, True]


class TestParts:
    def test_they_add_up_to_both_leads(self, paths: pd.DataFrame) -> None:
        ways = [TECHNOLOGIST, "MLT-AAS", BASE]
        table = payoff_pairs.parts(paths, OURS, ways, BASE, ASSUMED).set_index(
            ["pathway", "measure"]
        )
        leads = payoff_pairs.overtakes(paths, ways, BASE, 20).set_index("pathway")
        assert BASE not in table.index.get_level_values("pathway")
        for way, measure in table.index:
            assert table["lead"][way, measure] == pytest.approx(leads[f"lead_{measure}"][way])
        price = PRICES.set_index("pathway")["amount_usd"]
        assert table["price"][TECHNOLOGIST, "cumulative"] == pytest.approx(
            price[BASE] - price[TECHNOLOGIST]
        )

    def test_nothing_to_compare(self, paths: pd.DataFrame) -> None:
        assert payoff_pairs.parts(paths, OURS, [TECHNOLOGIST], "", ASSUMED).empty
        assert payoff_pairs.parts(paths, OURS, [], BASE, ASSUMED).empty


class TestBreakEven:
    def test_a_job_that_paid_it_would_be_level(
        self, pay: pd.DataFrame, paths: pd.DataFrame
    ) -> None:
        """By another way: give the job that much, and ask the model."""
        needed = payoff_pairs.break_even(paths, OURS, pay, PRICES, [TECHNOLOGIST], BASE, LIFE)
        row = needed[(needed["pathway"] == TECHNOLOGIST) & (needed["year"] == 20)].iloc[0]
        factor = row["needed_median"] / row["median"]
        own = pay["role"] == "laboratory-technologist"
        poorer = pay.assign(pay=pay["pay"].mask(own, pay["pay"] * factor))
        case = sensitivity.Case(ASSUMED, inputs(poorer), TECHNOLOGIST, BASE)
        assert sensitivity.lead(case) == pytest.approx(0, abs=1)
        assert row["median"] == 62_930

    def test_side_jobs_are_no_part_of_the_job_s_pay(self, pay: pd.DataFrame) -> None:
        working = replace(LIFE, work_while_training_hours_a_week=20)
        paths = payoff.cumulative_pay(OURS, pay, PRICES, working)
        needed = payoff_pairs.break_even(paths, OURS, pay, PRICES, [TECHNOLOGIST], BASE, working)
        row = needed[(needed["pathway"] == TECHNOLOGIST) & (needed["year"] == 20)].iloc[0]
        own = pay["role"] == "laboratory-technologist"
        factor = row["needed_median"] / row["median"]
        poorer = pay.assign(pay=pay["pay"].mask(own, pay["pay"] * factor))
        assumed = replace(working, horizon_years=20)
        case = sensitivity.Case(assumed, inputs(poorer), TECHNOLOGIST, BASE)
        assert sensitivity.lead(case) == pytest.approx(0, abs=1)

    def test_without_a_baseline_there_is_none(self, pay: pd.DataFrame, paths: pd.DataFrame) -> None:
        none = payoff_pairs.break_even(paths, OURS, pay, PRICES, [TECHNOLOGIST], "", LIFE)
        assert none.empty and "needed_median" in none


class TestEnds:
    @pytest.fixture
    def ends(self, pay: pd.DataFrame) -> payoff_pairs.Ends:
        blend = ["laboratory-combined", *JOBS[:2]]
        ratios = payoff_cases.split_ratios(
            of_roles(load.wages("national"), load.table("role_soc"), blend)
        )
        lines = pd.DataFrame({"role": JOBS, "relation": ["combined", "combined", "own"]})
        apart = payoff_cases.as_if_apart(pay, lines, ratios)
        return payoff_pairs.Ends(
            ASSUMPTIONS,
            payoff_pairs.spans_by_length(STAGES, WAYS),
            payoff_pairs.price_ends(ITEMS, ASSUMPTIONS, 1.0),
            apart,
        )

    def test_inputs_go_to_both_ends(self, pay: pd.DataFrame, ends: payoff_pairs.Ends) -> None:
        case = sensitivity.Case(ASSUMED, inputs(pay), TECHNOLOGIST, BASE)
        swings = sensitivity.swings(sensitivity.lead, case, ends.of(case)).set_index("assumption")
        programme = swings.loc[prices.PROGRAMME_PRICE]
        assert programme["outcome_low"] < programme["outcome"] < programme["outcome_high"]
        split = swings.loc["split"]
        assert split["outcome_low"] == split["outcome"]
        apart = replace(case, inputs=inputs(ends.apart_pay))
        assert split["outcome_high"] == sensitivity.lead(apart)
        assert "horizon_years" not in swings.index

    def test_returns_lie_in_their_range(self, pay: pd.DataFrame, ends: payoff_pairs.Ends) -> None:
        case = sensitivity.Case(LIFE, inputs(pay), "", BASE)
        row = payoff_pairs.returns([TECHNOLOGIST], case, ends).iloc[0]
        assert 0 < row["rate_low"] < row["rate"] < row["rate_high"] < 1
        at_rate = replace(LIFE, discount_rate=float(row["rate"]))
        central = replace(case, pathway=TECHNOLOGIST, assumed=at_rate)
        assert sensitivity.lead(central) == pytest.approx(0, abs=1)


def test_scenarios_are_told_apart_by_their_place() -> None:
    tried = [CENTRAL, replace(CENTRAL, cost_factor=0.0)]
    rows = payoff_pairs.under(tried, SPANS, PAY, COSTS, ["degree"], "certificate", 20)
    assert rows["scenario"].tolist() == [0, 1]
    assert rows["lead_cumulative"].diff().iloc[1] == pytest.approx(48_000 - 4_125)
