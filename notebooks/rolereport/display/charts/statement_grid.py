"""Statements from top to bottom, jobs from left to right: who does what is said."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.style import INK, MUTED, WARNING, new_figure, role_colour

ROW, HEAD = 0.29, 0.55  # inches
DOT = 9.75  # points across


@chart
def statement_grid(
    rows: pd.DataFrame, labels: dict[str, str], *, title: str, subtitle: str
) -> Figure:
    """A dot where the job has the duty on its list; statements that no first job has in red.

    Parameters
    ----------
    rows
        One row a statement, top to bottom: `label`, `group` (a heading is written where it
        changes), `pasted` (bool) and one boolean column for each of `labels`.
    labels
        Role to the heading of its column, left to right.
    """
    headings = rows["group"] != rows["group"].shift()
    down = pd.Series(range(len(rows)), index=rows.index) + headings.cumsum() * 1.15
    fig = new_figure(ROW * (down.max() + 1) + HEAD, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for column, role in enumerate(labels):
        _column(ax, column, role, down[rows[role]], down[~rows[role]])
    for at, group in zip(down[headings], rows.loc[headings, "group"], strict=True):
        ax.text(-0.55, at - 1, group, size=9.5, weight="bold", va="center", color=INK, ha="left")
    ax.set_yticks(down, rows["label"], size=9.5)
    for tick, pasted in zip(ax.get_yticklabels(), rows["pasted"], strict=True):
        tick.set_color(WARNING if pasted else INK)
    _columns(ax, [textwrap.fill(name, 12) for name in labels.values()])
    ax.set_ylim(down.max() + 0.6, -0.6)
    return fig


def _column(ax: Axes, column: int, role: str, held: pd.Series, others: pd.Series) -> None:
    ax.plot([column] * len(held), held, "o", ms=DOT, color=role_colour(role), mew=0, zorder=3)
    for at in others:
        ax.text(column, at, "–", ha="center", va="center", color=MUTED)


def _columns(ax: Axes, headings: list[str]) -> None:
    ax.tick_params(axis="x", length=0, labeltop=True, labelbottom=False, labelcolor=INK)
    ax.set_xticks(range(len(headings)), headings, size=9.5)
    ax.set_xlim(-0.6, len(headings) - 0.4)
    ax.grid(False)
    ax.grid(axis="y")
    ax.spines["bottom"].set_visible(False)
