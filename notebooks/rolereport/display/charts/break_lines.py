"""Lines over the years, cut where the series breaks, each break drawn and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from rolereport.display.style import INK, MUTED, new_figure, role_colour

PLOT = 3.4  # inches of plot and axis labels
AXIS = 0.6  # inches of these that are not plot
STEP = 0.185  # inches a name of a break takes above the plot
LINE = 0.155  # inches a line of a label takes
LETTER = 0.075  # inches a letter of a label takes at most
ACROSS = 4.9  # inches of plot from the first year to the end of the labels
SIZE = 8.5
ROOM = 0.54  # of the years drawn, to the right of the last, for labels
POINTS = 72
UPRIGHT: dict[str, Any] = {"color": MUTED, "lw": 0.9, "ls": (0, (3, 2))}


@dataclass(frozen=True)
class Label:
    """Text to the right of the end of a line; `height` and `size` in the unit of the axis."""

    text: str
    year: float
    height: float
    size: float

    @property
    def width(self) -> float:
        """Inches."""
        return LETTER * max(len(line) for line in self.text.split("\n"))


def break_lines(
    series: pd.DataFrame,
    breaks: pd.DataFrame,
    *,
    measure: str,
    write: Callable[[float], str],
    title: str,
    subtitle: str,
) -> Figure:
    """One line for each role and segment; no line crosses a break.

    Parameters
    ----------
    series
        One row a role and year: `role`, `label`, `year`, `segment` and the measure. Unknown years
        leave a gap in the line.
    breaks
        `year` (the first of the new series) and `title` of each break to draw.
    measure
        Column to draw.
    write
        Turns a value into the label of a tick or of the end of a line.
    """
    fig = new_figure(PLOT + STEP * len(breaks), title=title, subtitle=subtitle)
    _reserve(fig, STEP * len(breaks))
    ax = fig.add_subplot()
    for (role, _), stretch in series.groupby(["role", "segment"], sort=False):
        _draw_stretch(ax, stretch["year"], stretch[measure], role_colour(str(role)))
    _scale_years(ax, series["year"])
    ax.yaxis.set_major_formatter(lambda value, _: write(value))
    known = series.dropna(subset=[measure])
    labels = _labels(known, measure, write, ax.get_ylim())
    _draw_labels(ax, labels)
    _draw_breaks(ax, breaks, labels)
    if known.empty:
        ax.text(0.5, 0.5, "not published", transform=ax.transAxes, ha="center", color=MUTED)
    return fig


def _reserve(fig: Figure, inches: float) -> None:
    # A name of a break is placed in points from the top of the plot and kept out of the layout:
    # one placed in dollars moves with the plot that makes room for it, and meets the subtitle.
    engine = fig.get_layout_engine()
    assert isinstance(engine, ConstrainedLayoutEngine)
    left, bottom, width, height = engine.get()["rect"]
    engine.set(rect=(left, bottom, width, height - inches / fig.get_figheight()))


def _draw_stretch(ax: Axes, years: pd.Series, values: pd.Series, colour: str) -> None:
    # A line through one point shows nothing: a year alone between two breaks is a dot.
    alone = values.notna().sum() == 1
    ax.plot(years, values, color=colour, marker="o" if alone else "", ms=4.5, lw=2.2)


def _scale_years(ax: Axes, years: pd.Series) -> None:
    first, last = int(years.min()), int(years.max())
    ax.set_xlim(first - 0.5, last + ROOM * max(last - first, 1))
    ax.set_xticks([year for year in range(first, last + 1) if year % 5 == 0])
    ax.grid(False, axis="x")
    ax.grid(True, axis="y")
    ax.tick_params(axis="y", labelsize=9.5, labelcolor=MUTED)


def _labels(
    known: pd.DataFrame,
    measure: str,
    write: Callable[[float], str],
    limits: tuple[float, float],
) -> list[Label]:
    line = LINE * (limits[1] - limits[0]) / (PLOT - AXIS)
    ends = known.sort_values("year").groupby("role", sort=False).tail(1)
    labels: list[Label] = []
    for year, group in ends.groupby("year"):
        rows = zip(group["label"], group[measure], strict=True)
        texts = [f"{label}\n{write(value)}" for label, value in rows]
        sizes = [line * len(text.split("\n")) for text in texts]
        heights = spread_out(group[measure].tolist(), sizes)
        labels += map(Label, texts, [float(str(year))] * len(texts), heights, sizes)
    return labels


def _draw_labels(ax: Axes, labels: list[Label]) -> None:
    low, high = ax.get_ylim()
    for label in labels:
        low = min(low, label.height - 0.6 * label.size)
        high = max(high, label.height + 0.6 * label.size)
        ax.annotate(
            label.text, (label.year, label.height), (6, 0), textcoords="offset points",
            va="center", size=SIZE, color=INK, linespacing=1.15,
        )  # fmt: skip
    ax.set_ylim(low, high)


def _draw_breaks(ax: Axes, breaks: pd.DataFrame, labels: list[Label]) -> None:
    # The names stand in steps, oldest highest, so that no upright meets a name.
    low, high = ax.get_ylim()
    for place, row in enumerate(breaks.to_dict("records")):
        at = row["year"] - 0.5
        for start, end in _pieces(low, high, _behind(ax, at, labels)):
            ax.plot([at, at], [start, end], zorder=1, scaley=False, **UPRIGHT)
        rise = POINTS * STEP * (len(breaks) - place - 0.25)
        _name_break(ax, at, rise, f"{row['year']:.0f}: {row['title']}")
    ax.set_ylim(low, high)


def _name_break(ax: Axes, at: float, rise: float, name: str) -> None:
    above: dict[str, Any] = {
        "xy": (at, 1), "xycoords": ax.get_xaxis_transform(), "textcoords": "offset points",
        "annotation_clip": False, "in_layout": False,
    }  # fmt: skip
    bare = {"arrowstyle": "-", "shrinkA": 0, "shrinkB": 0, "capstyle": "butt"}
    ax.annotate("", xytext=(0, rise), arrowprops={**UPRIGHT, **bare}, **above)
    ax.annotate(name, xytext=(3, rise), va="top", size=SIZE, color=MUTED, **above)


def _behind(ax: Axes, at: float, labels: list[Label]) -> list[tuple[float, float]]:
    # An upright is interrupted behind a label: no background would hide it on light and dark.
    first, last = ax.get_xlim()
    year = (last - first) / ACROSS
    return sorted(
        (label.height - label.size / 2, label.height + label.size / 2)
        for label in labels
        if label.year < at < label.year + label.width * year
    )


def _pieces(
    low: float, high: float, gaps: list[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    for start, end in gaps:
        yield low, max(low, start)
        low = end
    yield low, high


def spread_out(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Places as near to `wanted` as keeps each at least half its own `apart` from its neighbours.

    Parameters
    ----------
    wanted
        Where each label would stand by itself.
    apart
        How much room each takes, in the same unit.

    Returns
    -------
    list
        Where each stands, in the order given.
    """
    groups: list[tuple[list[int], float]] = []
    for index in np.argsort(wanted, kind="stable"):
        groups.append(([int(index)], wanted[index]))
        while len(groups) > 1 and _overlap(groups[-2], groups[-1], apart):
            groups[-2:] = [_joined(groups[-2], groups[-1], wanted, apart)]
    places = [0.0] * len(wanted)
    for members, middle in groups:
        for index, offset in zip(members, _offsets(members, apart), strict=True):
            places[index] = middle + offset
    return places


def _offsets(members: list[int], apart: Sequence[float]) -> list[float]:
    sizes = np.array([apart[index] for index in members])
    return list(np.cumsum(sizes) - sizes / 2 - sizes.sum() / 2)


def _overlap(
    below: tuple[list[int], float], above: tuple[list[int], float], apart: Sequence[float]
) -> bool:
    room = sum(apart[index] for index in [*below[0], *above[0]]) / 2
    return above[1] - below[1] < room


def _joined(
    below: tuple[list[int], float],
    above: tuple[list[int], float],
    wanted: Sequence[float],
    apart: Sequence[float],
) -> tuple[list[int], float]:
    members = [*below[0], *above[0]]
    shifts = [
        wanted[index] - offset
        for index, offset in zip(members, _offsets(members, apart), strict=True)
    ]
    return members, float(np.mean(shifts))
