"""The charts of parts, steps and states draw what they are given, and clip nothing."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas
from support.wider_font import assert_room_for_a_wider_font

from rolereport.display.charts.part_bars import part_bars
from rolereport.display.charts.state_strips import state_strips
from rolereport.display.charts.step_bands import MARKERS, step_bands
from rolereport.display.plots import Part
from rolereport.display.sentences.steps import signed_dollars

HEAD = {"title": "Real pay rose", "subtitle": "Median annual pay"}
NAN = float("nan")
LONG = "Plumbers, pipefitters,\nand steamfitters"


def texts(fig: Figure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


class TestPartBars:
    @pytest.fixture
    def fig(self) -> Figure:
        roles = pd.DataFrame(
            [
                ["medical-assistant", "Medical assistant", 3000.0, -300.0],
                ["47-2152", LONG, -5.0, NAN],
            ],
            columns=["role", "label", "own", "doubtful"],
        )
        parts = [Part("own", "ordinary years"), Part("doubtful", "at breaks", hollow=True)]
        return part_bars(roles, parts, write=signed_dollars, **HEAD)

    def test_a_bar_a_part_and_none_where_there_is_none(self, fig: Figure) -> None:
        assert [bar.get_width() for bar in fig.axes[0].patches] == [3000, -300, -5]
        assert texts(fig) == ["+$3,000 ordinary years", "−$300 at breaks", "−$5 ordinary years"]

    def test_doubtful_parts_are_hollow(self, fig: Figure) -> None:
        assert [bar.get_facecolor()[3] for bar in fig.axes[0].patches] == [1, 0, 1]

    def test_nothing_is_clipped(self, fig: Figure) -> None:
        assert_all_text_on_canvas(fig)
        assert_room_for_a_wider_font(fig)

    def test_long_labels_at_long_bars_have_room(self) -> None:
        roles = pd.DataFrame([["47-2152", LONG, 136226.0]], columns=["role", "label", "own"])
        part = Part("own", "of its own, in the ordinary years of the survey")
        fig = part_bars(roles, [part], write=signed_dollars, **HEAD)
        assert_all_text_on_canvas(fig)
        assert_room_for_a_wider_font(fig)

    def test_no_role_at_all(self) -> None:
        empty = pd.DataFrame(columns=["role", "label", "own"])
        fig = part_bars(empty, [Part("own", "x")], write=str, **HEAD)
        assert texts(fig) == ["not published"]
        assert_all_text_on_canvas(fig)


class TestStepBands:
    @pytest.fixture
    def fig(self) -> Figure:
        bands = pd.DataFrame(
            [[2019, -0.03, -0.01, 0.0, 0.01, 0.03], [2020, -0.02, 0.0, 0.01, 0.02, 0.04],
             [2021, -0.1, -0.06, -0.03, 0.01, 0.06]],
            columns=["year", "p5", "p25", "middle", "p75", "p95"],
        )  # fmt: skip
        own = pd.DataFrame(
            [["medical-assistant", "Medical assistant", 2020, 0.01], ["47-2152", LONG, 2021, 0.05],
             ["medical-assistant", "Medical assistant", 2021, NAN]],
            columns=["role", "label", "year", "percent"],
        )  # fmt: skip
        breaks = pd.DataFrame({"year": [2021.0], "title": ["New estimation method"]})
        return step_bands(bands, own, breaks, **HEAD)

    def test_bands_span_nine_in_ten_and_the_middle_half(self, fig: Figure) -> None:
        bars = [
            (bar.get_y(), bar.get_height()) for bar in fig.axes[0].patches if bar.get_width() > 0.5
        ]
        assert bars[2] == (pytest.approx(-0.1), pytest.approx(0.16))
        assert bars[5] == (pytest.approx(-0.06), pytest.approx(0.07))

    def test_dots_are_the_roles_and_the_break_is_drawn(self, fig: Figure) -> None:
        marks = [line for line in fig.axes[0].lines if line.get_marker() in MARKERS]
        assert [list(line.get_ydata()) for line in marks] == [[0.01], [0.05]]
        assert len({line.get_marker() for line in marks}) == 2
        ids = [line.get_gid() for line in fig.axes[0].lines if line.get_gid()]
        assert {each[:10] for each in ids} == {"break-2021"}
        assert "2021: New estimation method" in texts(fig)

    def test_nothing_is_clipped(self, fig: Figure) -> None:
        assert_all_text_on_canvas(fig)
        assert_room_for_a_wider_font(fig)


class TestStateStrips:
    @pytest.fixture
    def roles(self) -> pd.DataFrame:
        return pd.DataFrame(
            [["medical-assistant", "Medical assistant"], ["laboratory-combined", "Lab staff"]],
            columns=["role", "label"],
        )

    def test_states_places_and_who_has_no_line(self, roles: pd.DataFrame) -> None:
        changes = pd.DataFrame({"role": "medical-assistant", "percent": [-0.1, 0.2, 0.3]})
        marked = pd.DataFrame(
            [["medical-assistant", "Texas", 0.3, False],
             ["medical-assistant", "United States", 0.1, True]],
            columns=["role", "place", "percent", "nation"],
        )  # fmt: skip
        fig = state_strips(roles, changes, marked, **HEAD)
        assert [list(line.get_xdata()) for line in fig.axes[0].lines[:1]] == [[-0.1, 0.2, 0.3]]
        shown = texts(fig)
        assert "Texas +30.0%" in shown and "United States +10.0%" in shown
        assert "no line that measures the same in both years" in shown
        assert_all_text_on_canvas(fig)

    def test_no_state_at_all(self, roles: pd.DataFrame) -> None:
        changes = pd.DataFrame({"role": [], "percent": []}, dtype=float)
        marked = pd.DataFrame(columns=["role", "place", "percent", "nation"])
        fig = state_strips(roles, changes, marked, **HEAD)
        assert len([text for text in texts(fig) if "no line" in text]) == 2
        assert_all_text_on_canvas(fig)
