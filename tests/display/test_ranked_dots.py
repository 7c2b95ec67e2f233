"""Dots stand at the figures, joined; a place that is not ranked says why."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.ranked_dots import ranked_dots

HEAD = {"title": "Prices move Hawaii down", "subtitle": "Median annual pay", "colour": "#14599d"}
NAN = float("nan")


@pytest.fixture
def places() -> pd.DataFrame:
    rows = [
        ["NY", "New York", 97_280.0, 90_140.0, ""],
        ["DC", "District of Columbia", 76_560.0, 69_663.0, ""],
        ["PR", "Puerto Rico", 37_790.0, NAN, "no regional price index"],
        ["VT", "Vermont", NAN, NAN, "no median in the data"],
    ]
    return pd.DataFrame(rows, columns=["area", "place", "nominal", "adjusted", "left_out"])


def dots(fig: Figure) -> list[tuple[float, float]]:
    lines = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in lines]


def texts(fig: Figure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


def test_a_dot_for_each_figure_in_its_row(places: pd.DataFrame) -> None:
    drawn = dots(ranked_dots(places, **HEAD))
    assert drawn == [(97280, 0), (90140, 0), (76560, 1), (69663, 1), (37790, 2)]


def test_the_two_dots_of_a_row_are_joined(places: pd.DataFrame) -> None:
    lines = ranked_dots(places, **HEAD).axes[0].lines
    assert [tuple(line.get_xdata()) for line in lines if len(line.get_xdata()) == 2][:2] == [
        (97280, 90140), (76560, 69663),
    ]  # fmt: skip


def test_figures_and_reasons_are_written(places: pd.DataFrame) -> None:
    assert texts(ranked_dots(places, **HEAD)) == [
        "$90,140", "$69,663", "no regional price index", "no median in the data",
    ]  # fmt: skip


def test_the_nation_is_drawn_and_named(places: pd.DataFrame) -> None:
    fig = ranked_dots(places, reference=62_930, **HEAD)
    assert list(fig.axes[0].lines[-1].get_xdata()) == [62_930, 62_930]
    assert texts(fig)[-1] == "nation $62,930"


@pytest.mark.parametrize("reference", [None, NAN, 1_000_000])
def test_a_nation_unknown_or_far_off_is_not_drawn(
    places: pd.DataFrame, reference: float | None
) -> None:
    fig = ranked_dots(places, reference=reference, **HEAD)
    assert not any("nation" in text for text in texts(fig))


def test_the_row_of_the_edition_is_set_apart(places: pd.DataFrame) -> None:
    fig = ranked_dots(places, highlight=["DC"], **HEAD)
    weights = [label.get_fontweight() for label in fig.axes[0].get_yticklabels()]
    assert weights == ["normal", "bold", "normal", "normal"]
    assert len(fig.axes[0].patches) == 1


def test_nothing_published_is_said_and_not_drawn(places: pd.DataFrame) -> None:
    fig = ranked_dots(places.assign(nominal=NAN, adjusted=NAN), **HEAD)
    assert texts(fig) == ["not published"]
    assert not fig.axes[0].lines


def test_no_label_is_clipped(places: pd.DataFrame) -> None:
    assert_all_text_on_canvas(ranked_dots(places, reference=62_930, highlight=["NY"], **HEAD))
