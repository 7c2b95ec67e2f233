"""Pay against prices, a dot a place, with the line through them and the line that keeps up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import settled
from rolereport.display.panels import panel_name, panels, unpublished
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED

HEIGHT, SIZE = 2.7, 8.0
NAMED = 2  # places furthest above the line, and as many furthest below


@chart
def price_scatter(
    states: pd.DataFrame,
    lines: pd.DataFrame,
    *,
    names: dict[str, str],
    colours: Callable[[str], str],
    title: str,
    subtitle: str,
    highlight: list[str] | None = None,
) -> Figure:
    """A panel for each role: price index to the right, median pay upwards.

    Parameters
    ----------
    states
        One row for each role and place: role, area, nominal (dollars), price_index, left_out.
    lines
        What `place_ranks.price_response` returns: role, slope, at_nation.
    highlight
        Areas always named, in bold.
    """
    roles = list(states["role"].unique())
    fig, axes = panels([HEIGHT] * len(roles), title=title, subtitle=subtitle)
    by_role = lines.set_index("role")
    for ax, role in zip(axes, roles, strict=True):
        panel_name(ax, names[role], len(roles))
        places = states[(states["role"] == role) & (states["left_out"] == "")]
        if places.empty:
            unpublished(ax)
        else:
            _panel(ax, places, by_role.loc[role], colours(role), highlight or [])
    return settled(fig)


def _panel(ax: Axes, places: pd.DataFrame, line: Any, colour: str, highlight: list[str]) -> None:
    ax.plot(places["price_index"], places["nominal"], "o", color=colour, ms=3.2, alpha=0.6, mew=0)
    off_line = places.assign(off=0.0)
    if pd.notna(line["slope"]):
        _lines(ax, places["price_index"], line, colour)
        fitted = line["at_nation"] * (places["price_index"] / 100) ** line["slope"]
        off_line = places.assign(off=places["nominal"] / fitted).sort_values("off", kind="stable")
    extreme = pd.concat([off_line.head(NAMED), off_line.tail(NAMED)])["area"]
    for place in records(off_line):
        if place["area"] in {*extreme, *highlight}:
            _label(ax, place, colour, place["area"] in highlight)
    ax.yaxis.set_major_formatter(lambda value, _: words.thousands(value))
    ax.locator_params(nbins=4)
    ax.tick_params(labelsize=SIZE, pad=1)
    ax.grid(visible=True, axis="both")
    ax.margins(0.08)


def _lines(ax: Axes, prices: pd.Series, line: Any, colour: str) -> None:
    along = np.linspace(prices.min(), prices.max(), 30)
    ax.plot(along, line["at_nation"] * (along / 100) ** line["slope"], color=colour, lw=1.6)
    ax.plot(along, line["at_nation"] * along / 100, color=MUTED, lw=1, ls=(0, (3, 2)))


def _label(ax: Axes, place: dict[Any, Any], colour: str, own: bool) -> None:
    ax.annotate(
        place["area"], (place["price_index"], place["nominal"]), (3, 2),
        textcoords="offset points", size=SIZE + own, color=INK, annotation_clip=False,
        weight="bold" if own else "normal",
    )  # fmt: skip
    if own:
        ax.plot(place["price_index"], place["nominal"], "o", color=colour, ms=6, mec=INK, mew=1.2)
