"""Projected change as a thick bar, what had become of it when next counted as a thin one on it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW = 0.86
SIZE = 8.5
WINDOWS = {"past": -0.2, "next": 0.2}  # which projection, and its height within the row


def forecast_bars(
    roles: pd.DataFrame, *, windows: dict[str, str], title: str, subtitle: str
) -> Figure:
    """Two bars a role, one for each projection.

    Parameters
    ----------
    roles
        One row a role, top to bottom: `role`, `label`, `past_change`, `next_change` and
        `counted_change` (shares); what is not known is said in words.
    windows
        The years of each projection, such as {"past": "2016-26", "next": "2024-34"}.
    """
    fig = new_figure(ROW * len(roles) + 0.45, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for height, row in enumerate(roles.to_dict("records")):
        for window, shift in WINDOWS.items():
            counted = row["counted_change"] if window == "past" else float("nan")
            change = row[f"{window}_change"]
            _bar(ax, height + shift, change, counted, windows[window], role_colour(row["role"]))
    _scale(ax, roles)
    return fig


def _bar(
    ax: Axes, height: float, projected: float, counted: float, years: str, colour: str
) -> None:
    if pd.isna(projected):
        _say(ax, 0, height, f"{years} not projected", style="italic", color=MUTED)
        return
    ax.barh(height, projected, 0.3, color=colour, alpha=0.35)
    ends, text = [0.0, projected], f"{years} {_signed(projected)} projected"
    if not pd.isna(counted):
        ax.barh(height, counted, 0.12, color=colour)
        ends, text = [*ends, counted], f"{text},\n{_signed(counted)} counted"
    _say(ax, max(ends), height, text, color=INK)


def _say(ax: Axes, at: float, height: float, text: str, **style: Any) -> None:
    ax.annotate(text, (at, height), (5, 0), textcoords="offset points", va="center", size=SIZE,
                linespacing=1.1, **style)  # fmt: skip


def _signed(share: float) -> str:
    return f"{'+' if share > 0 else ''}{words.percent(share, 1)}"


def _scale(ax: Axes, roles: pd.DataFrame) -> None:
    known = roles[["past_change", "next_change", "counted_change"]].stack()
    low, high = min([0.0, *known]), max([0.0, *known])
    room = (high - low) or 1.0
    ax.axvline(0, color=MUTED, lw=1)
    ax.set_xlim(low - 0.03 * room, high + 1.2 * room)
    ax.set_xticks([])
    ax.set_yticks(range(len(roles)), roles["label"])
    ax.set_ylim(len(roles) - 0.5, -0.5)
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
