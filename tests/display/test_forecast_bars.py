"""Bars end at the projected and the counted change; what is not projected is said."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas
from support.wider_font import assert_room_for_a_wider_font

from rolereport.display.charts.forecast_bars import forecast_bars

HEAD = {"title": "Jobs rose", "subtitle": "Change of jobs"}
WINDOWS = {"past": "2016-26", "next": "2024-34"}
NAN = float("nan")


@pytest.fixture
def roles() -> pd.DataFrame:
    rows = [
        ["medical-assistant", "Medical assistant", 0.29, 0.125, 0.278],
        ["laboratory-technician", "Lab technician", 0.14, NAN, NAN],
        ["medication-aide", "Medication aide", 0.115, 0.023, -0.046],
    ]
    columns = ["role", "label", "past_change", "next_change", "counted_change"]
    return pd.DataFrame(rows, columns=columns)


def chart(roles: pd.DataFrame) -> Figure:
    return forecast_bars(roles, windows=WINDOWS, **HEAD)


def test_bars_end_at_the_changes(roles: pd.DataFrame) -> None:
    widths = [patch.get_width() for patch in chart(roles).axes[0].patches]
    assert widths == pytest.approx([0.29, 0.278, 0.125, 0.14, 0.115, -0.046, 0.023])


def test_each_bar_is_labelled(roles: pd.DataFrame) -> None:
    assert [text.get_text() for text in chart(roles).axes[0].texts] == [
        "2016-26 +29.0% projected,\n+27.8% counted",
        "2024-34 +12.5% projected",
        "2016-26 +14.0% projected",
        "2024-34 not projected",
        "2016-26 +11.5% projected,\n−4.6% counted",
        "2024-34 +2.3% projected",
    ]


def test_nothing_projected_is_said(roles: pd.DataFrame) -> None:
    fig = chart(roles.assign(past_change=NAN, next_change=NAN, counted_change=NAN))
    assert not fig.axes[0].patches
    assert all("not projected" in text.get_text() for text in fig.axes[0].texts)


def test_no_label_is_clipped(roles: pd.DataFrame) -> None:
    assert_all_text_on_canvas(chart(roles))
    assert_room_for_a_wider_font(chart(roles))


def test_the_two_labels_of_a_role_keep_apart(roles: pd.DataFrame) -> None:
    fig = chart(roles)
    fig.draw_without_rendering()
    above, below = (text.get_window_extent() for text in fig.axes[0].texts[:2])
    assert above.y0 > below.y1
