"""Labels must fit in a browser whose font is wider than the one matplotlib measured."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.text import Text

WIDER = 1.12  # of the width measured


def assert_room_for_a_wider_font(fig: Figure) -> None:
    """No label that runs to a side is clipped where its letters are wider."""
    fig.draw_without_rendering()
    children = (child for axes in fig.axes for child in axes.get_children())
    for text in (child for child in children if isinstance(child, Text) and child.get_text()):
        box = text.get_window_extent()
        if text.get_ha() == "right":
            inside = box.x1 - WIDER * box.width >= 0
        else:
            inside = box.x0 + WIDER * box.width <= fig.bbox.width
        assert inside, f"clipped: {text.get_text()!r}"
