"""When credentials began and ended, and which took the place of which."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, NEIGHBOUR, new_figure, role_colour

ROW, TICK = 0.5, 5
BEFORE, AFTER = 7, 5  # years drawn around the first and the last change
PLAIN = {"arrowstyle": "-|>", "color": NEIGHBOUR, "lw": 1.2, "shrinkA": 0, "shrinkB": 3}


@chart
def credential_eras(eras: pd.DataFrame, until: float, *, title: str, subtitle: str) -> Figure:
    """One line a credential: grey while it was awarded before its end, in colour while it is.

    Parameters
    ----------
    eras
        Top to bottom, each after those it replaced: `label`, `role`, `start` and `end` in years
        (NaN: start not found, still awarded), `follows` (labels of what it replaced).
    until
        Year up to which a credential that is still awarded is drawn.
    """
    fig = new_figure(ROW * max(len(eras), 1) + 0.4, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    left = _first(eras, until) - BEFORE
    places = dict(zip(eras["label"], range(len(eras)), strict=True))
    for row in records(eras):
        _line(ax, places[row["label"]], row, left, until)
        for former in filter(None, row["follows"].split("; ")):
            _arrow(ax, places[former], places[row["label"]], row["start"])
    ax.set_xlim(left, until + AFTER)
    ax.set_ylim(len(eras) - 0.5, -0.6)
    ax.set_yticks(range(len(eras)), eras["label"])
    ax.tick_params(axis="y", pad=9)  # an arrow head stands out to the left
    ax.set_xticks([year for year in range(int(left), int(until) + 1) if year % TICK == 0])
    ax.grid(False)
    return fig


def _line(ax: Axes, place: int, row: dict[Any, Any], left: float, until: float) -> None:
    ended = not np.isnan(row["end"])
    start, end = row["start"], row["end"] if ended else until
    colour = NEIGHBOUR if ended else role_colour(row["role"])
    known = left if np.isnan(start) else start
    ax.plot([known, end], [place, place], color=colour, lw=7, solid_capstyle="butt")
    if np.isnan(start):
        ax.plot([left], [place], marker="<", color=colour, ms=10, clip_on=False)
    note = f"ended {int(end)}" if ended else "still awarded"
    beside(ax, note, end, place, by=7, size=9.5, color=MUTED if ended else INK)


def _arrow(ax: Axes, former: int, place: int, year: float) -> None:
    if not np.isnan(year):
        ax.annotate("", (year, place), (year, former), arrowprops=PLAIN)


def _first(eras: pd.DataFrame, until: float) -> float:
    dates = eras[["start", "end"]].to_numpy(float)
    return until - BEFORE if np.isnan(dates).all() else float(np.floor(np.nanmin(dates)))
