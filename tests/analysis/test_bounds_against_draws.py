"""Bounds from five percentiles, tried on distributions whose truth is known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from scipy.integrate import trapezoid
from scipy.optimize import linprog

from rolereport.analysis.distributions import (
    CELL_PERCENT,
    PERCENTILES,
    cells_of,
    probability_higher,
    share_above,
)

RANKS = np.array(PERCENTILES) / 100
FINE = (np.arange(50_000) + 0.5) / 50_000
LABORATORY = [38910, 47650, 62930, 81450, 100990]
ASSISTANT = [36050, 38470, 45690, 49180, 59310]

levels, spreads = st.floats(10, 11.5), st.floats(0.08, 0.9)


@st.composite
def distributions(draw: st.DrawFn) -> stats.rv_frozen:  # type: ignore[no-any-unimported]
    """Pay as lognormal, gamma, Weibull or with a heavy (Pareto) upper tail."""
    scale, shape = np.exp(draw(levels)), draw(spreads)
    return draw(
        st.sampled_from(
            [
                stats.lognorm(shape, scale=scale),
                stats.gamma(1 / shape**2, scale=scale * shape**2),
                stats.weibull_min(1.2 / shape, scale=scale),
                stats.pareto(1.5 + 1 / shape, scale=scale),
            ]
        )
    )


@settings(max_examples=60, deadline=None)
@given(distributions(), distributions())
def test_the_chance_of_a_known_pair_is_within_the_bounds(a, b) -> None:  # type: ignore[no-untyped-def]
    # P(A > B) as the mean over A's ranks of the share of B below: another way than by cells.
    truth = trapezoid(b.cdf(a.ppf(FINE)), FINE)
    bounds = probability_higher(a.ppf(RANKS), b.ppf(RANKS))
    assert bounds.low - 1e-4 <= truth <= bounds.high + 1e-4
    # A pair with a job in a tail (36 in 100) counts at the middle of what it can be.
    assert bounds.point == pytest.approx(truth, abs=0.11)


@settings(max_examples=60, deadline=None)
@given(distributions(), distributions())
def test_the_share_above_a_known_median_is_within_the_bounds(a, b) -> None:  # type: ignore[no-untyped-def]
    bounds = share_above(a.ppf(RANKS), b.median())
    truth = a.sf(b.median())
    assert bounds.low - 1e-9 <= truth <= bounds.high + 1e-9
    assert bounds.point == pytest.approx(truth, abs=0.06)


@settings(max_examples=30, deadline=None)
@given(distributions(), distributions(), st.floats(0.5, 0.95))
def test_a_known_ceiling_keeps_the_truth_within_the_bounds(a, b, printed) -> None:  # type: ignore[no-untyped-def]
    """Percentiles at or above the ceiling are coded, as in a release, and the bounds still hold."""
    ceiling = float(a.ppf(printed))
    published = np.where(a.ppf(RANKS) >= ceiling, np.nan, a.ppf(RANKS))
    truth = trapezoid(b.cdf(a.ppf(FINE)), FINE)
    coded = probability_higher(published, b.ppf(RANKS), top_code_a=ceiling)
    blind = probability_higher(published, b.ppf(RANKS))
    assert coded.low - 1e-4 <= truth <= coded.high + 1e-4
    assert blind.low <= coded.low and coded.high <= blind.high  # the code is worth something


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(15_000, 250_000), min_size=10, max_size=10, unique=True),
    st.integers(0, 2**32 - 1),
)
def test_linear_programming_finds_the_same_share_above(drawn: list[int], seed: int) -> None:
    percentiles = sorted(drawn[:5])
    threshold = np.random.default_rng(seed).integers(10_000, 260_000) + 0.5
    found = share_above(percentiles, float(threshold))
    assert _share_by_program(percentiles, threshold, +1) == pytest.approx(found.low)
    assert _share_by_program(percentiles, threshold, -1) == pytest.approx(found.high)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(15_000, 120_000), min_size=10, max_size=10, unique=True))
def test_linear_programming_finds_no_chance_beyond_the_bounds(drawn: list[int]) -> None:
    """The best placement of A against one of B, then of B against that of A, by programs in turn.

    The chance is linear in each distribution while the other is held, so each program climbs;
    from B at the floors of its cells (or their tops) the climb ends at the bound.
    """
    a, b = sorted(drawn[:5]), sorted(drawn[5:])
    bounds = probability_higher(a, b)
    assert _climb(a, b, best=True) == pytest.approx(bounds.high, abs=1e-6)
    assert _climb(a, b, best=False) == pytest.approx(bounds.low, abs=1e-6)


def test_the_published_pair_by_draws() -> None:
    """Ten thousand random placements inside the cells stay within, and come near, the bounds."""
    generator = np.random.default_rng(20250501)
    bounds = probability_higher(LABORATORY, ASSISTANT)
    chances = [
        _chance(_placed(LABORATORY, generator, up), _placed(ASSISTANT, generator, 1 - up))
        for up in (0.0, 0.5, 1.0)
        for _ in range(300)
    ]
    assert bounds.low - 1e-9 <= min(chances) < bounds.low + 0.02
    assert bounds.high - 0.02 < max(chances) <= bounds.high + 1e-9


def _placed(
    percentiles: list[int], generator: np.random.Generator, height: float
) -> NDArray[np.float64]:
    """One hundred jobs, each at `height` of its cell (0 floor, 1 top), but for a little noise."""
    edges = np.array([0, *percentiles, 10**6])
    least, greatest = (np.repeat(each, CELL_PERCENT) for each in (edges[:-1], edges[1:]))
    place = np.clip(height + generator.uniform(-0.02, 0.02, size=100), 0.001, 0.999)
    return least + place * (greatest - least)


def _chance(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    return float((a[:, None] > b).mean())


def _share_by_program(percentiles: list[int], threshold: float, sign: int) -> float:
    """The least (+1) or greatest (-1) mass above the threshold, masses anywhere in their cells."""
    edges = [0, *percentiles, 10**7]
    ends = [each + step for each in (*edges, threshold) for step in (-0.1, 0.1)]
    support = np.unique([each for each in ends if edges[0] < each < edges[-1]])
    inside = np.array([(support > low) & (support < high) for low, high in pairwise(edges)])
    costs = sign * (support > threshold).astype(float)
    solved = linprog(costs, A_eq=inside.astype(float), b_eq=CELL_PERCENT / 100, bounds=(0, 1))
    return float(sign * solved.fun)


def _climb(a: list[int], b: list[int], *, best: bool) -> float:
    sign = 1 if best else -1
    support = np.unique([each + step for each in (*a, *b) for step in (-0.2, -0.1, 0.1, 0.2)])
    support = np.r_[0.1, support, 10.0**7]
    wins = (support[:, None] > support[None, :]) + 0.5 * (support[:, None] == support[None, :])
    held = _placed_by_program(b, support, -sign * support)
    for _ in range(2):
        best_a = _placed_by_program(a, support, sign * wins @ held)
        held = _placed_by_program(b, support, sign * wins.T @ best_a)
    return float(best_a @ wins @ held)


def _placed_by_program(
    percentiles: list[int], support: NDArray[np.float64], gains: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The masses on `support` that gain most and keep each cell's share."""
    edges = [0, *percentiles, np.inf]
    inside = np.array([(support > low) & (support < high) for low, high in pairwise(edges)])
    solved = linprog(-gains, A_eq=inside.astype(float), b_eq=CELL_PERCENT / 100, bounds=(0, 1))
    return np.asarray(solved.x)


def test_cells_hold_what_is_published() -> None:
    cells = cells_of(ASSISTANT, None)
    assert cells is not None
    assert cells.least.tolist() == [0, *ASSISTANT]
    assert cells.greatest.tolist() == [*ASSISTANT, np.inf]
