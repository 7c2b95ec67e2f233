"""The curves through a few points are those of SciPy, to the last bit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from rolereport.analysis import curves

points = st.lists(st.integers(0, 100), min_size=2, max_size=6, unique=True).map(sorted)


@given(points, st.data())
def test_as_scipy_has_it(at: list[int], data: st.DataObject) -> None:
    values = st.lists(st.integers(-9, 9), min_size=len(at), max_size=len(at))
    x = np.array(at, dtype=float)
    y = np.array(data.draw(st.tuples(values, values)), dtype=float).T  # two curves, with turns
    expected = PchipInterpolator(x, y)
    cubics = curves.cubics(x, y)
    np.testing.assert_array_equal(cubics, expected.c)
    between = np.linspace(x[0], x[-1], 33)
    piece = np.searchsorted(x[1:-1], between, side="right")
    found = curves.height(cubics[:, piece, 0], between - x[piece])
    np.testing.assert_array_equal(found, expected(between)[:, 0])
