"""Where things stand on a chart: labels beside their marks, panels the same on every run."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Annotation
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Bbox

from rolereport.display.style import MUTED, POINTS

LABEL = 26  # letters of a label to a line
WIDER = 1.15  # of the width measured: a browser's letters may be wider
SLIVER = 0.05  # of the width: what marks keep at least, beside long labels
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


def room_to_right(fig: Figure, ax: Axes) -> None:
    """Widen the axis until every label that was written `beside` a mark ends inside it."""
    fig.draw_without_rendering()
    left, right = ax.get_xlim()
    width, wide = ax.bbox.width, right - left
    for label in ax.texts:
        assert isinstance(label, Annotation)
        at = label.xy[0]
        taken = label.get_window_extent().x1 - ax.transData.transform((at, 0))[0]
        free = width - WIDER * taken
        wide = max(wide, (at - left) * width / max(free, SLIVER * width))
    ax.set_xlim(left, left + wide)


def keep_sides_free(fig: Figure, labels: list[str], size: float) -> None:
    """Leave at both sides what labels there need more where letters are wider."""
    engine = fig.get_layout_engine()
    assert isinstance(engine, ConstrainedLayoutEngine)
    font = FontProperties(size=size)
    widths = (text_to_path.get_text_width_height_descent(each, font, False) for each in labels)
    more = (WIDER - 1) * max((float(each[0]) for each in widths), default=0.0)
    share = more / (POINTS * fig.get_figwidth())
    left, bottom, width, height = engine.get()["rect"]
    engine.set(rect=(left + share, bottom, width - 2 * share, height))


def settled(fig: Figure) -> Figure:
    """The figure with its panels fixed where constrained layout puts them, positions rounded.

    The layout solver visits the edges of several panels in no fixed order, so that equal charts
    differ in a last binary digit. Matplotlib hashes positions into the ids of clip paths: unless
    they are rounded, equal figures give different SVG.
    """
    engine = fig.get_layout_engine()
    if engine is not None:
        engine.execute(fig)
    fig.set_layout_engine("none")
    for ax in fig.axes:
        ax.set_position(Bbox(np.round(ax.get_position().get_points(), DIGITS)))
    return fig
