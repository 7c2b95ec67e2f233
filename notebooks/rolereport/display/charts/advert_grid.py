"""A name and a clue: which job is left, in a cell."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from rolereport.display.drawing import chart
from rolereport.display.style import INK, MUTED, ink_on, new_figure, role_colour

ROW, HEAD = 0.34, 1.75  # inches
SIDE = 0.9


@chart
def advert_grid(
    left: pd.DataFrame, kinds: pd.Series, short: dict[str, str], *, title: str, subtitle: str
) -> Figure:
    """A coloured cell where one job is left; the number of jobs where more are; a dash for none.

    Parameters
    ----------
    left
        Names as rows, clues as columns, lists of roles as cells.
    kinds
        Clue to its kind; a gap and a heading set the kinds apart.
    short
        Role to the letters in its cell.
    """
    fig = new_figure(ROW * len(left) + HEAD, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    places = _places(kinds[left.columns].tolist())
    font = FontProperties(size=8.5)
    for down, row in enumerate(left.to_numpy()):
        for across, jobs in zip(places, row, strict=True):
            _cell(ax, (across, down), jobs, short, font)
    ax.set_yticks(range(len(left)), left.index, size=9.5)
    _headings(ax, places, list(left.columns))
    ax.set_ylim(len(left) - 0.4, -0.6)
    ax.set_xlim(-0.6, max(places) + 0.6)
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    return fig


def _places(kinds: list[str]) -> list[float]:
    """How far to the right each clue stands: a gap parts one kind from the next."""
    changes = accumulate(kind != before for before, kind in pairwise([*kinds[:1], *kinds]))
    return [place + 0.4 * gaps for place, gaps in enumerate(changes)]


def _cell(
    ax: Axes, at: tuple[float, float], jobs: list[str], short: dict[str, str], font: FontProperties
) -> None:
    if len(jobs) == 1:
        colour = role_colour(jobs[0])
        corner = (at[0] - SIDE / 2, at[1] - SIDE / 2)
        ax.add_patch(Rectangle(corner, SIDE, SIDE, fc=colour, ec="none"))
        text, ink = short[jobs[0]], ink_on(colour)
    else:
        text, ink = (str(len(jobs)), INK) if jobs else ("–", MUTED)
    centred = {"horizontalalignment": "center", "verticalalignment": "center"}
    ax.text(*at, text, centred, fontproperties=font, color=ink)


def _headings(ax: Axes, places: list[float], clues: list[str]) -> None:
    ax.tick_params(axis="x", length=0, labeltop=True, labelbottom=False, labelcolor=INK)
    ax.set_xticks(places, clues, size=9)
    for label in ax.get_xticklabels():
        label.set(rotation=48, ha="left", rotation_mode="anchor")
