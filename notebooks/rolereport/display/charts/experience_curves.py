"""Pay by years in the job along the assumed experience curve, with what is published on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from rolereport.display import words
from rolereport.display.charts.line_ends import label_ends
from rolereport.display.drawing import chart
from rolereport.display.layout import leave_empty
from rolereport.display.records import records
from rolereport.display.style import MUTED, new_figure, role_colour

HEIGHT = 3.5
ROOM = 1.6  # of the years drawn, so that the labels at the right end fit
GAP = 0.13  # of the height: least distance of two labels
MEAN = 0.6  # of a year: half the length of the mark of a mean

Line = tuple[NDArray[np.float64], NDArray[np.float64]]  # years of experience, and pay


@chart
def experience_curves(
    curves: pd.DataFrame, jobs: pd.DataFrame, knots: list[float], *, title: str, subtitle: str
) -> Figure:
    """One curve a job, dots where it passes a percentile, a short bar at the published mean.

    Parameters
    ----------
    curves
        role, experience (years), pay, as `experience.curve` returns.
    jobs
        One row a curve: `role`, `drawn_as` (the role whose colour it has), `label`, `mean_annual`
        (NaN if unknown). Jobs on one wage line share a row.
    knots
        Years of experience at which the curve bends.
    """
    fig = new_figure(HEIGHT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    lines = _by_role(curves)
    known = [row for row in records(jobs) if row["role"] in lines]
    if not known:
        leave_empty(ax, title)
        return fig
    for row in known:
        _curve(ax, row, lines[row["role"]], knots)
    years = float(curves["experience"].max())
    _set_axes(ax, years)
    ends = [float(lines[row["role"]][1][-1]) for row in known]
    label_ends(ax, [{**row, "role": row["drawn_as"]} for row in known], ends, years, gap=GAP)
    return fig


def _by_role(curves: pd.DataFrame) -> dict[str, Line]:
    known = curves.dropna()
    years, pay = known["experience"].to_numpy(), known["pay"].to_numpy()
    rows = known.groupby("role", sort=False).indices
    return {str(role): (years[at], pay[at]) for role, at in rows.items()}


def _curve(ax: Axes, row: dict[Any, Any], line: Line, knots: list[float]) -> None:
    colour, (years, pay) = role_colour(row["drawn_as"]), line
    ax.plot(years, pay, color=colour, zorder=2)
    bends = np.isin(years, knots)
    ax.plot(years[bends], pay[bends], "o", color=colour, ms=6, zorder=3, clip_on=False)
    if pd.notna(row["mean_annual"]):
        end = float(years[-1])
        ax.plot([end - 2 * MEAN, end], [row["mean_annual"]] * 2, color=colour, lw=4, alpha=0.5)


def _set_axes(ax: Axes, years: float) -> None:
    ax.set_xlim(0, years * ROOM)
    ax.set_xticks([tick for tick in ax.get_xticks() if tick <= years])
    ax.set_xlim(0, years * ROOM)
    ax.set_xlabel("Years in the job", loc="left")
    ax.set_ylim(0, ax.get_ylim()[1] * 1.05)
    ax.yaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.tick_params(axis="y", labelsize=9, labelcolor=MUTED)
