"""Dots stand at the figures, joined; a place that is not ranked says so; panels stand abreast."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas
from support.wider_font import assert_room_for_a_wider_font

from rolereport.display.charts.ranked_dots import ranked_dots
from rolereport.display.plots import DotPanel

HEAD = {"title": "Prices move Hawaii down", "subtitle": "Median annual pay"}
NAN = float("nan")


@pytest.fixture
def places() -> pd.DataFrame:
    rows = [
        ["NY", "New York", 97_280.0, 90_140.0, ""],
        ["DC", "District of Columbia", 76_560.0, 69_663.0, ""],
        ["", "264 more", NAN, NAN, ""],
        ["PR", "Puerto Rico", 37_790.0, NAN, "no regional price index"],
        ["VT", "Vermont", NAN, NAN, "no median in the data"],
    ]
    return pd.DataFrame(rows, columns=["area", "place", "nominal", "adjusted", "left_out"])


def panel(places: pd.DataFrame, **references: float) -> DotPanel:
    return DotPanel("Lab staff, combined", places, "#14599d", references)


def dots(ax: Axes) -> list[tuple[float, float]]:
    lines = [line.get_xydata().tolist() for line in ax.lines if line.get_marker() == "o"]
    return [(pay, height) for line in lines for pay, height in line]


def texts(fig: Figure, at: int = 0) -> list[str]:
    return [text.get_text() for text in fig.axes[at].texts]


def labels(fig: Figure, at: int = 0) -> list[str]:
    return [label.get_text() for label in fig.axes[at].get_yticklabels()]


def test_a_dot_for_each_figure_in_its_row(places: pd.DataFrame) -> None:
    drawn = dots(ranked_dots([panel(places)], **HEAD).axes[0])
    assert sorted(drawn) == sorted([(97280, 0), (90140, 0), (76560, 1), (69663, 1), (37790, 3)])


def test_the_two_dots_of_a_row_are_joined(places: pd.DataFrame) -> None:
    joined = ranked_dots([panel(places)], **HEAD).axes[0].lines[0]
    assert joined.get_xdata().reshape(-1, 3)[:, :2].tolist() == [[97280, 90140], [76560, 69663]]
    assert joined.get_ydata().tolist() == [0, 0, 0, 1, 1, 1]


def test_figures_are_written_and_the_rest_is_not_ranked(places: pd.DataFrame) -> None:
    written = texts(ranked_dots([panel(places)], **HEAD))
    assert written == ["$90,140", "$69,663", "not ranked", "not ranked"]


def test_the_nation_and_a_state_are_drawn_and_named(places: pd.DataFrame) -> None:
    fig = ranked_dots([panel(places, nation=62_930, TX=59_290)], **HEAD)
    assert [list(line.get_xdata()) for line in fig.axes[0].lines[-2:]] == [
        [62_930, 62_930], [59_290, 59_290],
    ]  # fmt: skip
    assert texts(fig)[-2:] == ["nation $62,930", "TX $59,290"]


def test_an_unknown_nation_is_not_drawn(places: pd.DataFrame) -> None:
    fig = ranked_dots([panel(places, nation=NAN)], **HEAD)
    assert not any("nation" in text for text in texts(fig))


def test_the_row_of_the_edition_is_set_apart(places: pd.DataFrame) -> None:
    fig = ranked_dots([panel(places)] * 2, highlight=["DC"], **HEAD)
    for ax in fig.axes:
        weights = [label.get_fontweight() for label in ax.get_yticklabels()]
        assert weights == ["normal", "bold", "normal", "normal", "normal"]
        assert len(ax.patches) == 1


def test_codes_label_the_rows_where_three_panels_leave_little_room(places: pd.DataFrame) -> None:
    assert labels(ranked_dots([panel(places)] * 2, **HEAD), 1)[0] == "New York"
    assert labels(ranked_dots([panel(places)] * 3, **HEAD), 2)[0] == "NY"
    four = ranked_dots([panel(places)] * 4, names="place", abreast=2, **HEAD)
    assert labels(four, 3)[0] == "New York"
    heights = {round(ax.get_position().y0, 3) for ax in four.axes}
    assert len(heights) == 2


def test_nothing_published_is_said_and_not_drawn(places: pd.DataFrame) -> None:
    nothing = panel(places.assign(nominal=NAN, adjusted=NAN))
    fig = ranked_dots([nothing, panel(places)], **HEAD)
    assert texts(fig) == ["not published"]
    assert not dots(fig.axes[0])
    assert dots(fig.axes[1])
    assert "not published" in texts(ranked_dots([], **HEAD))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_no_label_is_clipped(places: pd.DataFrame, count: int) -> None:
    fig = ranked_dots([panel(places, nation=62_930)] * count, highlight=["NY"], **HEAD)
    assert_all_text_on_canvas(fig)


@pytest.mark.parametrize("count", [2, 3])
def test_a_long_name_of_a_panel_fits_in_a_wider_font(places: pd.DataFrame, count: int) -> None:
    named = replace(panel(places, nation=62_930), name="Medication aide (as nursing assistant)")
    assert_room_for_a_wider_font(ranked_dots([named] * count, **HEAD))


def test_negative_differences_are_written_with_a_sign(places: pd.DataFrame) -> None:
    gaps = places.assign(nominal=-places["nominal"], adjusted=-places["adjusted"])
    fig = ranked_dots([panel(gaps, nation=-500.0)], **HEAD)
    assert texts(fig)[0] == "−$90,140"
    assert_room_for_a_wider_font(fig)
