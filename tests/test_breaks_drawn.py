"""Every chart with years across draws each break that one of its lines crosses."""

from __future__ import annotations

import io
from collections.abc import Iterator

import nbformat
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import breaks as seen

from rolereport.analysis import trends
from rolereport.data import load
from rolereport.data.wages import of_roles
from rolereport.display import words
from rolereport.display.charts.break_lines import break_lines
from rolereport.display.labels import with_labels
from rolereport.display.plots import Panel
from rolereport.display.show import svg_text
from rolereport.paths import NOTEBOOKS

# Years across, but a row for each break: it draws them as marks of their own.
OWN_WAY = {"sources-vintages"}


def saved() -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Name, drawing and data of every figure in the saved chapters."""
    for chapter in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb")):
        for cell in nbformat.read(chapter, as_version=4).cells:
            for output in cell.get("outputs", []):
                if "image/svg+xml" in output.get("data", {}):
                    data = pd.read_csv(io.StringIO(output.data["text/csv"]))
                    yield output.metadata["rolereport"]["name"], output.data["image/svg+xml"], data


FIGURES = {name: (svg, data) for name, svg, data in saved()}


@pytest.fixture(scope="module")
def breaks() -> pd.DataFrame:
    return load.table("breaks")


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_draws_every_break_that_a_line_crosses(name: str, breaks: pd.DataFrame) -> None:
    svg, data = FIGURES[name]
    if name not in OWN_WAY and seen.has_years_across(svg):
        assert seen.crossed(data, breaks) <= seen.drawn(svg)
    assert seen.joined(data, breaks) == []


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_of_pay_or_jobs_with_years_across_is_one_that_is_checked(name: str) -> None:
    svg, data = FIGURES[name]
    if seen.has_years_across(svg) and seen.measures(data):
        assert {"role", "year"} <= set(data), (
            f"{name}: its data must say which year each mark is of"
        )


def test_the_charts_of_pay_over_time_are_among_them(breaks: pd.DataFrame) -> None:
    with_breaks = [name for name, (_, data) in FIGURES.items() if seen.crossed(data, breaks)]
    assert {"trends-pay", "trends-gap", "trends-jobs", "trends-percentiles"} <= set(with_breaks)


@pytest.mark.parametrize(
    "roles",
    [
        ["registered-nurse", "medical-assistant"],
        ["phlebotomist", "pharmacy-technician"],
        ["radiologic-technologist"],
        ["laboratory-technician"],
        ["nursing-assistant", "surgical-technologist"],
    ],
    ids=", ".join,
)
def test_any_roles_have_their_breaks_drawn(roles: list[str], breaks: pd.DataFrame) -> None:
    followed = trends.lines_to_follow(roles)
    lines = trends.apart(of_roles(load.wages("national"), load.table("role_soc"), followed))
    met = trends.breaks_met(lines, breaks)
    series = trends.segments(with_labels(lines, load.table("roles")), met)
    panel = Panel(series, "p50_annual", words.dollars, met)
    svg = svg_text(break_lines([panel], met, title="t", subtitle="s"), "x", "y")
    assert seen.crossed(series, breaks) == seen.drawn(svg)
    assert 2021 in seen.drawn(svg)
    assert seen.joined(series, breaks) == []


@settings(max_examples=25)  # each draws a chart
@given(
    st.dictionaries(st.integers(2002, 2025), st.floats(1e4, 1e5), min_size=2, max_size=8),
    st.sets(st.integers(2003, 2025), max_size=4),
)
def test_any_line_has_its_breaks_drawn(pay: dict[int, float], years: set[int]) -> None:
    frame = pd.DataFrame({"area": "US", "role": "a", "label": "A", "year": list(pay)})
    frame["pay"] = list(pay.values())
    cuts = pd.DataFrame({"year": sorted(years), "roles": "all", "kind": "method", "title": "New"})
    met = trends.breaks_met(frame, cuts)
    series = trends.segments(frame, met)
    panel = Panel(series, "pay", words.dollars, met)
    svg = svg_text(break_lines([panel], met, title="t", subtitle="s"), "x", "y")
    assert seen.crossed(series, cuts) <= seen.drawn(svg)
    assert seen.joined(series, cuts) == []


class TestTheCheckItself:
    """It must be able to fail."""

    def test_an_upright_taken_away_is_missed(self, breaks: pd.DataFrame) -> None:
        svg, data = FIGURES["trends-pay"]
        without = svg.replace('id="break-2017-', 'id="upright-2017-')
        assert seen.crossed(data, breaks) - seen.drawn(without) == {2017}

    def test_a_line_joined_over_a_break_is_seen(self, breaks: pd.DataFrame) -> None:
        _, data = FIGURES["trends-pay"]
        joined = data.assign(segment="2002-2025")
        assert "medical-assistant 2002-2025" in seen.joined(joined, breaks)

    def test_a_break_of_another_role_is_not_asked_for(self, breaks: pd.DataFrame) -> None:
        data = pd.DataFrame({"role": "medical-assistant", "year": [2004, 2020]})
        assert seen.crossed(data, breaks) == set()

    def test_pay_and_jobs_are_told_from_other_figures(self) -> None:
        _, data = FIGURES["trends-pay"]
        assert seen.measures(data) == ["p50_annual", "real"]
        assert seen.measures(pd.DataFrame(columns=["credential", "year", "price"])) == []

    def test_years_across_are_told_from_other_numbers(self) -> None:
        svg, _ = FIGURES["trends-pay"]
        assert seen.has_years_across(svg)
        assert not seen.has_years_across('<text>2025</text><text x="1">$2010</text>')
