"""A user's own people below the official distribution of their job, a pair of bars a group."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.analysis.top_codes import coded_percentiles
from rolereport.display import words
from rolereport.display.charts.percentile_bars import KEYS, WIDE, draw_bar
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, NEIGHBOUR, new_figure, role_colour

ROW = 0.98
BELOW = 0.34  # of a row: how far the own bar hangs below the official one
# Of the axis: the room that a figure takes beside a bar, and a letter of a bold label.
FIGURE, LETTER = 0.16, 0.022
SETTLES = 20  # rounds in which room for labels and the width of the axis agree
OFFICIAL = {key: f"official_{key}" for key in KEYS}


@chart
def own_bars(rows: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """One pair a group: the official bar, and below it what the group's own people are paid.

    Parameters
    ----------
    rows
        Top to bottom, as `own_pay.compared` gives them, with `label`. Percentiles that are not
        known are not drawn; those at or above the top code end in an arrow.
    """
    fig = new_figure(ROW * len(rows) + 0.45, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for place, row in enumerate(records(rows)):
        _official(ax, place, row)
        _own(ax, place + BELOW, row)
    ax.set_yticks([place + BELOW / 2 for place in range(len(rows))], rows["label"])
    ax.set_ylim(len(rows) - 0.38, -0.42)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    _scale(ax, rows)
    return fig


def _official(ax: Axes, place: float, row: dict[str, float]) -> None:
    coded = frozenset(f"p{each}" for each in coded_percentiles(pd.Series(row)))
    pay = {key: row["ceiling"] if key in coded else row[OFFICIAL[key]] for key in KEYS}
    draw_bar(ax, place, pay, role_colour(str(row["role"])), coded)


def _own(ax: Axes, place: float, row: dict[str, float]) -> None:
    for low, high, width in (("p10", "p90", 3), ("p25", "p75", 9)):
        if not (pd.isna(row[low]) or pd.isna(row[high])):
            ax.plot([row[low], row[high]], [place, place], color=NEIGHBOUR, lw=width, alpha=0.5)
    if not pd.isna(row["p50_low"]):
        ends = [row["p50_low"], row["p50_high"]]
        ax.plot(ends, [place, place], color=INK, lw=1.6, marker="|", ms=8, mew=1.6)
    ax.plot([row["p50"]], [place], "o", color=INK, ms=5)
    beside(ax, _yours(row), _own_end(row), place, by=6, size=9, weight="bold", color=INK)


def _yours(row: dict[str, float]) -> str:
    median = f"yours {words.dollars(round(row['p50'], -1))}"
    return f"{median} (no interval)" if pd.isna(row["p50_low"]) else median


def _own_end(row: dict[str, float]) -> float:
    return max(row[key] for key in (*KEYS, "p50_high") if not pd.isna(row[key]))


def _scale(ax: Axes, rows: pd.DataFrame) -> None:
    """From the least to the most pay, with room for the figures on either side."""
    pay = rows[[*OFFICIAL.values(), *KEYS, "p50_low", "p50_high", "ceiling"]]
    low, high = float(pay.min(axis=None)), float(pay.max(axis=None))
    ends = [(_own_end(row), len(_yours(row)) * LETTER) for row in records(rows)]
    wide = high - low
    for _ in range(SETTLES):
        left = low - FIGURE * wide
        right = max(high + FIGURE * wide, *(end + room * wide for end, room in ends))
        wide = right - left
    ax.set_xlim(left, right)
    ax.locator_params(axis="x", nbins=5 if high < WIDE else 4)
    ax.set_xticks([tick for tick in ax.get_xticks() if max(0, left) <= tick <= right])
    ax.set_xlim(left, right)
