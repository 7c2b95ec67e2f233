"""Labels must fit in a browser whose font is wider than the one matplotlib measured."""

from __future__ import annotations

from matplotlib.figure import Figure

WIDER = 1.12  # of the width measured


def assert_room_for_a_wider_font(fig: Figure) -> None:
    """No label that runs to a side is clipped where its letters are wider."""
    fig.draw_without_rendering()
    for text in (text for axes in fig.axes for text in axes.texts):
        box = text.get_window_extent()
        if text.get_ha() == "right":
            inside = box.x1 - WIDER * box.width >= 0
        else:
            inside = box.x0 + WIDER * box.width <= fig.bbox.width
        assert inside, f"clipped: {text.get_text()!r}"
