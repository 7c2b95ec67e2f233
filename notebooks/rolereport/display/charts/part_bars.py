"""A change taken apart: a bar for each part, the doubtful ones pale or hollow."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.layout import beside, room_to_right, wrapped
from rolereport.display.plots import Part
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

BAR, GAP = 0.25, 0.2  # inches
SIZE = 8.5


@chart
def part_bars(
    roles: pd.DataFrame,
    parts: list[Part],
    *,
    write: Callable[[float], str],
    title: str,
    subtitle: str,
) -> Figure:
    """A group of bars for each role, a bar for each of `parts` that is not empty.

    Parameters
    ----------
    roles
        One row a role, top to bottom: `role`, `label` and the columns of the parts; NaN where the
        line has no such part.
    write
        Turns a change into its label.
    """
    drawn = [[part for part in parts if pd.notna(row[part.column])] for _, row in roles.iterrows()]
    height = sum(BAR * len(each) + GAP for each in drawn) + 0.25
    fig = new_figure(max(height, 0.8), title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    top, middles = 0.0, []
    for row, own in zip(records(roles), drawn, strict=True):
        middles.append(top + BAR * len(own) / 2)
        for place, part in enumerate(own):
            _bar(ax, top + BAR * (place + 0.5), row[part.column], part, row["role"], write)
        top += BAR * len(own) + GAP
    _scale(ax, roles[[part.column for part in parts]], top)
    ax.set_yticks(middles, [wrapped(label) for label in roles["label"]], size=9)
    if roles.empty:
        ax.set_axis_off()
        ax.text(0, 1, "not published", va="top", color=MUTED, transform=ax.transAxes)
        return fig
    room_to_right(fig, ax)
    return fig


def _bar(
    ax: Axes, height: float, change: float, part: Part, role: str, write: Callable[[float], str]
) -> None:
    colour = role_colour(role)
    style = {"fc": "none", "ec": colour, "lw": 1.4} if part.hollow else {"color": colour}
    ax.barh(height, change, 0.72 * BAR, alpha=part.alpha, **style)
    beside(ax, f"{write(change)} {part.name}", max(change, 0.0), height, by=5, size=SIZE, color=INK)


def _scale(ax: Axes, values: pd.DataFrame, bottom: float) -> None:
    known = values.stack()
    low, high = min([0.0, *known]), max([0.0, *known])
    room = (high - low) or 1.0
    ax.axvline(0, color=MUTED, lw=1)
    ax.set_xlim(low - 0.03 * room, high + 0.95 * room)
    ax.set_ylim(max(bottom, BAR) - GAP / 2, -GAP / 2)
    ax.set_xticks([])
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
