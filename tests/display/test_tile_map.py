"""The tile map: one square a state, shaded by what the data say, empty where they say nothing."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from support.canvas import assert_all_text_on_canvas

from rolereport.data import load
from rolereport.display.charts.tile_map import category_map
from rolereport.display.style import ACCENT, WARNING

HEAD = {"title": "Where laboratory staff need a licence", "subtitle": "Latest known status"}
SIDE = 0.92


@pytest.fixture
def tiles() -> pd.DataFrame:
    areas = load.table("areas")
    return areas[areas["kind"] == "state"].reset_index(drop=True)


def squares(fig: Figure) -> dict[tuple[float, float], Rectangle]:
    """The states' squares by column and row."""
    patches = [each for each in fig.axes[0].patches if isinstance(each, Rectangle)]
    return {
        (each.get_x() + SIDE / 2, each.get_y() + SIDE / 2): each
        for each in patches
        if each.get_width() == SIDE
    }


def face(fig: Figure, tiles: pd.DataFrame, state: str) -> str:
    place = tiles.set_index("area").loc[state]
    found = [
        each
        for (x, y), each in squares(fig).items()
        if round(x) == place["tile_column"] and round(y) == place["tile_row"]
    ]
    colour = found[0].get_facecolor()
    return "none" if colour[3] == 0 else to_hex(colour)


def texts(fig: Figure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


def by_category(tiles: pd.DataFrame, **options: object) -> Figure:
    named = tiles["area"].map({"CA": "in force", "RI": "ended", "TX": "odd"}).fillna("nothing")
    return category_map(
        tiles.assign(status=named, year=tiles["area"].map({"RI": "2015"}).fillna("")),
        "status", categories=["in force", "ended", "never used"], absent="no row", note="year",
        **HEAD, **options,
    )  # fmt: skip


def test_every_state_has_one_square_and_no_two_share_a_place(tiles: pd.DataFrame) -> None:
    assert len(squares(by_category(tiles))) == len(tiles) == 52


def test_categories_colour_the_squares_and_the_rest_stay_empty(tiles: pd.DataFrame) -> None:
    fig = by_category(tiles)
    assert [face(fig, tiles, state) for state in ("CA", "RI", "TX", "WY")] == [
        ACCENT, "none", "none", "none",
    ]  # fmt: skip
    edges = [to_hex(each.get_edgecolor()) for each in squares(fig).values()]
    assert edges.count(WARNING) == 1


def test_the_key_counts_the_states_and_leaves_out_what_none_has(tiles: pd.DataFrame) -> None:
    key = [text for text in texts(by_category(tiles)) if "(" in text]
    assert key == ["in force (1)", "ended (1)", "no row (50)"]


def test_notes_stand_under_the_code(tiles: pd.DataFrame) -> None:
    assert texts(by_category(tiles)).count("2015") == 1


def test_a_highlighted_state_is_framed(tiles: pd.DataFrame) -> None:
    def frames(fig: Figure) -> list[tuple[float, float]]:
        return [each.get_xy() for each in fig.axes[0].patches if each.get_width() == 1]

    place = tiles.set_index("area").loc["WY"]
    corner = (place["tile_column"] - 0.5, place["tile_row"] - 0.5)
    assert frames(by_category(tiles, highlight=["WY"])) == [corner]
    assert frames(by_category(tiles)) == []


def test_no_label_is_clipped(tiles: pd.DataFrame) -> None:
    assert_all_text_on_canvas(by_category(tiles, highlight=["PR", "AK"]))
