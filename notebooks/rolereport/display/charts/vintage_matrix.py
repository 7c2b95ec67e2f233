"""Which dated figures are held and where their series break: a row each, years across."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.style import ACCENT, INK, WARNING, new_figure

ROW = 0.36
LETTERS = 30  # of a row's label to a line


@chart
def vintage_matrix(
    held: pd.DataFrame,
    breaks: pd.DataFrame,
    levels: dict[str, str],
    chosen: tuple[int, str],
    *,
    title: str,
    subtitle: str,
) -> Figure:
    """A dot for each vintage held, a row a level; under them a row for each break.

    Parameters
    ----------
    held
        year and level, one row a vintage.
    breaks
        year (first of the new series) and title; each is drawn half a year before.
    levels
        Level to what its row is called, from the top.
    chosen
        Year and level of the dot to ring: the one this edition reads.
    """
    fig = new_figure(ROW * (len(levels) + len(breaks)) + 0.3, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for place, level in enumerate(levels):
        years = held.loc[held["level"] == level, "year"]
        ax.plot(years, [place] * len(years), "o", color=ACCENT, ms=6.5)
    ring = list(levels).index(chosen[1])
    ax.plot([chosen[0]], [ring], "o", ms=11, mfc="none", mec=INK, mew=1.6)
    for place, year in enumerate(breaks["year"], start=len(levels)):
        ax.plot([year - 0.5] * 2, [-0.5, place], color=WARNING, lw=1, ls=(0, (3, 2)))
        ax.plot([year - 0.5], [place], "D", color=WARNING, ms=6)
    _set_axes(ax, held["year"], [*levels.values(), *breaks["title"]])
    return fig


def _set_axes(ax: Axes, years: pd.Series, rows: list[str]) -> None:
    ax.set_yticks(range(len(rows)), [textwrap.fill(row, LETTERS) for row in rows], size=9)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.set_xlim(years.min() - 0.8, years.max() + 0.8)
    ax.xaxis.tick_top()
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="x", length=0)
    ax.locator_params(axis="x", nbins=7, integer=True)
