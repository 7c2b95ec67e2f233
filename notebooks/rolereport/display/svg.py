"""A figure written as SVG in one pass, its text measured as it was for the layout."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import matplotlib
from matplotlib import _path
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import rgb2hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, weight_dict
from matplotlib.path import Path
from matplotlib.text import Text

from rolereport.display.fitting import at_points
from rolereport.display.lean import DECIMALS
from rolereport.display.letters import Measuring, size_of
from rolereport.display.style import BLACK

COMMANDS = [b"M", b"L", b"Q", b"C", b"z"]
ANCHORS = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}
NORMAL = 400  # weight of letters that are not bold


class HouseSVG(Measuring, RendererSVG):
    """Writes what a figure draws; level text in as few steps as it takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._styles: dict[tuple[Any, ...], str] = {}
        super().__init__(*args, **kwargs)

    def _convert_path(
        self, path: Path, transform: Any = None, clip: Any = None, simplify: Any = None,
        sketch: Any = None,
    ) -> str:  # fmt: skip
        box = (0.0, 0.0, self.width, self.height) if clip else None
        text = _path.convert_to_string(  # type: ignore[attr-defined]
            path, transform, box, simplify, sketch, DECIMALS, COMMANDS, False
        )
        return str(text, "ascii")

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties,
        angle: float, ismath: Any = False, mtext: Text | None = None,
    ) -> None:  # fmt: skip
        """One line of text, anchored where its chart anchored it."""
        if angle or ismath or mtext is None or gc.get_alpha() != 1 or self._get_clip_attrs(gc):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        anchor, share = ANCHORS[mtext.get_horizontalalignment()]
        x += share * size_of(s, prop)[0]
        style = f"{_font(prop)}; text-anchor: {anchor}{_fill(gc.get_rgb())}"
        self.writer.element("text", s, attrib={"style": style, "x": f"{x:f}", "y": f"{y:f}"})

    def _get_style(self, gc: GraphicsContextBase, face: Any) -> str:
        """As matplotlib writes it, once for all marks that look alike."""
        if gc.get_hatch():
            return str(super()._get_style(gc, face))
        start, dashes = gc.get_dashes()
        rows: list[Any] = [face, gc.get_rgb(), dashes]
        look = (
            *(None if each is None else tuple(each) for each in rows), start,
            gc.get_linewidth(), gc.get_alpha(), gc.get_forced_alpha(), gc.get_capstyle(),
            gc.get_joinstyle(),
        )  # fmt: skip
        if look not in self._styles:
            self._styles[look] = super()._get_style(gc, face)
        return self._styles[look]


def _font(prop: FontProperties) -> str:
    weight: Any = prop.get_weight()
    weight = weight_dict.get(weight, weight)
    style = prop.get_style()
    return "; ".join(
        [f"font-style: {style}"] * (style != "normal")
        + [f"font-weight: {weight}"] * (weight != NORMAL)
        + [f"font-size: {prop.get_size():g}px", f"font-family: {prop.get_family()[0]!r}"]
    )


@cache
def _fill(colour: Any) -> str:
    written = rgb2hex(colour)
    return f"; fill: {written}" if written != BLACK else ""


def drawn(fig: Figure, name: str, alt: str) -> str:
    """The figure as matplotlib writes it: no date, ids salted with `name`.

    `savefig` would draw it twice: once to no end but a layout that is settled by then.
    """
    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name}), at_points(fig):
        width, height = fig.bbox.size
        metadata = {"Date": None, "Creator": None, "Title": alt}
        renderer = HouseSVG(width, height, buffer, metadata=metadata)
        fig.draw(renderer)
        renderer.finalize()
    return buffer.getvalue()
