"""The curve through percentiles is that of scipy, value for value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from rolereport.analysis.pchip import pchip

VALUES = st.lists(st.sampled_from([0.0, 1.0, 2.5, 2.5001, 7.0, -3.0]), min_size=2, max_size=7)
WIDTHS = st.lists(st.floats(0.01, 50), min_size=7, max_size=7)


@settings(max_examples=300)
@given(VALUES, WIDTHS)
def test_as_scipy_has_it(y: list[float], widths: list[float]) -> None:
    x = np.cumsum(widths)[: len(y)]
    at = np.concatenate([x, np.linspace(x[0] - 1, x[-1] + 1, 101), [np.nan]])
    expected = PchipInterpolator(x, y, extrapolate=False)(at)
    np.testing.assert_array_equal(pchip(x.tolist(), y)(at), expected)


def test_a_single_value_in_gives_a_single_value() -> None:
    curve = pchip([10, 25, 50, 75, 90], [1, 2, 3, 4, 6])
    assert curve(25).shape == ()
    assert float(curve(25)) == 2
    assert curve([25, 50]).tolist() == [2, 3]


@pytest.mark.parametrize("at", [9.999, 90.001, np.nan])
def test_unknown_outside_the_points(at: float) -> None:
    assert np.isnan(pchip([10, 50, 90], [1, 2, 3])(at))
