"""Where things stand on a chart: labels beside their marks, panels the same on every run."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from rolereport.display.style import MUTED

LABEL = 26  # letters of a label to a line
DIGITS = 6  # of the figure's width; far below a pixel


def beside(ax: Axes, text: str, x: float, y: float, *, by: float = 4, **look: Any) -> None:
    """Write `text` next to the point `x`, `y`: `by` points to its right, to its left if negative.

    Spaces at the start of a label would do the same on paper; a browser drops them from SVG.
    """
    ax.annotate(
        text, (x, y), (by, 0), textcoords="offset points",
        ha="left" if by >= 0 else "right", va="center", annotation_clip=False, **look,
    )  # fmt: skip


def leave_empty(ax: Axes, text: str) -> None:
    """Write why a chart has nothing to draw, in the middle of it."""
    ax.text(0.5, 0.5, text, ha="center", va="center", color=MUTED, style="italic")
    ax.set_axis_off()


def wrapped(label: str, letters: int = LABEL) -> str:
    """The label in lines of at most `letters`, where words allow; lines it has are kept."""
    return "\n".join(textwrap.fill(line, letters) for line in label.split("\n"))


def settled(fig: Figure) -> Figure:
    """The figure with its panels fixed where constrained layout puts them, positions rounded.

    The layout solver visits the edges of several panels in no fixed order, so that equal charts
    differ in a last binary digit. Matplotlib hashes positions into the ids of clip paths: unless
    they are rounded, equal figures give different SVG.
    """
    fig.draw_without_rendering()
    fig.set_layout_engine("none")
    for ax in fig.axes:
        ax.set_position(Bbox(np.round(ax.get_position().get_points(), DIGITS)))
    return fig
