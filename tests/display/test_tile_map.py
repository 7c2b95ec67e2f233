"""The tile map: one square a state, shaded by what the data say, empty where they say nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
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


def squares(fig: Figure) -> dict[tuple[int, int], tuple[str, str]]:
    """Face and edge of the states' squares by column and row."""
    held = fig.axes[0].collections[0]
    middles = [path.vertices[:4].mean(axis=0).round(6).tolist() for path in held.get_paths()]
    sides = [np.ptp(path.vertices, axis=0) for path in held.get_paths()]
    assert np.array(sides) == pytest.approx(np.full((len(sides), 2), SIDE))
    looks = zip(map(colour, held.get_facecolors()), map(colour, held.get_edgecolors()), strict=True)
    return dict(zip([(int(x), int(y)) for x, y in middles], looks, strict=True))


def colour(rgba: np.ndarray) -> str:
    return "none" if rgba[3] == 0 else to_hex(rgba)


def face(fig: Figure, tiles: pd.DataFrame, state: str) -> str:
    place = tiles.set_index("area").loc[state]
    return squares(fig)[place["tile_column"], place["tile_row"]][0]


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
    edges = [edge for _, edge in squares(fig).values()]
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
