"""How long a credential holds, and what getting and keeping it costs: two bars a row."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import beside, settled
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW, HEIGHT = 0.29, 0.62
TICK = 24  # months
PALE = 0.45  # opacity of what is paid later
WIDTHS = (1, 1.25)
UNKNOWN = "not found"


@chart
def renewal_bars(
    held: pd.DataFrame, headings: dict[str, str], *, title: str, subtitle: str
) -> Figure:
    """One row a credential, headed by role: months on the left, dollars on the right.

    Parameters
    ----------
    held
        Top to bottom, rows of a role together: `label`, `role`, `renewal_months`; `fee_usd` (full
        colour) and `keep_usd` (pale), which are drawn only where both are known: otherwise the row
        says what is known.
    headings
        Role to what stands above its rows.
    """
    group = (held["role"] != held["role"].shift()).cumsum()
    places = [row + above for row, above in enumerate(group)]
    fig = new_figure(ROW * (len(held) + group.nunique()) + 0.7, title=title, subtitle=subtitle)
    grid = fig.add_gridspec(1, 2, width_ratios=WIDTHS, wspace=0.03)
    time, money = fig.add_subplot(grid[0]), fig.add_subplot(grid[1])
    for place, row in zip(places, records(held), strict=True):
        _months(time, place, row)
        _dollars(money, place, row)
    _set_axes(time, places, "Renewal, months", held["renewal_months"].max(), 1.4)
    _set_axes(money, places, "Cost of ten years", held["total_usd"].max(), 1.45)
    time.set_xticks(range(0, _end(held["renewal_months"]) + 1, TICK))
    money.locator_params(axis="x", nbins=4)
    money.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    money.set_yticks([])
    label_rows(time, places, held, headings)
    return settled(fig)


def label_rows(ax: Axes, places: list[int], rows: pd.DataFrame, headings: dict[str, str]) -> None:
    """Name the rows at `places`, and set a bold heading in the empty place above each role."""
    labels = dict(zip(places, rows["label"], strict=True))
    above = [place - 1 for place in places if place - 1 not in labels]
    firsts = rows["role"].drop_duplicates() if above else []
    labels |= {place: headings[role] for place, role in zip(above, firsts, strict=True)}
    ax.set_yticks(list(labels), list(labels.values()))
    for tick, place in zip(ax.get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if place in above else "normal")


def _months(ax: Axes, place: int, row: dict[Any, Any]) -> None:
    months = row["renewal_months"]
    if pd.isna(months):
        _aside(ax, place, UNKNOWN)
        return
    _bar(ax, place, 0, months, role_colour(row["role"]))
    beside(ax, f"{months:.0f}", months, place, size=9.5, color=INK)


def _dollars(ax: Axes, place: int, row: dict[Any, Any]) -> None:
    fee, keep, total = row["fee_usd"], row["keep_usd"], row["total_usd"]
    if pd.isna(total):
        _aside(ax, place, _known(fee, keep))
        return
    colour = role_colour(row["role"])
    _bar(ax, place, 0, fee, colour)
    _bar(ax, place, fee, keep, colour, alpha=PALE)
    beside(ax, words.dollars(total), total, place, size=9.5, color=INK)


def _bar(
    ax: Axes, place: int, start: float, length: float, colour: str, alpha: float | None = None
) -> None:
    corner = (start, place - HEIGHT / 2)
    ax.add_patch(Rectangle(corner, length, HEIGHT, fc=colour, ec="none", alpha=alpha))


def _known(fee: float, keep: float) -> str:
    if pd.notna(fee):
        return f"{words.dollars(fee)} + renewals not found"
    return UNKNOWN if pd.isna(keep) else f"fee not found + {words.dollars(keep)}"


def _aside(ax: Axes, place: int, text: str) -> None:
    beside(ax, text, 0, place, by=3, size=9, color=MUTED, style="italic")


def _set_axes(ax: Axes, places: list[int], heading: str, widest: float, room: float) -> None:
    ax.set_title(heading, size=9.5, color=MUTED, loc="left")
    ax.set_xlim(0, (1.0 if pd.isna(widest) else float(widest)) * room)
    ax.set_ylim(max(places, default=0) + 0.6, -0.6)
    ax.grid(False)


def _end(months: pd.Series) -> int:
    return TICK if months.isna().all() else int(months.max())
