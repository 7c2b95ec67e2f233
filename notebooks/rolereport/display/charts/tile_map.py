"""The states as equal squares, coloured by a category or by a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, Normalize, TwoSlopeNorm, to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rolereport.display.style import (
    ACCENT,
    GRID,
    INK,
    MUTED,
    NEIGHBOUR,
    PALE,
    RAMP,
    TWO_SIDED_RAMP,
    WARNING,
    ink_on,
    new_figure,
)

SIDE = 0.92
HEIGHT = 4.05
NOT_PUBLISHED = "not published"


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
        _square(ax, tile, looks.get(tile[column], EMPTY), str(tile[note]) if note else "")
    counts = tiles[column].where(tiles[column].isin(categories), absent).value_counts()
    known = [name for name in (*categories, absent) if counts.get(name, 0)]
    for row, name in enumerate(known):
        _key(ax, 0.6, 0.62 + 0.5 * row, looks.get(name, EMPTY), f"{name} ({counts[name]})")
    _frame(ax, tiles, highlight or [])
    return fig


def value_map(
    tiles: pd.DataFrame,
    column: str,
    *,
    write: Callable[[float], str],
    title: str,
    subtitle: str,
    centre: float | None = None,
    limits: tuple[float, float] | None = None,
    absent: str = NOT_PUBLISHED,
    highlight: list[str] | None = None,
) -> Figure:
    """A square a state, shaded by the number in `column` and labelled with it.

    Parameters
    ----------
    tiles
        As for `category_map`; a NaN leaves the square empty.
    write
        Turns the number into the label in the square, up to six letters.
    centre
        Where two colours part, such as 1 for a ratio; one colour from least to most when None.
    limits
        Least and most of the shades, so that maps side by side share them; those of `column` when
        None or NaN.
    absent
        What an empty square means.
    highlight
        Postal codes to frame.
    """
    fig, ax = _canvas(title, subtitle)
    values = tiles[column].dropna()
    ends = values if limits is None or pd.isna(limits[0]) else pd.Series(limits)
    colour = _shades(ends, centre)
    for tile in tiles.to_dict("records"):
        value = tile[column]
        shade = EMPTY if pd.isna(value) else Look(colour(value), colour(value))
        _square(ax, tile, shade, "" if pd.isna(value) else write(value))
    if len(values):
        _ramp_key(ax, ends, colour, write)
    if tiles[column].isna().any():
        _key(ax, 0.6, 1.72, EMPTY, f"{absent} ({int(tiles[column].isna().sum())})")
    _frame(ax, tiles, highlight or [])
    return fig


def _canvas(title: str, subtitle: str) -> tuple[Figure, Axes]:
    fig = new_figure(HEIGHT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.set_axis_off()
    ax.set_xlim(0.5, 12.5)
    ax.set_ylim(8.5, 0.5)
    ax.set_aspect("equal")
    return fig, ax


def _square(ax: Axes, tile: dict[str, object], look: Look, note: str) -> None:
    x, y = float(str(tile["tile_column"])), float(str(tile["tile_row"]))
    _patch(ax, x, y, SIDE, look)
    drop = 0.17 if note else 0.0
    ax.text(x, y - drop, str(tile["area"]), ha="center", va="center", size=9.5,
            weight="bold" if look.face != "none" else "normal", color=look.ink)  # fmt: skip
    if note:
        ax.text(x, y + 0.2, note, ha="center", va="center", size=8.5, color=look.ink)


def _patch(ax: Axes, x: float, y: float, side: float, look: Look) -> None:
    # The edge is drawn inside the square, so that neighbours never touch.
    width = 2.0 if look.face == "none" and look.edge != GRID else 1.0
    corner = (x - side / 2, y - side / 2)
    ax.add_patch(Rectangle(corner, side, side, facecolor=look.face, edgecolor=look.edge, lw=width))


def _key(ax: Axes, x: float, y: float, look: Look, text: str) -> None:
    _patch(ax, x + 0.16, y + 0.13, 0.32, look)
    ax.text(x + 0.48, y + 0.13, text, va="center", size=9.5, color=INK)


def _shades(values: pd.Series, centre: float | None) -> Callable[[float], str]:
    low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
    colours: Colormap = LinearSegmentedColormap.from_list(
        "tiles", RAMP if centre is None else TWO_SIDED_RAMP
    )
    scale: Normalize = Normalize(low, high)
    if centre is not None:
        reach = max(high - centre, centre - low) or 1.0
        scale = TwoSlopeNorm(centre, centre - reach, centre + reach)
    return lambda value: to_hex(colours(float(scale(value))))


def _ramp_key(
    ax: Axes, values: pd.Series, colour: Callable[[float], str], write: Callable[[float], str]
) -> None:
    low, high, steps = float(values.min()), float(values.max()), 24
    for step in range(steps):
        shade = colour(low + (high - low) * step / (steps - 1))
        corner = (0.6 + 3.6 * step / steps, 0.75)
        ax.add_patch(Rectangle(corner, 3.6 / steps, 0.3, facecolor=shade, edgecolor=shade, lw=0.5))
    ax.text(0.6, 1.3, write(low), va="center", size=9.5, color=MUTED)
    ax.text(4.2, 1.3, write(high), ha="right", va="center", size=9.5, color=MUTED)


def _frame(ax: Axes, tiles: pd.DataFrame, highlight: list[str]) -> None:
    for tile in tiles[tiles["area"].isin(highlight)].itertuples():
        corner = (tile.tile_column - 0.5, tile.tile_row - 0.5)
        ax.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=INK, lw=2.2, zorder=3))
