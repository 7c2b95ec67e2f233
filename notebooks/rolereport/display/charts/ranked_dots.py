"""A figure as published and the same figure adjusted, joined, one place a row; panels abreast."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import settled
from rolereport.display.panels import ABREAST, panel_lines, panel_name, unpublished
from rolereport.display.panels import panels as stand
from rolereport.display.plots import DotPanel
from rolereport.display.style import GRID, INK, MUTED

ROW, SCALES, LINE, EMPTY_HEIGHT = 0.15, 0.42, 0.14, 0.3  # inches
SIZE, SMALL = 8.5, 8.0
NOT_RANKED = "not ranked"


@chart
def ranked_dots(
    panels: list[DotPanel],
    *,
    title: str,
    subtitle: str,
    names: str = "",
    abreast: int = ABREAST,
    highlight: list[str] | None = None,
) -> Figure:
    """A hollow dot at `nominal`, a solid one at `adjusted`, whose figure stands at the right.

    Parameters
    ----------
    panels
        Up to three stand abreast, more in rows below.
    names
        Column of the rows that labels them; by itself `place`, or `area` where three panels
        leave little room.
    abreast
        How many panels stand in a row.
    highlight
        Areas whose rows are set apart.
    """
    beside = min(len(panels), abreast)
    heights = [_height(panel, beside) for panel in panels]
    fig, axes = stand(heights, title=title, subtitle=subtitle, abreast=abreast)
    label = names or ("area" if beside == ABREAST else "place")
    for at, (ax, panel) in enumerate(zip(axes, panels, strict=True)):
        first = at - at % beside
        rows = max(len(each.rows) for each in panels[first : first + beside])
        panel_name(ax, panel.name, beside)
        if panel.rows["nominal"].isna().all():
            unpublished(ax)
        else:
            _panel(ax, panel, label, highlight or [], SIZE if beside == 1 else SMALL, rows)
    return settled(fig)


def _height(panel: DotPanel, abreast: int) -> float:
    lines = panel_lines(panel.name, abreast)
    if panel.rows["nominal"].isna().all():
        return EMPTY_HEIGHT + LINE * lines
    return SCALES + LINE * lines + ROW * (len(panel.rows) + 1 + len(panel.references))


def _panel(
    ax: Axes, panel: DotPanel, names: str, highlight: list[str], size: float, deepest: int
) -> None:
    marked = panel.rows["area"].isin(highlight).tolist()
    for height in (place for place, own in enumerate(marked) if own):
        ax.axhspan(height - 0.5, height + 0.5, color=GRID, zorder=0)
    _dots(ax, panel)
    _figures(ax, panel, marked, size)
    _scale(ax, panel, deepest, size)
    _references(ax, panel, size)
    ax.set_yticks(range(len(panel.rows)), panel.rows[names], size=size)
    for tick, area, own in zip(ax.get_yticklabels(), panel.rows["area"], marked, strict=True):
        tick.set_fontweight("bold" if own else "normal")
        if not area:
            tick.set(style="italic", color=MUTED)


def _dots(ax: Axes, panel: DotPanel) -> None:
    """All dots of a kind at once, and the lines that join them."""
    nominal, adjusted = (
        panel.rows["nominal"].to_numpy(float),
        panel.rows["adjusted"].to_numpy(float),
    )
    height = np.arange(len(panel.rows))
    ranked = (panel.rows["area"].ne("") & panel.rows["left_out"].eq("")).to_numpy()
    joined = np.stack([nominal, adjusted, np.full(len(height), np.nan)], axis=1)[ranked]
    ax.plot(joined.ravel(), height[ranked].repeat(3), color=panel.colour, lw=1.4, alpha=0.45)
    known = ~np.isnan(nominal)
    hollow: dict[str, Any] = {"mfc": "white", "ms": 4, "mew": 1.1}
    ax.plot(nominal[known], height[known], "o", color=panel.colour, zorder=3, **hollow)
    ax.plot(adjusted[ranked], height[ranked], "o", color=panel.colour, ms=4.2, zorder=3)


def _figures(ax: Axes, panel: DotPanel, marked: list[bool], size: float) -> None:
    plain, bold = (FontProperties(size=size, weight=weight) for weight in ("normal", "bold"))
    italic = FontProperties(size=size, style="italic")
    columns = (panel.rows[name].tolist() for name in ("area", "left_out", "adjusted"))
    for height, (area, left_out, adjusted) in enumerate(zip(*columns, strict=True)):
        if left_out:
            _figure(ax, height, NOT_RANKED, italic, MUTED)
        elif area:
            _figure(ax, height, words.dollars(adjusted), bold if marked[height] else plain, INK)


def _figure(ax: Axes, height: int, text: str, font: FontProperties, colour: str) -> None:
    # Named in full and with its font made, a text takes matplotlib a third less time.
    ax.annotate(
        text, (1, height), (3, 0), xycoords=ax.get_yaxis_transform(),
        textcoords="offset points", verticalalignment="center", fontproperties=font,
        annotation_clip=False, color=colour,
    )  # fmt: skip


def _scale(ax: Axes, panel: DotPanel, deepest: int, size: float) -> None:
    columns = (panel.rows[name].to_numpy(float) for name in ("nominal", "adjusted"))
    every = np.concatenate([*columns, list(panel.references.values())])
    low, high = np.nanmin(every), np.nanmax(every)
    room = (high - low) or 1.0
    ax.set_xlim(low - 0.05 * room, high + 0.05 * room)
    ax.set_ylim(deepest - 0.4, -1.1 - len(panel.references))
    ax.xaxis.set_major_formatter(lambda value, _: _tick(value))
    ax.locator_params(axis="x", nbins=6 if size == SIZE else 3)
    ax.tick_params(axis="x", top=False, labeltop=True, labelsize=size, pad=1)


def _references(ax: Axes, panel: DotPanel, size: float) -> None:
    ranked = int(panel.rows["area"].ne("").sum())
    low, high = ax.get_xlim()
    for step, (name, value) in enumerate(panel.references.items()):
        if pd.isna(value):
            continue
        height = -1.0 - step
        dashes = (0, (3, 2)) if step == 0 else (0, (1, 1))
        ax.plot([value] * 2, [height - 0.4, ranked - 0.5], color=MUTED, lw=1, ls=dashes, zorder=1)
        right = value < (low + high) / 2
        ax.annotate(
            f"{name} {words.dollars(value)}", (value, height), (3 if right else -3, 0),
            textcoords="offset points", va="center", ha="left" if right else "right", size=size,
            color=MUTED,
        )  # fmt: skip


def _tick(value: float) -> str:
    return words.thousands(value) if abs(value) >= 1000 else words.dollars(value)
