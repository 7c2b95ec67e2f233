from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import distributions
from rolereport.analysis.distributions import CELL_PERCENT, PERCENTILES

# OEWS May 2025, the nation, dollars a year.
ASSISTANT = [36050, 38470, 45690, 49180, 59310]
LABORATORY = [38910, 47650, 62930, 81450, 100990]

pay = st.integers(15_000, 250_000)
distinct = st.lists(pay, min_size=5, max_size=5, unique=True).map(sorted)
coinciding = st.lists(
    st.sampled_from([30_000, 40_000, 50_000, 60_000]), min_size=5, max_size=5
).map(sorted)
any_percentiles = st.one_of(distinct, coinciding)


def wages(*rows: tuple[str, str, int, list[float]], **columns: object) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            [area, role, year, *percentiles, np.mean(percentiles)]
            for area, role, year, percentiles in rows
        ],
        columns=["area", "role", "year", *distributions.percentile_columns(), "mean_annual"],
    )
    return frame.assign(codes="", **columns)


NATION = wages(
    ("US", "medical-assistant", 2025, ASSISTANT),
    ("US", "laboratory-combined", 2025, LABORATORY),
)


class TestPercentilesLong:
    def test_one_row_each_lowest_first(self) -> None:
        long = distributions.percentiles_long(NATION)
        assert list(long) == ["area", "role", "year", "percentile", "pay"]
        assert long["percentile"].tolist() == [*PERCENTILES, *PERCENTILES]
        assert long["pay"].tolist() == [*ASSISTANT, *LABORATORY]
        assert long["role"].iloc[0] == "medical-assistant"

    def test_unknown_stays_unknown(self) -> None:
        long = distributions.percentiles_long(NATION, unit="hourly")
        assert len(long) == 10
        assert long["pay"].isna().all()


