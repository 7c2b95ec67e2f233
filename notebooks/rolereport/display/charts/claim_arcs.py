"""Which claims of a text cannot both stand: an arc for each pair, over the claims in order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rolereport.display.drawing import chart
from rolereport.display.style import ACCENT, INK, MUTED, new_figure

HEIGHT = 3.5  # inches
TURN = np.linspace(0, np.pi, 40)  # of an arc, in steps
STEP = 0.045  # of the greatest height: a line of text under the claims
_TEXT: dict[str, Any] = {"ha": "center", "va": "center"}


@chart
def claim_arcs(
    pairs: pd.DataFrame, sections: pd.Series, named: pd.Series, *, title: str, subtitle: str
) -> Figure:
    """An arc from claim to claim, the claims on a line from first to last.

    Parameters
    ----------
    pairs
        claim and other, each pair once.
    sections
        Claim to the heading of its section, in the order of the text; sections are told apart
        by bands with their names under them.
    named
        The claims that are named on the line, with the number of their arcs; theirs are darker.
    """
    fig = new_figure(HEIGHT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    place = {claim: at for at, claim in enumerate(sections.index)}
    for claim, other in zip(pairs["claim"], pairs["other"], strict=True):
        strong = claim in named.index or other in named.index
        _arc(ax, place[claim], place[other], strong)
    widest = (pairs["other"].map(place) - pairs["claim"].map(place)).max()
    step = widest / 2 * STEP
    _bands(ax, sections, step)
    for claim, count in named.items():
        ax.text(place[str(claim)], -1.6 * step, f"{claim}: {count}", **_TEXT, size=8.5,
                weight="bold", color=ACCENT)  # fmt: skip
    ax.set_xlim(-1, len(sections))
    ax.set_ylim(-5.6 * step, widest / 2 * 1.03)
    ax.set_axis_off()
    return fig


def _arc(ax: Axes, start: int, end: int, strong: bool) -> None:
    middle, radius = (start + end) / 2, (end - start) / 2
    colour, width = (ACCENT, 1.3) if strong else (MUTED, 0.7)
    across, height = middle - radius * np.cos(TURN), radius * np.sin(TURN)
    ax.add_line(Line2D(across, height, color=colour, lw=width, zorder=2 + strong))


def _bands(ax: Axes, sections: pd.Series, step: float) -> None:
    numbers = pd.Series(range(len(sections)), index=sections.index)
    ends = numbers.groupby(sections, sort=False).agg(["min", "max"])
    for row, (name, end) in enumerate(ends.iterrows()):
        ax.plot([end["min"] - 0.4, end["max"] + 0.4], [-0.5 * step] * 2, color=INK, lw=3,
                solid_capstyle="butt")  # fmt: skip
        middle = (end["min"] + end["max"]) / 2
        ax.text(middle, -(3 + 1.6 * (row % 2)) * step, str(name), **_TEXT, size=9, color=INK)
