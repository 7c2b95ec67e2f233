"""Takes from matplotlib's SVG what no reader sees: a third of its bytes, no mark."""

from __future__ import annotations

import re

DECIMALS = 2  # of a point: finer than any screen or printer
# Each begins with what is rare, which is found fast.
_METADATA = re.compile(r"<metadata>.*?</metadata>\s*", re.DOTALL)  # says the title once more
_COUNTED = re.compile(r' id="[\w.]+_\d+"')  # ids that matplotlib counts up
_LEVEL = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
_INDENT = re.compile(r"\n +")
_MARKER = re.compile(r'(<path id="m[0-9a-f]+" d="[^"]*") style="[^"]*"')
_EMPTY_GROUP = re.compile(r"<g/>\n")
_PATH = re.compile(r' d="[^"]*"')
_LONG = re.compile(r'="[^"<>]*\.\d{3,}[^"<>]*"')
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_FONT = re.compile(r"font-family: ('[^']*')(; )?")


def lean(svg: str) -> str:
    """The drawing with coordinates to a hundredth of a point, its font named once.

    Ids that are references, or that a chart gave, stay.
    """
    drawing = _LEVEL.sub("", _COUNTED.sub("", _METADATA.sub("", svg)))
    drawing = _EMPTY_GROUP.sub("", _INDENT.sub("\n", drawing))
    # A marker's own style repeats that of its every use, and no style sheet reaches it there.
    drawing = _PATH.sub(_tight, _LONG.sub(_short, _MARKER.sub(r"\1", drawing)))
    font = _FONT.search(drawing)
    root = f'<svg font-family="{font[1]}, sans-serif"' if font else "<svg"
    return _FONT.sub("", drawing).replace("<svg", root, 1).replace(" \n", "\n")


def _short(attribute: re.Match[str]) -> str:
    return _LONG_NUMBER.sub(_rounded, attribute[0])


def _rounded(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _tight(path: re.Match[str]) -> str:
    """A path without the spaces around its commands."""
    text = path[0].replace(" \n", "\n").replace('"M ', '"M')
    for command in "MLQC":
        text = text.replace(f"\n{command} ", command)
    return text.replace("\nz", "z").replace("z\n", "z")
