"""Shares that published figures can only bound: a range from least to most, a point between."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW = 0.56


@chart
def bound_bars(
    shares: pd.DataFrame, *, measure: str, title: str, subtitle: str, even: float | None = None
) -> Figure:
    """One range a row, from `<measure>_low` to `<measure>_high`, with a dot at `<measure>_point`.

    Parameters
    ----------
    shares
        With `role`, `label` and the three columns, shares from 0 to 1, whose ends are written
        rounded outwards; NaN rows say so in words.
    measure
        Stem of the three columns.
    even
        A share at which to draw a reference line, such as 0.5.
    """
    fig = new_figure(ROW * len(shares) + 0.5, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    if even is not None:
        ax.axvline(even, color=MUTED, lw=1, ls=(0, (3, 2)))
    for place, row in enumerate(records(shares)):
        low, point, high = (row[f"{measure}_{end}"] for end in ("low", "point", "high"))
        if pd.isna(low):
            beside(ax, "not published", 0, place, by=6, color=MUTED, style="italic")
            continue
        colour = role_colour(row["role"])
        ax.plot([low, high], [place, place], color=colour, lw=9, alpha=0.35)
        ax.plot([point], [place], "o", color=colour, ms=10)
        text = words.percents(low, high)
        ax.text(high + 0.025, place, text, va="center", size=9.5, color=INK)
    ax.set_yticks(range(len(shares)), shares["label"])
    ax.set_ylim(len(shares) - 0.5, -0.6)
    ax.set_xlim(0, 1)
    ax.xaxis.set_major_formatter(lambda value, _: words.percent(value))
    return fig
