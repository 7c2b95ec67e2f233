"""Bars and ranges are drawn at the published figures, and no label leaves the canvas."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.bound_bars import bound_bars
from rolereport.display.charts.error_lines import error_lines
from rolereport.display.charts.pay_ranges import pay_ranges
from rolereport.display.charts.percentile_bars import percentile_bars
from rolereport.display.charts.quantile_steps import quantile_steps

PERCENTILES = ["p10_annual", "p25_annual", "p50_annual", "p75_annual", "p90_annual"]
HEAD = {"title": "Laboratory staff earn more", "subtitle": "Annual pay, May 2025, dollars"}


@pytest.fixture
def pay() -> pd.DataFrame:
    rows = [
        ["laboratory-combined", "Lab staff, combined", 38910, 47650, 62930, 81450, 100990],
        ["medical-assistant", "Medical assistant", 36050, 38470, 45690, 49180, 59310],
    ]
    return pd.DataFrame(rows, columns=["role", "label", *PERCENTILES])


def texts(fig: Figure) -> list[str]:
    return [text.get_text().strip() for text in fig.axes[0].texts]


def test_bars_end_at_the_percentiles(pay: pd.DataFrame) -> None:
    lines = percentile_bars(pay, **HEAD).axes[0].lines
    spans = [tuple(line.get_xdata()) for line in lines]
    assert spans[:3] == [(38910, 100990), (47650, 81450), (62930, 62930)]


def test_the_median_and_both_ends_are_written(pay: pd.DataFrame) -> None:
    assert texts(percentile_bars(pay, **HEAD))[:3] == ["$62,930", "$38,910", "$100,990"]


def test_what_is_not_published_is_said(pay: pd.DataFrame) -> None:
    pay.loc[0, PERCENTILES] = float("nan")
    assert texts(percentile_bars(pay, **HEAD))[0] == "not published"


def test_a_lone_median_is_drawn_alone(pay: pd.DataFrame) -> None:
    pay.loc[0, ["p10_annual", "p25_annual", "p75_annual", "p90_annual"]] = float("nan")
    fig = percentile_bars(pay.head(1), **HEAD)
    assert [tuple(line.get_xdata()) for line in fig.axes[0].lines] == [(62930, 62930)]
    assert texts(fig) == ["$62,930"]


@pytest.mark.parametrize("title", ["Short", "A long finding " * 9])
def test_no_label_is_clipped(pay: pd.DataFrame, title: str) -> None:
    assert_all_text_on_canvas(percentile_bars(pay, title=title, subtitle=HEAD["subtitle"] * 3))


def test_ranges_run_from_least_to_most(pay: pd.DataFrame) -> None:
    shares = pd.DataFrame(
        {
            "role": ["laboratory-combined", "medication-aide"],
            "label": ["Lab staff, combined", "Medication aide\n(as nursing assistant)"],
            "higher_low": [0.61, float("nan")],
            "higher_point": [0.79, float("nan")],
            "higher_high": [0.91, float("nan")],
        }
    )
    fig = bound_bars(shares, measure="higher", even=0.5, **HEAD)
    lines = [tuple(line.get_xdata()) for line in fig.axes[0].lines]
    assert lines == [(0.5, 0.5), (0.61, 0.91), (0.79,)]
    assert texts(fig) == ["61% to 91%", "not published"]
    assert_all_text_on_canvas(fig)


def coded(pay: pd.DataFrame, *names: str) -> pd.DataFrame:
    """The first role's percentiles of these names at or above a ceiling of 240,000 dollars."""
    marks = pd.Series(["; ".join(f"{name}=#" for name in names), ""])
    pay.loc[0, list(names)] = float("nan")
    return pay.assign(codes=marks, ceiling_annual=[240_000.0, float("nan")])


