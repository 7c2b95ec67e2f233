"""Pay that is bounded and not known: a wide range, a narrower one inside it, a point between."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.charts.percentile_bars import scale_pay
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW = 0.66
DRAWN = ["outer_low", "outer_high", "inner_high", "point", "mark"]


@chart
def pay_ranges(
    rows: pd.DataFrame, *, title: str, subtitle: str, dot_first: str = "", unknown: str
) -> Figure:
    """One row a role: thin from `outer_low` to `outer_high`, broad from `inner_low`, a dot.

    Parameters
    ----------
    rows
        Top to bottom: `role`, `label`, and in dollars `outer_low`, `outer_high`, `inner_low`,
        `inner_high`, `point`, `point_low` and `point_high` (its margin), and `mark` (a tick), each
        NaN where it is not to be drawn. An infinite end is said in words.
    dot_first
        Stands before the figure at the dot, such as "about ".
    unknown
        What a row says that has no range.
    """
    fig = new_figure(ROW * len(rows) + 0.5, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for place, row in enumerate(records(rows)):
        if pd.isna(row["outer_low"]):
            beside(ax, unknown, 0, place, by=6, color=MUTED, style="italic")
            continue
        _draw_ranges(ax, place, row)
        _draw_point(ax, place, row, dot_first)
    ax.set_yticks(range(len(rows)), rows["label"])
    ax.set_ylim(len(rows) - 0.45, -0.65)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    scale_pay(ax, rows[DRAWN].replace(float("inf"), float("nan")))
    return fig


def _draw_ranges(ax: Axes, place: int, row: dict[str, float]) -> None:
    colour, low, high = role_colour(str(row["role"])), row["outer_low"], row["outer_high"]
    end = max(low, row["point"]) if _open(high) else high
    ax.plot([low, end], [place, place], color=colour, lw=4, alpha=0.35)
    ax.plot([row["inner_low"], row["inner_high"]], [place, place], color=colour, lw=11, alpha=0.35)
    beside(ax, words.dollars(low), low, place, by=-5, size=8.5, color=MUTED)
    text = "no limit" if _open(high) else words.dollars(high)
    beside(ax, text, end, place, by=9 if end == row["point"] else 5, size=8.5, color=MUTED)


def _draw_point(ax: Axes, place: int, row: dict[str, float], dot_first: str) -> None:
    if not pd.isna(row["mark"]):
        ax.plot([row["mark"]] * 2, [place - 0.17, place + 0.17], color=INK, lw=1.8)
    if pd.isna(row["point"]):
        return
    ax.plot([row["point_low"], row["point_high"]], [place, place], color=INK, lw=1.6)
    ax.plot([row["point"]], [place], "o", color=role_colour(str(row["role"])), ms=9, clip_on=False)
    ax.text(
        row["point"], place - 0.26, dot_first + words.dollars(row["point"]),
        ha="center", va="bottom", size=9.5, weight="bold", color=INK,
    )  # fmt: skip


def _open(high: float) -> bool:
    return pd.isna(high) or high == float("inf")
