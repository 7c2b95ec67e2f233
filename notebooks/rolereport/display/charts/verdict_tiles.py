"""A whole audit at a glance: one tile a claim, lettered and coloured by its verdict."""

from __future__ import annotations

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from rolereport.display.drawing import chart
from rolereport.display.records import records
from rolereport.display.style import INK, MUTED, VERDICT_COLOURS, ink_on, new_figure

ROW = 0.37
KEY_ROWS, KEY_COLUMNS = 3, 2
SIDE = 0.88  # of a tile, in tile pitches
FOOT = 0.14  # of a tile: the bar of a claim that code decides
LETTERS = 29  # of a section's name to a line


@chart
def verdict_tiles(
    claims: pd.DataFrame, counts: pd.DataFrame, *, title: str, subtitle: str
) -> Figure:
    """One row of tiles a section, one tile a claim in the order of the article, under the key.

    Parameters
    ----------
    claims
        section and verdict, one row a claim; a verdict's letter is its initial. Tiles of claims
        that are true in `by_code`, if there is such a column, have a bar at their foot.
    counts
        verdict and claims (how many), in the order of the key.
    """
    sections = list(claims["section"].unique())
    fig = new_figure(ROW * (len(sections) + KEY_ROWS + 0.6), title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    place = claims.groupby("section").cumcount()
    row = claims["section"].map({section: at for at, section in enumerate(sections)})
    for across, down, verdict in zip(place, row, claims["verdict"], strict=True):
        tile(ax, across, down, verdict)
    if "by_code" in claims:
        _bars(ax, place[claims["by_code"]], row[claims["by_code"]])
    widest = int(place.max()) + 1
    _key(ax, counts, widest)
    _set_axes(ax, _row_labels(claims), widest, top=-KEY_ROWS - 1.1)
    return fig


@chart
def error_tiles(claims: pd.DataFrame, *, title: str, subtitle: str) -> Figure:
    """One row of tiles a kind of error, one numbered tile a claim, the most frequent kind first.

    Parameters
    ----------
    claims
        claim, error and verdict, one row a claim that is not supported.
    """
    kinds = list(claims["error"].value_counts(sort=False).sort_values(ascending=False).index)
    fig = new_figure(ROW * (len(kinds) + KEY_ROWS + 0.6), title=title, subtitle=subtitle)
    ax = fig.add_subplot()
    place = claims.groupby("error").cumcount()
    row = claims["error"].map(kinds.index)
    for across, down, claim in zip(place, row, records(claims), strict=True):
        tile(ax, across, down, claim["verdict"], claim["claim"].removeprefix("CL"), size=9)
    labels = [f"{kind}: {(claims['error'] == kind).sum()}" for kind in kinds]
    widest = int(place.max()) + 1
    counts = claims["verdict"].value_counts().reindex(VERDICT_COLOURS).dropna().astype(int)
    _key(ax, counts.rename_axis("verdict").reset_index(name="claims"), widest, text=" ")
    _set_axes(ax, labels, widest, top=-KEY_ROWS - 1.1)
    return fig


def tile(
    ax: Axes, across: float, down: float, verdict: str, text: str = "", size: float = 9.5
) -> None:
    """One tile in the colour of its verdict, with `text` or else the verdict's initial."""
    colour = VERDICT_COLOURS[verdict]
    _box(ax, (across - SIDE / 2, down - SIDE / 2), SIDE, colour)
    # Named in full and with its font made, a text takes matplotlib a quarter less time.
    ax.text(
        across, down, text or verdict[0].upper(), color=ink_on(colour),
        horizontalalignment="center", verticalalignment="center",
        fontproperties=FontProperties(size=size),
    )  # fmt: skip


def _box(ax: Axes, corner: tuple[float, float], height: float, colour: str) -> None:
    ax.add_patch(Rectangle(corner, SIDE, height, facecolor=colour, edgecolor=MUTED, linewidth=0.6))


def _bars(ax: Axes, places: pd.Series, rows: pd.Series) -> None:
    for across, down in zip(places, rows, strict=True):
        _box(ax, (across - SIDE / 2, down + SIDE / 2 - FOOT), FOOT, "white")


def _key(ax: Axes, counts: pd.DataFrame, widest: int, text: str = "") -> None:
    for at, (verdict, claims) in enumerate(zip(counts["verdict"], counts["claims"], strict=True)):
        column, row = divmod(at, KEY_ROWS)
        across, down = column * widest / KEY_COLUMNS, row - KEY_ROWS - 0.6
        tile(ax, across, down, verdict, text)
        ax.text(across + 0.75, down, f"{verdict}: {claims}", va="center", size=9.5, color=INK)


def _row_labels(claims: pd.DataFrame) -> list[str]:
    numbers: dict[str, list[int]] = {}
    for number, section in enumerate(claims["section"], 1):
        numbers.setdefault(section, []).append(number)
    return [
        textwrap.fill(f"{section} ({_span(min(held), max(held))})", LETTERS)
        for section, held in numbers.items()
    ]


def _span(first: object, last: object) -> str:
    # Kept on one line by no-break spaces.
    return str(first) if first == last else f"{first}\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}{last}"


def _set_axes(ax: Axes, labels: list[str], widest: int, *, top: float) -> None:
    ax.set_yticks(range(len(labels)), labels, size=9)
    ax.set_ylim(len(labels) - 0.45, top)
    ax.set_xlim(-0.55, widest - 0.45)
    ax.set_xticks([])
    ax.grid(False)
    ax.spines["bottom"].set_visible(False)
