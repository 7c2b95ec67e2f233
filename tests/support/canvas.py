"""What every chart must hold, whatever it draws."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text


def assert_all_text_on_canvas(fig: Figure) -> None:
    """No title, label or annotation is clipped by the edge of the figure."""
    fig.draw_without_rendering()
    canvas = fig.bbox.padded(1)
    for text in [*fig.texts, *(text for axes in fig.axes for text in _texts(axes))]:
        box = text.get_window_extent()
        inside = canvas.contains(box.x0, box.y0) and canvas.contains(box.x1, box.y1)
        assert inside or not text.get_text().strip(), f"clipped: {text.get_text()!r}"


def _texts(axes: Axes) -> Iterator[Text]:
    yield from axes.texts
    if axes.axison:
        yield from _tick_labels(axes.xaxis)
        yield from _tick_labels(axes.yaxis)


def _tick_labels(axis: Axis) -> Iterator[Text]:
    # Ticks outside the view are kept by matplotlib but never drawn.
    low, high = sorted(axis.get_view_interval())
    for tick in axis.get_major_ticks():
        if low <= tick.get_loc() <= high:
            yield tick.label1
