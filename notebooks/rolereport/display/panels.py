"""Small charts abreast: one figure of many panels, each with its name."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.layout import wrapped
from rolereport.display.style import INK, MUTED, new_figure

RIGHT = 0.98  # of the width: browsers whose letters are wider need the rest
ABREAST, NOTHING_HEIGHT = 3, 0.5
APART = 0.055  # inches at each side between labels of neighbours
LETTERS = {1: 60, 2: 22, 3: 22}  # of a panel's name, by how many stand abreast


def panels(
    heights: list[float], *, title: str, subtitle: str, abreast: int = ABREAST
) -> tuple[Figure, list[Axes]]:
    """A figure of small charts, up to `abreast` in a row, with one axes for each of `heights`.

    Parameters
    ----------
    heights
        Inches that each chart needs; neighbours get what the tallest of them does.
    """
    if not heights:
        fig = new_figure(NOTHING_HEIGHT, title=title, subtitle=subtitle)
        unpublished(fig.add_subplot())
        return fig, []
    abreast = min(len(heights), abreast)
    bands = [max(heights[start : start + abreast]) for start in range(0, len(heights), abreast)]
    fig = new_figure(sum(bands), title=title, subtitle=subtitle, right=RIGHT)
    # Of the width, once for each side of each panel: constrained layout divides it so.
    apart = {"wspace": 2 * abreast * APART / fig.get_figwidth()}
    grid = fig.subplots(len(bands), abreast, squeeze=False, height_ratios=bands, gridspec_kw=apart)
    every = grid.flatten()
    for ax in every[len(heights) :]:
        ax.set_axis_off()
    return fig, list(every[: len(heights)])


def panel_lines(name: str, abreast: int) -> int:
    """In how many lines `panel_name` writes the name."""
    return wrapped(name, LETTERS[min(abreast, ABREAST)]).count("\n") + 1


def panel_name(ax: Axes, name: str, abreast: int, size: float = 8.5) -> None:
    """Write above a small chart what it shows, in lines that fit its width."""
    lines = wrapped(name, LETTERS[min(abreast, ABREAST)])
    ax.set_title(lines, loc="left", size=size, weight="bold", color=INK, pad=4)


def unpublished(ax: Axes, text: str = "not published") -> None:
    """Leave a small chart empty but for the words that nothing is known."""
    ax.set_axis_off()
    ax.text(0, 1, text, va="top", style="italic", size=8.5, color=MUTED, transform=ax.transAxes)
