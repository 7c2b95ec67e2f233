"""Which lines are followed, and which breaks a chart of them must draw."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import trends
from rolereport.data import load
from rolereport.data.wages import of_roles

BREAKS = pd.DataFrame(
    [
        [2021, "all", "method", "New method"],
        [2012, "b", "classification", "First line"],
        [2017, "a; b", "classification", "Merged"],
        [2021, "a", "classification", "New codes"],
        [2024, "all", "delineation", "New boundaries"],
    ],
    columns=["year", "roles", "kind", "title"],
)


def series(role: str, values: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {"area": "US", "role": role, "year": list(values), "p50_annual": list(values.values())}
    )


@pytest.fixture
def lines() -> pd.DataFrame:
    a = series("a", {2011: 10.0, 2016: 20.0, 2017: 25.0, 2020: 40.0, 2021: 30.0})
    return pd.concat([a, series("c", {2012: 50.0, 2020: np.nan, 2021: 60.0})], ignore_index=True)


class TestLinesToFollow:
    def test_a_laboratory_role_brings_its_parts_and_the_whole(self) -> None:
        assert trends.lines_to_follow(["medication-aide", "laboratory-combined", "other"]) == [
            "medication-aide", *trends.PARTS, trends.WHOLE, "other",
        ]  # fmt: skip

    def test_each_line_is_followed_once(self) -> None:
        both = ["laboratory-technician", "other", "laboratory-combined"]
        assert trends.lines_to_follow(both) == [*trends.PARTS, trends.WHOLE, "other"]

    def test_other_roles_stay_as_they_are(self) -> None:
        assert trends.lines_to_follow(["x", "y"]) == ["x", "y"]

    def test_no_part_runs_on_as_the_whole(self) -> None:
        roles = trends.lines_to_follow(["laboratory-combined"])
        rows = of_roles(load.wages("national"), load.table("role_soc"), roles)
        last = trends.apart(rows).groupby("role")["year"].max()
        assert last[trends.PARTS].tolist() == [2016, 2016]
        assert last[trends.WHOLE] == max(load.years("national"))


class TestBreaksMet:
    def test_only_those_that_cut_a_line_oldest_first(self, lines: pd.DataFrame) -> None:
        met = trends.breaks_met(lines, BREAKS)
        assert met["title"].tolist() == ["Merged", "New method", "New codes"]

    def test_a_break_before_the_first_year_cuts_nothing(self) -> None:
        assert trends.breaks_met(series("a", {2017: 1.0, 2018: 1.0}), BREAKS)["year"].tolist() == [
            2021, 2021,
        ]  # fmt: skip

    def test_both_great_breaks_are_met_by_the_default_roles(self) -> None:
        roles = trends.lines_to_follow(["laboratory-combined", "medical-assistant"])
        rows = of_roles(load.wages("national"), load.table("role_soc"), roles)
        met = trends.breaks_met(rows, load.table("breaks"))
        assert {"laboratory-merger-2017", "model-based-2021"} <= set(met["break"])
        assert "metro-boundaries-2024" not in set(met["break"])
