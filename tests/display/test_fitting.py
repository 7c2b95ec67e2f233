"""Panels stand where matplotlib's constrained layout puts them, on every run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from rolereport.display.axes import HouseAxes, HouseFigure
from rolereport.display.fitting import POINTS, HouseLayout
from rolereport.display.layout import settled

FRAME = {"rect": (0.005, 0.005, 0.97, 0.8), "h_pad": 0.03, "w_pad": 0.03}
Draw = Callable[[Figure], object]


def rows(fig: Figure) -> None:
    ax = fig.add_subplot()
    ax.barh(range(3), [1, 2, 3])
    ax.set_yticks(range(3), ["short", "two\nlines of it", "one of some more letters"])
    ax.set_xlabel("what is measured, in a line too long to count " * 2)


def labels_at_the_top(fig: Figure) -> None:
    for ax in fig.subplots(1, 3):
        ax.plot([10_000, 30_000], [0, 9])
        ax.tick_params(axis="x", labeltop=True, labelsize=8, pad=1)
        ax.set_title("A name\nin two lines", loc="left", size=9, pad=4)


def labels_that_stick_out(fig: Figure) -> None:
    ax = fig.add_subplot()
    ax.plot([0, 1], [0, 1])
    ax.annotate("from the line", (1, 0.5), (6, 0), textcoords="offset points")
    ax.annotate("of the row", (1, 0), (3, 0), textcoords="offset points",
                xycoords=ax.get_yaxis_transform())  # fmt: skip
    ax.text(0.4, 1.2, "above")


def unequal_rows(fig: Figure) -> None:
    upper, lower = fig.subplots(2, height_ratios=[1, 2])
    upper.set_title("upper", loc="right")
    lower.set_yticks([0, 1], ["no", "yes, by a long label"])


def unequal_columns(fig: Figure) -> None:
    grid = fig.add_gridspec(1, 2, width_ratios=[2, 1], wspace=0.2)
    fig.add_subplot(grid[0]).set_ylabel("upright")
    fig.add_subplot(grid[1]).plot([0, 1], [5, 5], "o", clip_on=False, ms=20)


def equal_scales(fig: Figure) -> None:
    ax = fig.add_subplot()
    ax.set_axis_off()
    ax.set_aspect("equal")
    ax.text(0.5, 0.5, "tile")


def turned_labels(fig: Figure) -> None:
    ax = fig.add_subplot()
    ax.set_xticks([0, 1], ["turned", "another one turned"])
    for label in ax.get_xticklabels():
        label.set(rotation=45, ha="right", rotation_mode="anchor")


def places(fig: Figure, draw: Draw) -> np.ndarray:
    draw(fig)
    return np.array([ax.get_position(original=True).extents for ax in settled(fig).axes])


@pytest.mark.parametrize(
    "draw",
    [rows, labels_at_the_top, labels_that_stick_out, unequal_rows, unequal_columns, equal_scales,
     turned_labels],
)  # fmt: skip
def test_panels_stand_where_constrained_layout_puts_them(draw: Draw) -> None:
    usual = Figure((6, 4), dpi=POINTS, layout=ConstrainedLayoutEngine(**FRAME))
    FigureCanvasSVG(usual)  # which measures letters as they are in a browser
    ours = HouseFigure((6, 4), layout=HouseLayout(**FRAME))
    assert places(ours, draw) == pytest.approx(places(usual, draw), abs=0.002)
    assert all(type(ax) is HouseAxes for ax in ours.axes)


def test_positions_are_rounded_and_the_figure_keeps_its_pixels() -> None:
    fig = HouseFigure((6, 4), dpi=100, layout=HouseLayout(**FRAME))
    found = places(fig, unequal_rows)
    assert (found == np.round(found, 6)).all()
    assert fig.dpi == 100


def test_panels_over_several_cells_are_left_to_matplotlib() -> None:
    fig = HouseFigure((6, 4), layout=HouseLayout(**FRAME))
    grid = fig.add_gridspec(2, 2)
    across, left = fig.add_subplot(grid[0, :]), fig.add_subplot(grid[1, 0])
    settled(fig)
    assert across.get_position().width > 1.5 * left.get_position().width


def test_labels_that_leave_no_room_leave_the_panel_where_it_was() -> None:
    fig = HouseFigure((1, 1), layout=HouseLayout(**FRAME))
    ax = fig.add_subplot()
    before = ax.get_position().extents
    ax.set_yticks([0], ["a label far wider than the whole figure is"])
    assert (settled(fig).axes[0].get_position().extents == before).all()


def test_a_figure_without_panels_is_laid_out() -> None:
    assert settled(HouseFigure(layout=HouseLayout(**FRAME))).axes == []
