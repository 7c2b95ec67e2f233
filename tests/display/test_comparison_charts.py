"""The charts of chapter 01 that compare jobs: statements, adverts, likeness."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from support.canvas import assert_all_text_on_canvas

from rolereport.analysis import advert, names
from rolereport.data import load
from rolereport.display.charts.advert_grid import advert_grid
from rolereport.display.charts.likeness_dots import likeness_dots
from rolereport.display.charts.statement_grid import statement_grid
from rolereport.display.sentences.adverts import SHORT
from rolereport.display.style import INK, WARNING

HEAD = {"title": "Two of the duties are pasted", "subtitle": "A dot is a duty"}
LABELS = {"laboratory-technologist": "Lab technologist", "medical-assistant": "Medical assistant"}


class TestStatements:
    ROWS = pd.DataFrame(
        {
            "label": ["CL07 test blood", "CL30 measure vital signs", "CL32 keep charts"],
            "group": ["Duties", "Training", "Training"],
            "pasted": [False, True, True],
            "laboratory-technologist": [True, False, False],
            "medical-assistant": [True, True, True],
        }
    )

    @pytest.fixture
    def fig(self) -> Figure:
        return statement_grid(self.ROWS, LABELS, **HEAD)

    def test_a_dot_for_each_job_that_has_the_duty(self, fig: Figure) -> None:
        ax = fig.axes[0]
        heights = dict(zip(self.ROWS["label"], ax.get_yticks(), strict=True))
        dots = {tuple(dot) for line in ax.lines for dot in line.get_xydata().tolist()}
        expected = {
            (column, heights[row["label"]])
            for row in self.ROWS.to_dict("records")
            for column, role in enumerate(LABELS)
            if row[role]
        }
        assert dots == expected

    def test_pasted_statements_are_red_and_groups_named_once(self, fig: Figure) -> None:
        ticks = fig.axes[0].get_yticklabels()
        assert [tick.get_color() for tick in ticks] == [INK, WARNING, WARNING]
        text = [each.get_text() for each in fig.axes[0].texts]
        assert text.count("Training") == text.count("Duties") == 1
        assert_all_text_on_canvas(fig)


class TestAdverts:
    @pytest.fixture
    def left(self) -> pd.DataFrame:
        used = names.uses(load.table("role_titles"), load.table("acronyms"))
        return advert.narrowed(used, advert.clues(load.table("roles")))

    def test_cells_name_one_job_or_count_them(self, left: pd.DataFrame) -> None:
        clues = list(dict.fromkeys(left["clue"]))
        grid = left.pivot(index="name", columns="clue", values="jobs")[clues]
        kinds = left.drop_duplicates("clue").set_index("clue")["kind"]
        fig = advert_grid(grid, kinds, SHORT, **HEAD)
        sizes = left["jobs"].map(len)
        text = [each.get_text() for each in fig.axes[0].texts]
        assert sum(each in SHORT.values() for each in text) == (sizes == 1).sum()
        assert text.count("2") == (sizes == 2).sum()
        assert text.count("–") == (sizes == 0).sum()
        filled = [patch for patch in fig.axes[0].patches if isinstance(patch, Rectangle)]
        assert len(filled) == (sizes == 1).sum()
        assert_all_text_on_canvas(fig)


def test_dots_stand_at_both_measures_and_labels_do_not_collide() -> None:
    pairs = pd.DataFrame(
        {
            "label": ["A and B", "A and C", "B and C"],
            "overlap": [0.88, 0.15, 0.15],
            "farther": [0.99, 0.51, 0.52],
        }
    )
    fig = likeness_dots(pairs, across="Duties", up="Skills", **HEAD)
    (dots,) = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert dots.get_xdata().tolist() == pairs["overlap"].tolist()
    assert dots.get_ydata().tolist() == pairs["farther"].tolist()
    fig.draw_without_rendering()
    boxes = [text.get_window_extent() for text in fig.axes[0].texts]
    assert not boxes[1].overlaps(boxes[2])
    assert_all_text_on_canvas(fig)
