"""The change since the last estimate with its interval, and the change between two vintages."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import last_change, place_change
from rolereport.data import load
from rolereport.data.wages import of_roles

NAN = float("nan")


def series(role: str, rows: dict[int, tuple[float, float, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows.values(), columns=["p50_annual", "mean_annual", "mean_rse"])
    return frame.assign(role=role, year=list(rows))


class TestSinceLast:
    def test_medical_assistants_as_published(self) -> None:
        lines = of_roles(load.wages("national"), load.table("role_soc"), ["medical-assistant"])
        row = last_change.since_last(lines).iloc[0]
        assert (row["first"], row["last"], row["first_year"], row["last_year"]) == (
            44_200, 45_690, 2024, 2025,
        )  # fmt: skip
        assert row["mean_percent"] == pytest.approx(46_120 / 44_720 - 1)
        assert row["low"] < row["mean_percent"] < row["high"]

    def test_the_interval_holds_the_truth_nine_times_in_ten(self) -> None:
        draw = np.random.default_rng(8)
        truth, rse = 1.03, (0.4, 0.5)
        held = 0
        for _ in range(2000):
            first = 50_000 * (1 + draw.normal(0, rse[0] / 100))
            last = 50_000 * truth * (1 + draw.normal(0, rse[1] / 100))
            rows = {2024: (1, first, rse[0]), 2025: (1, last, rse[1])}
            row = last_change.since_last(series("a", rows)).iloc[0]
            held += row["low"] <= truth - 1 <= row["high"]
        assert held / 2000 == pytest.approx(0.9, abs=0.02)

    def test_a_line_that_ended_has_its_own_last_years(self) -> None:
        ended = series("a", {2015: (10, 10, 1), 2016: (11, 11, 1)})
        going = series("b", {2015: (10, 10, 1), 2024: (20, 20, 1), 2025: (22, 22, 1)})
        alone = series("c", {2020: (10, 10, 1), 2025: (10, 10, 1)})
        changes = last_change.since_last(pd.concat([ended, going, alone]))
        assert changes[["role", "last_year"]].to_numpy().tolist() == [["a", 2016], ["b", 2025]]
        assert changes["percent"].tolist() == pytest.approx([0.1, 0.1])

    def test_a_year_that_nobody_holds_is_stepped_over(self) -> None:
        rows = {2023: (20, 20, 1), 2025: (22, 22, 1), 2027: (24.2, 24, 1)}
        row = last_change.since_last(series("a", rows)).iloc[0]
        assert (row["first_year"], row["last_year"]) == (2025, 2027)
        assert row["percent"] == pytest.approx(0.1)

    def test_an_error_not_published_leaves_the_interval_unknown(self) -> None:
        row = last_change.since_last(series("a", {1: (1, 1, NAN), 2: (1, 2, 1)})).iloc[0]
        assert row["mean_percent"] == 1
        assert pd.isna(row["low"]) and pd.isna(row["high"])


@pytest.fixture(scope="module")
def states() -> pd.DataFrame:
    roles = ["medical-assistant", "medication-aide", "laboratory-technician"]
    return of_roles(load.wages("states"), load.table("role_soc"), roles)


class TestBetween:
    def test_texas_as_published(self, states: pd.DataFrame) -> None:
        changes = place_change.between(states, 2015, 2025).set_index(["area", "role"])
        pay = states[(states["area"] == "TX") & (states["role"] == "medical-assistant")]
        first, last = (pay.loc[pay["year"] == year, "p50_annual"].item() for year in (2015, 2025))
        assert changes.loc[("TX", "medical-assistant"), "percent"] == pytest.approx(
            last / first - 1
        )
        assert (changes.groupby("role").size() == 51).all()

    def test_a_part_is_not_compared_with_the_blend(self, states: pd.DataFrame) -> None:
        roles = set(place_change.between(states, 2015, 2025)["role"])
        assert roles == {"medical-assistant", "medication-aide"}

    def test_a_median_not_published_is_no_change(self) -> None:
        rows = pd.DataFrame(
            [["TX", "a", "own", 2015, 10.0], ["TX", "a", "own", 2025, NAN]],
            columns=["area", "role", "relation", "year", "p50_annual"],
        )
        assert place_change.between(rows, 2015, 2025).empty
