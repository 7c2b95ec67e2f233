"""How alike two jobs are by two measures: one dot a pair."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.charts.break_marks import spread_out
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import ACCENT, INK, new_figure

HEIGHT = 3.2  # inches
LINE = 0.055  # of the height, that a label takes


@chart
def likeness_dots(
    pairs: pd.DataFrame, *, across: str, up: str, title: str, subtitle: str
) -> Figure:
    """A dot for each pair of jobs, named beside it.

    Parameters
    ----------
    pairs
        One row a pair: `label`, `overlap` and `farther` (shares).
    across, up
        What the two measures are, for the axes.
    """
    fig = new_figure(HEIGHT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.plot(pairs["overlap"], pairs["farther"], "o", ms=9, color=ACCENT, ls="none", mew=0)
    low = min(0.3, pairs["farther"].min() - 0.05)
    heights = spread_out(pairs["farther"].tolist(), [LINE * (1.05 - low)] * len(pairs))
    for row, height in zip(records(pairs), heights, strict=True):
        by = 9 if row["overlap"] < 0.5 else -9
        beside(ax, row["label"], row["overlap"], height, by=by, size=9, color=INK)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter(lambda value, _: words.percent(value))
    ax.set_xlim(-0.04, 1.04)
    ax.set_ylim(low, 1.05)
    ax.set_xlabel(across)
    ax.set_ylabel(up)
    ax.grid(True, axis="y")
    ax.tick_params(axis="y", labelsize=9.5)
    return fig
