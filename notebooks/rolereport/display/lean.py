"""Takes from matplotlib's SVG what no reader sees: a third of its bytes, no mark."""

from __future__ import annotations

import re

DECIMALS = 2  # of a point: finer than any screen or printer
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?=[^<>]*>)")  # inside a tag, not in words
_IDLE = re.compile(
    r"<metadata>.*?</metadata>\s*"  # says the title once more
    r'| transform="rotate\(-?0 [^"]*\)"| id="[\w.]+_\d+"'  # ids that matplotlib counts up
    r"|(?<=\n) +",
    re.DOTALL,
)
_MARKER = re.compile(r'(<path id="m[0-9a-f]+" d="[^"]*") style="[^"]*"')
_EMPTY_GROUP = re.compile(r"<g/>\n")
_AROUND_COMMAND = re.compile(r"\s*([MLQCz])\s*")
_PATH = re.compile(r'(?<= d=")[^"]*')
_FONT = re.compile(r"font-family: ('[^']*')(; )?")


def lean(svg: str) -> str:
    """The drawing with coordinates to a hundredth of a point, its font named once.

    Ids that are references, or that a chart gave, stay.
    """
    # A marker's own style repeats that of its every use, and no style sheet reaches it there.
    drawing = _MARKER.sub(r"\1", _EMPTY_GROUP.sub("", _IDLE.sub("", svg)))
    drawing = _PATH.sub(_tight, _LONG_NUMBER.sub(_short, drawing))
    font = _FONT.search(drawing)
    root = f'<svg font-family="{font[1]}, sans-serif"' if font else "<svg"
    return _FONT.sub("", drawing).replace("<svg", root, 1)


def _short(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _tight(path: re.Match[str]) -> str:
    return _AROUND_COMMAND.sub(r"\1", path[0])
