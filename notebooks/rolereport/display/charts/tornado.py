"""How far an outcome moves when one assumption at a time goes to either end of its range."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import leave_empty
from rolereport.display.records import records
from rolereport.display.style import ACCENT, INK, NEIGHBOUR, WARNING, new_figure

COLOURS = {"low": NEIGHBOUR, "high": ACCENT}
ROW = 0.42
LETTERS = 26  # of a label before it wraps
ROOM = 0.45  # of the widest swing, on either side, for the labels at the ends


@chart
def tornado(swings: pd.DataFrame, *, nothing: str, title: str, subtitle: str) -> Figure:
    """One bar a row, from the outcome at the low to the outcome at the high end.

    Parameters
    ----------
    swings
        Top to bottom: `label`, `low_label`, `high_label` (what stands at the ends of the bar),
        `outcome_low`, `outcome`, `outcome_high` in dollars and `turns`: whether the bar crosses
        nothing, where the verdict flips; the names of such rows are bold.
    nothing
        What is said instead of bars where no outcome is known.
    """
    known = swings.dropna(subset=["outcome_low", "outcome", "outcome_high"])
    fig = new_figure(ROW * max(len(known), 2) + 0.65, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    if known.empty:
        leave_empty(ax, nothing)
        return fig
    for place, row in enumerate(records(known)):
        _bar(ax, place, row)
    ax.axvline(float(known["outcome"].iloc[0]), color=INK, lw=1.2)
    _set_axes(ax, known)
    if known["turns"].any():
        ax.axvline(0, color=WARNING, lw=1, ls=(0, (4, 3)), alpha=0.6, zorder=0.5)
        ax.text(0, -0.62, "level", color=WARNING, ha="center", va="bottom", size=8.5)
    return fig


def _bar(ax: Axes, place: int, row: dict[Any, Any]) -> None:
    """Both ends of one row; one above the other where they lie on the same side."""
    moves = {end: row[f"outcome_{end}"] - row["outcome"] for end in COLOURS}
    shift = 0.2 if moves["low"] * moves["high"] > 0 else 0.0
    for (end, move), up in zip(moves.items(), (-shift, shift), strict=True):
        if move:
            height = 0.6 - 1.3 * shift
            ax.barh([place + up], [move], left=row["outcome"], height=height, color=COLOURS[end])
            _end_label(ax, place + up, row[f"outcome_{end}"], move, row[f"{end}_label"])


def _end_label(ax: Axes, place: float, stop: float, move: float, label: str) -> None:
    side = 1 if move > 0 else -1
    ax.annotate(
        label, (stop, place), (4 * side, 0), textcoords="offset points",
        ha="left" if side > 0 else "right", va="center", size=8.5, color=INK,
    )  # fmt: skip


def _set_axes(ax: Axes, known: pd.DataFrame) -> None:
    ends = known[["outcome_low", "outcome", "outcome_high"]]
    low, high = ends.min(axis=None), ends.max(axis=None)
    room = ROOM * ((high - low) or 1.0)
    ax.set_xlim(low - room, high + room)
    ax.locator_params(axis="x", nbins=5)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    labels = ["\n".join(textwrap.wrap(label, LETTERS)) for label in known["label"]]
    ax.set_yticks(range(len(known)), labels)
    ax.tick_params(axis="y", labelsize=9)
    for tick, turns in zip(ax.get_yticklabels(), known["turns"], strict=True):
        tick.set_fontweight("bold" if turns else "normal")
    ax.set_ylim(len(known) - 0.4, -0.6)
