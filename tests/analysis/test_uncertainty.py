from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import uncertainty

estimates = st.floats(1, 1e6)
errors = st.floats(0, 50)


def test_interval_of_may_2016_employment() -> None:
    # 623,560 medical assistants, RSE 0.8 percent.
    low, high = uncertainty.interval(623_560, 0.8)
    assert (low, high) == (pytest.approx(615_353.95, abs=0.01), pytest.approx(631_766.05, abs=0.01))


def test_unknown_error_gives_an_unknown_interval() -> None:
    assert np.isnan(uncertainty.interval(623_560, np.nan)).all()


@given(estimates, errors)
def test_interval_is_centred(estimate: float, rse: float) -> None:
    low, high = uncertainty.interval(estimate, rse)
    assert low <= estimate <= high
    assert (low + high) / 2 == pytest.approx(estimate)


WAGES = pd.DataFrame(
    {
        "area": ["US", "US"],
        "role": ["medical-assistant", "laboratory-combined"],
        "year": [2025, 2025],
        "employment": [800_000.0, 300_000.0],
        "employment_rse": [1.0, np.nan],
        "mean_annual": [46_000.0, 67_000.0],
        "mean_rse": [0.5, 1.0],
    }
)


def test_frame_of_intervals() -> None:
    table = uncertainty.with_intervals(WAGES)
    assert list(table) == ["area", "role", "year", "measure", "estimate", "rse", "low", "high"]
    assert table["high"].tolist() == pytest.approx([46_378.35, 68_102.15])
    assert (table["measure"] == "mean_annual").all()


def test_employment_has_its_own_error() -> None:
    table = uncertainty.with_intervals(WAGES, "employment")
    assert table["low"].tolist() == pytest.approx([786_840, np.nan], nan_ok=True)


def test_columns_a_source_lacks_are_unknown() -> None:
    table = uncertainty.with_intervals(WAGES.drop(columns=["mean_annual", "mean_rse"]))
    assert len(table) == 2
    assert table[["estimate", "low", "high"]].isna().all(axis=None)


def test_medians_have_no_error() -> None:
    with pytest.raises(ValueError, match="no standard error is published for p50_annual"):
        uncertainty.with_intervals(WAGES, "p50_annual")
