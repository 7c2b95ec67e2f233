"""Which breaks a chart must draw, the steps across them, and projections against later counts."""

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


class TestSteps:
    def test_from_the_year_before_to_the_year_of_the_break(self, lines: pd.DataFrame) -> None:
        steps = trends.steps(lines, BREAKS)
        assert steps[["role", "year", "before", "after"]].to_numpy().tolist() == [
            ["a", 2017, 20.0, 25.0],
            ["a", 2021, 40.0, 30.0],
        ]
        assert steps["percent"].tolist() == pytest.approx([0.25, -0.25])
        assert steps["what"].tolist() == ["Merged", "New method; New codes"]

    def test_an_unknown_year_has_no_step(self, lines: pd.DataFrame) -> None:
        assert "c" not in trends.steps(lines, BREAKS)["role"].tolist()

    def test_a_year_without_break_has_no_step(self) -> None:
        assert trends.steps(series("a", {2018: 1.0, 2019: 2.0}), BREAKS).empty


@pytest.fixture(scope="module")
def forecasts() -> pd.DataFrame:
    roles = ["medical-assistant", "laboratory-combined", "laboratory-technician", "medication-aide"]
    frame = trends.forecasts(load.table("projections"), load.table("role_soc"), roles)
    assert frame["role"].tolist() == roles
    return frame.set_index("role")


class TestForecasts:
    def test_medical_assistants_as_published(self, forecasts: pd.DataFrame) -> None:
        row = forecasts.loc["medical-assistant"]
        assert [row[f"past_{name}"] for name in ("start", "end", "change")] == pytest.approx(
            [634_400, 818_400, 0.29]
        )
        assert [row[f"next_{name}"] for name in ("start", "end", "openings")] == pytest.approx(
            [811_000, 912_200, 112_300]
        )
        assert row["counted_change"] == pytest.approx(811.0 / 634.4 - 1)
        assert row["years_counted"] == 8

    def test_a_part_of_the_laboratory_is_not_given_the_whole(self, forecasts: pd.DataFrame) -> None:
        technician = forecasts.loc["laboratory-technician"]
        assert technician["past_start"] == pytest.approx(164_200)
        assert technician[["next_start", "counted_change"]].isna().all()

    def test_a_contained_role_has_the_figures_of_its_occupation(
        self, forecasts: pd.DataFrame
    ) -> None:
        aide = forecasts.loc["medication-aide"]
        assert aide["relation"] == "contains"
        assert aide["counted_change"] == pytest.approx(1441.5 / 1510.3 - 1)

    def test_a_role_without_projection_is_unknown(self) -> None:
        tables = load.table("projections"), load.table("role_soc")
        assert trends.forecasts(*tables, ["nobody"])["past_start"].isna().all()