class TestTopCodes:
    def test_the_bar_ends_at_the_ceiling_and_leads_on(self, pay: pd.DataFrame) -> None:
        fig = percentile_bars(coded(pay, "p90_annual"), **HEAD)
        assert tuple(fig.axes[0].lines[0].get_xdata()) == (38910, 240_000)
        assert texts(fig)[:3] == ["→", "$62,930", "$38,910"]

    def test_a_hidden_median_is_told_as_a_bound(self, pay: pd.DataFrame) -> None:
        fig = percentile_bars(coded(pay, "p50_annual", "p75_annual", "p90_annual"), **HEAD)
        assert "at least $240,000" in texts(fig)
        assert_all_text_on_canvas(fig)

    def test_all_five_may_be_hidden(self, pay: pd.DataFrame) -> None:
        fig = percentile_bars(coded(pay, *PERCENTILES), **HEAD)
        assert "at least $240,000" in texts(fig)
        assert_all_text_on_canvas(fig)
        assert_all_text_on_canvas(quantile_steps(coded(pay, *PERCENTILES), **HEAD))

    def test_quantiles_mark_the_ceiling(self, pay: pd.DataFrame) -> None:
        fig = quantile_steps(coded(pay, "p75_annual", "p90_annual"), **HEAD)
        marks = [line for line in fig.axes[0].lines if line.get_marker() == "^"]
        assert list(marks[0].get_xdata()) == [75, 90]
        assert list(marks[0].get_ydata()) == [240_000, 240_000]


class TestQuantileSteps:
    def test_dots_at_the_published_points(self, pay: pd.DataFrame) -> None:
        dots = [line for line in quantile_steps(pay, **HEAD).axes[0].lines if
                line.get_marker() == "o"]  # fmt: skip
        assert list(dots[0].get_xdata()) == [10, 25, 50, 75, 90]
        assert list(dots[0].get_ydata()) == [38910, 47650, 62930, 81450, 100990]

    def test_boxes_hold_the_pay_between_two_points(self, pay: pd.DataFrame) -> None:
        boxes = quantile_steps(pay, **HEAD).axes[0].collections[:4]
        extents = [box.get_paths()[0].get_extents() for box in boxes]
        assert [(box.x0, box.x1) for box in extents] == [(10, 25), (25, 50), (50, 75), (75, 90)]
        assert (extents[0].y0, extents[0].y1) == (38910, 47650)

    def test_nothing_is_drawn_in_the_tails(self, pay: pd.DataFrame) -> None:
        for line in quantile_steps(pay, **HEAD).axes[0].lines:
            assert min(line.get_xdata(), default=10) >= 10
            assert max(line.get_xdata(), default=90) <= 90

    def test_a_role_with_one_point_is_named(self, pay: pd.DataFrame) -> None:
        pay.loc[0, ["p10_annual", "p25_annual", "p75_annual", "p90_annual"]] = float("nan")
        fig = quantile_steps(pay, **HEAD)
        assert any(text.startswith("Too little published: Lab") for text in texts(fig))
        pay[PERCENTILES] = float("nan")
        assert_all_text_on_canvas(quantile_steps(pay, **HEAD))

    def test_the_names_of_roles_not_drawn_keep_off_the_labels(self, pay: pd.DataFrame) -> None:
        three = pd.concat([pay.head(2), pay.head(1).assign(label="Third")], ignore_index=True)
        three.loc[0, PERCENTILES] = [30_000.0, 31_000, 32_000, 33_000, 37_000]
        three.loc[1, PERCENTILES] = [40_000.0, 50_000, 60_000, 80_000, 100_000]
        three.loc[2, PERCENTILES] = float("nan")
        fig = quantile_steps(three, **HEAD)
        fig.draw_without_rendering()
        written = {text.get_text(): text.get_window_extent() for text in fig.axes[0].texts}
        note = next(box for text, box in written.items() if text.startswith("Too little"))
        assert not note.overlaps(written[three["label"][0]])

    def test_a_label_far_below_another_keeps_off_the_words_on_the_tail(
        self, pay: pd.DataFrame
    ) -> None:
        pay.loc[0, PERCENTILES] = [30_000.0, 31_000, 32_000, 33_000, 34_000]
        pay.loc[1, PERCENTILES] = [100_000.0, 200_000, 300_000, 400_000, 500_000]
        fig = quantile_steps(pay.head(2), **HEAD)
        fig.draw_without_rendering()
        written = {text.get_text(): text.get_window_extent() for text in fig.axes[0].texts}
        assert not written["not known"].overlaps(written[pay["label"][0]])

    def test_labels_of_equal_ends_stay_apart(self, pay: pd.DataFrame) -> None:
        pay.loc[1, PERCENTILES] = pay.loc[0, PERCENTILES].to_numpy()
        fig = quantile_steps(pay, **HEAD)
        assert_all_text_on_canvas(fig)
        ends = [text for text in fig.axes[0].texts if text.get_text() in set(pay["label"])]
        first, second = (text.get_window_extent() for text in ends)
        assert not first.overlaps(second)


