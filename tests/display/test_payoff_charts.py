"""Lines end where the sums end, rings sit on crossings, and bars run to the tested outcomes."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.payoff_lines import payoff_lines, spread
from rolereport.display.charts.tornado import tornado

HEAD = {"title": "Technologists need 15 years to pull ahead", "subtitle": "Dollars " * 20}
YEARS = range(21)
PATHS = pd.concat(
    [
        pd.DataFrame(
            {"pathway": "degree", "year": YEARS, "cumulative": [9e4 * y - 5e5 for y in YEARS]}
        ),
        pd.DataFrame({"pathway": "course", "year": YEARS, "cumulative": [4e4 * y for y in YEARS]}),
    ]
)
JOBS = pd.DataFrame(
    [
        ["degree", "laboratory-technologist", "Lab technologist\n(blended laboratory line)", 10.0],
        ["course", "medical-assistant", "Medical assistant", float("nan")],
        ["", "registered-nurse", "Registered nurse", float("nan")],
    ],
    columns=["pathway", "role", "label", "ahead_cumulative"],
)
SWINGS = pd.DataFrame(
    [
        ["Discount rate", "0%", "5%", 130_000.0, 40_000.0, 3_000.0],
        [
            "Pay of the experienced",
            "50th percentile",
            "90th percentile",
            60_000.0,
            40_000.0,
            45_000.0,
        ],
        ["Side jobs", "none", "20 hours", 40_000.0, 40_000.0, 90_000.0],
        ["Unknown", "a", "b", float("nan"), 40_000.0, 50_000.0],
    ],
    columns=["label", "low_label", "high_label", "outcome_low", "outcome", "outcome_high"],
)


def texts(fig: Figure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


def lines(jobs: pd.DataFrame = JOBS, paths: pd.DataFrame = PATHS) -> Figure:
    return payoff_lines(paths, jobs, baseline="course", **HEAD)


class TestLines:
    def test_lines_are_the_sums(self) -> None:
        drawn = [line for line in lines().axes[0].lines if len(line.get_xdata()) == len(YEARS)]
        assert [line.get_ydata()[-1] for line in drawn] == [1.3e6, 8e5]

    def test_the_ring_is_where_the_line_overtakes(self) -> None:
        rings = [line for line in lines().axes[0].lines if line.get_marker() == "o"]
        assert [(ring.get_xdata()[0], ring.get_ydata()[0]) for ring in rings] == [(10, 4e5)]
        assert "10.0" in texts(lines())

    def test_each_line_is_labelled_at_its_end(self) -> None:
        assert {"Lab technologist\n(blended laboratory line)", "Medical assistant"} <= set(
            texts(lines())
        )

    def test_what_cannot_be_drawn_is_said(self) -> None:
        assert "Registered nurse: no way in described" in texts(lines())
        bare = lines(paths=PATHS.assign(cumulative=float("nan")))
        assert "Medical assistant: pay not published" in texts(bare)[0]
        assert not bare.axes[0].axison and not bare.axes[0].lines

    def test_no_ring_without_a_baseline_or_a_crossing(self) -> None:
        alone = payoff_lines(PATHS, JOBS, baseline="", **HEAD)
        throughout = lines(JOBS.assign(ahead_cumulative=0.0))
        for fig in (alone, throughout):
            assert not [line for line in fig.axes[0].lines if line.get_marker() == "o"]

    @pytest.mark.parametrize("year", [0.3, 10.0, 19.9])
    def test_no_label_is_clipped(self, year: float) -> None:
        assert_all_text_on_canvas(lines(JOBS.assign(ahead_cumulative=[year, year, year])))


class TestSpread:
    def test_known_answers(self) -> None:
        assert spread([1.0, 5.0], 2.0) == [1.0, 5.0]
        assert spread([5.0, 5.0], 2.0) == [4.0, 6.0]
        assert spread([], 2.0) == []

    @given(st.lists(st.floats(0, 100), max_size=8), st.floats(0.1, 20))
    def test_places_keep_order_and_distance(self, places: list[float], gap: float) -> None:
        moved = spread(places, gap)
        pairs = sorted(zip(places, moved, strict=True))
        after = sorted(moved)
        assert all(b - a >= gap - 1e-6 for a, b in pairwise(after))
        assert all(
            first[1] <= second[1] or first[0] == second[0] for first, second in pairwise(pairs)
        )


class TestTornado:
    def test_bars_run_from_the_outcome_to_both_ends(self) -> None:
        bars = tornado(SWINGS, nothing="none", **HEAD).axes[0].patches
        ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]
        assert {start for start, _ in ends} == {40_000}
        assert [end for _, end in ends] == [130_000, 3_000, 60_000, 45_000, 90_000]

    def test_ends_on_one_side_do_not_cover_each_other(self) -> None:
        bars = tornado(SWINGS, nothing="none", **HEAD).axes[0].patches[2:4]
        (low, high) = sorted(bars, key=lambda bar: bar.get_y())
        assert low.get_y() + low.get_height() <= high.get_y()

    def test_ends_are_labelled(self) -> None:
        said = texts(tornado(SWINGS, nothing="none", **HEAD))
        assert said == ["0%", "5%", "50th percentile", "90th percentile", "20 hours"]

    def test_the_longest_label_at_the_outermost_end_stays_off_the_names(self) -> None:
        rows = SWINGS.head(1).assign(high_label="50th percentile", low_label="90th percentile")
        fig = tornado(rows, nothing="none", **HEAD)
        fig.draw_without_rendering()
        inside = fig.axes[0].get_window_extent()
        for text in fig.axes[0].texts:
            box = text.get_window_extent()
            assert inside.x0 <= box.x0 and box.x1 <= inside.x1

    def test_nothing_known_is_said(self) -> None:
        fig = tornado(SWINGS.tail(1), nothing="Nothing to compare.", **HEAD)
        assert texts(fig) == ["Nothing to compare."] and not fig.axes[0].patches

    @pytest.mark.parametrize("rows", [1, 3, 4])
    def test_no_label_is_clipped(self, rows: int) -> None:
        assert_all_text_on_canvas(tornado(SWINGS.head(rows), nothing="none", **HEAD))


def test_two_dollar_signs_are_not_mathematics() -> None:
    fig = tornado(SWINGS, nothing="none", title="From $43,000 to $193,000", subtitle="Dollars")
    assert not fig.texts[0].get_parse_math()
