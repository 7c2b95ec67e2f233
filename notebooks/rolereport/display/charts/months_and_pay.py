"""Time against money, role by role: months to the first paid day beside the pay range."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from rolereport.analysis.answer import trains_on
from rolereport.display import words
from rolereport.display.charts.percentile_bars import KEYS, draw_bar
from rolereport.display.drawing import chart
from rolereport.display.layout import beside, settled
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW = 0.66
STEPS, MOST_TICKS = (12, 24, 48, 96), 4.5  # months between two ticks; how many of them fit
COMBINED = "laboratory-combined"
WIDTHS = (1, 1.55)  # of the two panels


@chart
def months_and_pay(cards: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """One row a role: on the left months to the first paid day, on the right annual pay.

    Parameters
    ----------
    cards
        One row a role, top to bottom, with `role`, `label`; `min_months`, `typical_months` and
        `max_months` (a pale line and a dot) and `whole_months` (dotted, where pay comes from the
        first day of a training that goes on); `p10_annual` ... `p90_annual` in dollars, drawn as by
        `percentile_bars`, with `relation`: rows of the relation combined share one line, which is
        drawn once between them. What is unknown is said in words.
    """
    fig = new_figure(ROW * len(cards) + 0.8, title=title, subtitle=subtitle)
    grid = fig.add_gridspec(1, 2, width_ratios=WIDTHS, wspace=0.06)
    time, money = fig.add_subplot(grid[0]), fig.add_subplot(grid[1])
    shared = []
    for place, row in enumerate(records(cards)):
        _months(time, place, row)
        if row["relation"] == "combined":
            shared.append((place, row))
        else:
            draw_bar(money, place, _pay(row), role_colour(row["role"]))
    _shared(money, shared)
    longest = cards["max_months"].where(~trains_on(cards), cards["whole_months"]).max()
    _set_axes(time, len(cards), "Months to first pay", longest, 1.06)
    step = next((each for each in STEPS if longest <= MOST_TICKS * each), STEPS[-1])
    time.xaxis.set_major_locator(MultipleLocator(step))
    widest = cards[["p50_annual", "p90_annual"]].max().max()
    _set_axes(money, len(cards), "Annual pay", widest, 1.02)
    time.set_yticks(range(len(cards)), cards["label"])
    time.tick_params(axis="y", pad=9)  # a dot at zero reaches out to the labels
    money.set_yticks([])
    money.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    return settled(fig)


def _pay(row: Any) -> dict[str, float]:
    return {key: row[f"{key}_annual"] for key in KEYS}


def _shared(ax: Axes, rows: list[tuple[int, dict[Any, Any]]]) -> None:
    """The one wage line of several jobs: one bar between their rows, bracketed."""
    if not rows:
        return
    (first, row), (last, _) = rows[0], rows[-1]
    middle = (first + last) / 2
    draw_bar(ax, middle, _pay(row), role_colour(COMBINED))
    if first == last or pd.isna(row["p50_annual"]):
        return
    ax.plot([0, 0], [first - 0.2, last + 0.2], color=role_colour(COMBINED), lw=1.5, clip_on=False)
    beside(
        ax, "laboratory staff, blended", 0, middle + 0.45,
        by=6, size=8.5, color=MUTED,
    )  # fmt: skip


def _months(ax: Axes, place: int, row: dict[Any, Any]) -> None:
    if pd.isna(row["typical_months"]):
        beside(ax, "not known", 0, place, by=6, color=MUTED, style="italic")
        return
    colour, typical = role_colour(row["role"]), row["typical_months"]
    ax.plot([row["min_months"], row["max_months"]], [place, place], color=colour, alpha=0.35, lw=4)
    if typical == 0 and row["whole_months"] > 0:
        ax.plot([0, row["whole_months"]], [place, place], color=colour, lw=2, ls=":")
    ax.plot([typical], [place], "o", color=colour, ms=9, clip_on=False)
    ax.text(
        typical, place - 0.24, f"{typical:g}",
        ha="center", va="bottom", size=9.5, weight="bold", color=INK,
    )  # fmt: skip


def _set_axes(ax: Axes, rows: int, heading: str, widest: float, room: float) -> None:
    ax.set_title(heading, size=9.5, color=MUTED, loc="left")
    ax.set_ylim(rows - 0.45, -0.6)
    ax.set_xlim(0, (1.0 if pd.isna(widest) or not widest else widest) * room)
    ax.locator_params(axis="x", nbins=3)
