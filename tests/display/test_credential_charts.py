"""Bars and dots stand at the table's figures; what is not known is written, not drawn."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.analysis import credentials
from rolereport.analysis.names import JOBS
from rolereport.data import load
from rolereport.display.charts.credential_eras import credential_eras
from rolereport.display.charts.range_dots import range_dots
from rolereport.display.charts.renewal_bars import renewal_bars

HEAD = {"title": "Ten years cost $560", "subtitle": "Months and dollars"}
ROLES = load.table("roles").set_index("role")["short_title"].to_dict()
NAN = float("nan")


@pytest.fixture
def priced() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["MLS(ASCP)", "RMA (Virginia)", "MACE", "CMA"],
            "role": ["laboratory-technologist", *["medication-aide"] * 3],
            "renewal_months": [36, 12, NAN, 12],
            "fee_usd": [260, NAN, NAN, 100],
            "keep_usd": [300, 270, NAN, NAN],
            "total_usd": [560, NAN, NAN, NAN],
        }
    )


@pytest.fixture
def every() -> pd.DataFrame:
    held = credentials.held(load.table("credentials"), load.table("bodies"), list(JOBS))
    return credentials.prices(credentials.renewing(held), 120)


def texts(fig: Figure, panel: int = 0) -> list[str]:
    return [text.get_text().strip() for text in fig.axes[panel].texts]


def rows(fig: Figure) -> dict[str, float]:
    axes = fig.axes[0]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    return dict(zip(labels, axes.get_yticks(), strict=True))


def test_bars_end_at_the_months(priced: pd.DataFrame) -> None:
    fig = renewal_bars(priced, ROLES, **HEAD)
    bars = {bar.get_y() + bar.get_height() / 2: bar.get_width() for bar in fig.axes[0].patches}
    where = rows(fig)
    assert bars == {where["MLS(ASCP)"]: 36, where["RMA (Virginia)"]: 12, where["CMA"]: 12}
    assert texts(fig) == ["36", "12", "not found", "12"]


def test_dollars_are_drawn_only_where_all_are_known(priced: pd.DataFrame) -> None:
    fig = renewal_bars(priced, ROLES, **HEAD)
    fee, keep = fig.axes[1].patches
    assert (fee.get_x(), fee.get_width(), keep.get_x(), keep.get_width()) == (0, 260, 260, 300)
    assert texts(fig, 1) == [
        "$560", "fee not found + $270", "not found", "$100 + renewals not found",
    ]  # fmt: skip


def test_a_heading_stands_above_each_roles_rows(priced: pd.DataFrame) -> None:
    where = rows(renewal_bars(priced, ROLES, **HEAD))
    order = sorted(where, key=lambda label: where[label])
    assert order == [
        "Lab technologist", "MLS(ASCP)", "Medication aide", "RMA (Virginia)", "MACE", "CMA",
    ]  # fmt: skip


def test_nothing_known_is_said_for_every_row(priced: pd.DataFrame) -> None:
    unknown = priced.assign(renewal_months=NAN, fee_usd=NAN, keep_usd=NAN, total_usd=NAN)
    fig = renewal_bars(unknown, ROLES, **HEAD)
    assert texts(fig) == texts(fig, 1) == ["not found"] * 4
    assert_all_text_on_canvas(fig)


def test_no_label_of_renewals_is_clipped(every: pd.DataFrame) -> None:
    assert_all_text_on_canvas(renewal_bars(every, ROLES, **HEAD))


@pytest.fixture
def eras() -> pd.DataFrame:
    held = credentials.held(load.table("credentials"), load.table("bodies"), list(JOBS))
    return credentials.eras(held)


def test_a_line_runs_from_the_first_award_to_the_last(eras: pd.DataFrame) -> None:
    fig = credential_eras(eras, 2026, **HEAD)
    drawn = [
        (line.get_ydata()[0], *line.get_xdata()) for line in fig.axes[0].lines
        if len(line.get_xdata()) == 2
    ]  # fmt: skip
    assert drawn == [(0, 2002, 2009.75), (1, 2002, 2009.75), (2, 2009.75, 2026),
                     (3, 2002, 2023), (4, 2023, 2026)]  # fmt: skip


def test_an_arrow_leads_from_each_former_to_its_heir(eras: pd.DataFrame) -> None:
    ax = credential_eras(eras, 2026, **HEAD).axes[0]
    arrows = [(note.xyann, note.xy) for note in ax.texts if note.get_text() == ""]
    assert arrows == [
        ((2009.75, 0), (2009.75, 2)), ((2009.75, 1), (2009.75, 2)), ((2023, 3), (2023, 4)),
    ]  # fmt: skip
    assert [text for text in texts(ax.figure) if text] == [
        "ended 2009", "ended 2009", "still awarded", "ended 2023", "still awarded",
    ]  # fmt: skip


def test_no_era_is_clipped_and_none_still_draws(eras: pd.DataFrame) -> None:
    assert_all_text_on_canvas(credential_eras(eras, 2026, **HEAD))
    assert_all_text_on_canvas(credential_eras(eras.head(0), 2026, **HEAD))


def training(rules: pd.DataFrame, **options: object) -> Figure:
    return range_dots(
        rules, low="training_hours_min", high="training_hours_max", colour="#a54c76",
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
    assert faces == ["#a54c76", "white"]


def test_the_editions_own_state_is_bold(rules: pd.DataFrame) -> None:
    fig = training(rules, highlight=["Indiana"])
    weights = [label.get_fontweight() for label in fig.axes[0].get_yticklabels()]
    assert weights == ["normal", "bold", "normal"]


def test_no_rule_is_clipped_and_no_hours_still_draw(rules: pd.DataFrame) -> None:
    table = credentials.training_hours(load.table("medication_aide_rules"), load.table("areas"))
    assert_all_text_on_canvas(training(table, highlight=table["label"].tolist()))
    nothing = rules.assign(training_hours_min=float("nan"), training_hours_max=float("nan"))
    assert texts(training(nothing)) == ["hours not found"] * 3
