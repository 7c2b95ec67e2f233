"""Colours as others see them: with each colour blindness, and in grey print."""

from __future__ import annotations

import math

import numpy as np
from colorspacious import cspace_converter
from matplotlib.colors import to_rgb

BLINDNESS = ("deuteranomaly", "protanomaly", "tritanomaly")
VISIONS = ("usual", *BLINDNESS)
COMPLETE = 100  # severity
_UNIFORM = cspace_converter("sRGB1", "CAM02-UCS")
_LAB = cspace_converter("sRGB1", "CIELab")


def seen(colour: str, vision: str) -> tuple[float, float, float]:
    """Red, green and blue, 0 to 1, that look to everyone as `colour` does to such an eye."""
    rgb = to_rgb(colour)
    if vision == "usual":
        return rgb
    space = {"name": "sRGB1+CVD", "cvd_type": vision, "severity": COMPLETE}
    red, green, blue = np.clip(cspace_converter(space, "sRGB1")(rgb), 0, 1)
    return float(red), float(green), float(blue)


def apart(one: str, other: str, vision: str) -> float:
    """Distance of two colours in CAM02-UCS, where about 1 is the least that an eye tells apart."""
    ends = (_UNIFORM(seen(colour, vision)) for colour in (one, other))
    return math.dist(*ends)


def lightness(colour: str, vision: str = "usual") -> float:
    """L* of CIELab, 0 (black) to 100 (white): what grey print keeps of a colour."""
    return float(_LAB(seen(colour, vision))[0])
