"""Lines over the years in one or more plots, cut where the series breaks, each break drawn."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from rolereport.display.charts import break_marks as marks
from rolereport.display.drawing import chart
from rolereport.display.layout import settled, wrapped
from rolereport.display.panels import panels as empty_panels
from rolereport.display.style import INK, MUTED, new_figure, role_colour

PLOT = 2.8  # inches of plot
AXIS = 0.35  # inches of years under the lowest, and between two
HEAD = 0.17  # inches a line of a plot's heading takes
WRAP = 26  # letters of a heading to a line: to the right of the latest upright


@dataclass(frozen=True)
class Panel:
    """One plot of lines.

    Attributes
    ----------
    series
        One row a line and year: `role`, `label`, `year`, `segment` and the measure. Unknown years
        leave a gap in the line.
    measure
        Column to draw.
    write
        Turns a value into the label of a tick or of the end of a line.
    breaks
        Those of the figure's breaks that cut a line of this plot: `year`.
    heading
        What tells this plot from its neighbours; "" for a plot alone.
    by
        Column that tells the lines apart.
    dotted
        Values of `by` whose line is dotted: what is projected and not counted.
    aside
        All labels stand to the right of the last year, where other lines run on past some.
    height
        Inches.
    """

    series: pd.DataFrame
    measure: str
    write: Callable[[float], str]
    breaks: pd.DataFrame
    heading: str = ""
    by: str = "role"
    dotted: frozenset[str] = frozenset()
    aside: bool = False
    height: float = PLOT

    @property
    def known(self) -> pd.DataFrame:
        """Rows with a value."""
        return self.series.dropna(subset=[self.measure])

    @property
    def head(self) -> str:
        """The heading as it is wrapped."""
        return "\n".join(textwrap.wrap(self.heading, WRAP))


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
    years = pd.concat([panel.series["year"] for panel in panels])
    if years.isna().all():
        return empty_panels([], title=title, subtitle=subtitle)[0]
    span = (years.min(), years.max())
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
    for (line, _), stretch in panel.series.groupby([panel.by, "segment"], sort=False):
        _draw_stretch(ax, panel, stretch, dotted=line in panel.dotted)
    marks.scale_years(ax, *years)
    ax.yaxis.set_major_formatter(lambda value, _: panel.write(value))
    ax.yaxis.set_major_locator(_few(panel.height))
    labels = _labels(panel, ax.get_ylim())
    marks.draw_labels(ax, labels)
    marks.draw_uprights(ax, _inside(panel.breaks, years), labels, number)
    ax.set_title(panel.head, loc="right", size=9.5, weight="bold", color=INK, pad=4)
    if panel.known.empty:
        ax.text(0.5, 0.5, "not published", transform=ax.transAxes, ha="center", color=MUTED)


def _few(height: float) -> MaxNLocator:
    return MaxNLocator(nbins=max(2, int(2.2 * height)), steps=[1, 2, 5, 10])


def _draw_stretch(ax: Axes, panel: Panel, stretch: pd.DataFrame, *, dotted: bool) -> None:
    # A line through one point shows nothing: a year alone between two breaks is a dot.
    alone = stretch[panel.measure].notna().sum() == 1
    colour = role_colour(str(stretch["role"].iloc[0]))
    ax.plot(
        stretch["year"], stretch[panel.measure], color=colour,
        marker="o" if alone or dotted else "", ms=4.5 if alone else 3.5,
        lw=1.4 if dotted else 2.2, ls=":" if dotted else "-",
    )  # fmt: skip


def _labels(panel: Panel, limits: tuple[float, float]) -> list[marks.Label]:
    line = marks.LINE * (limits[1] - limits[0]) / panel.height
    ends = panel.known.sort_values("year", kind="stable").groupby(panel.by, sort=False).tail(1)
    if panel.aside:
        ends = ends.assign(year=panel.series["year"].max())
    labels: list[marks.Label] = []
    for year, group in ends.groupby("year"):
        rows = zip(group["label"], group[panel.measure], strict=True)
        texts = [f"{wrapped(label)}\n{panel.write(value)}" for label, value in rows]
        sizes = [line * len(text.split("\n")) for text in texts]
        heights = marks.spread_out(group[panel.measure].tolist(), sizes)
        labels += map(marks.Label, texts, [float(str(year))] * len(texts), heights, sizes)
    return labels
