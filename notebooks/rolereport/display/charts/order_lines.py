"""Ways in order of their length in three cases; a line that crosses another changes places."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rolereport.analysis.training import CASES
from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import FAINT, INK, MUTED, new_figure, role_colour

Row = dict[Any, Any]

COLUMNS = ("all goes fast", "typical", "all goes slowly")
TOP, HEADING, ROW, GAP = 0.3, 0.34, 0.29, 0.12  # inches
LEFT, LABELS = -0.42, 2.35  # where headings begin and labels end, in columns
SMALL = 8.5
WRAP = {"normal": 48, "bold": 43}  # letters of a label to a line


@chart
def order_lines(placed: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """A panel a group: the ways from the shortest down in each case, with their months.

    Parameters
    ----------
    placed
        As `order.places` returns, with label and heading (of the group; "" for none).
    """
    groups = list(placed.groupby("group", sort=False))
    height = TOP + sum(_height(ways) for _, ways in groups)
    fig = new_figure(height, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.set(xlim=(LEFT, 2 + LABELS), ylim=(height, 0))
    ax.set_axis_off()
    for column, name in enumerate(COLUMNS):
        ax.text(column, 0.12, name, ha="center", va="center", size=SMALL, color=MUTED)
    below = TOP
    for _, ways in groups:
        _group(ax, below, ways)
        below += _height(ways)
    return fig


def _height(ways: pd.DataFrame) -> float:
    return (HEADING if ways["heading"].iloc[0] else 0) + ROW * len(ways) + GAP


def _group(ax: Axes, top: float, ways: pd.DataFrame) -> None:
    heading = ways["heading"].iloc[0]
    ax.text(LEFT, top + 0.14, heading, size=10, weight="bold", va="center", color=INK)
    first = top + (HEADING if heading else 0) - ROW / 2
    for way in records(ways.sort_values("moves")):
        _way(ax, first, way)


def _way(ax: Axes, first: float, way: Row) -> None:
    lines = [first + ROW * way[f"{case}_place"] for case in CASES]
    look: Row = {"color": role_colour(way["role"]), "lw": 2.6}
    ax.add_line(Line2D(range(3), lines, **(look if way["moves"] else {"color": FAINT, "lw": 1.2})))
    for column, case in enumerate(CASES):
        months = f"{round(way[f'{case}_months'], 1):g}"
        _months(ax, column, lines[column], months)
    weight = "bold" if way["moves"] else "normal"
    label = textwrap.fill(words.start(way["label"]), WRAP[weight])
    beside(ax, label, 2, lines[-1], by=18, size=SMALL, weight=weight, color=INK, linespacing=1.0)


def _months(ax: Axes, column: int, line: float, months: str) -> None:
    behind = {"facecolor": "white", "edgecolor": "none", "pad": 1.6}
    ax.text(column, line, months, ha="center", va="center", size=SMALL, color=INK, bbox=behind)
