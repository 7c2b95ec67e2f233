"""Stages, ranges, pay and first paid days are drawn where the tables put them."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.analysis import milestones, order, schooling, timelines, training, typical_way
from rolereport.analysis.names import JOBS
from rolereport.analysis.ways import counted_ways
from rolereport.data import load
from rolereport.display.charts.first_pay import first_pay, stacked
from rolereport.display.charts.order_lines import order_lines
from rolereport.display.charts.schooling_dots import schooling_dots
from rolereport.display.charts.timelines import timeline_bars
from rolereport.display.sentences import schooling as say_school
from rolereport.display.sentences import training as say
from rolereport.display.sentences import training_order as say_order

STAGES, PATHWAYS, ROLES = load.table("stages"), load.table("pathways"), load.table("roles")
HEAD = {"title": "Becoming a medication aide takes 1.5 to 12 months", "subtitle": "Typical case"}
KEY_SWATCHES = 7


def rows(*pathways: str, states: list[str] | None = None) -> pd.DataFrame:
    drawn = timelines.timeline(STAGES, PATHWAYS, ROLES, list(JOBS), states or [])
    told = say.gained(milestones.milestones(STAGES), drawn.drop_duplicates("pathway"))
    drawn["note"] = drawn["pathway"].map(told)
    return drawn[drawn["pathway"].isin(pathways)] if pathways else drawn


def bars(fig: Figure) -> list[tuple[float, float]]:
    patches = fig.axes[0].patches[KEY_SWATCHES:]
    return [(bar.get_x(), round(bar.get_x() + bar.get_width(), 6)) for bar in patches]


def spans(fig: Figure) -> list[list[float]]:
    """First and last month of every line drawn in data, the key left out."""
    axes = fig.axes[0]
    lines = [line for line in axes.lines if line.get_transform().contains_branch(axes.transData)]
    return [[float(line.get_xdata()[0]), float(line.get_xdata()[-1])] for line in lines]


def texts(fig: Figure) -> list[str]:
    return [text.get_text().strip() for text in fig.axes[0].texts]


def test_a_bar_runs_from_stage_to_stage() -> None:
    assert bars(timeline_bars(rows("MED-MO"), **HEAD)) == [(0, 2), (2, 8), (8, 11), (11, 12)]


def test_every_stage_with_a_length_has_its_bar() -> None:
    drawn = rows()
    timed = drawn[drawn["end_month"] > drawn["start_month"]]
    expected = list(zip(timed["start_month"], timed["end_month"], strict=True))
    assert bars(timeline_bars(drawn, **HEAD)) == expected


def test_paid_stage_range_and_first_paid_day_of_one_pathway() -> None:
    # The marker at month 12, the paid half-year, the examination, then the whisker and its ends.
    expected = [[12, 12], [2, 8], [12, 12], [7.1, 15], [7.1, 7.1], [15, 15]]
    assert spans(timeline_bars(rows("MED-MO"), **HEAD)) == expected


def test_what_is_paid_for_some_is_dashed_and_what_is_unpaid_has_no_line() -> None:
    fig = timeline_bars(rows("MED-TX"), **HEAD)
    strips = [line for line in fig.axes[0].lines if line.get_linewidth() == 3.4][2:]
    assert [line.get_linestyle() for line in strips] == ["--"]
    assert list(strips[0].get_xdata()) == [0, 3]


def test_the_basis_is_told_by_hatching() -> None:
    fig = timeline_bars(rows("MLS-CA"), **HEAD)
    hatches = [bar.get_hatch() for bar in fig.axes[0].patches[KEY_SWATCHES:]]
    assert hatches == ["xxxx", "////", None, None]  # assumed, derived, sourced, sourced


def test_the_key_shows_every_basis() -> None:
    fig = timeline_bars(rows("MLS-CA"), **HEAD)
    assert [bar.get_hatch() for bar in fig.axes[0].patches[:KEY_SWATCHES]][-3:] == [
        None, "////", "xxxx",
    ]  # fmt: skip


def test_the_three_lengths_and_the_first_paid_day_are_written() -> None:
    written = texts(timeline_bars(rows("MLS-R2-BRIDGE", "MA-OJT"), **HEAD))
    assert "74 (51 to 102)" in written
    assert "paid as technician after 24 months" in written
    assert "paid from the first day" in written


def diamonds(fig: Figure) -> list[tuple[float, bool]]:
    """The month of each examination or licence, and whether it is a choice; the key left out."""
    marks = [line for line in fig.axes[0].lines if line.get_marker() == "D"][2:]
    return [(float(m.get_xdata()[0]), m.get_markerfacecolor() == "white") for m in marks]


def test_examinations_and_licences_are_marked_hollow_where_they_are_a_choice() -> None:
    assert diamonds(timeline_bars(rows("MLS-R2-BRIDGE"), **HEAD)) == [(25, False), (74, True)]
    assert diamonds(timeline_bars(rows("MA-OJT"), **HEAD)) == []
    written = texts(timeline_bars(rows("MED-TX"), **HEAD))
    assert "Texas medication aide permit, month 7, renewed every year" in written


def test_several_roles_have_headings_and_one_has_none() -> None:
    assert "Medical assistants" in texts(timeline_bars(rows("MLS-CA", "MA-OJT"), **HEAD))
    assert "Medical assistants" not in texts(timeline_bars(rows("MA-OJT"), **HEAD))


def test_only_a_state_s_own_pathway_is_bold() -> None:
    fig = timeline_bars(rows("MED-TX", "MED-KS", states=["TX"]), **HEAD)
    weights = {text.get_text(): text.get_weight() for text in fig.axes[0].texts}
    assert weights["Texas medication aide"] == "bold"
    assert weights["Kansas medication aide"] == "normal"


@pytest.mark.parametrize("family", ["laboratory", "medication", "assisting"])
def test_no_label_of_a_timeline_is_clipped(family: str) -> None:
    drawn = rows(states=["CA", "NC", "WA"])
    assert_all_text_on_canvas(timeline_bars(drawn[drawn["chart"] == family], **HEAD))


def test_titles_do_not_run_into_the_first_paid_day() -> None:
    fig = timeline_bars(rows(states=["CA", "NC", "WA"]), **HEAD)
    fig.draw_without_rendering()
    boxes = [text.get_window_extent() for text in fig.axes[0].texts]
    for box, other in [(a, b) for a in boxes for b in boxes if a is not b]:
        assert not box.overlaps(other) or not (box.width and other.width)


def ways(states: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    counted = counted_ways(training.first_paid_day(STAGES, PATHWAYS), states)
    months = training.role_first_paid(counted[counted["counted"]], list(JOBS))
    return counted, months.merge(ROLES[["role", "plural"]], on="role")


@pytest.mark.parametrize("states", [[], ["CA"], ["WA"]])
def test_every_pathway_has_a_dot_filled_if_it_counts(states: list[str]) -> None:
    counted, months = ways(states)
    fig = first_pay(counted, months, **HEAD)
    dots = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
    hollow = [float(dot.get_xdata()[0]) for dot in dots if dot.get_markerfacecolor() == "white"]
    assert sorted(float(dot.get_xdata()[0]) for dot in dots) == sorted(counted["typical_months"])
    assert sorted(hollow) == sorted(counted.loc[~counted["usual"], "typical_months"])
    assert_all_text_on_canvas(fig)


def test_the_typical_months_are_marked_and_written() -> None:
    counted, months = ways([])
    fig = first_pay(counted, months, **HEAD)
    marks = [float(m.get_xdata()[0]) for m in fig.axes[0].lines if m.get_marker() == "^"]
    assert marks == [48, 24, 6, 10]
    assert "typically 48 months" in texts(fig)
    at_once = first_pay(counted, months.assign(typical_months=0.0), **HEAD)
    assert "typically from the first day" in texts(at_once)


def test_dots_that_would_meet_are_stacked() -> None:
    met = pd.DataFrame({"pathway": list("abcd"), "typical_months": [0.0, 0.0, 2.0, 3.5]})
    assert stacked(met, gap=3)["level"].tolist() == [0, 1, 2, 0]


def placed(roles: list[str]) -> pd.DataFrame:
    drawn = rows().drop_duplicates("pathway")
    columns = ["pathway", "role", "label", "title", "plural"]
    lengths = drawn.loc[drawn["role"].isin(roles), columns].merge(
        training.pathway_totals(STAGES), on="pathway"
    )
    found = order.places(order.grouped(lengths))
    return found.assign(heading=say_order.headings(found))


@pytest.mark.parametrize("roles", [list(JOBS), ["medical-assistant"]])
def test_a_line_runs_through_the_places_of_its_way(roles: list[str]) -> None:
    ways = placed(roles)
    fig = order_lines(ways, title=say_order.order_title(ways), subtitle=say_order.order_subtitle())
    drawn = {tuple(line.get_ydata()) for line in fig.axes[0].lines}
    assert len(drawn) == len(fig.axes[0].lines) == len(ways)
    for _, group in ways.groupby("group", sort=False):
        moving = group[group["moves"]]
        levels = moving[["min_place", "typical_place", "max_place"]].to_numpy().tolist()
        assert len(levels) == len({tuple(each) for each in levels})
    thick = [line for line in fig.axes[0].lines if line.get_linewidth() > 2]
    assert len(thick) == ways["moves"].sum()
    headings = {text.get_text() for text in fig.axes[0].texts}
    assert ("Medical assistants" in headings) == (len(roles) > 1)
    assert_all_text_on_canvas(fig)


def test_a_long_label_is_wrapped_onto_the_canvas() -> None:
    ways = placed(["medication-aide"])
    ways["label"] = "heating, air conditioning, and refrigeration mechanics, typical way in"
    assert_all_text_on_canvas(order_lines(ways, **HEAD))


def test_the_months_of_each_case_are_written_on_the_line() -> None:
    fig = order_lines(placed(["medication-aide"]), **HEAD)
    written = [text.get_text() for text in fig.axes[0].texts]
    assert {"1.7", "6", "10"} <= set(written) and "Kansas medication aide" in written


def levels(*roles: str) -> pd.DataFrame:
    assigned = typical_way.assignments(load.table("projections"), list(roles))
    found = schooling.named_levels(load.table("onet_education"), assigned, list(roles))
    named = found.merge(ROLES[["role", "plural"]], on="role")
    return named.assign(asked=say_school.asked(named))


@pytest.mark.parametrize(
    "roles",
    [
        ("laboratory-technologist", "laboratory-technician", "medical-assistant"),
        ("phlebotomist", "pharmacy-technician"),
        ("registered-nurse", "surgical-technologist", "licensed-practical-nurse"),
    ],
)
def test_shares_and_intervals_are_those_of_the_survey(roles: tuple[str, ...]) -> None:
    answers = levels(*roles)
    title, subtitle = say_school.levels_title(answers), say_school.levels_subtitle()
    fig = schooling_dots(answers, title=title, subtitle=subtitle)
    dots = [line for line in fig.axes[0].lines if line.get_marker() == "o"]
    assert [float(dot.get_xdata()[0]) for dot in dots] == answers["share_percent"].tolist()
    filled = [dot.get_markerfacecolor() != "white" for dot in dots]
    assert filled == answers["typical"].tolist()
    bars = [list(line.get_xdata()) for line in fig.axes[0].lines if line.get_marker() != "o"]
    known = answers.dropna(subset=["low_percent", "high_percent"])
    assert bars == known[["low_percent", "high_percent"]].to_numpy().tolist()
    assert_all_text_on_canvas(fig)
