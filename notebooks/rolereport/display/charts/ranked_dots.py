"""A figure as published and the same figure adjusted, joined, one place a row."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.style import GRID, INK, MUTED, new_figure

ROW = 0.178
SIZE = 8.5


def ranked_dots(
    places: pd.DataFrame,
    *,
    colour: str,
    title: str,
    subtitle: str,
    reference: float | None = None,
    highlight: list[str] | None = None,
) -> Figure:
    """A hollow dot at `nominal` and a solid one at `adjusted`, whose figure stands at the right.

    Parameters
    ----------
    places
        Top to bottom, those ranked first: `area`, `place` (its name), `nominal`, `adjusted`
        (dollars) and `left_out` (why the place is not ranked, or empty), which then stands for
        the figure.
    reference
        Dollars at which to draw the nation's line; none if None or NaN.
    highlight
        Areas whose rows are set apart.
    """
    if places["nominal"].isna().all():
        return _nothing(title, subtitle)
    fig = new_figure(ROW * len(places) + 0.75, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for height, place in enumerate(places.to_dict("records")):
        _row(ax, height, place, colour, place["area"] in (highlight or []))
    _scale(ax, places)
    _reference(ax, reference, int((places["left_out"] == "").sum()))
    ax.set_yticks(range(len(places)), places["place"], size=SIZE)
    for tick, area in zip(ax.get_yticklabels(), places["area"], strict=True):
        tick.set_fontweight("bold" if area in (highlight or []) else "normal")
    return fig


def _nothing(title: str, subtitle: str) -> Figure:
    fig = new_figure(0.5, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.set_axis_off()
    ax.text(0, 0.5, "not published", va="center", style="italic", color=MUTED)
    return fig


def _row(ax: Axes, height: int, place: dict[str, Any], colour: str, marked: bool) -> None:
    if marked:
        ax.axhspan(height - 0.5, height + 0.5, color=GRID, zorder=0)
    nominal, adjusted = place["nominal"], place["adjusted"]
    if pd.isna(nominal):
        _remark(ax, height, 0.01, place["left_out"], ax.get_yaxis_transform())
        return
    ax.plot([nominal, adjusted], [height] * 2, color=colour, lw=1.6, alpha=0.45)
    ax.plot([nominal], [height], "o", color=colour, mfc="white", ms=5, mew=1.2)
    if place["left_out"]:
        _remark(ax, height, nominal, place["left_out"], ax.transData)
        return
    ax.plot([adjusted], [height], "o", color=colour, ms=5.5)
    ax.annotate(
        words.dollars(adjusted), (1, height), (4, 0), xycoords=ax.get_yaxis_transform(),
        textcoords="offset points", va="center", size=SIZE, color=INK,
        weight="bold" if marked else "normal", annotation_clip=False,
    )  # fmt: skip


def _remark(ax: Axes, height: int, start: float, text: str, xycoords: Any) -> None:
    ax.annotate(
        text, (start, height), (8, 0), xycoords=xycoords, textcoords="offset points",
        va="center", size=SIZE, style="italic", color=MUTED,
    )  # fmt: skip


def _scale(ax: Axes, places: pd.DataFrame) -> None:
    pay = places[["nominal", "adjusted"]]
    low, high = (
        (0.0, 1.0) if pay.isna().all(axis=None) else (pay.min(axis=None), pay.max(axis=None))
    )
    room = (high - low) or 1.0
    ax.set_xlim(low - 0.04 * room, high + 0.04 * room)
    ax.set_ylim(len(places) - 0.4, -1.4)
    ax.xaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.locator_params(axis="x", nbins=6)
    ax.tick_params(axis="x", top=False, labeltop=True)


def _reference(ax: Axes, reference: float | None, ranked: int) -> None:
    low, high = ax.get_xlim()
    if reference is None or pd.isna(reference) or not low <= reference <= high:
        return
    ax.plot([reference] * 2, [-1.4, ranked - 0.5], color=MUTED, lw=1, ls=(0, (3, 2)), zorder=1)
    text = f"nation {words.dollars(reference)}"
    ax.annotate(text, (reference, -1), (4, 0), textcoords="offset points", va="center",
                size=SIZE, color=MUTED)  # fmt: skip
