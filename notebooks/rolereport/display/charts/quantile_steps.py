"""Quantile functions as far as five percentiles imply them: points, bounds between, no tails."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from rolereport.analysis.distributions import (
    PERCENTILES,
    Line,
    published_percentiles,
    quantile_function,
)
from rolereport.analysis.top_codes import coded_percentiles
from rolereport.display import words
from rolereport.display.charts.break_marks import spread_out
from rolereport.display.drawing import chart
from rolereport.display.records import records
from rolereport.display.style import GRID, INK, MUTED, new_figure, role_colour

PLOT = 3.5  # inches of plot and axis labels
LINE = 0.075  # of the height of the plot, a line of a label
GAP = 1.8  # percentiles between a line's end and its label
WRAP = 26
FEWEST = 2  # marks that make a line
TICKS = {10: "10th", 25: "25th", 50: "median", 75: "75th", 90: "90th"}


@dataclass(frozen=True)
class _Curve:
    """One role's published points, and the percentiles only known to reach the ceiling."""

    label: str
    colour: str
    ranks: NDArray[np.float64]
    points: NDArray[np.float64]
    coded: list[int]
    ceiling: float

    @property
    def end(self) -> tuple[float, float]:
        """Where the last mark stands."""
        if self.coded:
            return self.coded[-1], self.ceiling
        return float(self.ranks[-1]), float(self.points[-1])


@chart
def quantile_steps(pay: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """Pay against percentile: dots where published, boxes that hold the pay between two of them.

    The line inside the boxes is the monotone interpolation of log pay. Nothing is drawn below the
    10th and above the 90th percentile. A percentile at or above the top code is a triangle at the
    ceiling.

    Parameters
    ----------
    pay
        One row a role with `role`, `label` and `p10_annual` ... `p90_annual` in dollars, NaN where
        unknown, perhaps `codes` and `ceiling_annual`. Roles with fewer than two marks are named as
        not drawn.
    """
    fig = new_figure(PLOT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    curves = [_curve(row) for row in records(pay)]
    drawn = [curve for curve in curves if len(curve.ranks) + len(curve.coded) >= FEWEST]
    for curve in drawn:
        _draw_curve(ax, curve)
    _set_axes(ax, drawn)
    _label_ends(ax, drawn, [curve.label for curve in curves if curve not in drawn])
    return fig


def _curve(row: Line) -> _Curve:
    values = published_percentiles(row)
    known = ~np.isnan(values)
    return _Curve(
        label=str(row["label"]),
        colour=role_colour(str(row["role"])),
        ranks=np.array(PERCENTILES, dtype=float)[known],
        points=values[known],
        coded=coded_percentiles(row),
        ceiling=float(row.get("ceiling_annual", np.nan)),
    )


def _draw_curve(ax: Axes, curve: _Curve) -> None:
    ranks, points, colour = curve.ranks, curve.points, curve.colour
    for place in range(len(ranks) - 1):
        ax.fill_between(
            ranks[place : place + 2], points[place], points[place + 1],
            color=colour, alpha=0.16, lw=0,
        )  # fmt: skip
    if len(ranks) > 1:
        between = np.linspace(ranks[0], ranks[-1], 161)
        line = quantile_function(ranks, points)(between)
        ax.plot(between, line, color=colour, lw=1.6, zorder=3)
    ax.plot(ranks, points, "o", color=colour, ms=6, zorder=4)
    at_ceiling = [curve.ceiling] * len(curve.coded)
    ax.plot(curve.coded, at_ceiling, "^", color=colour, ms=8, zorder=4)


def _set_axes(ax: Axes, curves: list[_Curve]) -> None:
    ax.set_xlim(0, 132)
    ax.set_xticks(list(TICKS), list(TICKS.values()))
    ax.set_xlabel("Percentile of the role's jobs", loc="left")
    ax.yaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.tick_params(axis="y", labelsize=9.5, labelcolor=MUTED)
    pay = [each for curve in curves for each in (*curve.points, curve.end[1])]
    low, high = (min(pay), max(pay)) if pay else (0.0, 1.0)
    room = high - low or high
    ax.set_ylim(max(0.0, low - 0.3 * room), high + 0.06 * room)
    if not pay:
        ax.set_yticks([])
    ticks = [tick for tick in ax.get_yticks() if ax.get_ylim()[0] <= tick <= ax.get_ylim()[1]]
    ax.hlines(ticks, 0, PERCENTILES[-1], color=GRID, lw=0.7, zorder=0)
    tail: dict[str, Any] = {"transform": ax.get_xaxis_transform(), "size": 8.5, "color": MUTED}
    ax.text(5, 0.04, "not\nknown", ha="center", **tail)
    ax.text(95, 0.04, "not known", ha="left", **tail)


def _label_ends(ax: Axes, curves: list[_Curve], undrawn: list[str]) -> None:
    low, high = ax.get_ylim()
    unit = LINE * (high - low)
    texts = [
        f"{curve.label}\n(▲ this much or more)" if curve.coded else curve.label for curve in curves
    ]
    looks: list[dict[str, Any]] = [{"color": INK}] * len(curves)
    floor = low + 0.04 * (high - low) + 1.5 * unit  # above the words on the tail
    ends = [(curve.end[0], max(curve.end[1], floor)) for curve in curves]
    if undrawn:
        texts.append(_too_little(undrawn))
        looks.append({"color": MUTED, "style": "italic"})
        ends.append((PERCENTILES[-1], low + 0.3 * (high - low)))
    places = spread_out([end[1] for end in ends], [unit * (1 + text.count("\n")) for text in texts])
    for text, look, end, place in zip(texts, looks, ends, places, strict=True):
        ax.text(end[0] + GAP, place, text, va="center", size=9, linespacing=1.15, **look)


def _too_little(labels: list[str]) -> str:
    names = words.join_words([label.replace("\n", " ") for label in labels])
    return textwrap.fill(f"Too little published: {names}", WRAP)
