"""Lines over the years in one or more plots, cut where the series breaks, each break drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from rolereport.display.charts import break_marks as marks
from rolereport.display.drawing import chart
from rolereport.display.layout import settled, wrapped
from rolereport.display.panels import panels as empty_panels
from rolereport.display.plots import Panel, Point
from rolereport.display.style import INK, MUTED, new_figure, role_colour

AXIS = 0.35  # inches of years under the lowest, and between two
HEAD = 0.17  # inches a line of a plot's heading takes


@chart
def break_lines(
    panels: Sequence[Panel], breaks: pd.DataFrame, *, title: str, subtitle: str
) -> Figure:
    """One line for each line and segment; no line crosses a break.

    Parameters
    ----------
    panels
        The plots, from the top; all have the same years across.
    breaks
        `year` (the first of the new series) and `title` of each break, named above the top plot;
        those outside the years drawn are left out.
    """
    years = [year for panel in panels for year in panel.series["year"].dropna()]
    if not years:
        return empty_panels([], title=title, subtitle=subtitle)[0]
    span = (min(years), max(years))
    breaks = _inside(breaks, span)
    heads = [HEAD * len(panel.head.splitlines()) for panel in panels]
    names = marks.STEP * len(breaks)
    height = sum(panel.height + AXIS for panel in panels) + sum(heads) + 0.2 + names
    fig = new_figure(height, title=title, subtitle=subtitle)
    marks.reserve(fig, names)
    ratios = [panel.height for panel in panels]
    axes = fig.subplots(len(panels), squeeze=False, height_ratios=ratios)[:, 0]
    for number, (ax, panel) in enumerate(zip(axes, panels, strict=True)):
        _draw_panel(ax, panel, number, (int(span[0]), int(span[1])))
    if panels:
        marks.name_breaks(axes[0], breaks, heads[0] + (0.06 if heads[0] else 0.0))
    return settled(fig)


def _inside(breaks: pd.DataFrame, years: tuple[int, int]) -> pd.DataFrame:
    return breaks[breaks["year"].between(*years, inclusive="right")]


def _draw_panel(ax: Axes, panel: Panel, number: int, years: tuple[int, int]) -> None:
    points = panel.points
    stretches: dict[tuple[str, str], list[Point]] = {}
    for point in points:
        stretches.setdefault((point.line, point.segment), []).append(point)
    for (line, _), stretch in stretches.items():
        _draw_stretch(ax, stretch, dotted=line in panel.dotted)
    marks.scale_years(ax, *years)
    ax.yaxis.set_major_formatter(lambda value, _: panel.write(value))
    ax.yaxis.set_major_locator(_few(panel.height))
    known = [point for point in points if not math.isnan(point.value)]
    labels = _labels(panel, known, ax.get_ylim())
    marks.draw_labels(ax, labels)
    marks.draw_uprights(ax, _inside(panel.breaks, years), labels, number)
    ax.set_title(panel.head, loc="right", size=9.5, weight="bold", color=INK, pad=4)
    if not known:
        ax.text(0.5, 0.5, "not published", transform=ax.transAxes, ha="center", color=MUTED)


def _few(height: float) -> MaxNLocator:
    return MaxNLocator(nbins=max(2, int(2.2 * height)), steps=[1, 2, 5, 10])


def _draw_stretch(ax: Axes, stretch: list[Point], *, dotted: bool) -> None:
    years, values = [point.year for point in stretch], [point.value for point in stretch]
    # A line through one point shows nothing: a year alone between two breaks is a dot.
    alone = sum(not math.isnan(value) for value in values) == 1
    ax.plot(
        years, values, color=role_colour(stretch[0].role),
        marker="o" if alone or dotted else "", ms=4.5 if alone else 3.5,
        lw=1.4 if dotted else 2.2, ls=":" if dotted else "-",
    )  # fmt: skip


def _labels(panel: Panel, known: list[Point], limits: tuple[float, float]) -> list[marks.Label]:
    line = marks.LINE * (limits[1] - limits[0]) / panel.height
    labels: list[marks.Label] = []
    for year, ends in _ends(panel, known).items():
        texts = [f"{wrapped(end.label)}\n{panel.write(end.value)}" for end in ends]
        sizes = [line * len(text.split("\n")) for text in texts]
        heights = marks.spread_out([end.value for end in ends], sizes)
        labels += map(marks.Label, texts, [float(year)] * len(texts), heights, sizes)
    return labels


def _ends(panel: Panel, known: list[Point]) -> dict[int, list[Point]]:
    """The last known point of each line, by the year at which its label stands."""
    by_year = sorted(known, key=lambda point: point.year)
    last = {point.line: point for point in by_year}
    ends: dict[int, list[Point]] = {}
    for point in sorted(last.values(), key=by_year.index):
        year = panel.series["year"].max() if panel.aside else point.year
        ends.setdefault(year, []).append(point)
    return ends
