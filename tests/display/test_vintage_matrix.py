"""Dots stand at the years held, diamonds half a year before each break."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.vintage_matrix import vintage_matrix
from rolereport.display.evidence import LEVELS

HELD = pd.DataFrame(
    [
        (2015, "national"),
        (2016, "national"),
        (2024, "states"),
        (2024, "national"),
        (2025, "metros"),
    ],
    columns=["year", "level"],
)
BREAKS = pd.DataFrame(
    [(2017.0, "Technologists and technicians merged into one line"), (2021.0, "New method")],
    columns=["year", "title"],
)


def drawn() -> Figure:
    head = {"title": "Pay is held for 3 years of the nation", "subtitle": "A dot is a vintage"}
    return vintage_matrix(HELD, BREAKS, LEVELS, (2024, "states"), **head)


def test_dots_are_the_years_held() -> None:
    dots = [line for line in drawn().axes[0].lines if line.get_marker() == "o"]
    assert [sorted(line.get_xdata()) for line in dots[:3]] == [[2015, 2016, 2024], [2024], [2025]]
    assert [set(line.get_ydata()) for line in dots[:3]] == [{0}, {1}, {2}]


def test_the_edition_s_dot_is_ringed() -> None:
    ring = [line for line in drawn().axes[0].lines if line.get_markerfacecolor() == "none"]
    assert [(line.get_xdata()[0], line.get_ydata()[0]) for line in ring] == [(2024, 1)]


def test_breaks_stand_before_their_year_and_reach_up_through_the_dots() -> None:
    lines = drawn().axes[0].lines
    diamonds = [line.get_xdata()[0] for line in lines if line.get_marker() == "D"]
    dashes = [line for line in lines if line.get_linestyle() == "--"]
    assert diamonds == [2016.5, 2020.5]
    assert [tuple(line.get_ydata()) for line in dashes] == [(-0.5, 3), (-0.5, 4)]


def test_every_row_is_named_on_the_canvas() -> None:
    fig = drawn()
    names = [label.get_text().replace("\n", " ") for label in fig.axes[0].get_yticklabels()]
    assert names == [*LEVELS.values(), *BREAKS["title"]]
    assert_all_text_on_canvas(fig)