RANGES = {
    "role": ["laboratory-technologist", "laboratory-technician"],
    "label": ["Lab technologist", "Lab technician"],
    "outer_low": [47650.0, 38910], "outer_high": [81450.0, float("inf")],
    "inner_low": [62930.0, 38910], "inner_high": [81450.0, 62930],
    "point": [77000.0, 49000], "point_low": [69000.0, 44000], "point_high": [81450.0, 54000],
    "mark": [float("nan")] * 2,
}  # fmt: skip


class TestPayRanges:
    def test_ranges_and_points(self) -> None:
        fig = pay_ranges(pd.DataFrame(RANGES), dot_first="about ", unknown="none", **HEAD)
        spans = [tuple(line.get_xdata()) for line in fig.axes[0].lines]
        assert spans[:4] == [(47650, 81450), (62930, 81450), (69000, 81450), (77000,)]
        assert texts(fig) == [
            "$47,650", "$81,450", "about $77,000", "$38,910", "no limit", "about $49,000"
        ]  # fmt: skip
        assert_all_text_on_canvas(fig)

    def test_nothing_known_is_said(self) -> None:
        rows = pd.DataFrame(RANGES)
        rows.loc[:, "outer_low":] = float("nan")  # type: ignore[misc]
        fig = pay_ranges(rows, unknown="no percentiles published", **HEAD)
        assert texts(fig) == ["no percentiles published"] * 2

    def test_a_figure_near_nothing_has_room_on_its_left(self) -> None:
        rows = pd.DataFrame(RANGES).assign(outer_low=[1_000.0, 2_000])
        fig = pay_ranges(rows, unknown="none", **HEAD)
        assert fig.axes[0].get_xlim()[0] < 0
        assert min(fig.axes[0].get_xticks()) >= 0
        assert_all_text_on_canvas(fig)


def test_errors_are_drawn_with_their_break() -> None:
    own = pd.DataFrame({"distance": [1, 4], "error": [-0.004, 0.007]})
    others = pd.DataFrame(
        {"distance": [1, 5, 9], "typical": [0.01, 0.05, 0.03], "nine_in_ten": [0.03, 0.12, 0.1]}
    )
    method = pd.Series({"year": 2021.0, "title": "New estimation method"})
    fig = error_lines(own, others, method_break=method, from_year=2016, **HEAD)
    dots, nine, typical, upright = fig.axes[0].lines
    assert list(dots.get_ydata()) == [0.004, 0.007]
    assert list(nine.get_ydata()) == [0.03, 0.12, 0.1]
    assert list(typical.get_xdata()) == [1, 5, 9]
    assert list(upright.get_xdata()) == [4.5, 4.5]  # before the fifth year after the split
    assert "May 2021:\nNew estimation method" in texts(fig)
    assert_all_text_on_canvas(fig)
