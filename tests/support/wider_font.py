"""Labels must fit in a browser whose font is wider than the one matplotlib measured."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.text import Text
from support.canvas import boxes

from rolereport.display.fitting import at_points
from rolereport.display.layout import settled

WIDER = 1.12  # of the width measured


def assert_room_for_a_wider_font(fig: Figure) -> None:
    """No label that runs to a side is clipped where its letters are wider."""
    with at_points(settled(fig)):
        children = (child for axes in fig.axes for child in axes.get_children())
        texts = [child for child in children if isinstance(child, Text)]
        for text, (left, _, right, _) in boxes(texts):
            wide = WIDER * (right - left)
            inside = right - wide >= 0 if text.get_ha() == "right" else left + wide <= fig.bbox.x1
            assert inside, f"clipped: {text.get_text()!r}"
