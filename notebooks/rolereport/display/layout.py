"""Where things stand on a chart: labels beside their marks, panels the same on every run."""

from __future__ import annotations

import textwrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Annotation

from rolereport.display.fitting import HouseLayout, at_points
from rolereport.display.letters import reach, size_of
from rolereport.display.style import MUTED, POINTS

LABEL = 26  # letters of a label to a line
WIDER = 1.15  # of the width measured: a browser's letters may be wider
SLIVER = 0.05  # of the width: what marks keep at least, beside long labels


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
    place(fig)
    left, right = ax.get_xlim()
    with at_points(fig):
        width, wide = ax.bbox.width, right - left
        for label, (_, _, end, _) in zip(ax.texts, reach(list(ax.texts)), strict=True):
            assert isinstance(label, Annotation)
            at = label.xy[0]
            free = width - WIDER * (end - ax.transData.transform((at, 0))[0])
            wide = max(wide, (at - left) * width / max(free, SLIVER * width))
    ax.set_xlim(left, left + wide)


def keep_sides_free(fig: Figure, labels: list[str], size: float) -> None:
    """Leave at both sides what labels there need more where letters are wider."""
    engine = fig.get_layout_engine()
    assert isinstance(engine, HouseLayout)
    font = FontProperties(size=size)
    more = (WIDER - 1) * max((size_of(each, font)[0] for each in labels), default=0.0)
    share = more / (POINTS * fig.get_figwidth())
    left, bottom, width, height = engine.get()["rect"]
    engine.set(rect=(left + share, bottom, width - 2 * share, height))


def place(fig: Figure) -> None:
    """Put the panels where the layout of the figure wants them, for who measures there."""
    engine = fig.get_layout_engine()
    if engine is not None:
        engine.execute(fig)


def settled(fig: Figure) -> Figure:
    """The figure with its panels fixed where its layout puts them."""
    place(fig)
    fig.set_layout_engine("none")
    return fig
