"""How long something lasts before it lapses: a bar a row, in months."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.layout import beside
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW = 0.29
YEAR = 12


def cycle_bars(
    cycles: pd.DataFrame, headings: dict[str, str], *, unknown: str, title: str, subtitle: str
) -> Figure:
    """One bar a row, labelled with its months, under a heading for each role.

    Parameters
    ----------
    cycles
        Top to bottom, rows of a role together: `label`, `role` and `renewal_months`; NaN says
        `unknown` in words.
    headings
        Role to what stands above its rows.
    unknown
        What stands where the months are not known.
    """
    group = (cycles["role"] != cycles["role"].shift()).cumsum()
    places = [row + above for row, above in enumerate(group)]
    end = _end(cycles["renewal_months"])
    fig = new_figure(ROW * (len(cycles) + group.nunique()) + 0.5, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for place, row in zip(places, cycles.to_dict("records"), strict=True):
        _row(ax, place, row, unknown)
    ax.set_xticks(range(0, end + 1, YEAR))
    ax.set_xlim(0, end * 1.28)
    _label_rows(ax, places, cycles, headings)
    ax.set_ylim(max(places, default=0) + 0.6, -0.6)
    ax.grid(False)
    return fig


def _row(ax: Axes, place: int, row: dict[Any, Any], unknown: str) -> None:
    months = row["renewal_months"]
    if pd.isna(months):
        beside(ax, unknown, 0, place, by=3, size=9, color=MUTED, style="italic")
        return
    ax.barh([place], [months], height=0.62, color=role_colour(row["role"]))
    beside(ax, words.months(months), months, place, size=9.5, color=INK)


def _label_rows(
    ax: Axes, places: list[int], cycles: pd.DataFrame, headings: dict[str, str]
) -> None:
    labels = dict(zip(places, cycles["label"], strict=True))
    above = [place - 1 for place in places if place - 1 not in labels]
    firsts = cycles["role"].drop_duplicates() if above else []
    labels |= {place: headings[role] for place, role in zip(above, firsts, strict=True)}
    ax.set_yticks(list(labels), list(labels.values()))
    for tick, place in zip(ax.get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if place in above else "normal")


def _end(months: pd.Series) -> int:
    return YEAR if months.isna().all() else int(months.max())
