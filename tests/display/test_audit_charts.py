"""The charts of the article check: each mark stands for what the rows say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.claim_arcs import claim_arcs
from rolereport.display.charts.fit_map import fit_map
from rolereport.display.charts.reading_grid import HOLDS_COLOURS, reading_grid
from rolereport.display.charts.tenth_lines import tenth_lines
from rolereport.display.charts.verdict_tiles import error_tiles, verdict_tiles
from rolereport.display.style import ACCENT, VERDICT_COLOURS, WARNING, role_colour

HEAD = {"title": "Half of the claims hold", "subtitle": "A tile is a claim"}
METHOD = pd.DataFrame({"year": [2021.0], "title": ["New method"]})
NURSE, ASSISTANT = "laboratory-combined", "medical-assistant"


def rectangles(fig: Figure, colour: str) -> list[Rectangle]:
    patches = [patch for ax in fig.axes for patch in ax.patches if isinstance(patch, Rectangle)]
    return [patch for patch in patches if to_hex(patch.get_facecolor()) == colour]


def written(fig: Figure) -> list[str]:
    return [text.get_text() for ax in fig.axes for text in ax.texts]


IN_KEY = 1  # tile of each colour


class TestTiles:
    CLAIMS = pd.DataFrame(
        {
            "claim": ["CL01", "CL02", "CL07", "CL09"],
            "section": ["A", "A", "B", "B"],
            "verdict": ["outdated", "contradicted", "contradicted", "contradicted"],
            "error": ["stale", "role swap", "role swap", "role swap"],
        }
    )

    def test_the_most_frequent_error_comes_first_with_its_count(self) -> None:
        fig = error_tiles(self.CLAIMS, **HEAD)
        labels = [label.get_text() for label in fig.axes[0].get_yticklabels()]
        assert labels == ["role swap: 3", "stale: 1"]
        assert_all_text_on_canvas(fig)

    def test_each_claim_has_its_number_in_the_colour_of_its_verdict(self) -> None:
        fig = error_tiles(self.CLAIMS, **HEAD)
        assert sorted(filter(str.isdigit, written(fig))) == ["01", "02", "07", "09"]
        assert len(rectangles(fig, VERDICT_COLOURS["contradicted"])) == 3 + IN_KEY
        assert len(rectangles(fig, VERDICT_COLOURS["outdated"])) == 1 + IN_KEY
        assert {"contradicted: 3", "outdated: 1"} <= {*written(fig)}
        assert "supported" not in " ".join(written(fig))

    def test_only_claims_that_code_decides_have_a_foot(self) -> None:
        counts = pd.DataFrame({"verdict": ["contradicted", "outdated"], "claims": [3, 1]})
        marked = self.CLAIMS.assign(by_code=[True, False, True, False])
        assert len(rectangles(verdict_tiles(marked, counts, **HEAD), "#ffffff")) == 2
        assert not rectangles(verdict_tiles(self.CLAIMS, counts, **HEAD), "#ffffff")


class TestReadingGrid:
    HOLDS = pd.DataFrame(
        {NURSE: ["yes", "no", "yes"], ASSISTANT: ["in part", "not known", "no"]},
        index=["CL01", "CL02", "CL03"],
    )
    GROUPS = pd.Series({"CL01": "Duties", "CL02": "Duties", "CL03": "Salary"})

    @pytest.fixture
    def fig(self) -> Figure:
        labels = {NURSE: "Lab", ASSISTANT: "Assistant"}
        return reading_grid(self.HOLDS, self.GROUPS, labels, **HEAD)

    @pytest.mark.parametrize(
        ("answer", "tiles"), [("yes", 2), ("in part", 1), ("no", 2), ("not known", 1)]
    )
    def test_a_tile_for_each_answer_and_one_in_the_key(
        self, fig: Figure, answer: str, tiles: int
    ) -> None:
        assert len(rectangles(fig, HOLDS_COLOURS[answer])) == tiles + 1

    def test_rows_are_counted_and_groups_named_once(self, fig: Figure) -> None:
        text = written(fig)
        assert text.count("2 hold") == text.count("0 hold") == 1
        assert text.count("Duties") == text.count("Salary") == 1
        assert_all_text_on_canvas(fig)


class TestFitMap:
    FOUND = pd.DataFrame(
        {
            "figure": [32_000.0, 32_000.0, 63_000.0],
            "role": [ASSISTANT, NURSE, NURSE],
            "year": [2016, 2020, 2025],
            "statistic": ["p50_annual", "mean_annual", "p50_annual"],
        }
    )
    SPANS = pd.DataFrame({"role": [NURSE, ASSISTANT], "first": [2012, 2002], "last": [2025, 2025]})

    @pytest.fixture
    def fig(self) -> Figure:
        labels = {NURSE: "Lab", ASSISTANT: "Assistant"}
        return fit_map(self.FOUND, self.SPANS, labels, METHOD, wanted="p50_annual", **HEAD)

    def marks(self, fig: Figure) -> list[tuple[int, float, float, bool]]:
        return [
            (panel, float(line.get_xdata()[0]), float(line.get_ydata()[0]),
             line.get_markerfacecolor() != "none")
            for panel, ax in enumerate(fig.axes)
            for line in ax.lines
            if line.get_marker() == "o"
        ]  # fmt: skip

    def test_a_mark_at_each_fit_filled_where_it_is_a_median(self, fig: Figure) -> None:
        assert sorted(self.marks(fig)) == [
            (0, 2016, 1, True), (0, 2020, 0, False), (1, 2025, 0, True),
        ]  # fmt: skip

    def test_every_panel_draws_the_break_and_one_dates_it(self, fig: Figure) -> None:
        for ax in fig.axes:
            dashed = [line for line in ax.lines if str(line.get_gid()).startswith("break-2021")]
            assert [line.get_xdata()[0] for line in dashed] == [2020.5]
        assert written(fig) == ["$32,000", "2021", "$63,000"]
        assert_all_text_on_canvas(fig)

    def test_one_figure_is_one_panel(self) -> None:
        labels = {NURSE: "Lab", ASSISTANT: "Assistant"}
        one = self.FOUND[self.FOUND["figure"] == 63_000]
        fig = fit_map(one, self.SPANS, labels, METHOD, wanted="p50_annual", **HEAD)
        assert len(fig.axes) == 1


class TestTenthLines:
    PAY = pd.DataFrame(
        {
            "role": [NURSE] * 3 + [ASSISTANT] * 2,
            "year": [2019, 2020, 2021, 2018, 2019],
            "segment": [0, 0, 1, 0, 0],
            "p50_annual": [50_000.0, 51_000, 52_000, 30_000, 31_000],
            "p90_annual": [80_000.0, 82_000, 79_000, 45_000, 46_000],
        }
    )

    @pytest.fixture
    def fig(self) -> Figure:
        labels = {NURSE: "lab staff", ASSISTANT: "assistants"}
        return tenth_lines(self.PAY, METHOD, labels, {"median": 63_000.0}, **HEAD)

    def test_no_line_crosses_the_break(self, fig: Figure) -> None:
        at = METHOD["year"].iloc[0] - 0.5
        for line in fig.axes[0].lines:
            years = np.asarray(line.get_xdata(), dtype=float)
            if len(years) > 2 or line.get_color() == role_colour(NURSE):
                assert (years < at).all() or (years > at).all()

    def test_the_break_and_the_claimed_level_are_drawn(self, fig: Figure) -> None:
        levels = [line for line in fig.axes[0].lines if line.get_color() == WARNING]
        assert [line.get_ydata()[0] for line in levels] == [63_000]
        uprights = [line for line in fig.axes[0].lines if line.is_dashed() and line.get_gid()]
        assert [line.get_xdata()[0] for line in uprights] == [2020.5]

    def test_every_line_is_named(self, fig: Figure) -> None:
        text = " ".join(written(fig)).replace("\n", " ")
        for name in ("lab staff, median", "assistants, 90th percentile", "$63,000 median"):
            assert name in text
        assert_all_text_on_canvas(fig)


class TestArcs:
    SECTIONS = pd.Series(["One", "One", "Two", "Two"], index=["CL01", "CL02", "CL03", "CL04"])
    PAIRS = pd.DataFrame({"claim": ["CL01", "CL02"], "other": ["CL04", "CL03"]})

    @pytest.fixture
    def fig(self) -> Figure:
        return claim_arcs(self.PAIRS, self.SECTIONS, pd.Series({"CL01": 1}), **HEAD)

    def test_each_arc_joins_its_claims(self, fig: Figure) -> None:
        arcs = [line for line in fig.axes[0].lines if len(line.get_xdata()) > 2]
        ends = [(round(line.get_xdata()[0], 6), round(line.get_xdata()[-1], 6)) for line in arcs]
        assert sorted(ends) == [(0, 3), (1, 2)]

    def test_only_arcs_of_named_claims_are_strong(self, fig: Figure) -> None:
        arcs = [line for line in fig.axes[0].lines if len(line.get_xdata()) > 2]
        assert [line.get_color() == ACCENT for line in arcs] == [True, False]
        assert sorted(written(fig)) == ["CL01: 1", "One", "Two"]
        assert_all_text_on_canvas(fig)
