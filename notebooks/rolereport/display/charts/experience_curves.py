"""Pay by years in the job along the assumed experience curve, with what is published on it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

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
    lines = {str(role): line for role, line in curves.dropna().groupby("role", sort=False)}
    known = [row for row in records(jobs) if row["role"] in lines]
    if not known:
        leave_empty(ax, title)
        return fig
    for row in known:
        _curve(ax, row, lines[row["role"]], knots)
    years = float(curves["experience"].max())
    _set_axes(ax, years)
    ends = [float(lines[row["role"]]["pay"].iloc[-1]) for row in known]
    label_ends(ax, [{**row, "role": row["drawn_as"]} for row in known], ends, years, gap=GAP)
    return fig


def _curve(ax: Axes, row: dict[Any, Any], line: pd.DataFrame, knots: list[float]) -> None:
    colour = role_colour(row["drawn_as"])
    ax.plot(line["experience"], line["pay"], color=colour, zorder=2)
    bends = line[line["experience"].isin(knots)]
    ax.plot(bends["experience"], bends["pay"], "o", color=colour, ms=6, zorder=3, clip_on=False)
    if pd.notna(row["mean_annual"]):
        end = float(line["experience"].max())
        ax.plot([end - 2 * MEAN, end], [row["mean_annual"]] * 2, color=colour, lw=4, alpha=0.5)


def _set_axes(ax: Axes, years: float) -> None:
    ax.set_xlim(0, years * ROOM)
    ax.set_xticks([tick for tick in ax.get_xticks() if tick <= years])
    ax.set_xlim(0, years * ROOM)
    ax.set_xlabel("Years in the job", loc="left")
    ax.set_ylim(0, ax.get_ylim()[1] * 1.05)
    ax.yaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.tick_params(axis="y", labelsize=9, labelcolor=MUTED)
