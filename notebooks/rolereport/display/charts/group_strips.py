"""Two groups of places on one strip each, a dot a place, with the middle of both."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.layout import settled
from rolereport.display.records import records
from rolereport.display.style import GRID, INK, MUTED, NEIGHBOUR, new_figure

PAIR, SIZE = 0.68, 8.5
GROUPS = ("inside", "other")
HEADING, FIRST, SECOND = -0.3, -0.02, 0.27  # heights within a pair, from its middle


@chart
def group_strips(
    places: pd.DataFrame,
    medians: pd.DataFrame,
    *,
    inside: Collection[str],
    groups: tuple[str, str],
    colours: Callable[[str], str],
    title: str,
    subtitle: str,
    highlight: list[str] | None = None,
) -> Figure:
    """A pair of strips for each row: the group `inside` above, the rest below.

    Parameters
    ----------
    places
        strip (what the pair is called), role, area and value; NaN is not drawn.
    medians
        strip, role, inside_median and other_median, in the unit of value, with inside_text and
        other_text to stand at the right.
    inside
        Areas of the first group.
    groups
        What the two groups are called.
    colours
        Role to its colour.
    highlight
        Areas to circle.
    """
    fig = new_figure(PAIR * len(medians) + 0.35, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    dots = records(places[places["value"].notna()])
    for row, told in enumerate(records(medians)):
        ax.axhline(row + 0.48, color=GRID, lw=0.7)
        mine = [dot for dot in dots if dot["strip"] == told["strip"]]
        first = [dot for dot in mine if dot["area"] in inside]
        others = [dot for dot in mine if dot["area"] not in inside]
        middle, other_middle = ((told[f"{of}_median"], told[f"{of}_text"]) for of in GROUPS)
        _strip(ax, row + FIRST, first, *middle, colours(told["role"]), highlight or [])
        _strip(ax, row + SECOND, others, *other_middle, NEIGHBOUR, highlight or [])
    _axis(ax, medians, groups)
    return settled(fig)


def _strip(
    ax: Axes, y: float, dots: list[dict[Any, Any]], median: float, text: str, colour: str,
    highlight: list[str],
) -> None:  # fmt: skip
    values = [dot["value"] for dot in dots]
    ax.plot(values, [y] * len(values), "o", color=colour, ms=4, alpha=0.55, mew=0)
    if pd.notna(median):
        ax.plot([median] * 2, [y - 0.13, y + 0.13], color=INK, lw=2)
    ax.annotate(
        text, (1, y), (4, 0), xycoords=ax.get_yaxis_transform(), textcoords="offset points",
        va="center", size=SIZE, color=INK, annotation_clip=False,
    )  # fmt: skip
    own = [dot["value"] for dot in dots if dot["area"] in highlight]
    ax.plot(own, [y] * len(own), "o", color=colour, ms=6, mec=INK, mew=1.2)


def _axis(ax: Axes, medians: pd.DataFrame, groups: tuple[str, str]) -> None:
    rows = range(len(medians))
    ax.set_ylim(len(medians) - 0.5, -0.5)
    heights = [row + strip for row in rows for strip in (FIRST, SECOND)]
    ax.set_yticks(heights, groups * len(medians), size=SIZE)
    ax.tick_params(axis="y", labelcolor=MUTED)
    for row, name in zip(rows, medians["strip"], strict=True):
        ax.annotate(name, (0, row + HEADING), (4, 0), xycoords=ax.get_yaxis_transform(),
                    textcoords="offset points", va="center", size=SIZE, weight="bold",
                    color=INK)  # fmt: skip
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
    ax.tick_params(axis="x", top=False, labeltop=True, labelsize=SIZE, pad=1)
    ax.axvline(100, color=MUTED, lw=1, ls=(0, (3, 2)), zorder=0)
