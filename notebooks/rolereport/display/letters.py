"""How much room text takes, measured once for each text and look of it.

Matplotlib measures every label three times for each drawing: twice to lay the panels out and once
to draw it; and the same labels come back in many charts.
"""

# What matplotlib keeps to itself is not in its type hints.
# mypy: disable-error-code="attr-defined,union-attr"

from __future__ import annotations

import os
import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Transform

Sizes = tuple[float, float, float]
Look = tuple[tuple[str, ...], str, int | str]
HELD = 8192  # texts whose room is remembered; the report has some two thousand
NORMAL = 100.0  # points; outlines are not hinted, so that all sizes are in proportion
POINTS, SUBPIXELS = 72, 64
# Measured once in a process from which others are copied: those of almost every label.
USUAL = "".join(map(chr, range(ord(" "), ord("~") + 1))) + "–“”−"
# Drawn as one; the code of its own tells how such a letter is kerned.
LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
LETTER = re.compile("|".join([*LIGATURES, "."]), re.DOTALL)
UNCLEAR = "fff"  # which two are one, shaping alone tells
_laid_out = Text._get_layout
_rooms: dict[tuple[Any, ...], Any] = {}


class Measuring:
    """A renderer that measures text by its outlines, as SVG does, 72 pixels to the inch."""

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: object = False
    ) -> Sizes:
        """Width, height and descent of a line of text, in points."""
        return size_of(s, prop)

    def _get_font_height_metrics(self, prop: FontProperties) -> Sizes:
        """What any line of the font reaches above and below its base, and what parts two lines."""
        above, below, between = _reaches(*_look(prop))
        size = prop.get_size_in_points()
        return above * size, below * size, between * size


class Ruler(Measuring, RendererBase):
    """Measures and draws nothing."""


RULER = Ruler()


def size_of(line: str, font: FontProperties) -> Sizes:
    """Width, height and descent of a line of text, in points."""
    width, height, descent = _outline(line, *_look(font))
    scale = font.get_size_in_points() / NORMAL
    return width * scale, height * scale, descent * scale


def box_of(text: Text) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the text, from the point where it is anchored."""
    box: tuple[float, float, float, float] = text._get_layout(RULER)[0].extents
    return box


def _look(font: FontProperties) -> Look:
    return tuple(font.get_family()), font.get_style(), font.get_weight()


@lru_cache(HELD)
def _outline(line: str, *look: Any) -> Sizes:
    """The letters of a line and the kerning of neighbours, added up: what shaping it comes to."""
    if len(line) < 2 or UNCLEAR in line:
        return _shaped(line, *look)
    face, letters = _sized(*look), LETTER.findall(line)
    widths, heights, descents = zip(*(_shaped(each, *look) for each in letters), strict=True)
    width = sum(widths) + sum(_kerning(*pair, face) for pair in pairwise(letters))
    descent = max(descents)
    above = max(height - below for height, below in zip(heights, descents, strict=True))
    return width, above + descent, descent


@lru_cache(HELD)
def _kerning(first: str, second: str, face: FT2Font) -> float:
    left, right = (face.get_char_index(ord(LIGATURES.get(each, each))) for each in (first, second))
    return face.get_kerning(left, right, Kerning.UNFITTED) / SUBPIXELS


def warm() -> None:
    """Measure the usual letters, so that copies of this process need not."""
    for weight in ("normal", "bold"):
        look = _look(FontProperties(weight=weight))
        for letter in (*USUAL, *LIGATURES):
            _shaped(letter, *look)


@lru_cache(HELD)
def _shaped(line: str, *look: Any) -> Sizes:
    face = _sized(*look)
    face.set_text(line, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = face.get_width_height()
    return width / SUBPIXELS, height / SUBPIXELS, face.get_descent() / SUBPIXELS


def _sized(*look: Any) -> FT2Font:
    face = _face(*look)
    face.set_size(NORMAL, POINTS)  # others draw with it as well
    return face


@lru_cache
def _reaches(family: tuple[str, ...], style: str, weight: int | str) -> Sizes:
    face = _face(family, style, weight)
    table, head = face.get_sfnt_table("OS/2"), face.get_sfnt_table("head")
    assert table is not None and head is not None  # as every TrueType font has them
    sizes = table["sTypoAscender"], -table["sTypoDescender"], table["sTypoLineGap"]
    above, below, between = (size / head["unitsPerEm"] for size in sizes)
    return above, below, between


@lru_cache
def _face(family: tuple[str, ...], style: Any, weight: Any) -> FT2Font:
    font = FontProperties(family=list(family), style=style, weight=weight)
    return get_font(fontManager.findfont(font))


# A font reads letters from its file as it needs them, and a copied process would share the place
# in that file with the others; matplotlib opens its fonts anew, too.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_face.cache_clear)


def _remembered(text: Text, renderer: RendererBase) -> Any:
    """The layout of a text, which does not depend on where it stands."""
    if not isinstance(renderer, Measuring) or text.get_wrap() or text.get_usetex():
        return _laid_out(text, renderer)
    look = (
        text.get_text(), hash(text.get_fontproperties()), text.get_ha(), text.get_va(),
        text._multialignment, text._linespacing, text.get_rotation(), text.get_rotation_mode(),
        text.figure.dpi,
    )  # fmt: skip
    if look not in _rooms:
        if len(_rooms) == HELD:
            _rooms.clear()
        _rooms[look] = _laid_out(text, renderer)
    return _rooms[look]


Text._get_layout = _remembered


def reach(texts: list[Text]) -> np.ndarray:
    """Left, bottom, right and top of each text, in pixels of a figure of 72 to the inch."""
    anchors: dict[int, tuple[Transform, list[int]]] = {}
    points = np.empty((len(texts), 2))
    boxes = np.empty((len(texts), 4))
    for place, text in enumerate(texts):
        where, points[place], shift = _anchor(text)
        anchors.setdefault(id(where), (where, []))[1].append(place)
        boxes[place] = np.add(box_of(text), (*shift, *shift))
    for where, places in anchors.values():
        points[places] = where.transform(points[places])
    return boxes + np.hstack([points, points])


def _anchor(text: Text) -> tuple[Transform, Any, Any]:
    """From where to count, the point, and the way from there to the text."""
    if not isinstance(text, Annotation):
        return text.get_transform(), text.get_unitless_position(), (0.0, 0.0)
    counted_from = _counted_from(text)
    if counted_from is not None and text.anncoords == "offset points":
        return counted_from, text.xy, text.xyann
    text.update_positions(RULER)
    return text.get_transform(), text.get_unitless_position(), (0.0, 0.0)


def _counted_from(note: Annotation) -> Transform | None:
    """In what the point of a note is given, if that is one of the usual ways."""
    if isinstance(note.xycoords, Transform):
        return note.xycoords
    ways = {"data": note.axes.transData, "axes fraction": note.axes.transAxes}
    return ways.get(str(note.xycoords))
