"""Small tile maps side by side: a number of each state, role under role."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize, TwoSlopeNorm, to_hex
from matplotlib.figure import Figure

from rolereport.display.charts.tile_map import EMPTY, Look, frame, key, lay_out, rectangles, squares
from rolereport.display.drawing import chart
from rolereport.display.layout import settled, wrapped
from rolereport.display.panels import panels
from rolereport.display.style import BLACK, INK, MUTED, PAPER, TWO_SIDED_RAMP, mixed, new_figure

ROW_HEIGHT = 2.42
CODE, SMALL = 8.0, 8.0
NAME_LETTERS = 64  # of the name of a row to a line: it runs on over both maps
NAME_LINE = 0.17  # inches of a line of it
RAMP_WIDTH, RAMP_STEPS = 3.6, 24
Shade = Callable[[np.ndarray], list[str]]


@chart
def value_maps(
    states: pd.DataFrame,
    columns: dict[str, str],
    *,
    names: dict[str, str],
    colours: Callable[[str], str],
    write: Callable[[float], str],
    title: str,
    subtitle: str,
    centre: float | None = None,
    absent: str = "not ranked",
    highlight: list[str] | None = None,
) -> Figure:
    """A row of maps for each role, a map for each of `columns`, in the same shades.

    Parameters
    ----------
    states
        One row for each role and state: role, area (postal code), tile_column, tile_row and the
        `columns`; NaN leaves a square empty.
    columns
        Column of numbers to what its maps are called; two fit.
    names
        Role to what its row is called.
    colours
        Role to the colour of its highest pay; not used where there is a centre.
    write
        Turns a number into the ends of the scale.
    centre
        Where two colours part, such as no difference; one colour from least to most when None.
    absent
        What an empty square means.
    highlight
        Postal codes to frame.
    """
    every = states[["role", "area", "tile_column", "tile_row", *columns]]
    roles = list(every["role"].unique())
    if not roles:
        return panels([], title=title, subtitle=subtitle)[0]
    named = {role: wrapped(names[role], NAME_LETTERS) for role in roles}
    lines = sum(1 + name.count("\n") for name in named.values())
    height = ROW_HEIGHT * len(roles) + NAME_LINE * (lines - len(roles))
    fig = new_figure(height, title=title, subtitle=subtitle)
    grid = fig.subplots(len(roles), len(columns), squeeze=False)
    for axes, role in zip(grid, roles, strict=True):
        tiles = every[every["role"] == role]
        figures = tiles[list(columns)].to_numpy(float)
        values = figures[~np.isnan(figures)]
        shade = _shades(values, colours(role), centre)
        for ax, column in zip(axes, columns, strict=True):
            _map(ax, tiles, column, shade, absent, highlight or [])
            above = "\n" * (1 + named[role].count("\n"))  # where the row's name stands
            ax.set_title(above + columns[column], loc="left", size=SMALL + 1, color=MUTED, pad=2)
        _scale(axes[0], values, shade, write)
        _name(axes[0], named[role])
    return settled(fig)


def _map(
    ax: Axes, tiles: pd.DataFrame, column: str, shade: Shade, absent: str, highlight: list[str]
) -> None:
    lay_out(ax)
    figures = tiles[column].to_numpy(float)
    known = ~np.isnan(figures)
    colours = iter(shade(figures[known]))
    looks = [Look(*[next(colours)] * 2) if each else EMPTY for each in known]
    squares(ax, tiles, looks, size=CODE)
    empty = int((~known).sum())
    if empty:
        key(ax, 0.6, 1.85, EMPTY, f"{absent} ({empty})", SMALL)
    frame(ax, tiles, highlight)


def _name(ax: Axes, name: str) -> None:
    ax.annotate(
        name, (0, 1), (0, 15), xycoords="axes fraction", textcoords="offset points",
        size=SMALL + 2, weight="bold", color=INK, annotation_clip=False,
    ).set_in_layout(False)  # fmt: skip
    # A long name runs on over the map beside its own, which keeps its width.


def _shades(values: np.ndarray, colour: str, centre: float | None) -> Shade:
    low, high = (values.min(), values.max()) if len(values) else (0.0, 1.0)
    ramp = TWO_SIDED_RAMP if centre is not None else ramp_of(colour)
    colours, scale = LinearSegmentedColormap.from_list("tiles", ramp), Normalize(low, high)
    if centre is not None:
        reach = max(high - centre, centre - low) or 1.0
        scale = TwoSlopeNorm(centre, centre - reach, centre + reach)
    return lambda numbers: [to_hex(each) for each in colours(scale(numbers))]


def ramp_of(colour: str) -> list[str]:
    """From the palest shade of a colour to the deepest."""
    # Darker than the role's own colour at its end: a dark page lifts that one, and not a ramp.
    return [
        mixed(colour, PAPER, 0.86),
        mixed(colour, PAPER, 0.3),
        mixed(colour, BLACK, 0.42),
    ]


def _scale(ax: Axes, values: np.ndarray, shade: Shade, write: Callable[[float], str]) -> None:
    if not len(values):
        return
    low, high = float(values.min()), float(values.max())
    steps = shade(np.linspace(low, high, RAMP_STEPS))
    width = RAMP_WIDTH / RAMP_STEPS
    corners = np.array([(0.6 + width * step, 0.62) for step in range(RAMP_STEPS)])
    rectangles(ax, corners, (width, 0.3), facecolors=steps, edgecolors=steps, linewidths=0.5)
    ax.text(0.6, 1.3, write(low), va="center", size=SMALL, color=MUTED)
    ax.text(0.6 + RAMP_WIDTH, 1.3, write(high), ha="right", va="center", size=SMALL, color=MUTED)
