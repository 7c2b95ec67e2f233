"""Figures that someone gave beside the figures that were published."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.records import records
from rolereport.display.style import ACCENT, GRID, INK, MUTED, WARNING, new_figure

ROW = 0.9
HEADING = 0.43  # over the line, in rows
GAP = 0.035  # from the line to a mark, in rows
MARGIN = 0.1  # of the range of pay, at either side


@chart
def claim_dots(rows: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """The figure given as a mark over the line, the published one as a mark under it.

    Parameters
    ----------
    rows
        One row a figure, top to bottom: label, result (in words), wrong (bool), given and
        published (dollars a year; published may be NaN), given_text and published_text, and
        low and high, the range published in other years (NaN where it is not drawn).
    """
    fig = new_figure(ROW * len(rows) + 0.35, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ends = rows[["given", "published", "low", "high"]]
    low, high = ends.min(axis=None), ends.max(axis=None)
    room = MARGIN * (high - low)
    ax.set_xlim(low - room, high + room)
    for place, row in enumerate(records(rows)):
        _line(ax, place, row)
        _words(ax, place, row)
    ax.set_ylim(len(rows) - 0.55, -0.6)
    ax.set_yticks([])
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.locator_params(axis="x", nbins=6)
    return fig


def _line(ax: Axes, place: int, row: dict[str, Any]) -> None:
    ax.axhline(place, color=GRID, lw=0.8)
    if not pd.isna(row["low"]):
        ax.plot([row["low"], row["high"]], [place] * 2, color=MUTED, lw=4, alpha=0.45)
    colour = WARNING if row["wrong"] else ACCENT
    _mark(ax, row["given"], place - GAP, row["given_text"], above=True, color=colour)
    if not pd.isna(row["published"]):
        _mark(ax, row["published"], place + GAP, row["published_text"], above=False, color=MUTED)


def _mark(ax: Axes, pay: float, at: float, text: str, *, above: bool, color: str) -> None:
    # Caret markers have their tip, not their middle, at the figure.
    ax.plot([pay], [at], marker=7 if above else 6, ms=9, color=color, ls="none", mew=0)
    side, shift = ("center", 0) if above else _side(ax, pay)
    ax.annotate(
        text,
        (pay, at),
        xytext=(shift, 9 if above else -9),
        textcoords="offset points",
        ha=side,
        va="bottom" if above else "top",
        size=9,
        color=INK if above else MUTED,
    )


def _side(ax: Axes, pay: float) -> tuple[str, int]:
    """Which side of a long label stands at its mark, and how far beyond it, in points."""
    low, high = ax.get_xlim()
    share = (pay - low) / (high - low)
    if share < 1 / 3:
        return "left", -9
    return ("right", 9) if share > 2 / 3 else ("center", 0)


def _words(ax: Axes, place: int, row: dict[str, Any]) -> None:
    style: dict[str, Any] = {"transform": ax.get_yaxis_transform(), "va": "center", "size": 9}
    ax.text(0, place - HEADING, row["label"], ha="left", weight="bold", color=INK, **style)
    colour = WARNING if row["wrong"] else MUTED
    ax.text(1, place - HEADING, row["result"], ha="right", color=colour, **style)
