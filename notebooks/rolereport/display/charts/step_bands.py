"""The steps of all occupations, year by year, as bands, with the roles' own steps on them."""

from __future__ import annotations

from itertools import cycle

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from rolereport.display import words
from rolereport.display.charts import break_marks as marks
from rolereport.display.drawing import chart
from rolereport.display.layout import wrapped
from rolereport.display.style import GRID, INK, NEIGHBOUR, new_figure, role_colour

PLOT = 3.6
WIDTH = 0.66  # of a year
MARKERS = ("o", "s", "D", "^")  # grey print would not tell dots on a band apart


@chart
def step_bands(
    bands: pd.DataFrame,
    own: pd.DataFrame,
    breaks: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
) -> Figure:
    """A pale band for nine in ten occupations, a dark one for the middle half; marks are roles.

    Parameters
    ----------
    bands
        One row a year: `year`, `p5`, `p25`, `middle`, `p75`, `p95` (shares).
    own
        One row a role and year: `role`, `label`, `year`, `percent` (share).
    breaks
        `year` and `title` of each break to draw.
    """
    fig = new_figure(PLOT + marks.STEP * len(breaks), title=title, subtitle=subtitle)
    marks.reserve(fig, marks.STEP * len(breaks))
    ax = fig.add_subplot()
    ax.use_sticky_edges = False  # room under a band as under a dot
    for low, high, colour in (("p5", "p95", GRID), ("p25", "p75", NEIGHBOUR)):
        heights = bands[high] - bands[low]
        ax.bar(bands["year"], heights, WIDTH, bottom=bands[low], color=colour, zorder=1.5)
    ax.hlines(bands["middle"], bands["year"] - WIDTH / 2, bands["year"] + WIDTH / 2,
              color=INK, lw=1.4, zorder=2)  # fmt: skip
    known = own.dropna(subset=["percent"])
    roles = known.groupby("role", sort=False)
    for (role, dots), marker in zip(roles, cycle(MARKERS)):
        ax.plot(dots["year"], dots["percent"], marker, ls="none", ms=4.8, mec="white", mew=0.6,
                zorder=3, color=role_colour(str(role)))  # fmt: skip
    marks.scale_years(ax, int(bands["year"].min()), int(bands["year"].max()))
    ax.yaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_formatter(lambda value, _: _signed(value))
    labels = _labels(known, ax)
    marks.draw_labels(ax, labels)
    marks.draw_uprights(ax, breaks, labels)
    marks.name_breaks(ax, breaks)
    return fig


def _signed(share: float) -> str:
    return f"{'+' if share > 0 else ''}{words.percent(share)}"


def _labels(known: pd.DataFrame, ax: Axes) -> list[marks.Label]:
    low, high = ax.get_ylim()
    line = marks.LINE * (high - low) / (PLOT - 0.4)
    ends = known.sort_values("year", kind="stable").groupby("role", sort=False).tail(1)
    labels: list[marks.Label] = []
    for year, group in ends.groupby("year"):
        texts = [wrapped(label) for label in group["label"]]
        sizes = [line * len(text.split("\n")) for text in texts]
        heights = marks.spread_out(group["percent"].tolist(), sizes)
        labels += map(marks.Label, texts, [float(str(year))] * len(texts), heights, sizes)
    return labels
