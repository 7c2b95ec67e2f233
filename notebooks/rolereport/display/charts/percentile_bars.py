"""Pay distributions drawn as what OEWS publishes: five percentiles a role, nothing between.

A percentile at or above the top code is no missing value: its bar is open at the ceiling.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.analysis.distributions import Line, Unit
from rolereport.analysis.top_codes import coded_percentiles
from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

KEYS = ("p10", "p25", "p50", "p75", "p90")
ROW = 0.62
LABEL = 0.22  # of the axis, the room that a figure takes
WIDE = 200_000  # dollars, from which fewer figures fit below the axis


@chart
def percentile_bars(
    pay: pd.DataFrame, *, title: str, subtitle: str, unit: Unit = "annual"
) -> Figure:
    """One bar a role: pale from p10 to p90, solid from p25 to p75, a mark at the median.

    Parameters
    ----------
    pay
        One row a bar, top to bottom, with `role`, `label` and `p10_<unit>` ... `p90_<unit>` in
        dollars. Where only the median is published it stands alone; where nothing is, the row
        says "not published". With `codes` and `ceiling_<unit>`, percentiles coded `#` are drawn at
        the ceiling, an arrow leading on.
    unit
        annual or hourly.
    """
    fig = new_figure(ROW * len(pay) + 0.55, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    rows = [_with_ceiling(row, unit) for row in records(pay)]
    for place, (role, figures, coded) in enumerate(rows):
        draw_bar(ax, place, figures, role_colour(role), coded)
    ax.set_yticks(range(len(pay)), pay["label"])
    ax.set_ylim(len(pay) - 0.45, -0.6)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    scale_pay(ax, pd.DataFrame([figures for _, figures, _ in rows]))
    return fig


def scale_pay(ax: Axes, pay: pd.DataFrame) -> None:
    """Scale the horizontal axis from nothing, with room for a label left of the lowest pay."""
    low, high = pay.min(axis=None), pay.max(axis=None)
    high = 1.0 if pd.isna(high) else float(high)
    ax.set_xlim(0, high * 1.02)
    ax.locator_params(axis="x", nbins=5 if high < WIDE else 4)
    if low < LABEL * high:
        ax.set_xticks([tick for tick in ax.get_xticks() if 0 <= tick <= high * 1.02])
        ax.set_xlim(low - LABEL * high, high * 1.02)


def draw_bar(
    ax: Axes,
    place: float,
    pay: Mapping[str, float],
    colour: str,
    coded: frozenset[str] = frozenset(),
) -> None:
    """Draw one role's bar at the height `place`.

    Parameters
    ----------
    pay
        The five percentiles by `KEYS`, in dollars, NaN where not published.
    coded
        Which of them are only known to reach what `pay` says.
    """
    if pd.isna(pay["p50"]):
        beside(ax, "not published", 0, place, by=6, color=MUTED, style="italic")
        return
    _span(ax, place, pay["p10"], pay["p90"], color=colour, alpha=0.35, lw=4)
    _span(ax, place, pay["p25"], pay["p75"], color=colour, lw=11)
    if coded:
        beside(ax, "→", max(pay.values()), place, by=2, size=12, color=colour)
    _median(ax, place, pay, colour, "p50" in coded)
    _end_label(ax, place, pay["p10"], "right")
    if not coded:
        _end_label(ax, place, pay["p90"], "left")


def _with_ceiling(row: Line, unit: Unit) -> tuple[str, dict[str, float], frozenset[str]]:
    coded = frozenset(f"p{each}" for each in coded_percentiles(row, unit))
    ceiling = row.get(f"ceiling_{unit}", float("nan"))
    figures = {key: float(ceiling if key in coded else row[f"{key}_{unit}"]) for key in KEYS}
    return str(row["role"]), figures, coded


def _span(ax: Axes, place: float, start: float, end: float, **line: Any) -> None:
    if not (pd.isna(start) or pd.isna(end)):
        ax.plot([start, end], [place, place], **line)


def _median(ax: Axes, place: float, pay: Mapping[str, float], colour: str, at_least: bool) -> None:
    """The mark and its label; a median at or above the ceiling has no mark."""
    if not at_least:
        mark = colour if pd.isna(pay["p25"]) else "white"
        ax.plot([pay["p50"]] * 2, [place - 0.2, place + 0.2], color=mark, lw=2.4)
    ax.text(
        pay["p50"], place - 0.24, f"{'at least ' * at_least}{words.dollars(pay['p50'])}",
        ha="right" if at_least else "center", va="bottom", size=9.5, weight="bold", color=INK,
    )  # fmt: skip


def _end_label(ax: Axes, place: float, pay: float, side: str) -> None:
    if not pd.isna(pay):
        away = -5 if side == "right" else 5
        beside(ax, words.dollars(pay), pay, place, by=away, size=8.5, color=MUTED)
