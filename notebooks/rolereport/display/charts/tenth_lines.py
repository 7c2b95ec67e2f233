"""The floor under the mean of a best-paid tenth, and the median, over the years."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.charts.break_marks import STEP, draw_uprights, name_breaks, reserve
from rolereport.display.drawing import chart
from rolereport.display.style import INK, WARNING, new_figure, role_colour

HEIGHT = 3.6  # inches
ROOM = 9  # years to the right, for labels
LOOK: dict[str, dict[str, Any]] = {
    "p90_annual": {"lw": 2.4},
    "p50_annual": {"lw": 1.6, "ls": (0, (1, 1.2))},
}


@chart
def tenth_lines(
    pay: pd.DataFrame,
    breaks: pd.DataFrame,
    labels: dict[str, str],
    claimed: dict[str, float],
    *,
    title: str,
    subtitle: str,
) -> Figure:
    """Two lines a role: its 90th percentile (solid) and its median (dotted).

    Parameters
    ----------
    pay
        role, year, segment (no line crosses from one to the next), p50_annual and p90_annual.
    breaks
        `year` and `title` of the breaks to draw.
    labels
        Role to its name at the end of its lines.
    claimed
        Name to the amount of each figure that is drawn across as a level.
    """
    fig = new_figure(HEIGHT + STEP * len(breaks), title=title, subtitle=subtitle)
    reserve(fig, STEP * len(breaks))
    ax = fig.add_subplot()
    ax.margins(y=0.09)  # for the name under the lowest line
    for (role, _), rows in pay.groupby(["role", "segment"], sort=False):
        for column, look in LOOK.items():
            lone = "o" if len(rows) == 1 else None  # a line needs two years
            own = {"color": role_colour(str(role)), "marker": lone, "ms": 4} | look
            ax.plot(rows["year"], rows[column], **own)
    _labels(ax, pay, labels)
    for name, amount in claimed.items():
        ax.axhline(amount, color=WARNING, lw=1.4)
        _write(ax, f"{words.dollars(amount)}\n{name}", pay["year"].max(), amount)
    ax.yaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.set_xlim(pay["year"].min() - 0.5, pay["year"].max() + ROOM)
    years = range(int(pay["year"].min()), int(pay["year"].max()) + 1)
    ax.set_xticks([year for year in years if year % 5 == 0])
    ax.grid(False, axis="x")
    ax.grid(True, axis="y")
    draw_uprights(ax, breaks)
    name_breaks(ax, breaks)
    return fig


def _labels(ax: Axes, pay: pd.DataFrame, labels: dict[str, str]) -> None:
    for role, rows in pay.groupby("role", sort=False):
        name, last = labels[str(role)], rows.loc[rows["year"].idxmax()]
        if rows["year"].max() == pay["year"].max():
            _label(ax, f"{name},\n90th percentile", last, "p90_annual", (5, -3), "left", "top")
            _label(ax, f"{name},\nmedian", last, "p50_annual", (5, -3), "left", "top")
        else:  # a line that ended earlier is named over its end and under its start
            _label(ax, f"{name},\n90th percentile", last, "p90_annual", (0, 4), "right", "bottom")
            line = rows[rows["segment"] == last["segment"]]
            first = line.loc[line["year"].idxmin()]
            _label(ax, f"{name},\nmedian", first, "p50_annual", (12, 2), "left", "top")


def _label(
    ax: Axes, text: str, at: pd.Series, column: str, shift: tuple[int, int], ha: str, va: str
) -> None:
    ax.annotate(
        text, (at["year"], at[column]), shift, textcoords="offset points", ha=ha, va=va,
        size=8.5, color=INK, linespacing=1.05, annotation_clip=False,
    )  # fmt: skip


def _write(ax: Axes, text: str, year: float, amount: float) -> None:
    look: dict[str, Any] = {"size": 8.5, "color": WARNING, "weight": "bold", "linespacing": 1.05}
    ax.annotate(text, (year, amount), (5, 3), textcoords="offset points", va="bottom", **look)
