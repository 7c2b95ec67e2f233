"""Pay distributions drawn as what OEWS publishes: five percentiles a role, nothing between."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.layout import beside
from rolereport.display.style import INK, MUTED, new_figure, role_colour

KEYS = ("p10", "p25", "p50", "p75", "p90")
ROW = 0.62


def percentile_bars(
    pay: pd.DataFrame, *, title: str, subtitle: str, unit: str = "annual"
) -> Figure:
    """One bar a role: pale from p10 to p90, solid from p25 to p75, a mark at the median.

    Parameters
    ----------
    pay
        One row a bar, top to bottom, with `role`, `label` and `p10_<unit>` ... `p90_<unit>` in
        dollars. Where only the median is published it stands alone; where nothing is, the row
        says "not published".
    unit
        annual or hourly.
    """
    fig = new_figure(ROW * len(pay) + 0.55, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for place, row in enumerate(pay.to_dict("records")):
        draw_bar(ax, place, {key: row[f"{key}_{unit}"] for key in KEYS}, role_colour(row["role"]))
    ax.set_yticks(range(len(pay)), pay["label"])
    ax.set_ylim(len(pay) - 0.45, -0.6)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.set_xlim(0, _widest(pay, unit) * 1.02)
    ax.locator_params(axis="x", nbins=5)
    return fig


def draw_bar(ax: Axes, place: float, pay: dict[str, float], colour: str) -> None:
    """Draw one role's bar at the height `place`; `pay` holds the five percentiles by `KEYS`."""
    if pd.isna(pay["p50"]):
        beside(ax, "not published", 0, place, by=6, color=MUTED, style="italic")
        return
    _span(ax, place, pay["p10"], pay["p90"], color=colour, alpha=0.35, lw=4)
    _span(ax, place, pay["p25"], pay["p75"], color=colour, lw=11)
    mark = colour if pd.isna(pay["p25"]) else "white"
    ax.plot([pay["p50"]] * 2, [place - 0.2, place + 0.2], color=mark, lw=2.4)
    _median_label(ax, place, pay["p50"])
    _end_label(ax, place, pay["p10"], "right")
    _end_label(ax, place, pay["p90"], "left")


def _span(ax: Axes, place: float, start: float, end: float, **line: Any) -> None:
    if not (pd.isna(start) or pd.isna(end)):
        ax.plot([start, end], [place, place], **line)


def _median_label(ax: Axes, place: float, pay: float) -> None:
    ax.text(
        pay, place - 0.24, words.dollars(pay),
        ha="center", va="bottom", size=9.5, weight="bold", color=INK,
    )  # fmt: skip


def _end_label(ax: Axes, place: float, pay: float, side: str) -> None:
    if not pd.isna(pay):
        away = -5 if side == "right" else 5
        beside(ax, words.dollars(pay), pay, place, by=away, size=8.5, color=MUTED)


def _widest(pay: pd.DataFrame, unit: str) -> float:
    highest = pay[[f"{key}_{unit}" for key in KEYS]].max(axis=None)
    return 1.0 if pd.isna(highest) else float(highest)
