"""Where a function crosses nothing, beside SciPy's answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from rolereport.analysis.roots import root


@given(st.floats(0.05, 0.95), st.floats(0.1, 5), st.floats(1, 20))
def test_is_found_at_a_bend_too(crossing: float, before: float, times: float) -> None:
    def bent(x: float) -> float:
        away = x - crossing
        return away**3 + before * away * (times if away > 0 else 1)

    for ends in ((0.0, 1.0), (1.0, 0.0)):
        found = root(bent, *ends, within=1e-9)
        assert found == pytest.approx(brentq(bent, *ends, xtol=1e-9), abs=3e-9)
        assert found == pytest.approx(crossing, abs=1e-9)


def test_an_end_may_be_it() -> None:
    assert root(lambda x: x, -1.0, 0.0, within=1e-9) == 0.0
    assert root(lambda x: x, 0.0, 1.0, within=1e-9) == pytest.approx(0, abs=1e-9)


def test_refuses_ends_of_one_sign() -> None:
    with pytest.raises(ValueError, match="no sign changes"):
        root(lambda x: x, 1.0, 2.0, within=1e-9)
