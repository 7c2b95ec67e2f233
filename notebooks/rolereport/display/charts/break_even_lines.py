"""The median that a job would have to pay to be level with the baseline, by years looked ahead."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.markers import CARETDOWN, CARETUP
from numpy.typing import NDArray

from rolereport.display import words
from rolereport.display.charts.line_ends import label_ends
from rolereport.display.drawing import chart
from rolereport.display.layout import leave_empty
from rolereport.display.records import records
from rolereport.display.style import MUTED, new_figure, role_colour

HEIGHT = 3.6
ROOM = 1.6  # of the years drawn, so that the labels at the right end fit
GAP = 0.13  # of the height: least distance of two labels
REACH = 1.7  # times the highest published median: where the axis ends


class _Line(NamedTuple):
    year: NDArray[np.float64]
    needed: NDArray[np.float64]
    median: float


@chart
def break_even_lines(
    needed: pd.DataFrame, jobs: pd.DataFrame, *, nothing: str, title: str, subtitle: str
) -> Figure:
    """A line a job for the pay it would need, a dotted one for the pay it has, a ring where equal.

    Parameters
    ----------
    needed
        pathway, role, year, needed_median, median (dollars a year), as `break_even` returns.
    jobs
        One row a job: `pathway`, `role`, `label`.
    nothing
        What is said instead where no job can be drawn.
    """
    fig = new_figure(HEIGHT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    lines = _by_pathway(needed)
    known = [row for row in records(jobs) if row["pathway"] in lines]
    if not known:
        leave_empty(ax, nothing)
        return fig
    top = REACH * float(needed["median"].max())
    for row in known:
        _line(ax, row, lines[row["pathway"]], top)
    years = float(needed["year"].max())
    _set_axes(ax, years, top)
    _labels(ax, known, lines, years)
    return fig


def _by_pathway(needed: pd.DataFrame) -> dict[str, _Line]:
    names = ("year", "needed_median", "median")
    year, must, pays = (needed[name].to_numpy(dtype=float) for name in names)
    rows = needed.groupby("pathway", sort=False).indices
    return {str(way): _Line(year[at], must[at], pays[at][0]) for way, at in rows.items()}


def _line(ax: Axes, row: dict[Any, Any], line: _Line, top: float) -> None:
    colour = role_colour(row["role"])
    shown = (line.needed >= 0) & (line.needed <= top)
    years, needed = line.year[shown], line.needed[shown]
    ax.plot(years, needed, color=colour, zorder=2)
    if needed.size and line.needed[0] != needed[0]:
        _comes_from_beyond(ax, years[0], needed[0], line.needed[0] > needed[0], colour)
    ax.plot(line.year, np.full_like(line.year, line.median), ":", color=colour, lw=1.5, zorder=1)
    over = line.needed > line.median
    for place in np.flatnonzero(over[:-1] != over[1:])[-1:]:
        met = line.year[place + 1]
        ax.plot([met], [line.median], "o", color="white", mec=colour, mew=2, ms=8)


def _comes_from_beyond(ax: Axes, year: float, needed: float, above: bool, colour: str) -> None:
    """An arrow head where the line comes from beyond the axis."""
    ax.plot(
        [year], [needed], marker=CARETUP if above else CARETDOWN,
        color=colour, ms=7, mew=0, clip_on=False,
    )  # fmt: skip


def _labels(ax: Axes, rows: list[dict[Any, Any]], lines: dict[str, _Line], years: float) -> None:
    ends = [float(lines[row["pathway"]].needed[-1]) for row in rows]
    label_ends(ax, rows, ends, years, gap=GAP)


def _set_axes(ax: Axes, years: float, top: float) -> None:
    ax.set_xlim(0, years * ROOM)
    ax.set_xticks([tick for tick in ax.get_xticks() if tick <= years])
    ax.set_xlim(0, years * ROOM)
    ax.set_ylim(0, top)
    ax.set_xlabel("Years since high school, reckoned to", loc="left")
    ax.yaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.tick_params(axis="y", labelsize=9, labelcolor=MUTED)
