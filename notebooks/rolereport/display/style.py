"""House style: the figure canvas, the colours of the roles, titles that never clip.

Importing this module puts matplotlib in house style, so that a student's own chart has it too; it
does not load matplotlib, which a chapter whose drawings are all remembered does without.
"""

from __future__ import annotations

import os
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

STYLE = Path(__file__).parent / "house.mplstyle"
INK, MUTED, GRID = "#1b1f24", "#59636e", "#d8dee4"
# On a fill; unlike INK it stays when the page turns dark. Matplotlib leaves pure black out of an
# SVG, and text without a colour would take the page's.
FILL_INK = "#010101"
PAPER, BLACK = "#ffffff", "#000000"
ACCENT, WARNING = "#14599d", "#b3261e"
# Greys of marks that stand for no role, from the darkest.
DEEP, NEIGHBOUR, FAINT = "#2b333c", "#7d8792", "#aab3bc"
PALE = "#dbe8f5"
# The deepest step is a shade off the technologists' blue, which a dark page lifts: a ramp must not.
RAMP = [PALE, "#5b9bd5", "#0a2f5d"]
TWO_SIDED_RAMP = ["#a85500", "#f0a860", "#f4f4f2", "#5b9bd5", "#0a2f5d"]
# Five steps of lightness, and hues that no colour blindness makes one (tests: test_colours.py).
ROLE_COLOURS = {
    "laboratory-technologist": "#0a2f5c",
    "laboratory-technician": "#589ad4",
    "laboratory-combined": "#14599d",
    "medication-aide": "#a54c76",
    "medical-assistant": "#c96100",
}
# Taken in turn by roles without a colour of their own: as far from those above as from each other.
OTHER_COLOURS = ("#7e5afc", "#48845a", "#969654", "#3c1e00")
# Six steps of lightness, so that print in grey and any colour vision tell the verdicts apart.
VERDICT_COLOURS = {
    "supported": "#12508f",
    "contradicted": "#4a0a12",
    "ambiguous": "#f2c14e",
    "outdated": "#93a3b5",
    "internally inconsistent": "#c8501a",
    "unverified": "#e9edf1",
}
_given: dict[str, str] = {}
WIDTH = 6.2
POINTS = 72
FILLED = 0.975  # of the width: hinted letters run a hundredth wider than their outlines
TITLE_SIZES, TITLE_LINES = (12.5, 11.5, 10.5), 3  # a long finding in smaller letters
SUBTITLE_SIZE = 9.5
LINE = 1.32
TITLE, SUBTITLE = "title", "subtitle"  # ids by which a page finds the heading in the drawing
LAST_LINE = 0.35  # of the first: a last line of a heading is no shorter, if that saves no line


def settle() -> None:
    """Put matplotlib in house style, or have it load in it."""
    os.environ["MATPLOTLIBRC"] = str(STYLE)
    if "matplotlib" in sys.modules:
        from matplotlib import rc_params_from_file, rcParams

        rcParams.update(rc_params_from_file(STYLE, use_default_template=False))


settle()


def tell_apart(roles: list[str]) -> None:
    """Give each of an edition's roles that has no colour one of `OTHER_COLOURS`, in their order."""
    others = [role for role in roles if role not in ROLE_COLOURS]
    _given.clear()
    _given.update(zip(others, OTHER_COLOURS, strict=False))


def colours_now() -> tuple[dict[str, str], ...]:
    """The colours of roles, of verdicts, and those given to roles that have none of their own."""
    return dict(ROLE_COLOURS), dict(VERDICT_COLOURS), dict(_given)


def role_colour(role: str) -> str:
    """The colour of a role in every chapter of an edition; grey if it was given none."""
    return ROLE_COLOURS.get(role) or _given.get(role, NEIGHBOUR)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` mixed in."""
    from matplotlib.colors import to_hex, to_rgb

    pairs = zip(to_rgb(colour), to_rgb(other), strict=True)
    red, green, blue = ((1 - share) * one + share * two for one, two in pairs)
    return to_hex((red, green, blue))


def ink_on(colour: Any) -> str:
    """White or black, whichever has the greater contrast on `colour` (WCAG 2.2).

    On white itself it is INK: a page that turns dark takes both along.
    """
    if luminance(colour) == 1:
        return INK
    behind = luminance(colour) + 0.05
    return "white" if 1.05 / behind > behind / (luminance(FILL_INK) + 0.05) else FILL_INK


def luminance(colour: Any) -> float:
    """Relative luminance of a colour, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    from matplotlib.colors import to_rgb

    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def new_figure(
    height: float, *, title: str, subtitle: str, width: float = WIDTH, right: float = 0.995
) -> Figure:
    """An empty figure in house style with its title (the finding) and subtitle above the axes.

    Parameters
    ----------
    height, width
        Inches; the title's lines are added to the height, so the axes keep what is asked for.
    title
        The finding, in a sentence.
    subtitle
        What is plotted, in what unit, for when.
    right
        Where the axes and their labels end, as a share of the width.
    """
    from rolereport.display.axes import HouseFigure
    from rolereport.display.fitting import HouseLayout

    heading, size = _fitted(title, width)
    below = _wrapped(subtitle, width, SUBTITLE_SIZE)
    head = _lines_height(heading, size) + _lines_height(below, SUBTITLE_SIZE) + 0.16
    room = height / (height + head)
    engine = HouseLayout(rect=(0.005, 0.005, right - 0.005, room - 0.005), h_pad=0.03, w_pad=0.03)
    fig = HouseFigure(figsize=(width, height + head), layout=engine)
    _write_heading(fig, heading, size, below, height + head)
    return fig


def _fitted(title: str, width: float) -> tuple[str, float]:
    for size in TITLE_SIZES:
        heading = _wrapped(title, width, size, bold=True)
        if heading.count("\n") < TITLE_LINES:
            break
    return heading, size


def _wrapped(text: str, width: float, size: float, *, bold: bool = False) -> str:
    # Average widths of DejaVu Sans in running text, in em; fewer letters where they run wider.
    # Where letters were made small to save a line, lines are filled as far as they go.
    from matplotlib.font_manager import FontProperties

    em = 0.53 if not bold or size < TITLE_SIZES[0] else 0.6
    letters = int(width * POINTS / (size * em))
    font = FontProperties(size=size, weight="bold" if bold else "normal")
    while letters > 1 and _widest(textwrap.wrap(text, letters), font) > FILLED * width * POINTS:
        letters -= 1
    return "\n".join(_without_widow(text, letters))


def _without_widow(text: str, letters: int) -> list[str]:
    """The text in as many lines as `letters` to a line give, the last one no stump."""
    filled = lines = textwrap.wrap(text, letters)
    while len(lines) > 1 and len(lines[-1]) < LAST_LINE * len(lines[0]):
        letters -= 1
        lines = textwrap.wrap(text, letters)
        if len(lines) > len(filled):
            return filled
    return lines


def _widest(lines: list[str], font: FontProperties) -> float:
    from rolereport.display.letters import size_of

    return max((size_of(line, font)[0] for line in lines), default=0.0)


def _lines_height(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * LINE / POINTS if text else 0.0


def _write_heading(fig: Figure, heading: str, size: float, below: str, total: float) -> None:
    style: dict[str, Any] = {"ha": "left", "va": "top", "linespacing": LINE * 0.85}
    fig.text(0.005, 0.995, heading, gid=TITLE, size=size, weight="bold", color=INK, **style)
    drop = (_lines_height(heading, size) + 0.05) / total
    fig.text(0.005, 0.995 - drop, below, gid=SUBTITLE, size=SUBTITLE_SIZE, color=MUTED, **style)
