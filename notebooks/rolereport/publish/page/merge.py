"""Neighbouring shapes of one style as one shape, where that draws the same."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping

SEAM = 0.5  # of a point; shapes nearer than this share pixels
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_PLAIN = re.compile(r"M[MLQCz\s\d.,-]*")  # points in absolute numbers, as matplotlib writes them
_SEEN_THROUGH = ("opacity", "fill-opacity", "stroke-opacity")

Box = tuple[float, float, float, float]


def merged(elements: Iterable[ET.Element], style: Mapping[str, str]) -> list[ET.Element]:
    """The elements, all of this `style`, with fewer paths.

    Paths that do not meet can be one. Opaque lines can, even if they cross.
    """
    lines = style.get("fill") == "none" and not style.keys() & {*_SEEN_THROUGH}
    margin = max(float(style.get("stroke-width", "1").removesuffix("px")), SEAM)
    found: list[ET.Element] = []
    boxes: list[Box] = []
    for element in elements:
        box = _box(element, margin)
        if box and boxes and (lines or all(_apart(box, other) for other in boxes)):
            found[-1].set("d", found[-1].attrib["d"] + element.attrib["d"])
            boxes.append(box)
        else:
            found.append(element)
            boxes = [box] if box else []
    return found


def _box(element: ET.Element, margin: float) -> Box | None:
    outline = element.get("d", "")
    if element.tag != "path" or element.attrib.keys() != {"d"} or not _PLAIN.fullmatch(outline):
        return None
    numbers = [float(number) for number in _NUMBER.findall(outline)]
    across, down = numbers[::2], numbers[1::2]
    return (
        min(across) - margin,
        min(down) - margin,
        max(across) + margin,
        max(down) + margin,
    )


def _apart(one: Box, other: Box) -> bool:
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
