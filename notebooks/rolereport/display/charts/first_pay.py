"""When the first pay comes: a dot a pathway in the line of its role, dots that meet stacked."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, WIDTH, ink_on, new_figure, role_colour

Row = dict[Any, Any]

DOT, FOOT, ABOVE, BELOW = 0.24, 0.5, 0.6, 0.38  # inches
ACROSS = 0.94 * WIDTH
ROOM = 1.08
EDGE = 0.15  # of the axis, where a label has no room to be centred


@chart
def first_pay(ways: pd.DataFrame, typical: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """A line a role, with one dot a pathway and a mark at the role's typical months.

    Parameters
    ----------
    ways
        One row a pathway: role, first_paid_role (the dot's colour), state (written in the dot),
        typical_months, and usual, False for a pathway left out of the typical figure (hollow).
    typical
        One row a role, top to bottom: role, plural, typical_months.
    """
    widest = max(1.0, float(ways["typical_months"].max())) * ROOM
    stacks = {role: stacked(rows, DOT * widest / ACROSS) for role, rows in ways.groupby("role")}
    heights = [DOT * stacks[role]["level"].max() + ABOVE + BELOW for role in typical["role"]]
    fig = new_figure(sum(heights) + FOOT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.set_xlim(-0.03 * widest, widest)
    ax.set_ylim(sum(heights), 0)
    below = 0.0
    for row, height in zip(records(typical), heights, strict=True):
        below += height
        _role(ax, below - BELOW, row, stacks[row["role"]])
        _name(ax, below - height, row)
    ax.set_yticks([])
    ax.set_xticks(range(0, int(widest) + 1, 12))
    ax.set_xlabel("months from the high-school diploma")
    return fig


def stacked(ways: pd.DataFrame, gap: float) -> pd.DataFrame:
    """Ways by typical_months, each with the lowest `level` where it is `gap` from the others."""
    ordered = ways.sort_values(["typical_months", "pathway"])
    taken: list[float] = []  # the last month at each level
    levels = []
    for month in ordered["typical_months"]:
        free = [level for level, last in enumerate(taken) if month - last >= gap]
        level = free[0] if free else len(taken)
        taken[level : level + 1] = [month]
        levels.append(level)
    return ordered.assign(level=levels)


def _role(ax: Axes, line: float, row: Row, ways: pd.DataFrame) -> None:
    ax.axhline(line, color=INK, lw=0.8)
    for way in records(ways):
        _dot(ax, line - DOT * (way["level"] + 0.55), way)
    month = row["typical_months"]
    if pd.isna(month):
        return
    ax.plot([month], [line + 0.07], "^", color=INK, ms=7, clip_on=False)
    start, at = _label_place(month, *ax.get_xlim())
    when = f"typically {words.months(month)}" if month else "typically from the first day"
    ax.text(start, line + 0.22, when, ha=at, va="center", size=9.5, weight="bold", color=INK)


def _label_place(month: float, left: float, right: float) -> tuple[float, str]:
    """Where the label stands and how it is aligned, so that it stays within the axes."""
    if month < EDGE * right:
        return left, "left"
    return (right, "right") if month > (1 - EDGE) * right else (month, "center")


def _dot(ax: Axes, line: float, way: Row) -> None:
    colour = role_colour(way["first_paid_role"])
    fill = colour if way["usual"] else "white"
    look: Row = {"marker": "o", "ms": 15.5, "mfc": fill, "mec": colour, "mew": 1.5}
    ax.add_line(Line2D([way["typical_months"]], [line], ls="", **look))
    ax.text(
        way["typical_months"], line + 0.008, way["state"],
        ha="center", va="center", size=8.5, color=ink_on(fill),
    )  # fmt: skip
    if way["first_paid_role"] != way["role"]:
        job = way["first_paid_role"].rpartition("-")[2]
        beside(ax, f"as {job}", way["typical_months"], line, by=12, size=8.5, color=INK)


def _name(ax: Axes, top: float, row: Row) -> None:
    ax.text(
        0, top + 0.16, words.start(row["plural"]),
        va="center", size=10, color=INK, transform=ax.get_yaxis_transform(),
    )  # fmt: skip
