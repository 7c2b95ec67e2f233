"""The plots of jobs counted and projected."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.display.charts.job_paths import job_paths
from rolereport.display.plots import Panel

COUNTS = pd.DataFrame(
    {
        "role": ["a", "a", "b", "b"],
        "soc_code": "11-1111",
        "year": [2020, 2021, 2020, 2021],
        "segment": 1,
        "series": "counted",
        "label": "Counted",
        "employment": [10.0, 11.0, 20.0, 21.0],
    }
)
PATHS = COUNTS.assign(series="2020–30", label="Projected", employment=[1.0, 2.0, 3.0, 4.0])
BREAKS = pd.DataFrame(
    {"break": ["x", "y"], "year": [2021, 2031], "roles": ["a", "all"], "kind": "method"}
)


@pytest.fixture
def plots() -> list[Panel]:
    titles = pd.Series({"b": "Bakers", "a": "Actors"})
    return job_paths(COUNTS, PATHS, BREAKS, titles, ["2020–30"])


def test_a_plot_a_role_in_the_order_asked_for(plots: list[Panel]) -> None:
    assert [plot.heading for plot in plots] == ["Bakers", "Actors"]
    assert plots[0].series["employment"].tolist() == [20.0, 21.0, 3.0, 4.0]


def test_only_what_is_projected_is_dotted(plots: list[Panel]) -> None:
    assert all(plot.dotted == {"2020–30"} for plot in plots)


def test_a_plot_is_cut_by_the_breaks_that_its_counts_meet(plots: list[Panel]) -> None:
    assert [plot.breaks["break"].tolist() for plot in plots] == [["y"], ["x", "y"]]
