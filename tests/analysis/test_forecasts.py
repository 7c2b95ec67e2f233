"""Projections against later counts."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import forecasts as projected
from rolereport.data import load


@pytest.fixture(scope="module")
def forecasts() -> pd.DataFrame:
    roles = ["medical-assistant", "laboratory-combined", "laboratory-technician", "medication-aide"]
    frame = projected.forecasts(load.table("projections"), load.table("role_soc"), roles)
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
        assert projected.forecasts(*tables, ["nobody"])["past_start"].isna().all()

    def test_the_miss_is_against_a_straight_line(self, forecasts: pd.DataFrame) -> None:
        # 634.4 + (818.4 - 634.4) x 8 / 10 = 781.6; 811.0 / 781.6 - 1, by hand.
        row = forecasts.loc["medical-assistant"]
        assert row["on_path"] == pytest.approx(781_600)
        assert row["miss"] == pytest.approx(811.0 / 781.6 - 1)
        assert pd.isna(forecasts.loc["laboratory-technician", "miss"])

    def test_turnover_is_openings_for_each_job(self, forecasts: pd.DataFrame) -> None:
        assert forecasts.loc["medical-assistant", "next_turnover"] == pytest.approx(112.3 / 811.0)


def test_misses_are_those_of_the_roles() -> None:
    tables = load.table("projections"), load.table("role_soc")
    row = projected.forecasts(*tables, ["medical-assistant"]).iloc[0]
    misses = projected.misses(tables[0])
    assert misses["31-9092"] == pytest.approx(row["miss"])
    assert misses.index.is_unique
    assert not misses.index.str.endswith("0000").any()


def test_paths_have_two_ends_ten_years_apart() -> None:
    tables = load.table("projections"), load.table("role_soc")
    frame = projected.forecasts(*tables, ["medical-assistant", "laboratory-technician"])
    paths = projected.paths(frame, {"past": "2016-26", "next": "2024-34"})
    ends = paths.groupby(["role", "window"])["year"].agg(list)
    assert ends["medical-assistant", "2024-34"] == [2024, 2034]
    assert ends.index.tolist() == [
        ("laboratory-technician", "2016-26"),
        ("medical-assistant", "2016-26"),
        ("medical-assistant", "2024-34"),
    ]
    assert projected.straight(pd.Series([0.0]), pd.Series([10.0]), 8).tolist() == [8.0]
