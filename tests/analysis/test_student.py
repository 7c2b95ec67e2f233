"""Student's quantile beside SciPy's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from rolereport.analysis import student


@given(st.floats(0.001, 0.999), st.integers(1, 200))
def test_as_scipy_has_it(probability: float, freedom: int) -> None:
    expected = t.ppf(probability, freedom)
    assert student.quantile(probability, freedom) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_table_of_a_textbook() -> None:
    assert student.quantile(0.975, 10) == pytest.approx(2.228, abs=5e-4)
    assert student.quantile(0.95, 1) == pytest.approx(6.314, abs=5e-4)
