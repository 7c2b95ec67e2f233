"""Training timelines: each pathway as a bar of its stages, from the diploma on.

Shade tells what is done in a stage, hatching how its length is known, a line below the bar whether
it is paid. Inside the axes one vertical unit is one inch, so that every part keeps its size.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import beside
from rolereport.display.records import records
from rolereport.display.style import GRID, INK, MUTED, WIDTH, ink_on, new_figure, role_colour

Row = dict[Any, Any]

KEY, HEADING, ROW, FOOT = 0.97, 0.36, 0.86, 0.5  # inches
TITLE_LINE, NOTE_LINE = 0.1, 0.265
MARKER_LINE, BAR_LINE, PAID_LINE, WHISKER_LINE = 0.395, 0.555, 0.695, 0.77
BAR, CAP = 0.22, 0.03
POINTS_ACROSS = 0.96 * WIDTH * 72
LETTER = 0.58  # average width of a letter, in em
SMALL = 8.5
ROOM = 1.2  # the axis is longer than the longest bar, for its label

STRENGTH = {"classroom": 0.28, "clinical": 0.6, "work": 1.0}
KIND = {"application": "applying"}
# Numpy's strings, as `barh` makes them: matplotlib names a pattern in the SVG after their type too.
HATCH: dict[str, Row] = {
    "sourced": {},
    "derived": {"hatch": np.str_("////"), "hatch_linewidth": 0.5},
    "assumed": {"hatch": np.str_("xxxx"), "hatch_linewidth": 0.7, "linestyle": (0, (2.5, 1.5))},
}
PAID: dict[str, Row] = {"yes": {"ls": "-"}, "varies": {"ls": (0, (0.9, 0.9))}}
GAINED = ("exam", "licence")
GAIN: Row = {"color": INK, "marker": "D", "ms": 5.5, "mew": 1.1}
CHOICE: Row = GAIN | {"mfc": "white"}
KEY_KINDS = {
    "classroom": "classroom",
    "clinical": "clinical placement",
    "work": "work",
    "exam": "application, exam, licence",
}
KEY_BASES = {
    "sourced": "months stated by a source",
    "derived": "worked out",
    "assumed": "assumed",
}


@chart
def timeline_bars(rows: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """One bar a pathway, stage by stage, with its range and its first paid day.

    Parameters
    ----------
    rows
        One row a stage, in order, as `timeline` returns: pathway, role, plural, title, own, kind,
        basis, paid, start_month, end_month, and of the whole pathway shortest, typical, longest,
        first_paid_month, first_paid_role; required, and note, a line about what is gained. Where
        there are several roles, each has a heading.
    """
    tops, headings, height = _layout(rows)
    fig = new_figure(height + FOOT, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.set_xlim(0, max(1.0, float(rows["longest"].max())) * ROOM)
    ax.set_ylim(height, 0)
    _axis(ax, tops)
    _key(ax)
    for text, (top, role) in headings.items():
        ax.text(0, top + 0.2, text, size=11, weight="bold", va="center", color=_dark(role))
    for pathway, stages in groupby(records(rows), itemgetter("pathway")):
        _pathway(ax, tops[pathway], list(stages))
    return fig


def _layout(
    rows: pd.DataFrame,
) -> tuple[dict[str, float], dict[str, tuple[float, str]], float]:
    """Where each pathway and each heading starts, and how high it all is."""
    several = rows["role"].nunique() > 1
    tops: dict[str, float] = {}
    headings: dict[str, tuple[float, str]] = {}
    below = KEY
    for role, of_role in rows.groupby("role", sort=False):
        if several:
            headings[words.start(of_role["plural"].iloc[0])] = (below, str(role))
            below += HEADING
        for pathway in of_role["pathway"].unique():
            tops[pathway] = below
            below += ROW
    return tops, headings, below


def _pathway(ax: Axes, top: float, stages: list[Row]) -> None:
    about = stages[0]
    weight = "bold" if about["own"] else "normal"
    ax.text(0, top + TITLE_LINE, about["title"], size=9.5, weight=weight, va="center", color=INK)
    ax.text(0, top + NOTE_LINE, about["note"], size=SMALL, va="center", color=MUTED)
    _first_paid(ax, top, about)
    for stage in stages:
        _stage(ax, top, stage)
    for stage in stages:
        _gained(ax, top, stage)
    _range(ax, top, about)


def _stage(ax: Axes, top: float, stage: Row) -> None:
    start, end, line = stage["start_month"], stage["end_month"], top + BAR_LINE
    if end == start:
        return
    fill = _fill(stage["kind"], role_colour(stage["role"]))
    look = _look(stage["kind"], role_colour(stage["role"]), stage["basis"])
    ax.add_patch(Rectangle((start, line - BAR / 2), end - start, BAR, **look))
    if stage["paid"] in PAID:
        paid = Line2D([start, end], [top + PAID_LINE] * 2, color=INK, lw=3.4, **PAID[stage["paid"]])
        ax.add_line(paid)
    _write_in(ax, (start + end) / 2, line, _fitting(stage, end - start, ax.get_xlim()[1]), fill)


def _write_in(ax: Axes, month: float, line: float, label: str, fill: Any) -> None:
    if not label:
        return
    behind = {"facecolor": fill, "edgecolor": "none", "pad": 1.2}
    ax.text(
        month, line, label,
        ha="center", va="center", size=SMALL, color=ink_on(fill), bbox=behind,
    )  # fmt: skip


def _gained(ax: Axes, top: float, stage: Row) -> None:
    """A mark where an examination is passed or a licence issued, hollow where it is a choice."""
    if stage["kind"] in GAINED:
        look = GAIN if stage["required"] == "yes" else CHOICE
        ax.add_line(Line2D([stage["end_month"]], [top + BAR_LINE], clip_on=False, **look))


def _range(ax: Axes, top: float, about: Row) -> None:
    """The whisker from the shortest to the longest case, and the three figures in words."""
    low, high, line = about["shortest"], about["longest"], top + WHISKER_LINE
    ax.add_line(Line2D([low, high], [line, line], color=MUTED, lw=1.1))
    for end in (low, high):
        ax.add_line(Line2D([end, end], [line - CAP, line + CAP], color=MUTED, lw=1.1))
    months = f"{about['typical']:g} ({low:g} to {high:g})"
    beside(ax, months, about["typical"], top + BAR_LINE, by=8, size=SMALL, color=INK)


def _first_paid(ax: Axes, top: float, about: Row) -> None:
    month = about["first_paid_month"]
    mark: Row = {"marker": "v", "ms": 6.5, "color": INK}
    ax.add_line(Line2D([month], [top + MARKER_LINE], ls="", clip_on=False, **mark))
    elsewhere = about["first_paid_role"] != about["role"]
    job = f"as {about['first_paid_role'].rpartition('-')[2]}" if elsewhere else "in the job"
    when = f"paid {job} after {words.months(month)}" if month else "paid from the first day"
    ax.text(
        1, top + TITLE_LINE, when,
        ha="right", va="center", size=SMALL, color=MUTED, transform=ax.get_yaxis_transform(),
    )  # fmt: skip


def _key(ax: Axes) -> None:
    """Three lines at the top that say what shade, hatching, lines and marks mean."""
    kinds = [(text, _swatch(kind, "sourced")) for kind, text in KEY_KINDS.items()]
    bases = [(text, _swatch("classroom", basis)) for basis, text in KEY_BASES.items()]
    marks = [("paid", _mark(lw=3.4)), ("paid for some", _mark(lw=3.4, **PAID["varies"]))]
    first = ("first paid day in the job", _mark(marker="v", ms=6.5, ls="", markevery=[1]))
    gains = [
        ("examination passed or licence issued", _mark(ls="", markevery=[1], **GAIN)),
        ("the same, by choice", _mark(ls="", markevery=[1], **CHOICE)),
    ]
    _key_line(ax, 0.08, kinds)
    _key_line(ax, 0.29, bases)
    _key_line(ax, 0.5, [*marks, first])
    _key_line(ax, 0.71, gains)


def _key_line(
    ax: Axes, line: float, items: list[tuple[str, Callable[[Axes, float, float], None]]]
) -> None:
    inch = 1 / (0.96 * WIDTH)
    left = 0.0
    for text, draw in items:
        draw(ax, left, line)
        ax.text(
            left + 0.32 * inch, line, text,
            va="center", size=SMALL, color=MUTED, transform=ax.get_yaxis_transform(),
        )  # fmt: skip
        left += (0.62 + len(text) * SMALL * 0.52 / 72) * inch


def _swatch(kind: str, basis: str) -> Callable[[Axes, float, float], None]:
    def draw(ax: Axes, left: float, line: float) -> None:
        corner, look = (left, line - 0.13 / 2), _look(kind, MUTED, basis)
        ax.add_patch(Rectangle(corner, 0.045, 0.13, transform=ax.get_yaxis_transform(), **look))

    return draw


def _mark(**look: Any) -> Callable[[Axes, float, float], None]:
    def draw(ax: Axes, left: float, line: float) -> None:
        places = [left, left + 0.0225, left + 0.045]
        own: Row = {"color": INK, "transform": ax.get_yaxis_transform()} | look
        ax.add_line(Line2D(places, [line] * 3, **own))

    return draw


def _axis(ax: Axes, tops: dict[str, float]) -> None:
    longest = ax.get_xlim()[1] / ROOM
    step = 24 if longest > 72 else 12 if longest > 24 else 3
    ticks = range(0, int(longest) + 1, step)
    ax.set_xticks(ticks)
    ax.set_yticks([])
    ax.set_xlabel("months from the high-school diploma")
    ax.grid(visible=False)  # whole lines would cross the titles: each bar has its own pieces
    for top in tops.values():
        low, high = top + MARKER_LINE, top + WHISKER_LINE
        lines = [[(month, low), (month, high)] for month in ticks]
        ax.add_collection(LineCollection(lines, colors=GRID, lw=0.7, zorder=0), autolim=False)


def _look(kind: str, colour: str, basis: str) -> Row:
    """How a bar is drawn: the shade of its kind, an outline, the hatching of its basis."""
    hatch = "white" if STRENGTH.get(kind) == 1 else colour
    return {
        "facecolor": (*_fill(kind, colour), 1.0), "edgecolor": colour, "lw": 0.9,
        "hatchcolor": hatch, **HATCH[basis],
    }  # fmt: skip


def _fill(kind: str, colour: str) -> tuple[float, ...]:
    strength = STRENGTH.get(kind, 0.0)
    return tuple(1 - strength * (1 - part) for part in to_rgb(colour))


def _fitting(stage: Row, length: float, axis: float) -> str:
    """The stage's kind and months, as much of it as there is room for."""
    months = f"{round(length, 1):g}"
    wordy = f"{KIND.get(stage['kind'], stage['kind'])} {months}"
    points = length / axis * POINTS_ACROSS
    fits = [text for text in (wordy, months) if len(text) * SMALL * LETTER + 8 < points]
    return next(iter(fits), "")


def _dark(role: str) -> str:
    """The role's colour where text in it can be read, ink otherwise."""
    return role_colour(role) if ink_on(role_colour(role)) == "white" else INK
