"""Names at left, the jobs they are used for at right, a line for each use."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from rolereport.display.drawing import chart
from rolereport.display.records import records
from rolereport.display.style import ACCENT, INK, MUTED, NEIGHBOUR, new_figure, role_colour

ROW = 0.3
FROM, TO = 0.44, 0.71
EVERYDAY = (0, (3, 2))


@chart
def name_map(links: pd.DataFrame, jobs: dict[str, str], *, title: str, subtitle: str) -> Figure:
    """A line from each name to each job that it is used for.

    Parameters
    ----------
    links
        One row a line: `name`, `role`, `place` (0 at the top), `shared` (the name has more than
        one job: accent, bold) and `official` (false: dashed).
    jobs
        Role to label, top to bottom.
    """
    rows = int(links["place"].max()) + 1
    heights = dict(zip(jobs, (np.arange(len(jobs)) + 0.5) * rows / len(jobs) - 0.5, strict=True))
    fig = new_figure(ROW * rows + 0.2, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    ax.set_axis_off()
    for link in records(links.sort_values("shared")):
        colour, width = (ACCENT, 1.7) if link["shared"] else (NEIGHBOUR, 1.0)
        style = "-" if link["official"] else EVERYDAY
        _line(ax, link["place"], heights[link["role"]], color=colour, lw=width, ls=style)
    _names(ax, links.drop_duplicates("name"))
    for role, label in jobs.items():
        ax.plot([TO + 0.012] * 2, [heights[role] - 0.75, heights[role] + 0.75],
                color=role_colour(role), lw=6)  # fmt: skip
        ax.text(TO + 0.03, heights[role], label, va="center", size=10.5, weight="bold", color=INK)
    ax.set_xlim(0, 1)
    ax.set_ylim(rows - 0.4, -0.6)
    return fig


def _line(ax: Axes, start: float, end: float, **look: Any) -> None:
    # A smooth step leaves and arrives level, so that each line can be followed to its name.
    along = np.linspace(0, 1, 25)
    height = start + (end - start) * along**2 * (3 - 2 * along)
    ax.add_line(Line2D(FROM + (TO - FROM) * along, height, **look))


def _names(ax: Axes, names: pd.DataFrame) -> None:
    for name, place, shared in names[["name", "place", "shared"]].itertuples(index=False):
        weight, colour = ("bold", INK) if shared else ("normal", MUTED)
        ax.text(FROM - 0.015, place, name, ha="right", va="center", size=9.5,
                weight=weight, color=colour)  # fmt: skip
