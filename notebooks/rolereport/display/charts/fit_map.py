"""Where a figure fits: one row a wage line, one column a year, a mark for each near figure."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.analysis.rows import rows_of
from rolereport.display import words
from rolereport.display.charts.break_marks import SIZE, draw_uprights
from rolereport.display.drawing import chart
from rolereport.display.style import GRID, INK, MUTED, new_figure, role_colour

ROW, HEAD = 0.34, 0.62  # inches


@chart
def fit_map(
    found: pd.DataFrame,
    spans: pd.DataFrame,
    labels: dict[str, str],
    breaks: pd.DataFrame,
    *,
    wanted: str,
    title: str,
    subtitle: str,
) -> Figure:
    """One panel a figure; a filled mark where the statistic is `wanted`, else a hollow one.

    Parameters
    ----------
    found
        One row a fit: figure (dollars), role, year, statistic (a pay column).
    spans
        role, first and last: the years in which each line is published; the rows of each panel.
    labels
        Role to the name of its line.
    breaks
        `year` of each break that one of the lines crosses; dated above, named in the caption.
    wanted
        The statistic that the figure is said to be.
    """
    figures = sorted(found["figure"].unique())
    height = len(figures) * (ROW * len(spans) + HEAD)
    fig = new_figure(height, title=title, subtitle=subtitle)
    axes = fig.subplots(len(figures), 1, sharex=True, squeeze=False)[:, 0]
    for panel, (ax, figure) in enumerate(zip(axes, figures, strict=True)):
        _lines(ax, spans, labels)
        _marks(ax, found[found["figure"] == figure], list(spans["role"]), wanted)
        draw_uprights(ax, breaks, panel=panel)
        ax.annotate(
            words.dollars(figure), (0, 1), (-4, 2), ha="right", size=10.5, weight="bold", color=INK,
            xycoords="axes fraction", textcoords="offset points",
        )  # fmt: skip
    axes[-1].set_xlim(spans["first"].min() - 0.8, spans["last"].max() + 0.8)
    _date(axes[0], breaks)
    axes[-1].locator_params(axis="x", integer=True, nbins=8)
    return fig


def _lines(ax: Axes, spans: pd.DataFrame, labels: dict[str, str]) -> None:
    for row, span in enumerate(rows_of(spans)):
        ax.plot([span.first, span.last], [row, row], color=GRID, lw=5, solid_capstyle="butt")
    ax.set_yticks(range(len(spans)), [labels[role] for role in spans["role"]], size=9)
    ax.set_ylim(len(spans) - 0.5, -0.5)
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)


def _date(ax: Axes, breaks: pd.DataFrame) -> None:
    for year in breaks["year"].unique():
        ax.annotate(
            f"{year:.0f}", (year - 0.5, 1), (0, 2), ha="center", size=SIZE, color=MUTED,
            xycoords=ax.get_xaxis_transform(), textcoords="offset points", annotation_clip=False,
        )  # fmt: skip


def _marks(ax: Axes, found: pd.DataFrame, roles: list[str], wanted: str) -> None:
    for fit in rows_of(found):
        row, same = roles.index(fit.role), fit.statistic == wanted
        colour = role_colour(fit.role)
        face = colour if same else "none"
        ax.plot([fit.year], [row], "o", ms=9 if same else 6, color=colour, mfc=face, mew=1.4)
