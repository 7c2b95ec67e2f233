"""Time and money stand at the published and summed-up figures, or say that they are not known."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.display.charts.months_and_pay import months_and_pay
from rolereport.display.show import svg_text
from rolereport.display.style import role_colour

MONTHS = ["min_months", "typical_months", "max_months", "whole_months"]
COLUMNS = ["role", "label", "relation", *MONTHS]
PAY = ["p10_annual", "p25_annual", "p50_annual", "p75_annual", "p90_annual"]
LABORATORY = [38910, 47650, 62930, 81450, 100990]
ASSISTANTS = [36050, 38470, 45690, 49180, 59310]
BLENDED = "Lab technologist\n(blended laboratory line)"
ROWS = [
    ["laboratory-technologist", BLENDED, "combined", 48, 48, 60, 49, *LABORATORY],
    ["medical-assistant", "Medical assistant", "own", 0, 0, 24, 0, *ASSISTANTS],
    ["registered-nurse", "Registered nurse", "own", *[float("nan")] * 9],
]


@pytest.fixture
def cards() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=[*COLUMNS, *PAY])


def drawn(cards: pd.DataFrame) -> Figure:
    return months_and_pay(cards, title="Paid soonest " * 6, subtitle="Months and dollars " * 6)


def texts(fig: Figure, panel: int) -> list[str]:
    return [text.get_text().strip() for text in fig.axes[panel].texts]


def test_months_run_from_shortest_to_longest_with_a_dot_at_the_typical(cards: pd.DataFrame) -> None:
    lines = [tuple(line.get_xdata()) for line in drawn(cards).axes[0].lines]
    assert lines == [(48, 60), (48,), (0, 24), (0,)]
    assert texts(drawn(cards), 0) == ["48", "0", "not known"]


def test_pay_is_drawn_at_the_percentiles(cards: pd.DataFrame) -> None:
    lines = [tuple(line.get_xdata()) for line in drawn(cards).axes[1].lines]
    assert lines[:3] == [(36050, 59310), (38470, 49180), (45690, 45690)]
    assert "not published" in texts(drawn(cards), 1)


def test_a_line_that_two_jobs_share_is_drawn_once_between_them(cards: pd.DataFrame) -> None:
    second = cards.iloc[[0]].assign(role="laboratory-technician", label="Lab technician")
    shared = pd.concat([cards.iloc[[0]], second, cards.iloc[1:]], ignore_index=True)
    money = drawn(shared).axes[1]
    spans = [line for line in money.lines if list(line.get_xdata()) == [47650, 81450]]
    assert [list(line.get_ydata()) for line in spans] == [[0.5, 0.5]]
    assert spans[0].get_color() == role_colour("laboratory-combined")
    assert "laboratory staff, blended" in texts(drawn(shared), 1)
    assert_all_text_on_canvas(drawn(shared))


def test_no_label_is_clipped_and_the_panels_keep_apart(cards: pd.DataFrame) -> None:
    fig = drawn(cards)
    assert_all_text_on_canvas(fig)
    time, money = (ax._left_title.get_window_extent() for ax in fig.axes)
    assert time.x1 < money.x0


def test_ticks_of_many_months_keep_apart(cards: pd.DataFrame) -> None:
    fig = drawn(cards.assign(max_months=[60, 144, float("nan")]))
    fig.draw_without_rendering()
    axis = fig.axes[0].xaxis
    boxes = [tick.label1.get_window_extent() for tick in axis.get_major_ticks()]
    assert all(one.x1 < other.x0 for one, other in pairwise(boxes))


def test_equal_charts_give_equal_svg(cards: pd.DataFrame) -> None:
    # The layout solver's last binary digit differs in about one chart of six.
    assert len({svg_text(drawn(cards), "months", "alt") for _ in range(24)}) == 1


def test_a_place_without_any_figure_still_draws(cards: pd.DataFrame) -> None:
    cards[[*COLUMNS[3:], *PAY]] = float("nan")
    assert texts(drawn(cards), 1) == ["not published"] * 3


def test_paid_training_is_dotted_to_its_end(cards: pd.DataFrame) -> None:
    training = cards.assign(whole_months=[49, 48, float("nan")])
    dotted = [line for line in drawn(training).axes[0].lines if line.get_linestyle() == ":"]
    assert [tuple(line.get_xdata()) for line in dotted] == [(0, 48)]
    only = training.iloc[[1]].assign(max_months=0)
    assert drawn(only).axes[0].get_xlim()[1] > 48


def test_a_median_without_percentiles_sets_the_scale(cards: pd.DataFrame) -> None:
    bare = cards.assign(**dict.fromkeys(["p10_annual", "p25_annual", "p75_annual", "p90_annual"]))
    bare = bare.astype({"p90_annual": float, "p10_annual": float})
    assert drawn(bare).axes[1].get_xlim()[1] > 62930
    assert_all_text_on_canvas(drawn(bare))
