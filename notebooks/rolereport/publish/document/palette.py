"""A palette of a picture's own: a third of the bytes to pack, and less than half to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

from PIL import Image

Colour = tuple[int, int, int]
MOST = 256  # colours of a palette
COUNTED = 1 << 13  # colours; a picture with more needs more than a palette has
ENOUGH = 0.98  # of a picture; the edges of letters and lines are blends, most of them seldom
_FINE = 0xFC  # Pillow finds the nearest of a palette to six bits of each part of a colour


def with_palette(picture: Image.Image) -> Image.Image:
    """The picture with at most 256 colours, or as it is if that would be seen.

    Areas of one colour keep it; of colours that the eye takes for the same, the commonest stands
    for all.

    Parameters
    ----------
    picture
        Of red, green and blue.
    """
    counts: Any = picture.getcolors(COUNTED) or []
    pixels: Counter[Colour] = Counter()
    commonest: dict[Colour, Colour] = {}
    for count, (red, green, blue) in sorted(counts, reverse=True):
        alike = red & _FINE, green & _FINE, blue & _FINE
        pixels[alike] += count
        commonest.setdefault(alike, (red, green, blue))
    kept = [alike for alike, _ in pixels.most_common(MOST)]
    if sum(pixels[alike] for alike in kept) < ENOUGH * picture.width * picture.height:
        return picture
    palette = Image.new("P", (1, 1))
    palette.putpalette(_flat(kept))
    found = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    found.putpalette(_flat(commonest[alike] for alike in kept))
    return found


def _flat(colours: Iterable[Colour]) -> list[int]:
    return [*chain.from_iterable(colours)]
