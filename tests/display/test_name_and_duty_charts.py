"""A line for each use of a name, a dot for each count; no label leaves the canvas."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas

from rolereport.analysis import duties, names
from rolereport.data import load
from rolereport.display.charts.duty_matrix import duty_matrix
from rolereport.display.charts.name_map import FROM, TO, name_map
from rolereport.display.style import ACCENT, role_colour

HEAD = {"title": "“Med tech” names three jobs", "subtitle": "Bold: more than one job"}
ROLES = load.table("roles").set_index("role")["short_title"].to_dict()
JOBS = {job: ROLES[job] for job in names.JOBS}


@pytest.fixture
def links() -> pd.DataFrame:
    return names.links(names.uses(load.table("role_titles"), load.table("acronyms")))


def uses(fig: Figure) -> list[tuple[float, float, str]]:
    """Start, end and colour of each line between the two sides."""
    lines = [line for line in fig.axes[0].lines if line.get_xdata()[0] == FROM]
    assert all(line.get_xdata()[-1] == pytest.approx(TO) for line in lines)
    return [(line.get_ydata()[0], line.get_ydata()[-1], to_hex(line.get_color())) for line in lines]


def test_each_use_is_a_line_from_its_name_to_its_job(links: pd.DataFrame) -> None:
    fig = name_map(links, JOBS, **HEAD)
    heights = {text.get_text(): text.get_position()[1] for text in fig.axes[0].texts}
    expected = {(heights[link.name], heights[JOBS[link.role]]) for link in _rows(links)}
    assert {(start, end) for start, end, _ in uses(fig)} == expected
    assert len(uses(fig)) == len(links)


def test_only_shared_names_are_in_accent(links: pd.DataFrame) -> None:
    colours = [colour for _, _, colour in uses(name_map(links, JOBS, **HEAD))]
    assert colours.count(ACCENT) == links["shared"].sum()


def test_everyday_speech_is_dashed(links: pd.DataFrame) -> None:
    fig = name_map(links, JOBS, **HEAD)
    dashed = [line for line in fig.axes[0].lines if line.is_dashed()]
    assert len(dashed) == (~links["official"]).sum() == 3


def test_no_name_is_clipped(links: pd.DataFrame) -> None:
    assert_all_text_on_canvas(name_map(links, JOBS, **HEAD))


def dots(fig: Figure) -> dict[tuple[float, float], float]:
    """The area, in square points, of the dot at each column and row."""
    return {
        tuple(each.get_offsets()[0]): float(each.get_sizes()[0]) for each in fig.axes[0].collections
    }


def test_a_dot_is_as_large_as_its_count() -> None:
    counts = pd.DataFrame({"medication-aide": [6, 0], "medical-assistant": [2, 3]}, ["a", "b"])
    fig = duty_matrix(counts, ROLES, **HEAD)
    area = dots(fig)
    assert set(area) == {(0, 0), (1, 0), (1, 1)}
    assert area[0, 0] / area[1, 0] == pytest.approx(3)
    assert area[1, 1] / area[1, 0] == pytest.approx(1.5)
    assert sorted(text.get_text() for text in fig.axes[0].texts) == ["2", "3", "6", "–"]
    first = fig.axes[0].collections[0].get_facecolor()[0]
    assert to_hex(first) == role_colour("medication-aide")


@pytest.mark.parametrize("beside", [0, 1, 7])
def test_headings_fit_for_few_and_many_roles(beside: int) -> None:
    neighbours = [role for role in ROLES if role not in {*JOBS, "laboratory-combined"}]
    counts = duties.by_kind(load.table("duties"), [*JOBS, *neighbours[:beside]])
    fig = duty_matrix(counts, ROLES, **HEAD)
    assert_all_text_on_canvas(fig)
    widest = max(dots(fig).values()) ** 0.5
    room = fig.axes[0].get_window_extent().width * 72 / fig.dpi
    assert widest * len(counts.columns) <= room


def _rows(frame: pd.DataFrame) -> list:
    return list(frame.itertuples())
