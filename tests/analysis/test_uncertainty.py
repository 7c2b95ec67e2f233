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


class TestDifferences:
    # Margins of 1.645 x 230 and 1.645 x 670 dollars.
    BOTH = WAGES.assign(mean_rse=[0.5, 1.0])

    def test_by_hand(self) -> None:
        row = uncertainty.differences(self.BOTH, "medical-assistant").iloc[0]
        assert row["difference"] == 21_000
        assert row["margin"] == pytest.approx(1.645 * (230**2 + 670**2) ** 0.5)
        assert row["widest"] == pytest.approx(1.645 * 900)
        assert row["high"] - row["low"] == pytest.approx(2 * row["margin"])
        assert row["apart"] == "surely"

    @pytest.mark.parametrize(
        ("mean", "apart"), [(46_800.0, "no"), (47_000.0, "if independent"), (47_600.0, "surely")]
    )
    def test_verdicts(self, mean: float, apart: str) -> None:
        near = self.BOTH.assign(mean_annual=[46_000.0, mean])
        row = uncertainty.differences(near, "medical-assistant").iloc[0]
        # About 1.645 x (230 and 470 dollars): 860 if independent, 1,150 at the most.
        assert row["margin"] == pytest.approx(861, abs=10)
        assert row["apart"] == apart

    def test_unknown_is_no_verdict(self) -> None:
        row = uncertainty.differences(WAGES.drop(columns="mean_rse"), "medical-assistant").iloc[0]
        assert row["apart"] == ""

    def test_one_role_has_nothing_to_differ_from(self) -> None:
        alone = self.BOTH[self.BOTH["role"] == "medical-assistant"]
        assert uncertainty.differences(alone, "medical-assistant").empty

    @given(st.floats(-1, 1), st.floats(1, 2_000), st.floats(1, 2_000))
    def test_no_correlation_exceeds_the_widest_margin(
        self, correlation: float, a: float, b: float
    ) -> None:
        variance = a**2 + b**2 - 2 * correlation * a * b
        assert max(variance, 0) ** 0.5 <= (a + b) * (1 + 1e-9)

    def test_the_interval_holds_the_truth_nine_times_in_ten(self) -> None:
        generator = np.random.default_rng(20250501)
        draws = generator.normal([46_000, 67_000], [230, 670], size=(250, 2))
        found = [
            uncertainty.differences(
                self.BOTH.assign(mean_annual=draw, mean_rse=100 * np.array([230, 670]) / draw),
                "medical-assistant",
            ).iloc[0]
            for draw in draws
        ]
        held = np.mean([row["low"] <= 21_000 <= row["high"] for row in found])
        assert 0.85 < held < 0.95
