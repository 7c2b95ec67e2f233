"""The states as equal squares, coloured by a category."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

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
    for tile in tiles.to_dict("records"):
        square(ax, tile, looks.get(tile[column], EMPTY), str(tile[note]) if note else "")
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


def square(
    ax: Axes, tile: dict[Hashable, Any], look: Look, note: str = "", size: float = 9.5
) -> None:
    """One state: its postal code in its square, and a short `note` under the code."""
    x, y = float(tile["tile_column"]), float(tile["tile_row"])
    _patch(ax, x, y, SIDE, look)
    drop = 0.17 if note else 0.0
    ax.text(x, y - drop, str(tile["area"]), ha="center", va="center", size=size,
            weight="bold" if look.face != "none" else "normal", color=look.ink)  # fmt: skip
    if note:
        ax.text(x, y + 0.2, note, ha="center", va="center", size=8.5, color=look.ink)


def _patch(ax: Axes, x: float, y: float, side: float, look: Look) -> None:
    # The edge is drawn inside the square, so that neighbours never touch.
    width = 2.0 if look.face == "none" and look.edge != GRID else 1.0
    corner = (x - side / 2, y - side / 2)
    ax.add_patch(Rectangle(corner, side, side, facecolor=look.face, edgecolor=look.edge, lw=width))


def key(ax: Axes, x: float, y: float, look: Look, text: str, size: float = 9.5) -> None:
    """A small square of a look, and what it means."""
    _patch(ax, x + 0.16, y + 0.13, 0.32, look)
    ax.text(x + 0.48, y + 0.13, text, va="center", size=size, color=INK)


def frame(ax: Axes, tiles: pd.DataFrame, highlight: list[str]) -> None:
    """A frame around the states in `highlight`."""
    for tile in tiles[tiles["area"].isin(highlight)].itertuples():
        corner = (tile.tile_column - 0.5, tile.tile_row - 0.5)
        ax.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=INK, lw=2.2,
                               zorder=3, clip_on=False))  # fmt: skip
