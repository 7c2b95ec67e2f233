"""Which ranks sampling error leaves open to each place."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from rolereport.display.drawing import chart
from rolereport.display.layout import settled
from rolereport.display.panels import panel_name, panels, unpublished
from rolereport.display.style import GRID, INK, MUTED

ROW, HEAD, SIZE = 0.13, 0.65, 7.6
HALF = 0.5  # so that one sure rank is a bar as wide as one rank
THICK = 0.62


@chart
def rank_ranges(
    ranks: pd.DataFrame,
    *,
    names: dict[str, str],
    colours: Callable[[str], str],
    title: str,
    subtitle: str,
    highlight: list[str] | None = None,
) -> Figure:
    """A bar from the best to the worst possible rank of each place, a dot at the published one.

    Parameters
    ----------
    ranks
        What `place_ranks.mean_ranks` returns.
    names
        Role to what its panel is called; a role without ranks has an empty panel.
    highlight
        Areas whose rows are set apart.
    """
    rows = {role: ranks[ranks["role"] == role] for role in names}
    heights = [HEAD + ROW * len(places) for places in rows.values()]
    fig, axes = panels(heights, title=title, subtitle=subtitle)
    for ax, (role, places) in zip(axes, rows.items(), strict=True):
        panel_name(ax, names[role], len(rows))
        if places.empty:
            unpublished(ax)
        else:
            _panel(ax, places, colours(role), highlight or [])
    return settled(fig)


def _panel(ax: Axes, places: pd.DataFrame, colour: str, highlight: list[str]) -> None:
    marked = places["area"].isin(highlight).tolist()
    for height in (place for place, own in enumerate(marked) if own):
        ax.axhspan(height - 0.5, height + 0.5, color=GRID, zorder=0)
    _bars(ax, places, colour)
    last = len(places)
    ax.set_xlim(0, last + 1)
    ax.set_ylim(last - 0.4, -0.6)
    ax.set_xticks(sorted({1, *range(10, last - 4, 10), last}))
    ax.tick_params(axis="x", top=False, labeltop=True, labelsize=SIZE, pad=1)
    ax.set_yticks(range(last), places["area"], size=SIZE)
    for tick, own in zip(ax.get_yticklabels(), marked, strict=True):
        tick.set(fontweight="bold" if own else "normal", color=INK)


def _bars(ax: Axes, places: pd.DataFrame, colour: str) -> None:
    ranges = zip(places["best_rank"].tolist(), places["worst_rank"].tolist(), strict=True)
    for height, (best, worst) in enumerate(ranges):
        corner, length = (best - HALF, height - THICK / 2), worst - best + 2 * HALF
        ax.add_patch(Rectangle(corner, length, THICK, color=colour, alpha=0.38, lw=0))
    ax.plot(
        places["rank"].to_numpy(), range(len(places)), "o", color=colour, ms=3, mec=MUTED, mew=0.3
    )
