"""Changes in percent: a dot each, with a bar where it is known what chance may do."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import leave_empty, settled, wrapped
from rolereport.display.panels import panel_name, panels
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure

ROW, LINE, HEAD, AXIS = 0.17, 0.13, 0.34, 0.1
SIZE = 9.0
LETTERS = 34  # of a label to a line
ROOM = 0.05  # of the axis, on either side
UNKNOWN = "(not published)"


@chart
def change_dots(
    rows: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    nothing: str,
    mark: float = float("nan"),
) -> Figure:
    """A row for each change, in a panel for each group, all on one scale.

    Parameters
    ----------
    rows
        Top to bottom: `group` (one panel each; "" for a panel without a name), `label`, `change`
        (share), `low` and `high` (ends of the bar, NaN for none), `colour`.
    nothing
        What is said instead where there are no rows.
    mark
        Where a dashed upright stands, as a share; none if NaN.
    """
    if rows.empty:
        fig = new_figure(0.8, title=title, subtitle=subtitle)
        leave_empty(fig.add_subplot(), nothing)
        return fig
    groups = list(rows.groupby("group", sort=False))
    heights = [_height(group) + AXIS * (name == groups[-1][0]) for name, group in groups]
    fig, axes = panels(heights, title=title, subtitle=subtitle, abreast=1)
    ends = _ends(rows, mark)
    for ax, (name, group) in zip(axes, groups, strict=True):
        panel_name(ax, str(name), 1, SIZE)
        _panel(ax, group, ends, mark)
        ax.tick_params(axis="x", labelbottom=ax is axes[-1])
    return settled(fig)


def _height(rows: pd.DataFrame) -> float:
    lines = sum(_label(row).count("\n") + 1 for row in records(rows))
    return HEAD + ROW * len(rows) + LINE * lines


def _panel(ax: Axes, rows: pd.DataFrame, ends: tuple[float, float], mark: float) -> None:
    ax.set_xlim(*ends)
    ax.axvline(0, color=INK, lw=1)
    if mark == mark:
        ax.axvline(mark, color=MUTED, lw=1, ls=(0, (4, 2)))
    for place, row in enumerate(records(rows)):
        _change(ax, place, row)
    ax.set_yticks(range(len(rows)), [_label(row) for row in records(rows)])
    ax.tick_params(axis="y", labelsize=SIZE)
    ax.set_ylim(len(rows) - 0.4, -0.6)
    ax.locator_params(axis="x", nbins=5)
    ax.xaxis.set_major_formatter(lambda value, _: _tick(value))


def _change(ax: Axes, place: int, row: dict[Any, Any]) -> None:
    if row["low"] == row["low"]:
        bar = [row["low"], row["high"]]
        ax.plot(bar, [place, place], color=row["colour"], lw=7, alpha=0.3, solid_capstyle="butt")
    if row["change"] == row["change"]:
        ax.plot([row["change"]], [place], "o", color=row["colour"], ms=7)


def _label(row: dict[Any, Any]) -> str:
    """What changed and by how much: on a phone the right of a drawing is out of sight."""
    known = row["change"] == row["change"]
    return wrapped(f"{row['label']} {_signed(row['change'], 1) if known else UNKNOWN}", LETTERS)


def _ends(rows: pd.DataFrame, mark: float) -> tuple[float, float]:
    known = pd.concat([rows["change"], rows["low"], rows["high"], pd.Series([mark, 0.0])])
    wide = float(known.max() - known.min()) or 1.0
    return float(known.min()) - ROOM * wide, float(known.max()) + ROOM * wide


def _signed(share: float, digits: int) -> str:
    return f"{'+' if share > 0 else ''}{words.percent(share, digits)}"


def _tick(share: float) -> str:
    return f"{round(100 * share, 6):+g}%".replace("+0%", "0%").replace("-", "−")
