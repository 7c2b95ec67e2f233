"""Counts by kind and role: a dot whose area, and a figure that says, how many."""

from __future__ import annotations

from functools import cache

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from rolereport.display.drawing import chart
from rolereport.display.style import INK, MUTED, ink_on, new_figure, role_colour

ROW = 0.44
LARGEST, ACROSS = 36.0, 240.0  # points: a dot's greatest diameter, and the width of all columns
LEVEL_HEADINGS = 4


@chart
def duty_matrix(
    counts: pd.DataFrame, labels: dict[str, str], *, title: str, subtitle: str
) -> Figure:
    """One dot a cell, its area in proportion to the count; a dash where the count is zero.

    Parameters
    ----------
    counts
        Kinds of work as rows, roles as columns, whole numbers.
    labels
        Role to heading of its column.
    """
    slanted = len(counts.columns) > LEVEL_HEADINGS
    fig = new_figure(ROW * len(counts) + (1.5 if slanted else 0.7), title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    area = min(LARGEST, ACROSS / len(counts.columns)) ** 2 / max(counts.max(axis=None), 1)
    font = FontProperties(size=9.5)
    for column, role in enumerate(counts.columns):
        colour = role_colour(role)
        for row, number in enumerate(counts[role].tolist()):
            if number:
                _dot(ax, (column, row), area * number, colour)
            text, ink = (str(number), ink_on(colour)) if number else ("–", MUTED)
            centred = {"horizontalalignment": "center", "verticalalignment": "center"}
            ax.text(column, row, text, centred, fontproperties=font, color=ink)
    _headings(ax, [labels[role] for role in counts.columns])
    ax.set_yticks(range(len(counts)), counts.index)
    ax.set_xlim(-0.55, len(counts.columns) - 0.45)
    ax.set_ylim(len(counts) - 0.4, -0.6)
    ax.grid(False)
    ax.grid(axis="y")
    ax.spines["bottom"].set_visible(False)
    return fig


def _dot(ax: Axes, at: tuple[float, float], area: float, colour: str) -> None:
    # As `scatter` makes it, which asks much more of its one dot.
    dot = PathCollection(
        (_circle(),), [area], facecolors=colour, edgecolors="face", linewidths=0, offsets=[at],
        offset_transform=ax.transData,
    )  # fmt: skip
    dot.set_transform(IdentityTransform())
    ax.add_collection(dot, autolim=False)


@cache
def _circle() -> Path:
    marker = MarkerStyle("o")
    return marker.get_path().transformed(marker.get_transform())


def _headings(ax: Axes, headings: list[str]) -> None:
    ax.tick_params(axis="x", length=0, labeltop=True, labelbottom=False, labelcolor=INK)
    if len(headings) <= LEVEL_HEADINGS:
        ax.set_xticks(range(len(headings)), [name.replace(" ", "\n", 1) for name in headings])
        return
    ax.set_xticks(range(len(headings)), headings)
    for label in ax.get_xticklabels():
        label.set(rotation=45, ha="left", rotation_mode="anchor")
