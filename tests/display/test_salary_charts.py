"""Bars and ranges are drawn at the published figures, and no label leaves the canvas."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.bound_bars import bound_bars
from rolereport.display.charts.percentile_bars import percentile_bars

PERCENTILES = ["p10_annual", "p25_annual", "p50_annual", "p75_annual", "p90_annual"]
HEAD = {"title": "Laboratory staff earn more", "subtitle": "Annual pay, May 2025, dollars"}


@pytest.fixture
def pay() -> pd.DataFrame:
    rows = [
        ["laboratory-combined", "Lab staff, combined", 38910, 47650, 62930, 81450, 100990],
        ["medical-assistant", "Medical assistant", 36050, 38470, 45690, 49180, 59310],
    ]
    return pd.DataFrame(rows, columns=["role", "label", *PERCENTILES])


def texts(fig: Figure) -> list[str]:
    return [text.get_text().strip() for text in fig.axes[0].texts]


def test_bars_end_at_the_percentiles(pay: pd.DataFrame) -> None:
    lines = percentile_bars(pay, **HEAD).axes[0].lines
    spans = [tuple(line.get_xdata()) for line in lines]
    assert spans[:3] == [(38910, 100990), (47650, 81450), (62930, 62930)]


def test_the_median_and_both_ends_are_written(pay: pd.DataFrame) -> None:
    assert texts(percentile_bars(pay, **HEAD))[:3] == ["$62,930", "$38,910", "$100,990"]


def test_what_is_not_published_is_said(pay: pd.DataFrame) -> None:
    pay.loc[0, PERCENTILES] = float("nan")
    assert texts(percentile_bars(pay, **HEAD))[0] == "not published"


def test_a_lone_median_is_drawn_alone(pay: pd.DataFrame) -> None:
    pay.loc[0, ["p10_annual", "p25_annual", "p75_annual", "p90_annual"]] = float("nan")
    fig = percentile_bars(pay.head(1), **HEAD)
    assert [tuple(line.get_xdata()) for line in fig.axes[0].lines] == [(62930, 62930)]
    assert texts(fig) == ["$62,930"]


@pytest.mark.parametrize("title", ["Short", "A long finding " * 9])
def test_no_label_is_clipped(pay: pd.DataFrame, title: str) -> None:
    assert_all_text_on_canvas(percentile_bars(pay, title=title, subtitle=HEAD["subtitle"] * 3))


def test_ranges_run_from_least_to_most(pay: pd.DataFrame) -> None:
    shares = pd.DataFrame(
        {
            "role": ["laboratory-combined", "medication-aide"],
            "label": ["Lab staff, combined", "Medication aide\n(as nursing assistant)"],
            "higher_low": [0.61, float("nan")],
            "higher_point": [0.79, float("nan")],
            "higher_high": [0.91, float("nan")],
        }
    )
    fig = bound_bars(shares, measure="higher", even=0.5, **HEAD)
    lines = [tuple(line.get_xdata()) for line in fig.axes[0].lines]
    assert lines == [(0.5, 0.5), (0.61, 0.91), (0.79,)]
    assert texts(fig) == ["61% to 91%", "not published"]
    assert_all_text_on_canvas(fig)
