"""Published drawings hold the colours of the house style and their shades, and no other."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from rolereport.display import style
from rolereport.display.charts.value_maps import ramp_of
from rolereport.paths import PROJECT

DRAWINGS = sorted((PROJECT / "figures").glob("*.svg"))
ENDS = (style.PAPER, style.BLACK)
ROUNDED = 2 / 255
PLAIN = (
    style.INK, style.MUTED, style.GRID, style.FILL_INK, style.DEEP, style.NEIGHBOUR, style.FAINT,
    style.PALE, style.ACCENT, style.WARNING, *style.VERDICT_COLOURS.values(),
)  # fmt: skip
SHADED = [(colour, end) for colour in (*style.ROLE_COLOURS.values(), style.MUTED) for end in ENDS]
RAMPS = [
    way
    for ramp in (style.RAMP, style.TWO_SIDED_RAMP, *map(ramp_of, style.ROLE_COLOURS.values()))
    for way in pairwise(ramp)
]


def test_there_are_drawings() -> None:
    assert len(DRAWINGS) > 50


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_every_colour_is_one_of_the_house(path: Path) -> None:
    drawn = {*re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8"))}
    assert {colour for colour in drawn if not _known(colour)} == set()


def _known(colour: str) -> bool:
    ways = [*((each, each) for each in (*PLAIN, *ENDS)), *SHADED, *RAMPS]
    return any(_off(colour, *way) <= ROUNDED for way in ways)


def _off(colour: str, start: str, end: str) -> float:
    """How far the colour lies, in red, green or blue, from the way from `start` to `end`."""
    point, one, other = (np.array(to_rgb(each)) for each in (colour, start, end))
    way = other - one
    along = np.clip((point - one) @ way / (way @ way or 1.0), 0, 1)
    return float(np.abs(point - one - along * way).max())
