"""What percentiles and a mean leave open: by hand, by linear programming, against real pay."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from rolereport.analysis import feasibility
from rolereport.analysis.claims import bottom_half_mean_bounds
from rolereport.data import load, wages

pay_of_all = st.lists(
    st.integers(min_value=10_000, max_value=200_000).map(float), min_size=20, max_size=60
)
# Published by BLS for May 2016, technologists (29-2011).
TECHNOLOGISTS = pd.Series(
    {
        "mean_annual": 62_440.0, "p10_annual": 41_550.0, "p25_annual": 51_370.0,
        "p50_annual": 61_070.0, "p75_annual": 72_920.0, "p90_annual": 85_160.0,
    }
)  # fmt: skip


def test_the_best_paid_tenth_cannot_average_less_than_the_90th_percentile() -> None:
    low, high = feasibility.top_tenth_bounds(TECHNOLOGISTS)
    assert low == pytest.approx(85_160)
    lowest = 0.15 * 41_550 + 0.25 * 51_370 + 0.25 * 61_070 + 0.15 * 72_920
    assert high == pytest.approx((62_440 - lowest) / 0.1)


def test_a_mean_above_its_percentiles_pushes_the_tenth_up() -> None:
    low, _ = feasibility.top_tenth_bounds(
        TECHNOLOGISTS.where(lambda x: x.index != "mean_annual", 75_000)
    )
    most = 0.1 * 41_550 + 0.15 * 51_370 + 0.25 * 61_070 + 0.25 * 72_920 + 0.15 * 85_160
    assert low == pytest.approx((75_000 - most) / 0.1)


def test_impossible_pay_is_refused() -> None:
    with pytest.raises(ValueError, match="no pay with a mean of"):
        feasibility.slice_mean_bounds([0.5, 0.5], [10.0, 20.0, 30.0], 40.0, 0)


def test_what_nothing_bounds_is_infinite() -> None:
    low, high = feasibility.slice_mean_bounds([0.5, 0.5], [0.0, 20.0, math.inf], 25.0, -1)
    assert (low, high) == pytest.approx((30.0, 50.0))


@given(pay_of_all)
def test_bounds_hold_for_any_pay(pay: list[float]) -> None:
    everyone = np.sort(np.repeat(pay, 20))
    cuts = {"p10": 0.10, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p90": 0.90}
    row = {f"{name}_annual": everyone[round(cut * len(everyone))] for name, cut in cuts.items()}
    top = everyone[round(0.9 * len(everyone)) :].mean()
    low, high = feasibility.top_tenth_bounds(pd.Series({**row, "mean_annual": everyone.mean()}))
    assert low - 0.01 <= top <= high + 0.01


@given(
    st.floats(min_value=20_000, max_value=80_000), st.floats(min_value=0, max_value=30_000),
    st.floats(min_value=0, max_value=60_000),
)  # fmt: skip
def test_three_averages_bound_the_lower_half_alike(
    median: float, below: float, above: float
) -> None:
    top = median + above
    mean = 0.5 * (median - 0.5 * below) + 0.4 * (median + 0.5 * above) + 0.1 * top
    closed = bottom_half_mean_bounds(mean, median, top)
    # The middle four tenths lie between the median and the mean of the best-paid tenth.
    solved = feasibility.slice_mean_bounds([0.5, 0.4], [0.0, median, top], mean - 0.1 * top, 0)
    assert solved == pytest.approx(closed, abs=1)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 50)), min_size=1, max_size=6),
    st.one_of(st.just(math.inf), st.integers(0, 50)),
    st.floats(0, 1),
    st.integers(0, 5),
)
def test_linear_programming_finds_the_same(
    slices: list[tuple[int, int]], top: float, way: float, which: int
) -> None:
    shares = [size / sum(size for size, _ in slices) for size, _ in slices]
    ends = [0.0, *np.cumsum([width for _, width in slices], dtype=float)]
    ends[-1] = ends[-2] + top
    least, most = np.dot(shares, ends[:-1]), np.dot(shares, np.minimum(ends[1:], 1e3))
    mean, which = float(least + way * (most - least)), which % len(shares)
    limits = [(low, None if math.isinf(high) else high) for low, high in pairwise(ends)]
    target = np.eye(len(shares))[which]
    solved = [
        linprog(sign * target, A_eq=[shares], b_eq=[mean], bounds=limits).x[which]
        for sign in (1, -1)
    ]
    found = feasibility.slice_mean_bounds(shares, ends, mean, which)
    assert found == pytest.approx(solved, rel=1e-6, abs=1e-6)


def test_every_year_of_the_technologists() -> None:
    lines = wages.of_roles(
        load.wages("national"), load.table("role_soc"), ["laboratory-technologist"]
    )
    own = lines[lines["relation"] == "own"]
    table = feasibility.top_tenth_by_year(own).set_index("year")
    assert table.index.tolist() == list(range(2002, 2017))
    assert (table["low"] >= table["p90_annual"] - 0.01).all()
    assert (table["high"] > table["low"]).all()
    allowed = (table["low"] <= 78_000) & (table["high"] >= 78_000)
    assert table.index[allowed].tolist() == list(range(2002, 2011))


def test_years_that_lack_a_figure_are_left_out() -> None:
    rows = pd.DataFrame([{"role": "x", "soc_code": "y", "year": 2016, **TECHNOLOGISTS}])
    assert len(feasibility.top_tenth_by_year(rows)) == 1
    assert feasibility.top_tenth_by_year(rows.assign(mean_annual=np.nan)).empty
