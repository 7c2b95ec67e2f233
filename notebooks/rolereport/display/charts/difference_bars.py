"""How many occupations have which difference, and where a few of them stand."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.layout import settled
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, NEIGHBOUR, new_figure

HEIGHT, STEP, SIZE = 2.3, 2.0, 9.0


@chart
def difference_bars(
    occupations: pd.Series,
    marked: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str = "%",
) -> Figure:
    """A bar for each step of two percent, as high as the occupations in it.

    Parameters
    ----------
    occupations
        Differences in percent, one an occupation.
    marked
        name, percent and colour of the occupations to point out.
    """
    fig = new_figure(HEIGHT + 0.2 * len(marked), title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    if occupations.empty:
        ax.set_axis_off()
        ax.text(0, 0.5, "not published", style="italic", color=MUTED)
        return settled(fig)
    most = _bars(ax, occupations)
    for step, row in enumerate(records(marked.dropna(subset=["percent"]))):
        _mark(
            ax,
            row["percent"],
            f"{row['name']} {_signed(row['percent'])}{unit}",
            row["colour"],
            most * (1.12 + 0.13 * step),
        )
    ax.set_ylim(0, most * (1.2 + 0.13 * len(marked)))
    ax.xaxis.set_major_formatter(lambda value, _: f"{_signed(value)}{unit}")
    ax.locator_params(axis="y", integer=True, nbins=4)
    ax.tick_params(labelsize=SIZE)
    ax.set_ylabel("occupations", size=SIZE)
    return settled(fig)


def _bars(ax: Axes, values: pd.Series) -> int:
    low, high = STEP * np.floor(values.min() / STEP), STEP * np.ceil(values.max() / STEP)
    edges = np.arange(low, max(high, low + STEP) + STEP / 2, STEP)
    counts, _ = np.histogram(values, edges)
    ax.bar(edges[:-1], counts, width=STEP * 0.92, align="edge", color=NEIGHBOUR, alpha=0.55)
    ax.axvline(0, color=MUTED, lw=1)
    return int(counts.max())


def _mark(ax: Axes, at: float, text: str, colour: str, height: float) -> None:
    ax.plot([at, at], [0, height], color=colour, lw=2.2)
    low, high = ax.get_xlim()
    right = at < (low + high) / 2 + 0.2 * (high - low)
    ax.annotate(text, (at, height), (4 if right else -4, 0), textcoords="offset points", size=SIZE,
                ha="left" if right else "right", va="center", color=INK)  # fmt: skip


def _signed(value: float) -> str:
    text = f"{abs(value):.1f}".removesuffix(".0")
    return f"{'−' if value < 0 and text != '0' else '+' if text != '0' else ''}{text}"
