"""Lines end where the sums end, rings sit on crossings, and bars run to the tested outcomes."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.markers import CARETDOWN, CARETUP
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.break_even_lines import break_even_lines
from rolereport.display.charts.experience_curves import experience_curves
from rolereport.display.charts.lead_parts import PARTS, lead_parts
from rolereport.display.charts.line_ends import end_label, spread
from rolereport.display.charts.payoff_lines import payoff_lines
from rolereport.display.charts.tornado import tornado
from rolereport.display.style import role_colour

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
).assign(turns=[False, False, False, False])


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

    def test_what_is_said_of_a_long_name_keeps_off_the_labels(self) -> None:
        name = "Personal care and service worker (all other), elsewhere and everywhere"
        jobs = JOBS.assign(label=JOBS["label"].replace("Registered nurse", name))
        (note,) = [text for text in texts(lines(jobs=jobs)) if "Personal" in text]
        assert max(map(len, note.split("\n"))) <= 44

    def test_two_panels_show_both_sums(self) -> None:
        both = PATHS.assign(present_value=PATHS["cumulative"] / 2)
        jobs = JOBS.assign(ahead_present_value=[12.0, float("nan"), float("nan")])
        measures = {"cumulative": "As paid", "present_value": "Discounted"}
        fig = payoff_lines(both, jobs, baseline="course", measures=measures, **HEAD)
        assert [ax.get_title(loc="left") for ax in fig.axes] == ["As paid", "Discounted"]
        ends = [
            max(line.get_ydata()[-1] for line in ax.lines if len(line.get_xdata()) == len(YEARS))
            for ax in fig.axes
        ]
        assert ends == [1.3e6, 6.5e5]
        assert "12.0" in [text.get_text() for text in fig.axes[1].texts]
        assert_all_text_on_canvas(fig)

    def test_shades_lie_between_shortest_and_longest(self) -> None:
        low, high = (PATHS.assign(cumulative=PATHS["cumulative"] + each) for each in (-1e5, 1e5))
        fig = payoff_lines(PATHS, JOBS, baseline="course", bands=[low, high], **HEAD)
        areas = [area.get_datalim(fig.axes[0].transData).bounds for area in fig.axes[0].collections]
        assert len(areas) == 2
        bottom, height = areas[0][1], areas[0][3]
        assert (bottom, bottom + height) == pytest.approx((-6e5, 1.4e6))

    def test_a_crossing_past_the_years_drawn_has_no_ring(self) -> None:
        late = lines(JOBS.assign(ahead_cumulative=[25.0, float("nan"), float("nan")]))
        assert not [line for line in late.axes[0].lines if line.get_marker() == "o"]

    def test_long_names_wrap(self) -> None:
        long = end_label("Plumber, pipefitter, or steamfitter\n(estimate)")
        assert long == "Plumber, pipefitter, or\nsteamfitter\n(estimate)"
        assert_all_text_on_canvas(lines(JOBS.assign(label="Plumber, pipefitter, or steamfitter")))

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

    def test_level_is_drawn_where_a_bar_crosses_it(self) -> None:
        assert len(tornado(SWINGS, nothing="none", **HEAD).axes[0].lines) == 1
        turning = SWINGS.assign(turns=[True, False, False, False])
        ax = tornado(turning, nothing="none", **HEAD).axes[0]
        assert ax.lines[1].get_xdata() == [0, 0]
        weights = [tick.get_fontweight() for tick in ax.get_yticklabels()]
        assert weights == ["bold", "normal", "normal"]

    def test_nothing_known_is_said(self) -> None:
        fig = tornado(SWINGS.tail(1), nothing="Nothing to compare.", **HEAD)
        assert texts(fig) == ["Nothing to compare."] and not fig.axes[0].patches

    @pytest.mark.parametrize("rows", [1, 3, 4])
    def test_no_label_is_clipped(self, rows: int) -> None:
        assert_all_text_on_canvas(tornado(SWINGS.head(rows), nothing="none", **HEAD))


def test_two_dollar_signs_are_not_mathematics() -> None:
    fig = tornado(SWINGS, nothing="none", title="From $43,000 to $193,000", subtitle="Dollars")
    assert not fig.texts[0].get_parse_math()


class TestCurves:
    CURVES = pd.DataFrame(
        {
            "role": ["medical-assistant"] * 3 + ["registered-nurse"] * 3,
            "experience": [0.0, 5.0, 15.0] * 2,
            "pay": [38_000.0, 45_000, 49_000, 60_000, 80_000, 95_000],
        }
    )
    ROWS = pd.DataFrame(
        [
            ["medical-assistant", "Medical assistant", 46_000.0],
            ["registered-nurse", "Registered nurse", float("nan")],
        ],
        columns=["role", "label", "mean_annual"],
    ).assign(drawn_as=lambda rows: rows["role"])

    def drawn(self, curves: pd.DataFrame) -> Figure:
        return experience_curves(curves, self.ROWS, [0.0, 5.0, 15.0], **HEAD)

    def test_dots_sit_on_the_percentiles(self) -> None:
        dots = [each for each in self.drawn(self.CURVES).axes[0].lines if each.get_marker() == "o"]
        assert [list(each.get_ydata()) for each in dots] == [
            [38_000, 45_000, 49_000],
            [60_000, 80_000, 95_000],
        ]

    def test_a_line_may_have_the_colour_of_another_role(self) -> None:
        shared = self.ROWS.assign(drawn_as="laboratory-combined")
        fig = experience_curves(self.CURVES, shared, [0.0], **HEAD)
        assert {line.get_color() for line in fig.axes[0].lines} == {
            role_colour("laboratory-combined")
        }

    def test_a_published_mean_has_a_stroke(self) -> None:
        strokes = [
            each for each in self.drawn(self.CURVES).axes[0].lines if each.get_linewidth() == 4
        ]
        assert [each.get_ydata()[0] for each in strokes] == [46_000]

    def test_unpublished_pay_is_said(self) -> None:
        fig = self.drawn(self.CURVES.assign(pay=float("nan")))
        assert texts(fig) == [HEAD["title"]] and not fig.axes[0].axison

    def test_no_label_is_clipped(self) -> None:
        assert_all_text_on_canvas(self.drawn(self.CURVES))


class TestParts:
    ROWS = pd.DataFrame(
        [
            ["Lab technologist\nas paid", -48_000.0, -129_000.0, 310_000.0],
            ["Medication aide\nas paid", 3_000.0, 16_000.0, -42_000.0],
        ],
        columns=["label", *PARTS],
    ).assign(lead=[133_000.0, -23_000.0])

    def test_pieces_start_where_the_one_before_ends(self) -> None:
        bars = lead_parts(self.ROWS, nothing="none", **HEAD).axes[0].patches[:6]
        spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]
        assert spans[:3] == [(0, -48_000), (-48_000, -177_000), (0, 310_000)]
        assert spans[3:] == [(0, 3_000), (3_000, 19_000), (0, -42_000)]

    def test_leads_are_written(self) -> None:
        assert {"$133,000", "−$23,000"} <= set(texts(lead_parts(self.ROWS, nothing="none", **HEAD)))

    def test_nothing_is_said(self) -> None:
        fig = lead_parts(self.ROWS.head(0), nothing="Nothing to compare.", **HEAD)
        assert texts(fig) == ["Nothing to compare."]

    @pytest.mark.parametrize("rows", [1, 2])
    def test_no_label_is_clipped(self, rows: int) -> None:
        assert_all_text_on_canvas(lead_parts(self.ROWS.tail(rows), nothing="none", **HEAD))


class TestBreakEven:
    NEEDED = pd.DataFrame(
        {
            "pathway": "degree",
            "role": "laboratory-technologist",
            "year": [5.0, 10.0, 20.0, 40.0],
            "needed_median": [200_000.0, 90_000.0, 60_000.0, 50_000.0],
            "median": 63_000.0,
        }
    )

    def test_the_ring_is_at_the_first_year_of_enough(self) -> None:
        ax = break_even_lines(self.NEEDED, JOBS, nothing="none", **HEAD).axes[0]
        rings = [line for line in ax.lines if line.get_marker() == "o"]
        assert [(ring.get_xdata()[0], ring.get_ydata()[0]) for ring in rings] == [(20, 63_000)]

    def test_pay_that_no_job_reaches_is_cut_off(self) -> None:
        ax = break_even_lines(self.NEEDED, JOBS, nothing="none", **HEAD).axes[0]
        assert list(ax.lines[0].get_xdata()) == [10, 20, 40]

    def test_a_line_from_beyond_the_axis_has_an_arrow_head(self) -> None:
        def heads(needed: pd.DataFrame) -> list[object]:
            ax = break_even_lines(needed, JOBS, nothing="none", **HEAD).axes[0]
            carets = [each for each in ax.lines if each.get_marker() in (CARETUP, CARETDOWN)]
            return [(each.get_marker(), each.get_xdata()[0]) for each in carets]

        below = self.NEEDED.assign(needed_median=[-5_000.0, 20_000, 50_000, 60_000])
        assert heads(self.NEEDED) == [(CARETUP, 10)] and heads(below) == [(CARETDOWN, 10)]
        assert heads(self.NEEDED.assign(needed_median=60_000.0)) == []

    def test_nothing_is_said(self) -> None:
        fig = break_even_lines(self.NEEDED.head(0), JOBS, nothing="Nothing.", **HEAD)
        assert texts(fig) == ["Nothing."]

    def test_no_label_is_clipped(self) -> None:
        assert_all_text_on_canvas(break_even_lines(self.NEEDED, JOBS, nothing="none", **HEAD))
