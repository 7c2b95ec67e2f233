"""What a lead is made of: the price of training, pay missed meanwhile, pay gained afterwards."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from rolereport.display import words
from rolereport.display.charts.line_ends import end_label
from rolereport.display.drawing import chart
from rolereport.display.layout import leave_empty
from rolereport.display.records import records
from rolereport.display.style import ACCENT, DEEP, INK, NEIGHBOUR, ink_on, new_figure

ROW = 0.5
PARTS = {
    "price": ("price of training", DEEP),
    "pay_before": ("pay until both work", NEIGHBOUR),
    "pay_after": ("pay from then on", ACCENT),
}
THOUSAND = -3
LEAST = 0.09  # of the axis: a narrower piece carries no figure
ROOM = 0.04  # of the axis, on either side
SUM = 0.26  # of the axis, on the right, for what the pieces add up to


@chart
def lead_parts(parts: pd.DataFrame, *, nothing: str, title: str, subtitle: str) -> Figure:
    """One row of pieces left (against) and right (for) of nothing, and what they add up to.

    Parameters
    ----------
    parts
        Top to bottom: `label`; `price`, `pay_before`, `pay_after` and their sum `lead` in dollars.
    nothing
        What is said instead where there are no rows.
    """
    fig = new_figure(ROW * max(len(parts), 2) + 0.85, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    if parts.empty:
        leave_empty(ax, nothing)
        return fig
    rows = records(parts)
    _set_axes(ax, rows)
    for place, row in enumerate(rows):
        _pieces(ax, place, row)
    _key(ax)
    return fig


def _pieces(ax: Axes, place: int, row: dict[Any, Any]) -> None:
    low, high = ax.get_xlim()
    reach = {True: 0.0, False: 0.0}
    for part, (_, colour) in PARTS.items():
        size = float(row[part])
        start = reach[size > 0]
        ax.barh([place], [size], left=start, height=0.56, color=colour)
        reach[size > 0] = start + size
        if abs(size) > LEAST * (high - low):
            ax.text(
                start + size / 2, place, words.thousands(size),
                ha="center", va="center", size=8.5, color=ink_on(colour),
            )  # fmt: skip
    ax.text(
        high, place, words.dollars(round(row["lead"], THOUSAND)),
        ha="right", va="center", size=9, weight="bold", color=INK,
    )  # fmt: skip


def _key(ax: Axes) -> None:
    ax.legend(
        handles=[Patch(color=colour, label=name) for name, colour in PARTS.values()],
        loc="lower left", bbox_to_anchor=(0, 1), ncols=3,
        fontsize=8.5, handlelength=1, columnspacing=1, handletextpad=0.4, borderpad=0.1,
    )  # fmt: skip
    ax.text(1, 1.012, "lead", transform=ax.transAxes, ha="right", va="bottom", size=8.5, color=INK)


def _set_axes(ax: Axes, rows: list[dict[Any, Any]]) -> None:
    sums = [[sum(max(sign * row[part], 0) for part in PARTS) for row in rows] for sign in (-1, 1)]
    low, high = -max(sums[0]), max(sums[1])
    room = ROOM * ((high - low) or 1.0)
    ax.set_xlim(low - room, high + SUM * ((high - low) or 1.0))
    ax.axvline(0, color=INK, lw=1)
    ax.locator_params(axis="x", nbins=5)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.set_yticks(range(len(rows)), [end_label(row["label"]) for row in rows])
    ax.tick_params(axis="y", labelsize=9)
    ax.set_ylim(len(rows) - 0.5, -0.75)
