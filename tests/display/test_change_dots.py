"""A dot for each change, a bar where chance is known, all panels on one scale."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.change_dots import change_dots
from rolereport.display.style import ACCENT

NAN = float("nan")
HEAD = {"title": "Pay rose", "subtitle": "Change of pay", "nothing": "nothing moved"}
ROWS = pd.DataFrame(
    {
        "group": ["A", "A", "B"],
        "label": ["Median", "Mean", "A label so long that it has to stand in several lines of it"],
        "change": [0.05, -0.02, NAN],
        "low": [NAN, -0.03, NAN],
        "high": [NAN, -0.01, NAN],
        "colour": ACCENT,
    }
)


@pytest.fixture
def fig() -> Figure:
    return change_dots(ROWS, mark=0.024, **HEAD)


def test_a_dot_a_change_and_a_bar_where_it_is_known(fig: Figure) -> None:
    first, second = fig.axes
    dots = [line for line in first.lines if line.get_marker() == "o"]
    assert [float(dot.get_xdata()[0]) for dot in dots] == [0.05, -0.02]
    bars = [line for line in first.lines if line.get_linewidth() == 7]
    assert [list(map(float, bar.get_xdata())) for bar in bars] == [[-0.03, -0.01]]
    assert [line for line in second.lines if line.get_marker() == "o"] == []


def test_labels_say_by_how_much_and_what_is_not_published(fig: Figure) -> None:
    first, second = ([tick.get_text() for tick in ax.get_yticklabels()] for ax in fig.axes)
    assert first == ["Median +5.0%", "Mean −2.0%"]
    assert " ".join(second).replace("\n", " ").endswith("of it (not published)")
    assert_all_text_on_canvas(fig)


def test_all_panels_share_a_scale_and_the_mark(fig: Figure) -> None:
    assert fig.axes[0].get_xlim() == fig.axes[1].get_xlim()
    for ax in fig.axes:
        assert any(list(line.get_xdata()) == [0.024, 0.024] for line in ax.lines)


def test_without_a_mark_none_is_drawn() -> None:
    (ax, _) = change_dots(ROWS, **HEAD).axes
    uprights = [line for line in ax.lines if line.get_linewidth() == 1]
    assert [float(line.get_xdata()[0]) for line in uprights] == [0.0]


def test_ticks_say_what_they_are(fig: Figure) -> None:
    ax = fig.axes[-1]
    for value in ax.get_xticks():
        text = ax.xaxis.get_major_formatter()(value, 0)
        assert float(text.replace("−", "-").rstrip("%")) == pytest.approx(100 * value)


def test_no_rows_are_said_in_words() -> None:
    fig = change_dots(ROWS.head(0), **HEAD)
    assert [text.get_text() for text in fig.axes[0].texts] == ["nothing moved"]
