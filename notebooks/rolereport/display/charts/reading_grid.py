"""Claims from left to right, one row a reading, a tile for whether the claim then holds."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rolereport.display.drawing import chart
from rolereport.display.style import INK, MUTED, VERDICT_COLOURS, new_figure

ROW, KEY, FOOT = 0.5, 0.45, 0.35  # inches
HOLDS_COLOURS = {
    "yes": VERDICT_COLOURS["supported"],
    "in part": VERDICT_COLOURS["ambiguous"],
    "no": VERDICT_COLOURS["contradicted"],
    "not known": VERDICT_COLOURS["unverified"],
}
WIDE, HIGH = 0.86, 0.8  # of a tile, in pitches


@chart
def reading_grid(
    holds: pd.DataFrame, groups: pd.Series, labels: dict[str, str], *, title: str, subtitle: str
) -> Figure:
    """A tile for each reading (row) and claim (column), with the number that hold at the right.

    Parameters
    ----------
    holds
        Claims as rows, readings as columns, cells yes, in part, no or not known.
    groups
        Claim to the part of the article it stands in; equal neighbours share a heading.
    labels
        Reading to the name of its row.
    """
    fig = new_figure(ROW * len(holds.columns) + KEY + FOOT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for down, reading in enumerate(holds):
        for across, answer in enumerate(holds[reading]):
            _tile(ax, across, down, answer)
        count = (holds[reading] == "yes").sum()
        ax.text(len(holds) + 0.2, down, f"{count} hold", va="center", size=9.5, weight="bold")
    _groups(ax, groups.reindex(holds.index), len(holds.columns))
    _key(ax, len(holds))
    ax.set_yticks(range(len(holds.columns)), [labels[each] for each in holds], size=9.5)
    ax.set_ylim(len(holds.columns) + 0.25, -1.35)
    ax.set_xlim(-0.6, len(holds) + 4.6)
    ax.set_xticks([])
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    return fig


def _tile(ax: Axes, across: float, down: float, answer: str) -> None:
    corner = (across - WIDE / 2, down - HIGH / 2)
    look: dict[str, Any] = {"edgecolor": MUTED, "linewidth": 0.5}
    ax.add_patch(Rectangle(corner, WIDE, HIGH, facecolor=HOLDS_COLOURS[answer], **look))


def _groups(ax: Axes, groups: pd.Series, bottom: int) -> None:
    runs = (groups != groups.shift()).cumsum()
    for _, run in groups.groupby(runs):
        first, last = groups.index.get_loc(run.index[0]), groups.index.get_loc(run.index[-1])
        ax.plot([first - 0.4, last + 0.4], [bottom - 0.42] * 2, color=INK, lw=1.2)
        ax.text((first + last) / 2, bottom - 0.3, run.iloc[0], ha="center", va="top", size=9,
                color=INK, linespacing=1.0)  # fmt: skip


def _key(ax: Axes, claims: int) -> None:
    for place, (answer, colour) in enumerate(HOLDS_COLOURS.items()):
        across = place * claims / 4
        ax.add_patch(Rectangle((across - 0.4, -1.2), 1.6, 0.42, fc=colour, ec=MUTED, lw=0.5))
        ax.text(across + 1.6, -0.99, answer, va="center", size=9.5, color=INK)
