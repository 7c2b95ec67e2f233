"""A least and a most figure a row: a dot where they are equal, two joined dots otherwise."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pandas as pd
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure

ROW, WRAP = 0.34, 32


@chart
def range_dots(
    rows: pd.DataFrame,
    *,
    low: str,
    high: str,
    colour: str,
    write: Callable[[float], str],
    unknown: str,
    title: str,
    subtitle: str,
    highlight: list[str] | None = None,
) -> Figure:
    """Dots at `low` and `high`, labelled; hollow where the row is not `sure`.

    Parameters
    ----------
    rows
        Top to bottom: `label`, boolean `sure`, and the columns named by `low` and `high`.
    write
        Turns a figure into its label.
    unknown
        What stands where the figure is not known.
    highlight
        Labels to set in bold.
    """
    fig = new_figure(ROW * len(rows) + 0.5, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for place, row in enumerate(records(rows)):
        least, most = row[low], row[high]
        if pd.isna(least):
            beside(ax, unknown, 0, place, by=3, size=9, color=MUTED, style="italic")
            continue
        face = colour if row["sure"] else "white"
        ax.plot([least, most], [place, place], color=colour, marker="o", ms=8, mfc=face, mew=1.8)
        text = write(least) if least == most else f"{write(least)} to {write(most)}"
        beside(ax, text, most, place, by=9, size=9.5, color=INK)
    widest = rows[high].max()
    ax.set_xlim(0, 1.0 if pd.isna(widest) else float(widest) * 1.22)
    ax.set_yticks(range(len(rows)), [textwrap.fill(label, WRAP) for label in rows["label"]])
    for tick, label in zip(ax.get_yticklabels(), rows["label"], strict=True):
        tick.set_fontweight("bold" if label in (highlight or []) else "normal")
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.grid(False)
    return fig
