"""Shares of answers with their intervals, level by level, job by job."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

Row = dict[Any, Any]

HEADING, ROW, GAP, FOOT = 0.3, 0.24, 0.1, 0.5  # inches
SMALL = 8.5


@chart
def schooling_dots(levels: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """A line a level: the share as a dot, its interval as a bar; the typical level filled.

    Parameters
    ----------
    levels
        As `schooling.named_levels` returns, with plural and asked (how many and when, in words).
    """
    groups = list(levels.groupby("role", sort=False))
    height = sum(HEADING + ROW * len(rows) + GAP for _, rows in groups)
    fig = new_figure(height + FOOT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.set(xlim=(0, 100), ylim=(height, 0))
    ticks: dict[float, Row] = {}
    below = 0.0
    for _, rows in groups:
        _heading(ax, below, rows.iloc[0].to_dict())
        for place, row in enumerate(records(rows)):
            line = below + HEADING + ROW * (place + 0.5)
            ticks[line] = row
            _share(ax, line, row)
        below += HEADING + ROW * len(rows) + GAP
    _axes(ax, ticks)
    return fig


def _heading(ax: Axes, top: float, about: Row) -> None:
    ax.text(
        0, top + 0.18, words.start(about["plural"]),
        size=10, weight="bold", va="center", color=INK,
    )  # fmt: skip
    ax.text(100, top + 0.18, about["asked"], size=SMALL, ha="right", va="center", color=MUTED)


def _share(ax: Axes, line: float, row: Row) -> None:
    colour = role_colour(row["role"])
    share, low, high = row["share_percent"], row["low_percent"], row["high_percent"]
    if not (pd.isna(low) or pd.isna(high)):
        ax.plot([low, high], [line, line], color=colour, lw=2.2, alpha=0.55, solid_capstyle="butt")
    face = colour if row["typical"] else "white"
    ax.plot([share], [line], "o", ms=7, mfc=face, mec=colour, mew=1.6, clip_on=False)
    if row["low_precision"] == "yes":
        right = share if pd.isna(high) else high
        beside(ax, "imprecise", right, line, size=SMALL, color=MUTED)


def _axes(ax: Axes, ticks: dict[float, Row]) -> None:
    ax.set_yticks(list(ticks), [row["level"] for row in ticks.values()], size=SMALL + 0.5)
    for label, row in zip(ax.get_yticklabels(), ticks.values(), strict=True):
        label.set_fontweight("bold" if row["typical"] else "normal")
    ax.set_xticks(range(0, 101, 25), [f"{share}%" for share in range(0, 101, 25)])
    ax.set_xlabel("share of the job holders asked, with its 95% interval")
    ax.tick_params(axis="y", length=0)
