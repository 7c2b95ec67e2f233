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
    ranked = states.loc[states["left_out"] == "", ["role", "area", "price_index", "nominal"]]
    for ax, role in zip(axes, roles, strict=True):
        panel_name(ax, names[role], len(roles))
        places = ranked[ranked["role"] == role]
        if places.empty:
            unpublished(ax)
        else:
            _panel(ax, places, by_role.loc[role], colours(role), highlight or [])
    return settled(fig)


def _panel(ax: Axes, places: pd.DataFrame, line: Any, colour: str, highlight: list[str]) -> None:
    prices, pay = places["price_index"].to_numpy(float), places["nominal"].to_numpy(float)
    ax.plot(prices, pay, "o", color=colour, ms=3.2, alpha=0.6, mew=0)
    off_line = records(places)
    if pd.notna(line["slope"]):
        _lines(ax, prices, line, colour)
        off = pay / (line["at_nation"] * (prices / 100) ** line["slope"])
        off_line = [off_line[place] for place in off.argsort(kind="stable")]
    extreme = [place["area"] for place in [*off_line[:NAMED], *off_line[-NAMED:]]]
    for place in off_line:
        if place["area"] in {*extreme, *highlight}:
            _label(ax, place, colour, place["area"] in highlight)
    ax.yaxis.set_major_formatter(lambda value, _: words.thousands(value))
    ax.locator_params(nbins=4)
    ax.tick_params(labelsize=SIZE, pad=1)
    ax.grid(visible=True, axis="both")
    ax.margins(0.08)


def _lines(ax: Axes, prices: np.ndarray, line: Any, colour: str) -> None:
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
