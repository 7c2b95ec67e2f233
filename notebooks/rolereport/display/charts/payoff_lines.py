"""Money from high-school graduation on: one line a pathway, and where it crosses the baseline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from rolereport.analysis.rows import rows_of
from rolereport.display import words
from rolereport.display.charts.line_ends import label_ends, spread
from rolereport.display.drawing import chart
from rolereport.display.layout import settled, wrapped
from rolereport.display.records import records
from rolereport.display.style import MUTED, new_figure, role_colour

HEIGHT = 3.5  # of one panel
PLAIN = {"cumulative": ""}
ROOM = 1.62  # of the years drawn, so that the labels at the right end fit
FEET = 0.14  # of the years drawn: least distance of two labels of crossings
FOOT = 0.1  # of the height, kept below the lines for those labels
GAP = 0.13  # of the height: least distance of two labels of two lines
SHADE = 0.25
SAID = 44  # letters of a job that is not drawn to a line: left of the labels

Bands = Sequence[pd.DataFrame]
Line = dict[str, NDArray[np.float64]]  # the year and each measure, month by month


@chart
def payoff_lines(
    paths: pd.DataFrame,
    jobs: pd.DataFrame,
    *,
    baseline: str,
    title: str,
    subtitle: str,
    measures: Mapping[str, str] = PLAIN,
    bands: Bands = (),
) -> Figure:
    """Dollars by years since graduation, each line labelled at its end; one panel a measure.

    Parameters
    ----------
    paths
        pathway, year and each measure (dollars), as `cumulative_pay` returns.
    jobs
        One row a line: `pathway`, `role`, `label` and `ahead_<measure>`, the year from which it
        leads the baseline (NaN or 0 if it never crosses). A job whose path is missing or unknown
        is named in words instead.
    baseline
        The pathway that the others are compared with.
    measures
        Which columns of `paths` to draw, each with what stands above its panel.
    bands
        Two frames like `paths`, between which each line is shaded: shortest and longest training.
    """
    fig = new_figure(HEIGHT * len(measures), title=title, subtitle=subtitle)
    lines = _by_pathway(paths, measures)
    drawn = jobs[jobs["pathway"].isin(lines)]
    panels = fig.subplots(len(measures), squeeze=False)[:, 0]
    _undrawn(panels[0], jobs[~jobs["pathway"].isin(lines)])
    if drawn.empty:
        for ax in panels:
            ax.set_axis_off()
        return fig
    shades = [_by_pathway(band, measures) for band in bands]
    for ax, (measure, heading) in zip(panels, measures.items(), strict=True):
        ax.set_title(heading, size=9.5, color=MUTED, loc="left")
        _panel(ax, drawn, lines, shades, measure, baseline)
    panels[-1].set_xlabel("Years since high school", loc="left")
    return settled(fig) if len(panels) > 1 else fig


def _by_pathway(paths: pd.DataFrame, measures: Mapping[str, str]) -> dict[str, Line]:
    known = paths.dropna()
    columns = {name: known[name].to_numpy() for name in ("year", *measures)}
    rows = known.groupby("pathway", sort=False).indices
    return {
        str(way): {name: column[at] for name, column in columns.items()} for way, at in rows.items()
    }


def _panel(
    ax: Axes,
    drawn: pd.DataFrame,
    lines: dict[str, Line],
    shades: list[dict[str, Line]],
    measure: str,
    baseline: str,
) -> None:
    for row in rows_of(drawn):
        path, colour = lines[row.pathway], role_colour(row.role)
        ax.plot(path["year"], path[measure], color=colour, zorder=2)
        edges = [shade[row.pathway][measure] for shade in shades if row.pathway in shade]
        if len(edges) == 2:
            low, high = edges
            ax.fill_between(path["year"], low, high, color=colour, alpha=SHADE, lw=0, zorder=1)
    horizon = float(lines[drawn["pathway"].iloc[0]]["year"].max())
    _set_axes(ax, horizon)
    _end_labels(ax, records(drawn), lines, measure, horizon)
    ahead = drawn[f"ahead_{measure}"]
    if baseline in lines:
        crossing = drawn[(ahead > 0) & (ahead <= horizon)]
        _crossings(ax, crossing, lines[baseline], measure, horizon)


def _crossings(ax: Axes, jobs: pd.DataFrame, baseline: Line, measure: str, horizon: float) -> None:
    """A ring where a line overtakes, and the year of it at the foot of a dotted line."""
    years = [float(year) for year in jobs[f"ahead_{measure}"]]
    floor, top = ax.get_ylim()
    foot = floor + 0.6 * FOOT * (top - floor)
    for year, place, role in zip(years, spread(years, FEET * horizon), jobs["role"], strict=True):
        amount = float(np.interp(year, baseline["year"], baseline[measure]))
        ax.plot([place, year, year], [foot, 0, amount], ":", color=MUTED, lw=1, zorder=1)
        ax.plot([year], [amount], "o", color="white", mec=role_colour(role), mew=2, ms=8)
        ax.text(place, foot, f"{year:.1f}", ha="center", va="top", weight="bold", size=9.5)


def _set_axes(ax: Axes, horizon: float) -> None:
    ax.set_xlim(0, horizon * ROOM)
    ax.set_xticks([year for year in ax.get_xticks() if year <= horizon])
    ax.set_xlim(0, horizon * ROOM)
    ax.axhline(0, xmax=1 / ROOM, color=MUTED, lw=0.8, zorder=1)
    ax.yaxis.set_major_formatter(lambda value, _: words.dollars(value))
    ax.tick_params(axis="y", labelsize=9, labelcolor=MUTED)
    low, high = ax.get_ylim()
    ax.set_yticks([tick for tick in ax.get_yticks() if low <= tick <= high])
    ax.set_ylim(low - FOOT * (high - low), high)


def _end_labels(
    ax: Axes,
    rows: list[dict[Any, Any]],
    lines: dict[str, Line],
    measure: str,
    horizon: float,
) -> None:
    ends = [float(lines[row["pathway"]][measure][-1]) for row in rows]
    label_ends(ax, rows, ends, horizon, gap=GAP, zorder=1)


def _undrawn(ax: Axes, jobs: pd.DataFrame) -> None:
    known = jobs["pathway"] != ""
    why = known.map({True: "pay not published", False: "no way in described"})
    said = [wrapped(each, SAID) for each in jobs["label"].str.replace("\n", " ") + ": " + why]
    ax.text(
        0.02, 0.97, "\n".join(said), transform=ax.transAxes,
        va="top", size=9, color=MUTED, style="italic",
    )  # fmt: skip
