"""How a break is drawn: an upright through the plot, its name above, and room for labels.

Every upright carries an id that begins with `break-` and the year, so that a test can tell from
the finished drawing that it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from rolereport.display.fitting import HouseLayout
from rolereport.display.layout import WIDER
from rolereport.display.letters import size_of
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED

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


def reserve(fig: Figure, inches: float) -> None:
    """Keep room between the subtitle and the plot for the names of breaks.

    A name is placed in points from the top of the plot and kept out of the layout: one placed in
    dollars moves with the plot that makes room for it, and meets the subtitle.
    """
    engine = fig.get_layout_engine()
    assert isinstance(engine, HouseLayout)
    left, bottom, width, height = engine.get()["rect"]
    engine.set(rect=(left, bottom, width, height - inches / fig.get_figheight()))


def scale_years(ax: Axes, first: int, last: int, room: float = ROOM) -> None:
    """Years across, every fifth named, with room for labels to the right of the last."""
    ax.set_xlim(first - 0.5, last + room * max(last - first, 1))
    ax.set_xticks([year for year in range(first, last + 1) if year % 5 == 0])
    ax.grid(False, axis="x")
    ax.grid(True, axis="y")
    ax.tick_params(axis="y", labelsize=9.5, labelcolor=MUTED)


def draw_labels(ax: Axes, labels: Sequence[Label]) -> None:
    """Write the labels and make the axis high enough for them."""
    low, high = ax.get_ylim()
    for label in labels:
        low = min(low, label.height - 0.6 * label.size)
        high = max(high, label.height + 0.6 * label.size)
        ax.annotate(
            label.text, (label.year, label.height), (6, 0), textcoords="offset points",
            va="center", size=SIZE, color=INK, linespacing=1.15,
        )  # fmt: skip
    ax.set_ylim(low, high)


def draw_uprights(
    ax: Axes, breaks: pd.DataFrame, labels: Sequence[Label] = (), panel: int = 0
) -> None:
    """An upright through the plot for each break, half a year before its first year.

    Parameters
    ----------
    breaks
        `year`, the first of the new series.
    labels
        Behind these the upright is interrupted: no background would hide it on light and dark.
    panel
        Number of the plot in the figure; tells the ids of its uprights from another's.
    """
    low, high = ax.get_ylim()
    for place, year in enumerate(breaks["year"]):
        at = year - 0.5
        for number, ends in enumerate(_pieces(low, high, _behind(ax, at, labels))):
            ax.plot(
                [at, at], ends, zorder=1, scaley=False, scalex=False,
                gid=f"break-{year:.0f}-{panel}-{place}-{number}", **UPRIGHT,
            )  # fmt: skip
    ax.set_ylim(low, high)


def name_breaks(ax: Axes, breaks: pd.DataFrame, above: float = 0.0) -> None:
    """The name of each break above the plot, in steps, oldest highest: no upright meets a name.

    Parameters
    ----------
    breaks
        `year` and `title`, oldest first.
    above
        Inches between the plot and the lowest name.
    """
    for place, row in enumerate(records(breaks)):
        rise = POINTS * (above + STEP * (len(breaks) - place - 0.25))
        _name(ax, row["year"] - 0.5, rise, f"{row['year']:.0f}: {row['title']}")


def _name(ax: Axes, at: float, rise: float, name: str) -> None:
    over: dict[str, Any] = {
        "xy": (at, 1), "xycoords": ax.get_xaxis_transform(), "textcoords": "offset points",
        "annotation_clip": False, "in_layout": False,
    }  # fmt: skip
    bare = {"arrowstyle": "-", "shrinkA": 0, "shrinkB": 0, "capstyle": "butt"}
    ax.annotate("", xytext=(0, rise), arrowprops={**UPRIGHT, **bare}, **over)
    ax.annotate(name, xytext=(3, rise), va="top", size=_fitting(ax, at, name), color=MUTED, **over)


def _fitting(ax: Axes, at: float, name: str) -> float:
    """The size in which a name that starts at `at` ends on the canvas."""
    first, last = ax.get_xlim()
    free = POINTS * ACROSS * (last - at) / (last - first)
    font = FontProperties(size=SIZE)
    wide = WIDER * size_of(name, font)[0]
    return SIZE * min(1.0, free / wide)


def _behind(ax: Axes, at: float, labels: Sequence[Label]) -> list[tuple[float, float]]:
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
        if start > low:
            yield low, start
        low = max(low, end)
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
