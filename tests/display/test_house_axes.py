"""Axes whose ticks share their lines do and draw what matplotlib's own do."""

from __future__ import annotations

import re

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.axes import HouseAxes, HouseFigure
from rolereport.display.svg import drawn

TEXT = re.compile(r"<text [^>]*>([^<]*)</text>")


def figure(own: bool) -> tuple[Figure, Axes]:
    fig = HouseFigure((6, 4), dpi=72)
    return fig, fig.add_subplot(axes_class=HouseAxes if own else Axes)


def written(fig: Figure) -> str:
    return drawn(fig, "name", "What is shown.")


def standard(ax: Axes) -> None:
    ax.plot([0, 30_000], [0, 9])


def labelled(ax: Axes) -> None:
    ax.set_yticks(range(4), ["a", "b", "c", "d"], size=8)
    ax.get_yticklabels()[2].set(fontweight="bold", color="#b3261e")
    ax.set(xlabel="along", ylabel="up", title="above", ylim=(3.5, -0.5))


def both_sides(ax: Axes) -> None:
    ax.set_xticks([0, 1, 2], ["x", "y", "z"])
    ax.tick_params(axis="x", top=True, labeltop=True, labelsize=7, pad=9, labelcolor="#14599d")
    ax.set_title("left", loc="left")


def out_of_view(ax: Axes) -> None:
    ax.set_xticks(range(10))
    ax.set_xlim(2.5, 6.5)
    ax.grid(axis="both")


def large(ax: Axes) -> None:
    ax.plot([1e9 + 1, 1e9 + 3], [0, 1])  # whose ticks matplotlib counts from an offset


@pytest.mark.parametrize("draw", [standard, labelled, both_sides, out_of_view, large])
def test_the_drawing_says_the_same_in_the_same_places(draw: object) -> None:
    told = []
    for own in (True, False):
        fig, ax = figure(own)
        draw(ax)
        told.append(sorted(re.findall(r"<text .*</text>", written(fig))))
    assert told[0] == told[1]
    assert len(told[0]) > 3


def test_grid_and_marks_are_one_for_each_tick() -> None:
    fig, ax = figure(True)
    ax.set_xticks([1, 2, 3])
    ax.set_xlim(0, 4)
    ax.grid(visible=True, axis="x")
    axis = written(fig).partition('id="axis_1"')[2].partition("</text>")[0]
    lines = [path for path in re.findall(r' d="([^"]*)"', axis) if path.count("L") == 3]
    assert len(lines) == 1
    ends = np.array([end.split() for end in re.findall(r"[ML]([^MLz]*)", lines[0])], dtype=float)
    starts, stops = ends[::2], ends[1::2]
    assert (starts[:, 0] == stops[:, 0]).all()
    assert abs(starts[:, 1] - stops[:, 1]) == pytest.approx([ax.bbox.height] * 3)
    assert axis.count("<use ") == 3


def test_minor_ticks_have_a_look_of_their_own() -> None:
    marks = []
    for own in (True, False):
        fig, ax = figure(own)
        ax.set(xlim=(1, 1000), xscale="log")
        ax.tick_params(axis="x", which="minor", color="#b3261e")
        ax.grid(which="minor", axis="x", color="#14599d")
        svg = written(fig)
        uses, grid = re.findall(r"<use [^>]*>", svg), re.findall(r"<path [^>]*#14599d[^>]*>", svg)
        lines = sum(path.count("L") for path in grid)
        marks.append((len(uses), sum("#b3261e" in use for use in uses), lines))
    assert marks[0] == marks[1] == (28, 24, 24)


def test_labels_are_the_ticks_own() -> None:
    _, ax = figure(True)
    ax.set_yticks([0, 1], ["a", "b"])
    first, second = ax.get_yticklabels()
    first.set_fontweight("bold")
    assert (second.get_fontweight(), second.get_text()) == ("normal", "b")


def test_ticks_made_later_look_as_those_made_before() -> None:
    _, ax = figure(True)
    ax.tick_params(axis="x", labelsize=7, labelcolor="#14599d")
    ax.set_xticks(range(3))
    ax.set_xticks(range(6))
    assert {(label.get_size(), label.get_color()) for label in ax.get_xticklabels()} == {
        (7, "#14599d")
    }


def test_a_student_s_axes_have_all_four_sides() -> None:
    _, ax = figure(True)
    ax.spines[["top", "right", "left"]].set_visible(True)
    assert set(ax.spines) == {"left", "right", "top", "bottom"}


@pytest.mark.parametrize("angle", [0, 30])
def test_bars_widen_the_view_as_in_matplotlib(angle: float) -> None:
    limits = []
    for own in (True, False):
        _, ax = figure(own)
        ax.barh([0, 4], [2, -3], left=[1, 0], height=0.5, angle=angle)
        ax.axvspan(7, 8)
        limits.append((*ax.get_xlim(), *ax.get_ylim()))
    assert limits[0] == pytest.approx(limits[1])
