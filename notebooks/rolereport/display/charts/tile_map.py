"""The states as equal squares, coloured by a category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from rolereport.display.drawing import chart
from rolereport.display.style import (
    ACCENT,
    GRID,
    INK,
    NEIGHBOUR,
    PALE,
    WARNING,
    ink_on,
    new_figure,
)

SIDE = 0.92
HEIGHT = 4.05


@dataclass(frozen=True)
class Look:
    """How a square is filled and edged; `face` "none" leaves it empty."""

    face: str
    edge: str

    @property
    def ink(self) -> str:
        """A readable colour for text inside the square."""
        return INK if self.face == "none" else ink_on(self.face)


EMPTY = Look("none", GRID)
LOOKS = (Look(ACCENT, ACCENT), Look("none", WARNING), Look(NEIGHBOUR, NEIGHBOUR), Look(PALE, PALE))


@chart
def category_map(
    tiles: pd.DataFrame,
    column: str,
    *,
    categories: list[str],
    absent: str,
    title: str,
    subtitle: str,
    note: str | None = None,
    highlight: list[str] | None = None,
) -> Figure:
    """A square a state, filled by the category in `column`, with a key that counts them.

    Parameters
    ----------
    tiles
        One row a state: `area` (postal code), `tile_column`, `tile_row` (from 1, top left), the
        category, and perhaps `note`.
    categories
        At most four, most important first; a category of no state is left out of the key.
    absent
        What an empty square means; every other value of `column` is drawn so.
    note
        Column of a short text, up to six letters, under the postal code.
    highlight
        Postal codes to frame.
    """
    looks = dict(zip(categories, LOOKS, strict=False))
    fig, ax = _canvas(title, subtitle)
    found = [looks.get(category, EMPTY) for category in tiles[column]]
    squares(ax, tiles, found, [str(each) for each in tiles[note]] if note else None)
    counts = tiles[column].where(tiles[column].isin(categories), absent).value_counts()
    known = [name for name in (*categories, absent) if counts.get(name, 0)]
    for row, name in enumerate(known):
        key(ax, 0.6, 0.62 + 0.5 * row, looks.get(name, EMPTY), f"{name} ({counts[name]})")
    frame(ax, tiles, highlight or [])
    return fig


def _canvas(title: str, subtitle: str) -> tuple[Figure, Axes]:
    fig = new_figure(HEIGHT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    lay_out(ax)
    return fig, ax


def lay_out(ax: Axes) -> None:
    """Give the axes the tile map's columns and rows, a square being one by one."""
    ax.set_axis_off()
    ax.set_xlim(0.5, 12.5)
    ax.set_ylim(8.5, 0.5)
    ax.set_aspect("equal")


def squares(
    ax: Axes,
    tiles: pd.DataFrame,
    looks: list[Look],
    notes: list[str] | None = None,
    size: float = 9.5,
) -> None:
    """A square for each state, its postal code in it and perhaps a short note under the code."""
    middles = tiles[["tile_column", "tile_row"]].to_numpy(float)
    rectangles(
        ax, middles - SIDE / 2, (SIDE, SIDE),
        facecolors=[look.face for look in looks], edgecolors=[look.edge for look in looks],
        linewidths=[_edge(look) for look in looks],
    )  # fmt: skip
    codes = tiles["area"].tolist()
    plain, bold = (FontProperties(size=size, weight=weight) for weight in ("normal", "bold"))
    told = zip(middles, codes, looks, notes or [""] * len(looks), strict=True)
    for (x, y), code, look, note in told:
        font = plain if look.face == "none" else bold
        above = 0.17 if note else 0.0
        _write(ax, x, y - above, code, font, look.ink)
        if note:
            _write(ax, x, y + 0.2, note, FontProperties(size=8.5), look.ink)


def _write(ax: Axes, x: float, y: float, text: str, font: FontProperties, ink: str) -> None:
    # Named in full and with its font made, a text takes matplotlib a quarter less time.
    ax.text(
        x, y, text, horizontalalignment="center", verticalalignment="center",
        fontproperties=font, color=ink,
    )  # fmt: skip


def rectangles(ax: Axes, corners: np.ndarray, size: tuple[float, float], **looks: Any) -> None:
    """Equal rectangles from their corners; each of `looks` (of a collection) has one for each."""
    outline = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) * size
    shapes: Any = corners[:, None] + outline[None]  # an array, which matplotlib closes at once
    ax.add_collection(PolyCollection(shapes, joinstyle="miter", **looks), autolim=False)


def _edge(look: Look) -> float:
    # The edge is drawn inside the square, so that neighbours never touch.
    return 2.0 if look.face == "none" and look.edge != GRID else 1.0


def key(ax: Axes, x: float, y: float, look: Look, text: str, size: float = 9.5) -> None:
    """A small square of a look, and what it means."""
    rectangles(
        ax, np.array([(x, y - 0.03)]), (0.32, 0.32),
        facecolors=look.face, edgecolors=look.edge, linewidths=_edge(look),
    )  # fmt: skip
    ax.text(x + 0.48, y + 0.13, text, va="center", size=size, color=INK)


def frame(ax: Axes, tiles: pd.DataFrame, highlight: list[str]) -> None:
    """A frame around the states in `highlight`."""
    columns = (tiles[name].tolist() for name in ("area", "tile_column", "tile_row"))
    for area, column, row in zip(*columns, strict=True):
        if area in highlight:
            ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor="none", edgecolor=INK,
                                   lw=2.2, zorder=3, clip_on=False))  # fmt: skip
