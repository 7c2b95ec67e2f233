"""Means against percentiles: by hand, by linear programming, and by drawing from a distribution."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from rolereport.analysis import means
from rolereport.analysis.distributions import (
    CELL_PERCENT,
    PERCENTILES,
    percentile_columns,
    probability_higher,
)

# OEWS May 2025, the nation, dollars a year.
ASSISTANT, ASSISTANT_MEAN = [36050, 38470, 45690, 49180, 59310], 46120
LABORATORY, LABORATORY_MEAN = [38910, 47650, 62930, 81450, 100990], 67350

pay = st.integers(15_000, 250_000)
distinct = st.lists(pay, min_size=5, max_size=5, unique=True).map(sorted)


def row(percentiles: list[float], mean: float = np.nan, **columns: object) -> pd.Series:
    figures = dict(zip(percentile_columns(), percentiles, strict=True))
    return pd.Series({**figures, "mean_annual": mean, "codes": "", **columns})


class TestMeanBounds:
    def test_published_mean_of_assistants(self) -> None:
        check = means.mean_bounds(row(ASSISTANT, ASSISTANT_MEAN))
        # (15 x 36,050 + 25 x 38,470 + 25 x 45,690 + 15 x 49,180 + 10 x 59,310) / 100
        assert check.least == pytest.approx(39_755.5)
        assert check.most == np.inf
        assert check.consistent

    def test_a_stated_cap_bounds_the_mean_above(self) -> None:
        check = means.mean_bounds(row(LABORATORY, LABORATORY_MEAN), cap=2)
        # Every job at the top of its cell, the best-paid tenth at 2 x 100,990.
        assert check.most == pytest.approx(
            (10 * 38_910 + 15 * 47_650 + 25 * 62_930 + 25 * 81_450 + 15 * 100_990 + 20 * 100_990)
            / 100
        )

    def test_what_the_mean_leaves_for_the_best_paid_tenth(self) -> None:
        check = means.mean_bounds(row(LABORATORY, LABORATORY_MEAN))
        below = 15 * 38_910 + 25 * 47_650 + 25 * 62_930 + 15 * 81_450
        assert check.top_most == pytest.approx((100 * LABORATORY_MEAN - below) / 10)
        assert check.top_least == 100_990  # at its own floor, whatever the others earn
        assert check.top_least < check.top_curve_least < check.top_curve_most < check.top_most

    def test_a_mean_below_the_least_is_caught(self) -> None:
        check = means.mean_bounds(row(ASSISTANT, 39_755))
        assert check.consistent is False
        assert np.isnan([check.top_least, check.top_most, check.top_curve_most]).all()

    def test_top_code_raises_the_least_and_opens_the_most(self) -> None:
        surgeon = row([100_000, 150_000, 200_000, np.nan, np.nan], 300_000)
        check = means.mean_bounds(surgeon, top_code=239_200, cap=2)
        assert check.least == pytest.approx(0.15 * 1e5 + 0.25 * 1.5e5 + 0.25 * 2e5 + 0.25 * 239_200)
        assert check.most == np.inf
        assert check.top_least == 239_200

    def test_unknown_is_neither(self) -> None:
        assert means.mean_bounds(row(ASSISTANT)).consistent is None
        nothing = means.mean_bounds(row([np.nan] * 5, 46_120))
        assert nothing.consistent is None
        assert np.isnan(nothing.least)

    def test_no_curve_is_forced_on_a_mean_that_it_cannot_have(self) -> None:
        # Least mean 42,500; the curve alone gives the middle more than this mean leaves.
        flat_below = row([20_000, 20_100, 20_200, 100_000, 100_100], 43_000)
        check = means.mean_bounds(flat_below)
        assert check.consistent
        assert np.isnan([check.top_curve_least, check.top_curve_most]).all()

    @given(distinct, st.floats(1, 5))
    def test_linear_programming_finds_the_same_bounds(
        self, percentiles: list[int], factor: float
    ) -> None:
        cap = factor * percentiles[-1]
        found = means.mean_bounds(row(percentiles), cap=factor)
        assert _mean_by_program(percentiles, cap, +1) == pytest.approx(found.least)
        assert _mean_by_program(percentiles, cap, -1) == pytest.approx(found.most)

    @given(st.floats(9.5, 12), st.floats(0.05, 0.9), st.integers(0, 2**32 - 1))
    def test_a_drawn_distribution_keeps_within_the_bounds(
        self, level: float, spread: float, seed: int
    ) -> None:
        jobs = np.sort(np.random.default_rng(seed).lognormal(level, spread, size=4_000))
        published = np.percentile(jobs, PERCENTILES, method="inverted_cdf")
        found = means.mean_bounds(row(list(published), jobs.mean()))
        top = jobs[-400:].mean()
        assert found.consistent
        assert found.top_least - 1e-6 <= top <= found.top_most + 1e-6


class TestMeansTable:
    def test_one_row_each_with_its_median(self) -> None:
        rows = pd.DataFrame([row(ASSISTANT, ASSISTANT_MEAN), row(LABORATORY, LABORATORY_MEAN)])
        rows[["area", "role", "year"]] = [["US", "a", 2025], ["US", "b", 2025]]
        table = means.means_table(rows)
        assert table["role"].tolist() == ["a", "b"]
        assert table["above_median"].tolist() == pytest.approx(
            [46_120 / 45_690 - 1, 67_350 / 62_930 - 1]
        )

    def test_reads_the_ceiling_where_the_row_is_marked(self) -> None:
        top = [100_000.0, 150_000, 200_000, np.nan, np.nan]
        marks = {"codes": "p75_annual=#; p90_annual=#", "ceiling_annual": 239_200.0}
        rows = pd.DataFrame([row(top, 300_000, **marks)]).assign(area="US", role="a", year=2024)
        assert means.means_table(rows)["top_least"].tolist() == [239_200]


# OEWS May 2025, the nation.
PHLEBOTOMIST, PHLEBOTOMIST_MEAN = [35_780, 38_190, 45_230, 48_930, 58_780], 45_520
PHARMACY, PHARMACY_MEAN = [36_020, 37_850, 45_750, 49_990, 61_040], 46_620


class TestBoundsWithMeans:
    @given(distinct, distinct)
    def test_without_a_mean_the_bound_is_the_plain_one(self, a: list[int], b: list[int]) -> None:
        """Two ways to one bound: cells against cells, and a linear program."""
        chance = means.greatest_chance(a, b, np.inf)
        assert chance == pytest.approx(probability_higher(a, b).high)

    def test_the_pair_that_a_mean_narrows_by_hand(self) -> None:
        # To outrank phlebotomists as often as can be, pharmacy technicians would need a mean of
        # 47,441 dollars; their own is 46,620.
        needed = (
            10 * 35_780 + 15 * 36_020 + 25 * 45_230 + 25 * 48_930 + 15 * 58_780 + 10 * 61_040
        ) / 100
        full = probability_higher(PHARMACY, PHLEBOTOMIST).high
        assert means.greatest_chance(PHARMACY, PHLEBOTOMIST, needed) == pytest.approx(full)
        assert means.greatest_chance(PHARMACY, PHLEBOTOMIST, needed - 1) < full
        # The dearest step for what it wins: the lowest tenth passing 35,780 to outrank 15 in 100.
        # 821 of the 3,578 dollars that it costs are wanting.
        short = full - 0.10 * 0.15 * (needed - PHARMACY_MEAN) / (0.10 * 35_780)
        found = means.greatest_chance(PHARMACY, PHLEBOTOMIST, PHARMACY_MEAN)
        assert found == pytest.approx(short)

    def test_the_table_says_which_bars_move(self) -> None:
        rows = pd.DataFrame(
            [
                row(LABORATORY, LABORATORY_MEAN), row(ASSISTANT, ASSISTANT_MEAN),
                row(PHLEBOTOMIST, PHLEBOTOMIST_MEAN), row(PHARMACY, PHARMACY_MEAN),
            ]
        )  # fmt: skip
        rows[["area", "role", "year"]] = [["US", name, 2025] for name in "abcd"]
        lab = means.bounds_with_means(rows.head(2), "b").iloc[0]
        assert (lab["low"], lab["high"], lab["narrower"]) == (0.6125, 0.9125, False)
        other = means.bounds_with_means(rows.tail(2), "d").iloc[0]
        plain = probability_higher(PHLEBOTOMIST, PHARMACY)
        assert plain.low < other["low"] < other["high"] == plain.high
        assert other["narrower"]
        unknown = means.bounds_with_means(rows.tail(2).assign(mean_annual=np.nan), "d")
        assert unknown["low"].isna().all() and not unknown["narrower"].any()
        assert means.bounds_with_means(rows.head(1), "a").empty

    @settings(max_examples=40, deadline=None)
    @given(
        st.floats(10, 10.6), st.floats(0.03, 0.5), st.floats(10, 10.6), st.floats(0.03, 0.5),
        st.integers(0, 2**32 - 1),
    )  # fmt: skip
    def test_drawn_jobs_keep_within_the_narrower_bounds(
        self, level: float, spread: float, other_level: float, other_spread: float, seed: int
    ) -> None:
        generator = np.random.default_rng(seed)
        a = np.sort(generator.lognormal(level, spread, size=2_000))
        b = np.sort(generator.lognormal(other_level, other_spread, size=2_000))
        published = [
            row(list(np.percentile(jobs, PERCENTILES, method="inverted_cdf")), jobs.mean())
            for jobs in (a, b)
        ]
        rows = pd.DataFrame(published).assign(area="US", year=2025, role=["a", "b"])
        found = means.bounds_with_means(rows, "b").iloc[0]
        truth = np.searchsorted(b, a).mean() / len(b)
        assert found["low"] - 0.002 <= truth <= found["high"] + 0.002


def _mean_by_program(percentiles: list[int], cap: float, sign: int) -> float:
    """The least (+1) or greatest (-1) mean of masses on the edges of the cells and on the cap."""
    edges = np.array([0, *percentiles, cap], dtype=float)
    cells = len(CELL_PERCENT)
    # Two masses a cell, on its lower and its upper edge, that together make its share.
    costs = np.ravel(np.column_stack([edges[:-1], edges[1:]]))
    belong = np.kron(np.eye(cells), np.ones(2))
    solved = linprog(sign * costs, A_eq=belong, b_eq=CELL_PERCENT / 100, bounds=(0, 1))
    return float(sign * solved.fun)
