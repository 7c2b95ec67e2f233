"""The change in every state as a dot on a strip, the place asked for and the nation marked."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from rolereport.display import words
from rolereport.display.drawing import chart
from rolereport.display.layout import wrapped
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, new_figure, role_colour

ROW = 0.95
SIZE = 8.5
BLANK = {"fc": "white", "ec": "none", "pad": 1.5}  # over the upright of no change
NO_LINE = "no line that measures the same in both years"


@chart
def state_strips(
    roles: pd.DataFrame, changes: pd.DataFrame, marked: pd.DataFrame, *, title: str, subtitle: str
) -> Figure:
    """A strip a role: a dot a state, the marked places larger and named above or below.

    Parameters
    ----------
    roles
        One row a role, top to bottom: `role`, `label`.
    changes
        One row a state and role: `role`, `percent` (share). A role without a row is said to have
        no figures to compare.
    marked
        `role`, `place` (its name), `percent`, and `nation` (boolean): a diamond named below.
    """
    fig = new_figure(ROW * len(roles) + 0.4, title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    for height, role in enumerate(roles["role"]):
        own = changes.loc[changes["role"] == role, "percent"]
        colour = role_colour(role)
        if own.empty:
            ax.text(0.02, height, NO_LINE, transform=ax.get_yaxis_transform(), va="center",
                    size=SIZE, style="italic", color=MUTED, bbox=BLANK)  # fmt: skip
        ax.plot(own, [height] * len(own), "o", ms=7, mew=0, alpha=0.3, color=colour)
        for row in records(marked[marked["role"] == role]):
            _mark(ax, row, height, colour)
    _scale(ax, roles, pd.concat([changes["percent"], marked["percent"]]))
    return fig


def _mark(ax: Axes, row: dict[str, object], height: float, colour: str) -> None:
    share = float(str(row["percent"]))
    nation = bool(row["nation"])
    ax.plot([share], [height], "D" if nation else "o", ms=8 if nation else 9.5, color=colour,
            mec="white", mew=0.9, zorder=3)  # fmt: skip
    text = f"{row['place']} {'+' if share > 0 else ''}{words.percent(share, 1)}"
    ax.annotate(text, (share, height), (0, -13 if nation else 13), textcoords="offset points",
                ha="center", va="center", size=SIZE, color=INK)  # fmt: skip


def _scale(ax: Axes, roles: pd.DataFrame, shares: pd.Series) -> None:
    low, high = min([0.0, *shares.dropna()]), max([0.0, *shares.dropna()])
    room = (high - low) or 1.0
    ax.axvline(0, color=MUTED, lw=1)
    ax.set_xlim(low - 0.12 * room, high + 0.12 * room)
    ax.xaxis.set_major_formatter(
        lambda value, _: f"{'+' if value > 0 else ''}{words.percent(value)}"
    )
    ax.set_yticks(range(len(roles)), [wrapped(label) for label in roles["label"]])
    ax.set_ylim(len(roles) - 0.5, -0.5)
