"""Ranks before and after, joined: the places that move furthest are named."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from rolereport.display.drawing import chart
from rolereport.display.layout import keep_sides_free, settled
from rolereport.display.panels import panel_name, panels, unpublished
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, NEIGHBOUR

RANK, HEAD = 0.115, 0.75
SIZE = 8.0
NAMED = 3  # places up, and as many down
Place = dict[Any, Any]


@chart
def rank_slopes(
    states: pd.DataFrame,
    *,
    names: dict[str, str],
    colours: Callable[[str], str],
    ends: tuple[str, str],
    title: str,
    subtitle: str,
    before: str = "nominal_rank",
    after: str = "adjusted_rank",
    highlight: list[str] | None = None,
) -> Figure:
    """A line a place from its rank `before` to its rank `after`, a panel for each role.

    Parameters
    ----------
    states
        One row for each role and place: role, area, place, rank_change and the two columns of
        ranks (1 on top), NaN where not ranked.
    names
        Role to what its panel is called.
    ends
        What the two rankings are called.
    highlight
        Areas always named, in bold.
    """
    roles = list(states["role"].unique())
    told = states[["role", "area", "place", "rank_change", before, after]]
    ranked = [_ranked(told[told["role"] == role], before, after) for role in roles]
    heights = [HEAD + RANK * len(places) for places in ranked]
    fig, axes = panels(heights, title=title, subtitle=subtitle)
    label = "area" if len(roles) > 1 else "place"  # names at four sides leave no room for lines
    keep_sides_free(fig, [f"{name} {len(states)}" for name in states[label]], SIZE)
    for ax, role, places in zip(axes, roles, ranked, strict=True):
        panel_name(ax, names[role], len(roles))
        if not places:
            unpublished(ax)
        else:
            _panel(ax, places, colours(role), ends, label, highlight or [])
    return settled(fig)


def _ranked(places: pd.DataFrame, before: str, after: str) -> list[Place]:
    """The places that have both ranks, with where their lines start and end."""
    known = places.dropna(subset=[before, after])
    rows = records(known.rename(columns={before: "before", after: "after"}))
    for end, rank in (("start", "before"), ("end", "after")):
        # Places that share a rank stand under one another.
        for height, place in enumerate(sorted(rows, key=itemgetter(rank)), 1):
            place[end] = height
    return rows


def _panel(
    ax: Axes, places: list[Place], colour: str, ends: tuple[str, str], label: str,
    highlight: list[str],
) -> None:  # fmt: skip
    moved = sorted(places, key=itemgetter("rank_change"))
    falls = [place["area"] for place in moved if place["rank_change"] < 0][:NAMED]
    rises = [place["area"] for place in moved if place["rank_change"] > 0][-NAMED:]
    named = {*falls, *rises, *highlight}
    others = [place for place in places if place["area"] not in named]
    lines = [[(0, place["start"]), (1, place["end"])] for place in others]
    ax.add_collection(LineCollection(lines, color=NEIGHBOUR, lw=0.7, alpha=0.45, zorder=1.9), False)
    for place in (place for place in places if place["area"] in named):
        line = [place["start"], place["end"]]
        own = place["area"] in highlight
        look: dict[str, Any] = {"color": INK, "weight": "bold" if own else "normal"}
        ax.plot([0, 1], line, color=INK if own else colour, lw=2.4 if own else 1.7)
        _end(ax, 0, place["start"], f"{place[label]} {place['before']:.0f}", look)
        _end(ax, 1, place["end"], f"{place['after']:.0f} {place[label]}", look)
    ax.set_xlim(0, 1)
    ax.set_ylim(len(places) + 0.5, 0.5)
    ax.set_yticks([])
    ax.set_xticks([0, 1], ends, size=SIZE)
    ax.tick_params(axis="x", top=False, bottom=False, labeltop=True, labelbottom=False, pad=1)
    ax.xaxis.get_majorticklabels()[0].set_color(MUTED)
    ax.spines["bottom"].set_visible(False)


def _end(ax: Axes, x: float, y: float, text: str, look: dict[str, Any]) -> None:
    ax.annotate(
        text, (x, y), (3 if x else -3, 0), textcoords="offset points", va="center",
        ha="left" if x else "right", size=SIZE, annotation_clip=False, **look,
    )  # fmt: skip
