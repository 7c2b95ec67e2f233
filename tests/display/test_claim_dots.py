"""Marks stand at the figures given and published, and say so."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.claim_dots import claim_dots
from rolereport.display.style import WARNING

HEAD = {"title": "One of the figures is wrong", "subtitle": "Dollars a year"}
COLUMNS = [
    "label", "result", "wrong", "given", "published", "low", "high", "given_text", "published_text",
]  # fmt: skip


@pytest.fixture
def rows() -> pd.DataFrame:
    table = [
        ["CL66 median", "no year given", False, 63_000, 62_930, 42_910, 62_930, "$63,000", "near"],
        ["CL70 tenth", "too low", True, 21_860, 22_870, np.nan, np.nan, "$21,860", "$22,870"],
        ["CL99 none", "none", False, 30_000, np.nan, np.nan, np.nan, "$30,000", ""],
    ]
    return pd.DataFrame(table, columns=COLUMNS)


@pytest.fixture
def fig(rows: pd.DataFrame) -> Figure:
    return claim_dots(rows, **HEAD)


def marks(fig: Figure, marker: int) -> list[Line2D]:
    return [line for line in fig.axes[0].lines if line.get_marker() == marker]


def xs(line: Line2D) -> list[float]:
    return np.asarray(line.get_xdata(), dtype=float).tolist()


def heights(fig: Figure, marker: int) -> list[float]:
    return [float(np.asarray(line.get_ydata())[0]) for line in marks(fig, marker)]


def test_marks_stand_at_the_figures(fig: Figure) -> None:
    assert [xs(line) for line in marks(fig, 7)] == [[63_000], [21_860], [30_000]]
    assert [xs(line) for line in marks(fig, 6)] == [[62_930], [22_870]]


def test_given_stands_over_its_line_and_published_under_it(fig: Figure) -> None:
    assert all(at < place for place, at in enumerate(heights(fig, 7)))
    assert all(at > place for place, at in enumerate(heights(fig, 6)))


def test_the_range_is_drawn_where_there_is_one(fig: Figure) -> None:
    ranges = [line for line in fig.axes[0].lines if line.get_linewidth() == 4]
    assert [xs(line) for line in ranges] == [[42_910, 62_930]]


def test_only_the_wrong_figure_is_marked_wrong(fig: Figure) -> None:
    assert [line.get_color() == WARNING for line in marks(fig, 7)] == [False, True, False]


def test_every_figure_label_and_result_is_written(fig: Figure, rows: pd.DataFrame) -> None:
    written = {text.get_text() for text in fig.axes[0].texts}
    for column in ("label", "result", "given_text", "published_text"):
        assert set(rows[column]) - {""} <= written


@pytest.mark.parametrize("at", [15_000, 40_000, 62_930])
def test_long_words_of_a_published_figure_do_not_squeeze_the_chart(
    rows: pd.DataFrame, at: float
) -> None:
    said = "nearest 90th percentile $78,160: lab technologist, May 2011"
    moved = rows.assign(published=[at, np.nan, np.nan], published_text=[said, "", ""])
    fig = claim_dots(moved, **HEAD)
    fig.draw_without_rendering()
    ax = fig.axes[0]
    words = next(text for text in ax.texts if text.get_text() == said).get_window_extent()
    assert ax.bbox.x0 <= words.x0 < words.x1 <= ax.bbox.x1


def test_no_text_leaves_the_canvas(fig: Figure) -> None:
    assert_all_text_on_canvas(fig)
