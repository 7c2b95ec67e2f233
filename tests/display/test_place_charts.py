"""The small charts of chapter 05 draw and name what they are given, and clip nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas
from support.wider_font import assert_room_for_a_wider_font

from rolereport.data import load
from rolereport.display import words
from rolereport.display.charts.difference_bars import difference_bars
from rolereport.display.charts.group_strips import group_strips
from rolereport.display.charts.price_scatter import price_scatter
from rolereport.display.charts.rank_ranges import rank_ranges
from rolereport.display.charts.rank_slopes import rank_slopes
from rolereport.display.charts.value_maps import value_maps
from rolereport.display.style import INK, TWO_SIDED_RAMP, mixed

HEAD = {"title": "Pay buys most in New York", "subtitle": "Median annual pay, May 2025"}
ROLES = ["laboratory-combined", "medical-assistant"]
NAMES = {"laboratory-combined": "Lab staff, combined", "medical-assistant": "Medical assistant"}
COLUMNS = {"nominal": "as paid", "adjusted": "at national prices"}


def colour(role: str) -> str:
    return {"laboratory-combined": "#14599d"}.get(role, "#c96100")


def texts(fig: Figure, at: int = 0) -> list[str]:
    return [text.get_text() for text in fig.axes[at].texts]


@pytest.fixture
def states() -> pd.DataFrame:
    areas = load.table("areas")
    tiles = areas.loc[areas["kind"] == "state", ["area", "title", "tile_column", "tile_row"]]
    parts = [
        tiles.assign(
            role=role,
            nominal=np.linspace(40_000, 90_000, len(tiles)),
            adjusted=np.linspace(45_000, 80_000, len(tiles)),
            price_index=np.linspace(87, 111, len(tiles)),
            nominal_rank=np.arange(len(tiles), 0.0, -1),
            adjusted_rank=np.roll(np.arange(len(tiles), 0.0, -1), 3),
            left_out="",
        )
        for role in ROLES
    ]
    frame = pd.concat(parts, ignore_index=True).rename(columns={"title": "place"})
    return frame.assign(rank_change=frame["nominal_rank"] - frame["adjusted_rank"])


class TestValueMaps:
    def maps(self, states: pd.DataFrame, **options: object) -> Figure:
        given = {"names": NAMES, "colours": colour, "write": words.thousands, **HEAD, **options}
        return value_maps(states, COLUMNS, **given)

    def faces(self, fig: Figure, at: int) -> dict[str, str]:
        # Squares of states are drawn before all others, one for each code.
        ax = fig.axes[at]
        codes = [text.get_text() for text in ax.texts if len(text.get_text()) == 2]
        return {
            code: "none" if face[3] == 0 else to_hex(face)
            for code, face in zip(codes, ax.collections[0].get_facecolors(), strict=True)
        }

    def test_a_map_for_each_role_and_column_with_every_state(self, states: pd.DataFrame) -> None:
        fig = self.maps(states)
        assert len(fig.axes) == 4
        assert all(len(self.faces(fig, at)) == 52 for at in range(4))
        assert [ax.get_title(loc="left").strip() for ax in fig.axes[:2]] == list(COLUMNS.values())
        assert {"Lab staff, combined", "$40k", "$90k"} <= set(texts(fig))
        assert "Medical assistant" in texts(fig, 2)

    def test_both_maps_of_a_role_share_their_shades(self, states: pd.DataFrame) -> None:
        fig = self.maps(states)
        highest, lowest = states["area"].iloc[51], states["area"].iloc[0]
        own = colour(ROLES[0])
        assert self.faces(fig, 0)[lowest] == mixed(own, "#ffffff", 0.86)
        assert self.faces(fig, 0)[highest] == mixed(own, "#000000", 0.42)
        assert self.faces(fig, 1)[highest] not in (own, mixed(own, "#000000", 0.42))
        assert self.faces(fig, 2)[highest] != self.faces(fig, 0)[highest]

    def test_unknown_states_stay_empty_and_are_counted(self, states: pd.DataFrame) -> None:
        holed = states.assign(nominal=states["nominal"].where(states["area"] != "PR"))
        fig = self.maps(holed)
        assert self.faces(fig, 0)["PR"] == "none"
        assert "not ranked (1)" in texts(fig)
        assert "not ranked (1)" not in texts(fig, 1)

    def test_a_centre_parts_two_colours(self, states: pd.DataFrame) -> None:
        apart = states.assign(nominal=np.tile(np.linspace(-10_000, 10_000, 52), 2), adjusted=0.0)
        faces = self.faces(self.maps(apart, centre=0), 0)
        assert faces[states["area"].iloc[0]] == TWO_SIDED_RAMP[0]
        assert faces[states["area"].iloc[51]] == TWO_SIDED_RAMP[-1]

    def test_a_long_name_of_a_row_is_written_in_lines(self, states: pd.DataFrame) -> None:
        long = dict.fromkeys(NAMES, " over ".join(["orthopedic surgeons (except pediatric)"] * 3))
        fig = self.maps(states, names=long)
        assert_all_text_on_canvas(fig)
        name = next(text for text in fig.axes[2].texts if "over" in text.get_text())
        titles = [ax.title.get_window_extent() for ax in fig.axes]
        assert not any(name.get_window_extent().overlaps(box) for box in titles if box.width > 1)

    @pytest.mark.parametrize("known", [0, 1, 2])
    def test_few_equal_or_no_numbers_still_draw(self, states: pd.DataFrame, known: int) -> None:
        few = states.groupby("role").cumcount() < known
        pay = pd.Series(40_000.0, index=states.index).where(few)
        self.maps(states.assign(nominal=pay, adjusted=pay), centre=0)
        fig = self.maps(states.assign(nominal=pay, adjusted=pay))
        assert f"not ranked ({52 - known})" in texts(fig)
        assert_all_text_on_canvas(fig)

    def test_no_role_is_said(self, states: pd.DataFrame) -> None:
        assert "not published" in texts(self.maps(states.head(0)))

    def test_the_states_of_the_edition_are_framed_in_every_map(self, states: pd.DataFrame) -> None:
        fig = self.maps(states, highlight=["TX"])
        assert all(sum(each.get_width() == 1 for each in ax.patches) == 1 for ax in fig.axes)
        assert_all_text_on_canvas(fig)


class TestRankSlopes:
    def slopes(self, states: pd.DataFrame, **options: object) -> Figure:
        given = {"names": NAMES, "colours": colour, "ends": ("as paid", "national prices")}
        return rank_slopes(states, **given, **HEAD, **options)

    def test_long_names_at_both_sides_fit_in_a_wider_font(self, states: pd.DataFrame) -> None:
        one = self.slopes(states[states["role"] == ROLES[0]], highlight=["DC"])
        assert "District of Columbia" in " ".join(texts(one))
        assert_room_for_a_wider_font(one)

    def test_the_furthest_movers_and_the_edition_s_state_are_named(
        self, states: pd.DataFrame
    ) -> None:
        first = states[states["role"] == ROLES[0]]
        fig = self.slopes(first, highlight=["TX"])
        told = " ".join(texts(fig))
        rows = first.set_index("area")
        assert f"Texas {rows.loc['TX', 'nominal_rank']:.0f}" in told
        fallers = rows.nsmallest(3, "rank_change")["place"]
        assert all(place in told for place in fallers)
        others = fig.axes[0].collections[0].get_segments()
        assert len(fig.axes[0].lines) + len(others) == 52
        assert [line.get_color() for line in fig.axes[0].lines].count(INK) == 1
        assert_all_text_on_canvas(fig)

    def test_nothing_ranked_is_said(self, states: pd.DataFrame) -> None:
        nothing = states.assign(nominal_rank=np.nan, adjusted_rank=np.nan, rank_change=np.nan)
        assert texts(self.slopes(nothing)) == ["not published"]

    def test_ties_stand_under_one_another(self, states: pd.DataFrame) -> None:
        tied = states.assign(nominal_rank=1.0)
        ax = self.slopes(tied).axes[0]
        starts = [line.get_ydata()[0] for line in ax.lines]
        starts += [line[0, 1] for line in ax.collections[0].get_segments()]
        assert len(set(starts)) == 52


class TestPriceScatter:
    def test_dots_lines_and_names(self, states: pd.DataFrame) -> None:
        lines = pd.DataFrame({"role": ROLES, "slope": [2.0, np.nan], "at_nation": [60_000, np.nan]})
        fig = price_scatter(states, lines, names=NAMES, colours=colour, highlight=["TX"], **HEAD)
        assert len(fig.axes[0].lines[0].get_xdata()) == 52
        fitted = next(line for line in fig.axes[0].lines if line.get_linewidth() == 1.6)
        x, y = fitted.get_xdata(), fitted.get_ydata()
        assert y == pytest.approx(60_000 * (np.asarray(x) / 100) ** 2)
        assert "TX" in texts(fig)
        assert not [line for line in fig.axes[1].lines if line.get_linewidth() == 1.6]
        assert_all_text_on_canvas(fig)


class TestRankRanges:
    def test_bars_reach_from_the_best_to_the_worst_rank(self) -> None:
        ranks = pd.DataFrame(
            {"role": ROLES[0], "area": ["CA", "NY", "TX"], "rank": [1.0, 2.0, 3.0],
             "best_rank": [1, 1, 3], "worst_rank": [2, 2, 3]},
        )  # fmt: skip
        fig = rank_ranges(ranks, names=NAMES, colours=colour, highlight=["TX"], **HEAD)
        bars = [each for each in fig.axes[0].patches if round(each.get_height(), 2) == 0.62]
        assert [(float(each.get_x()), float(each.get_width())) for each in bars] == [
            (0.5, 2), (0.5, 2), (2.5, 1),
        ]  # fmt: skip
        assert texts(fig, 1) == ["not published"]
        weights = [label.get_fontweight() for label in fig.axes[0].get_yticklabels()]
        assert weights == ["normal", "normal", "bold"]
        assert_all_text_on_canvas(fig)


class TestGroupStrips:
    def strips(self, **options: object) -> Figure:
        places = pd.DataFrame(
            {"strip": "Lab staff, as paid", "role": ROLES[0], "area": ["CA", "NY", "TX", "WY"],
             "value": [110.0, 120.0, 90.0, np.nan]},
        )  # fmt: skip
        medians = pd.DataFrame(
            {"strip": ["Lab staff, as paid"], "role": [ROLES[0]], "inside_median": [115.0],
             "other_median": [90.0], "inside_text": ["$62,375"], "other_text": ["$61,260"]},
        )  # fmt: skip
        return group_strips(
            places, medians, inside=["CA", "NY"], groups=("2 with", "2 without"), colours=colour,
            **HEAD, **options,
        )  # fmt: skip

    def test_each_state_stands_in_its_group(self) -> None:
        fig = self.strips(highlight=["TX"])
        dots = [list(line.get_xdata()) for line in fig.axes[0].lines if line.get_marker() == "o"]
        assert dots == [[110, 120], [], [90], [90]]
        assert [label.get_text() for label in fig.axes[0].get_yticklabels()] == [
            "2 with", "2 without",
        ]  # fmt: skip
        assert {"$62,375", "$61,260", "Lab staff, as paid"} <= set(texts(fig))
        assert_all_text_on_canvas(fig)


class TestDifferenceBars:
    def test_bars_hold_every_occupation_and_marks_are_named(self) -> None:
        values = pd.Series([-3.0, -1.0, 0.0, 1.9, 2.0, 5.0])
        marked = pd.DataFrame(
            {"name": ["Lab staff", "Nobody"], "percent": [1.82, np.nan], "colour": ["#14599d"] * 2}
        )
        fig = difference_bars(values, marked, **HEAD)
        assert sum(each.get_height() for each in fig.axes[0].patches) == len(values)
        assert texts(fig) == ["Lab staff +1.8%"]
        assert_all_text_on_canvas(fig)

    @pytest.mark.parametrize("values", [[], [0.0], [1.0, 1.0], [-2.0, 2.0]])
    def test_few_or_no_occupations_still_draw(self, values: list[float]) -> None:
        marked = pd.DataFrame({"name": [], "percent": [], "colour": []})
        fig = difference_bars(pd.Series(values, dtype="float64"), marked, **HEAD)
        drawn = sum(each.get_height() for each in fig.axes[0].patches)
        assert drawn == len(values)
