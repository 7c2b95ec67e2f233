"""What every chart must hold, whatever it draws."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text

from rolereport.display.fitting import at_points
from rolereport.display.layout import settled
from rolereport.display.letters import reach


def assert_all_text_on_canvas(fig: Figure) -> None:
    """No title, label or annotation is clipped by the edge of the figure."""
    with at_points(settled(fig)):
        texts = [*fig.texts, *(text for axes in fig.axes for text in _texts(axes))]
        canvas = fig.bbox.padded(1)
        for text, box in boxes(texts):
            inside = canvas.contains(*box[:2]) and canvas.contains(*box[2:])
            assert inside, f"clipped: {text.get_text()!r}"


def boxes(texts: list[Text]) -> Iterator[tuple[Text, np.ndarray]]:
    """Those texts that say something, and where they reach in a drawing of 72 to the inch."""
    written = [text for text in texts if text.get_visible() and text.get_text().strip()]
    return zip(written, reach(written), strict=True)


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
