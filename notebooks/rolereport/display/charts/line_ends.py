"""Labels at the right ends of lines, moved apart where lines end close together."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from rolereport.display.style import INK, role_colour

LEADER = 0.03  # of the width drawn: from the end of a line to its label
LETTERS = 26  # of a label before it wraps


def label_ends(
    ax: Axes,
    rows: list[dict[Any, Any]],
    ends: list[float],
    right: float,
    *,
    gap: float,
    **look: Any,
) -> None:
    """Write the label of each line at its end, with a leader to it.

    Parameters
    ----------
    rows
        One a line: `role` and `label`.
    ends
        Where each line ends, upwards; all end at `right`.
    gap
        Least distance of two labels, as a share of the height.
    look
        Of the leaders, as matplotlib names it.
    """
    low, high = ax.get_ylim()
    for row, end, place in zip(rows, ends, spread(ends, gap * (high - low)), strict=True):
        edge = right * (1 + LEADER)
        ax.plot([right, edge], [end, place], color=role_colour(row["role"]), lw=1, **look)
        ax.text(
            edge * 1.01, place, end_label(row["label"]),
            va="center", size=9, color=INK, linespacing=1.15,
        )  # fmt: skip


def spread(places: list[float], gap: float) -> list[float]:
    """The places, moved apart just enough to be `gap` from one another, in the same order."""
    order = np.argsort(places, kind="stable")
    apart = np.asarray(places, dtype=float)[order] - gap * np.arange(len(places))
    blocks: list[list[float]] = []
    for place in apart:
        blocks.append([place])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    moved = np.empty(len(places))
    settled = [float(np.mean(block)) for block in blocks for _ in block]
    moved[order] = np.array(settled) + gap * np.arange(len(places))
    return [float(place) for place in moved]


def end_label(label: str) -> str:
    """The label of a line as it fits at its end, each of its lines wrapped."""
    return "\n".join(textwrap.fill(line, LETTERS) for line in label.split("\n"))
