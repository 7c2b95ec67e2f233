"""A name and a clue: which job is left, in a cell."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
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
    places = _places(kinds.reindex(left.columns))
    for down, name in enumerate(left.index):
        for clue, across in places.items():
            _cell(ax, across, down, left.at[name, clue], short)
    ax.set_yticks(range(len(left)), left.index, size=9.5)
    _headings(ax, places)
    ax.set_ylim(len(left) - 0.4, -0.6)
    ax.set_xlim(-0.6, places.max() + 0.6)
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
    return fig


def _places(kinds: pd.Series) -> pd.Series:
    gaps = (kinds != kinds.shift()).cumsum() - 1
    return pd.Series(range(len(kinds)), index=kinds.index) + 0.4 * gaps


def _cell(ax: Axes, across: float, down: int, jobs: list[str], short: dict[str, str]) -> None:
    if len(jobs) == 1:
        colour = role_colour(jobs[0])
        corner = (across - SIDE / 2, down - SIDE / 2)
        ax.add_patch(Rectangle(corner, SIDE, SIDE, fc=colour, ec="none"))
        text, ink = short[jobs[0]], ink_on(colour)
    else:
        text, ink = (str(len(jobs)), INK) if jobs else ("–", MUTED)
    ax.text(across, down, text, ha="center", va="center", size=8.5, color=ink)


def _headings(ax: Axes, places: pd.Series) -> None:
    ax.tick_params(axis="x", length=0, labeltop=True, labelbottom=False, labelcolor=INK)
    ax.set_xticks(list(places), list(places.index), size=9)
    for label in ax.get_xticklabels():
        label.set(rotation=48, ha="left", rotation_mode="anchor")
