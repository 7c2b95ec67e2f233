"""Bars and dots stand at the table's figures; what is not known is written, not drawn."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.analysis import credentials
from rolereport.analysis.names import JOBS
from rolereport.data import load
from rolereport.display.charts.cycle_bars import cycle_bars
from rolereport.display.charts.range_dots import range_dots

HEAD = {"title": "Renewal comes round after 12 months", "subtitle": "Months between renewals"}
ROLES = load.table("roles").set_index("role")["short_title"].to_dict()


@pytest.fixture
def cycles() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["MLS(ASCP)", "RMA (Virginia)", "MACE"],
            "role": ["laboratory-technologist", "medication-aide", "medication-aide"],
            "renewal_months": [36, 12, float("nan")],
        }
    )


def texts(fig: Figure) -> list[str]:
    return [text.get_text().strip() for text in fig.axes[0].texts]


def rows(fig: Figure) -> dict[str, float]:
    axes = fig.axes[0]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    return dict(zip(labels, axes.get_yticks(), strict=True))


def test_bars_end_at_the_months(cycles: pd.DataFrame) -> None:
    fig = cycle_bars(cycles, ROLES, unknown="no cycle found", **HEAD)
    bars = {bar.get_y() + bar.get_height() / 2: bar.get_width() for bar in fig.axes[0].patches}
    where = rows(fig)
    assert bars == {where["MLS(ASCP)"]: 36, where["RMA (Virginia)"]: 12}
    assert texts(fig) == ["36 months", "12 months", "no cycle found"]


def test_a_heading_stands_above_each_roles_rows(cycles: pd.DataFrame) -> None:
    where = rows(cycle_bars(cycles, ROLES, unknown="no cycle found", **HEAD))
    order = sorted(where, key=lambda label: where[label])
    assert order == ["Lab technologist", "MLS(ASCP)", "Medication aide", "RMA (Virginia)", "MACE"]


def test_nothing_known_is_said_for_every_row(cycles: pd.DataFrame) -> None:
    unknown = cycles.assign(renewal_months=float("nan"))
    fig = cycle_bars(unknown, ROLES, unknown="no cycle found", **HEAD)
    assert texts(fig) == ["no cycle found"] * 3
    assert_all_text_on_canvas(fig)


def test_no_cycle_label_is_clipped() -> None:
    held = credentials.held(load.table("credentials"), load.table("bodies"), list(JOBS))
    assert_all_text_on_canvas(cycle_bars(held, ROLES, unknown="no cycle found", **HEAD))


def training(rules: pd.DataFrame, **options: object) -> Figure:
    return range_dots(
        rules, low="training_hours_min", high="training_hours_max", colour="#a8448f",
        write=lambda hours: f"{hours:.0f}", unknown="hours not found", **HEAD, **options,
    )  # fmt: skip


@pytest.fixture
def rules() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Oklahoma", "Indiana", "Kansas"],
            "training_hours_min": [50, 60, float("nan")],
            "training_hours_max": [72, 60, float("nan")],
            "sure": [True, False, True],
        }
    )


def test_dots_stand_at_least_and_most(rules: pd.DataFrame) -> None:
    fig = training(rules)
    assert [list(line.get_xdata()) for line in fig.axes[0].lines] == [[50, 72], [60, 60]]
    assert texts(fig) == ["50 to 72", "60", "hours not found"]


def test_weak_sources_are_hollow(rules: pd.DataFrame) -> None:
    faces = [line.get_markerfacecolor() for line in training(rules).axes[0].lines]
    assert faces == ["#a8448f", "white"]


def test_the_editions_own_state_is_bold(rules: pd.DataFrame) -> None:
    fig = training(rules, highlight=["Indiana"])
    weights = [label.get_fontweight() for label in fig.axes[0].get_yticklabels()]
    assert weights == ["normal", "bold", "normal"]


def test_no_rule_is_clipped_and_no_hours_still_draw(rules: pd.DataFrame) -> None:
    table = credentials.training_hours(load.table("medication_aide_rules"), load.table("areas"))
    assert_all_text_on_canvas(training(table, highlight=table["label"].tolist()))
    nothing = rules.assign(training_hours_min=float("nan"), training_hours_max=float("nan"))
    assert texts(training(nothing)) == ["hours not found"] * 3