class TestQuantileFunction:
    @given(any_percentiles)
    def test_passes_through_the_percentiles_and_never_falls(self, percentiles: list[int]) -> None:
        curve = distributions.quantile_function(PERCENTILES, percentiles)
        assert curve(PERCENTILES) == pytest.approx(percentiles)
        drawn = curve(np.linspace(10, 90, 500))
        assert (np.diff(drawn) >= -1e-6).all()

    def test_is_unknown_beyond_the_outer_percentiles(self) -> None:
        curve = distributions.quantile_function(PERCENTILES, ASSISTANT)
        assert np.isnan(curve([9.99, 90.01])).all()

    def test_interpolates_the_logarithm(self) -> None:
        curve = distributions.quantile_function([10, 50, 90], [20_000, 40_000, 80_000])
        assert curve(30) == pytest.approx(20_000 * 2**0.5)

    def test_passes_over_unknown_percentiles(self) -> None:
        curve = distributions.quantile_function(PERCENTILES, [36050, np.nan, 45690, 49180, np.nan])
        assert curve(75) == pytest.approx(49180)
        assert np.isnan(curve(76))

    def test_says_nothing_from_one_percentile(self) -> None:
        curve = distributions.quantile_function([50], [45690])
        assert np.isnan(curve([50])).all()

    @pytest.mark.parametrize(
        ("bad", "message"),
        [([1, 2, 3, 5, 4], "percentiles must not fall"), ([0, 1, 2, 3, 4], "pay must be positive")],
    )
    def test_refuses_what_pay_cannot_be(self, bad: list[int], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            distributions.quantile_function(PERCENTILES, bad)


class TestShareAbove:
    def test_laboratory_jobs_above_the_assistants_median(self) -> None:
        # 45,690 lies in the laboratory's cell from 38,910 (90 % above) to 47,650 (75 % above).
        share = distributions.share_above(LABORATORY, 45690)
        assert (share.low, share.high) == (0.75, 0.90)
        assert 0.75 < share.point < 0.90

    @pytest.mark.parametrize(
        ("percentile", "dollars"), list(zip(PERCENTILES, ASSISTANT, strict=True))
    )
    def test_is_exact_at_a_published_percentile(self, percentile: int, dollars: int) -> None:
        share = distributions.share_above(ASSISTANT, dollars)
        expected = pytest.approx(1 - percentile / 100)
        assert (share.low, share.point, share.high) == (expected, expected, expected)

    def test_tails_are_bounded_not_guessed(self) -> None:
        below = distributions.share_above(ASSISTANT, 20_000)
        assert (below.low, below.point, below.high) == (0.9, pytest.approx(0.95), 1.0)
        above = distributions.share_above(ASSISTANT, 1_000_000)
        assert (above.low, above.point, above.high) == (0.0, pytest.approx(0.05), 0.1)

    def test_point_follows_the_curve(self) -> None:
        curve = distributions.quantile_function(PERCENTILES, LABORATORY)
        share = distributions.share_above(LABORATORY, float(curve(60)))
        assert share.point == pytest.approx(0.40, abs=0.001)

    def test_top_code_bounds_what_is_missing_above(self) -> None:
        coded = [100_000, 150_000, 200_000, np.nan, np.nan]
        known = distributions.share_above(coded, 239_200, top_code=239_200)
        assert (known.low, known.high) == (0.25, 0.5)
        unknown = distributions.share_above(coded, 239_200)
        assert (unknown.low, unknown.high) == (0.0, 0.5)
        assert np.isnan(known.point)

    def test_missing_percentile_widens_the_bounds_to_its_neighbours(self) -> None:
        share = distributions.share_above([36050, np.nan, 45690, 49180, 59310], 38470)
        assert (share.low, share.high) == (0.5, 0.9)

    def test_nothing_known_gives_nothing(self) -> None:
        assert np.isnan(distributions.share_above([np.nan] * 5, 40_000).low)
        assert np.isnan(distributions.share_above(ASSISTANT, np.nan).high)

    @given(any_percentiles, pay)
    def test_bounds_hold_the_point(self, percentiles: list[int], threshold: int) -> None:
        share = distributions.share_above(percentiles, threshold)
        assert 0 <= share.low <= share.point <= share.high <= 1

    @given(distinct, pay, st.integers(1, 50_000))
    def test_falls_as_the_threshold_rises(
        self, percentiles: list[int], threshold: int, rise: int
    ) -> None:
        lower = distributions.share_above(percentiles, threshold)
        higher = distributions.share_above(percentiles, threshold + rise)
        assert lower.low >= higher.low
        assert lower.point >= higher.point
        assert lower.high >= higher.high

    def test_wants_five_percentiles(self) -> None:
        with pytest.raises(ValueError, match="expected 5 percentiles, not 4"):
            distributions.share_above(ASSISTANT[:4], 40_000)


class TestProbabilityHigher:
    def test_laboratory_over_assistant_by_hand(self) -> None:
        # Sure: 15 x 25 + 25 x 50 + (25 + 15 + 10) x 90 pairs of 10,000.
        # Possible: 10 x 50 + 15 x 75 + (25 + 25 + 15 + 10) x 100.
        higher = distributions.probability_higher(LABORATORY, ASSISTANT)
        assert (higher.low, higher.high) == (0.6125, 0.9125)
        assert higher.low < higher.point < higher.high

    def test_point_agrees_with_random_draws(self) -> None:
        generator = np.random.default_rng(20250501)
        ranks = generator.uniform(10, 90, size=(2, 400_000))
        laboratory, assistant = (
            distributions.quantile_function(PERCENTILES, each)(rank)
            for each, rank in zip((LABORATORY, ASSISTANT), ranks, strict=True)
        )
        sure, possible = distributions._outranks(
            *(distributions.cells_of(each, None) for each in (LABORATORY, ASSISTANT))  # type: ignore[arg-type]
        )
        middle = np.outer(CELL_PERCENT, CELL_PERCENT) * (sure + possible) / 20_000
        tails = middle.sum() - middle[1:-1, 1:-1].sum()
        expected = tails + 0.64 * (laboratory > assistant).mean()
        point = distributions.probability_higher(LABORATORY, ASSISTANT).point
        assert point == pytest.approx(expected, abs=0.002)

    @given(distinct, distinct)
    def test_bounds_are_reached(self, a: list[int], b: list[int]) -> None:
        """A hundred jobs each, placed at the ends of their cells, attain both bounds."""
        bounds = distributions.probability_higher(a, b)
        assert _chance(_at_bottom(a), _at_top(b)) == pytest.approx(bounds.low)
        assert _chance(_at_top(a), _at_bottom(b)) == pytest.approx(bounds.high)

    @given(any_percentiles, any_percentiles, st.integers(0, 2**32 - 1))
    def test_bounds_hold_any_distribution(self, a: list[int], b: list[int], seed: int) -> None:
        generator = np.random.default_rng(seed)
        chance = _chance(_within(a, generator), _within(b, generator))
        bounds = distributions.probability_higher(a, b)
        assert bounds.low - 1e-9 <= chance <= bounds.high + 1e-9

    @given(any_percentiles, any_percentiles)
    def test_both_ways_round_make_one(self, a: list[int], b: list[int]) -> None:
        forth, back = (
            distributions.probability_higher(a, b),
            distributions.probability_higher(b, a),
        )
        assert 0 <= forth.low <= forth.point <= forth.high <= 1
        assert forth.low + back.high == pytest.approx(1)
        assert forth.point + back.point == pytest.approx(1)

    @given(any_percentiles)
    def test_identical_pay_is_even(self, percentiles: list[int]) -> None:
        even = distributions.probability_higher(percentiles, percentiles)
        assert even.low <= 0.5 <= even.high
        assert even.point == pytest.approx(0.5)

    def test_identical_pay_by_hand(self) -> None:
        # Squares of the cells' shares sum to 0.19: those pairs may go either way.
        even = distributions.probability_higher(ASSISTANT, ASSISTANT)
        assert (even.low, even.high) == (0.405, 0.595)

    @given(any_percentiles, any_percentiles, st.floats(1, 3))
    def test_rises_with_pay(self, a: list[int], b: list[int], factor: float) -> None:
        before = distributions.probability_higher(a, b)
        after = distributions.probability_higher([factor * each for each in a], b)
        assert after.low >= before.low
        assert after.point >= before.point - 1e-9
        assert after.high >= before.high

    def test_pay_far_above_still_leaves_the_tails_open(self) -> None:
        # The other's best-paid tenth has no ceiling, one's own worst-paid tenth no floor.
        far = distributions.probability_higher([each * 10 for each in ASSISTANT], ASSISTANT)
        assert (far.low, far.high) == (pytest.approx(0.81), 1.0)

    def test_single_pay_ties_where_it_is_certain(self) -> None:
        # Only the 80 percent of A and of B between p10 and p90 surely pay 40,000: half of 0.64.
        flat = distributions.probability_higher([40_000] * 5, [40_000] * 5)
        # Tails: B's bottom tenth is below A's 90 percent from p10 up; A's top tenth likewise.
        assert flat.low == pytest.approx(0.32 + 0.8 * 0.1 + 0.1 * 0.9)
        assert flat.point == pytest.approx(0.5)

    def test_top_code_of_either(self) -> None:
        surgeons = [100_000, 200_000, np.nan, np.nan, np.nan]
        coded = distributions.probability_higher(surgeons, LABORATORY, top_code_a=239_200)
        # Cells start at 0, 100,000, 200,000 and three times the code.
        assert coded.low == pytest.approx((15 * 75 + 75 * 90) / 10_000)
        assert np.isnan(coded.point)
        other = distributions.probability_higher(LABORATORY, surgeons, top_code_b=239_200)
        assert other.high == pytest.approx(1 - coded.low)

    def test_nothing_known_gives_nothing(self) -> None:
        unknown = distributions.probability_higher(ASSISTANT, [np.nan] * 5)
        assert np.isnan([unknown.low, unknown.point, unknown.high]).all()


class TestOverlapTable:
    def test_each_role_against_the_baseline(self) -> None:
        table = distributions.overlap_table(NATION, "medical-assistant")
        assert table["role"].tolist() == ["laboratory-combined"]
        row = table.iloc[0]
        assert (row["area"], row["year"], row["baseline"]) == ("US", 2025, "medical-assistant")
        assert (row["higher_low"], row["higher_high"]) == (0.6125, 0.9125)
        assert (row["above_median_low"], row["above_median_high"]) == (0.75, 0.9)

    def test_compares_within_area_and_year_only(self) -> None:
        both = pd.concat([NATION, wages(("TX", "laboratory-combined", 2025, LABORATORY))])
        assert distributions.overlap_table(both, "medical-assistant")["area"].tolist() == ["US"]

    def test_reads_the_top_code_where_the_row_is_marked(self) -> None:
        top = [100_000, 150_000, 200_000, 239_100, np.nan]
        low = [90_000, 120_000, 239_150, 239_160, 239_170]
        marked = wages(("US", "surgeon", 2025, top), ("US", "dentist", 2025, low))
        marked["codes"] = ["p90_annual=#", ""]
        marked["ceiling_annual"] = 239_200.0
        table = distributions.overlap_table(marked, "dentist")
        assert table["above_median_low"].tolist() == [0.1]
        unmarked = distributions.overlap_table(marked.assign(codes=""), "dentist")
        assert unmarked["above_median_low"].tolist() == [0.0]

    def test_the_other_way_round(self) -> None:
        # 62,930 is above the assistants' 90th percentile: at most a tenth of them pass it.
        row = distributions.overlap_table(NATION, "medical-assistant").iloc[0]
        assert (row["baseline_above_low"], row["baseline_above_high"]) == (0.0, 0.1)
        back = distributions.overlap_table(NATION, "laboratory-combined").iloc[0]
        assert back["above_median_high"] == row["baseline_above_high"]
        assert back["baseline_above_point"] == row["above_median_point"]

    def test_a_median_at_the_ceiling_is_a_bound(self) -> None:
        surgeon = [104_240, 181_490, np.nan, np.nan, np.nan]
        rows = wages(("US", "surgeon", 2024, surgeon), ("US", "laboratory", 2024, LABORATORY))
        rows["codes"] = ["p50_annual=#; p75_annual=#; p90_annual=#", ""]
        rows["ceiling_annual"] = [239_200.0, np.nan]
        row = distributions.overlap_table(rows, "laboratory").iloc[0]
        # Above 239,200 lies at most the best-paid tenth of the laboratory, and perhaps no job.
        assert (row["baseline_above_low"], row["baseline_above_high"]) == (0.0, 0.1)
        assert np.isnan(row["baseline_above_point"])
        assert row["higher_low"] > 0.8

    def test_a_missing_median_is_bounded_by_its_neighbours(self) -> None:
        gap = [36_050, 38_470, np.nan, 49_180, 59_310]
        rows = wages(("US", "gap", 2025, gap), ("US", "laboratory", 2025, LABORATORY))
        row = distributions.overlap_table(rows, "laboratory").iloc[0]
        assert (row["baseline_above_low"], row["baseline_above_high"]) == (0.5, 1.0)

    def test_names_a_missing_baseline(self) -> None:
        with pytest.raises(ValueError, match=r"role nurse; there are laboratory-combined, medical"):
            distributions.overlap_table(NATION, "nurse")


class TestAnnualFromHourly:
    def test_a_year_is_2080_hours_to_ten_dollars(self) -> None:
        rows = NATION.drop(columns=distributions.percentile_columns()).assign(p10_hourly=15.07)
        worked = distributions.annual_from_hourly(rows.assign(p10_annual=np.nan))
        assert worked["p10_annual"].tolist() == [31_350, 31_350]
        assert worked["from_hourly"].all()

    def test_what_is_published_or_coded_stays(self) -> None:
        rows = NATION.assign(p10_hourly=1.0, p90_hourly=1.0, p90_annual=np.nan)
        worked = distributions.annual_from_hourly(rows.assign(codes="p90_annual=*"))
        assert worked["p10_annual"].tolist() == [36_050, 38_910]
        assert worked["p90_annual"].isna().all()
        assert not worked["from_hourly"].any()


class TestPayGap:
    def test_median_gap_of_may_2025(self) -> None:
        gap = distributions.pay_gap(NATION, "laboratory-combined", "medical-assistant").iloc[0]
        assert gap["gap"] == 17_240
        assert gap["ratio"] == pytest.approx(62_930 / 45_690)

    def test_an_area_with_one_role_has_an_unknown_gap(self) -> None:
        one = pd.concat([NATION, wages(("TX", "laboratory-combined", 2025, LABORATORY))])
        gaps = distributions.pay_gap(one, "laboratory-combined", "medical-assistant")
        assert gaps["area"].tolist() == ["TX", "US"]
        assert gaps["gap"].isna().tolist() == [True, False]

    def test_refuses_two_rows_for_one_place(self) -> None:
        with pytest.raises(ValueError, match="two rows"):
            distributions.pay_gap(
                pd.concat([NATION, NATION]), "laboratory-combined", "medical-assistant"
            )


class TestHourlyCheck:
    def test_published_medians_agree(self) -> None:
        checks = distributions.hourly_check(NATION.assign(p50_hourly=[21.97, 30.26]))
        medians = checks[checks["measure"] == "p50"]
        assert medians["consistent"].tolist() == [True, True]
        assert medians["difference"].tolist() == pytest.approx([-7.6, -10.8])

    def test_beyond_rounding_is_caught(self) -> None:
        checks = distributions.hourly_check(NATION.assign(p50_hourly=[21.98, 30.26]))
        assert checks.loc[checks["measure"] == "p50", "consistent"].tolist() == [False, True]

    def test_unknown_is_missing(self) -> None:
        checks = distributions.hourly_check(NATION)
        assert len(checks) == 12
        assert checks["consistent"].isna().all()


def _at_bottom(percentiles: list[int]) -> np.ndarray:
    return np.repeat([1, *percentiles], CELL_PERCENT) + 0.2


def _at_top(percentiles: list[int]) -> np.ndarray:
    return np.repeat([*percentiles, 10**9], CELL_PERCENT) - 0.2


def _within(percentiles: list[int], generator: np.random.Generator) -> np.ndarray:
    edges = np.array([0, *percentiles, 10**6])
    least, greatest = np.repeat(edges[:-1], CELL_PERCENT), np.repeat(edges[1:], CELL_PERCENT)
    return least + generator.beta(0.3, 0.3, size=100).clip(1e-6, 1 - 1e-6) * (greatest - least)


def _chance(a: np.ndarray, b: np.ndarray) -> float:
    lead = a[:, None] - b
    return float((lead > 0).mean() + (lead == 0).mean() / 2)


@given(st.lists(st.lists(st.integers(1, 500), min_size=5, max_size=5).map(sorted), max_size=5))
def test_curves_made_at_once_are_those_made_one_by_one(rows: list[list[int]]) -> None:
    pays = np.array([*rows, [1, 2, np.nan, 4, 5], [np.nan] * 5], dtype=float)
    at = np.linspace(10, 90, 37)
    curves = distributions.Curves(pays)
    for row, pay in enumerate(pays):
        found = curves(np.full(at.shape, row), at)
        if np.isnan(pay).any():
            assert np.isnan(found).all()
        else:
            expected = distributions.quantile_function(PERCENTILES, pay)(at)
            np.testing.assert_allclose(found, expected, rtol=1e-13)
