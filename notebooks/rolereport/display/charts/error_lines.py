"""How far estimates were off, by how many years ahead they looked."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

GROUP = "laboratory-combined"
PLOT = 2.9  # inches of plot and axis labels
NAMES = 4.7  # years of the axis to the right of the last, for the names of the lines


@chart
def error_lines(
    own: pd.DataFrame,
    others: pd.DataFrame,
    *,
    method_break: pd.Series,
    from_year: int,
    title: str,
    subtitle: str,
) -> Figure:
    """A dot for each test of the group itself, two lines for the tests of others.

    Parameters
    ----------
    own
        `distance` (years) and `error` (a share, of either sign).
    others
        `distance`, `typical` and `nine_in_ten`, one row a distance, all from one year.
    method_break
        `year` and `title` of the break that the tests of others meet; it is drawn before the
        distance from which they cross it.
    from_year
        The year that the tests of others start from.
    """
    fig = new_figure(PLOT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.plot(own["distance"], own["error"].abs(), "o", color=role_colour(GROUP), ms=5, alpha=0.7)
    for measure, style in (("nine_in_ten", "--"), ("typical", "-")):
        ax.plot(others["distance"], others[measure], style, color=MUTED, lw=1.8)
    last = others.sort_values("distance").tail(1)
    for row in records(last):
        _name(ax, row["distance"], row["nine_in_ten"], "nine in ten of other\npairs within this")
        _name(ax, row["distance"], row["typical"], "half of other pairs\nwithin this")
    largest = float(own["error"].abs().max())
    _name(ax, float(own["distance"].max()), largest, "the laboratory itself")
    _set_axes(ax, int(last["distance"].max()), float(others["nine_in_ten"].max()))
    name = f"May {method_break['year']:.0f}:\n{method_break['title']}"
    at = float(method_break["year"]) - from_year
    _draw_break(ax, at, name, largest + 0.06 * ax.get_ylim()[1])
    return fig


def _name(ax: Axes, distance: float, error: float, text: str) -> None:
    ax.annotate(
        text, (distance, error), (7, 0), textcoords="offset points",
        va="center", size=8.5, color=INK, linespacing=1.1,
    )  # fmt: skip


def _set_axes(ax: Axes, last: int, highest: float) -> None:
    ax.set_xlim(0.5, last + NAMES)
    ax.set_xticks(range(1, last + 1))
    ax.set_xlabel("Years from the last split to the year estimated", loc="left")
    ax.set_ylim(0, highest * 1.3)
    ax.yaxis.set_major_formatter(lambda value, _: words.percent(value))
    ax.tick_params(axis="y", labelsize=9.5, labelcolor=MUTED)
    ax.grid(True, axis="y")
    ax.grid(False, axis="x")


def _draw_break(ax: Axes, at: float, label: str, above: float) -> None:
    """An upright before the distance `at`, from the error `above` on, so that it meets no name."""
    top = ax.get_ylim()[1]
    ax.plot([at - 0.5] * 2, [above, top], color=MUTED, lw=0.9, ls=(0, (3, 2)))
    ax.annotate(
        label, (at - 0.5, 0.98), (-4, 0), xycoords=ax.get_xaxis_transform(),
        textcoords="offset points", ha="right", va="top", size=8.5, color=MUTED,
    )  # fmt: skip
