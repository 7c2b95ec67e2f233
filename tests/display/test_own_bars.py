"""Own people are drawn below the official bar of their job, and no label meets another."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas
from support.own_groups import group, groups, line, lines

from rolereport.analysis.own_pay import compared
from rolereport.choices import area_titles
from rolereport.data import load
from rolereport.display.charts.own_bars import own_bars
from rolereport.display.sentences import own_pay as said

AREAS = ["TX", "", "CA", "12420", "35620", "NM", "NY", "WY", "DC", "PR"]


def rows_of(count: int, median: float = 46_000, **official: object) -> pd.DataFrame:
    own = groups(*[group(area=area, median=median) for area in AREAS[:count]])
    official_rows = lines(*[line(45_000, **official)] * count)
    names = load.roles(["medical-assistant"])
    return said.called(compared(own, official_rows), names, area_titles())


def drawn(rows: pd.DataFrame) -> Figure:
    return own_bars(rows, title=said.title(rows), subtitle=said.subtitle(rows))


def test_bars_and_dots_stand_at_the_figures() -> None:
    found = drawn(rows_of(1)).axes[0].lines
    lines_drawn = [tuple(round(float(x)) for x in each.get_xdata()) for each in found]
    assert lines_drawn[:3] == [(36_000, 58_500), (40_500, 49_500), (45_000, 45_000)]
    assert lines_drawn[3:] == [
        (36_800, 59_800), (41_400, 50_600), (45_000, 47_000), (46_000,),
    ]  # fmt: skip


def test_what_is_not_known_is_not_drawn() -> None:
    few = rows_of(1).assign(**dict.fromkeys(["p10", "p25", "p75", "p90", "p50_low"], float("nan")))
    fig = drawn(few)
    assert tuple(fig.axes[0].lines[-1].get_xdata()) == (46_000,)
    assert len(fig.axes[0].lines) == 4
    assert fig.axes[0].texts[-1].get_text() == "yours $46,000 (no interval)"


def test_a_job_without_official_pay_says_so() -> None:
    missing = {f"p{each}_annual": float("nan") for each in (10, 25, 50, 75, 90)}
    assert "not published" in [
        text.get_text() for text in drawn(rows_of(1, **missing)).axes[0].texts
    ]


@pytest.mark.parametrize("count", [1, 2, 10])
@pytest.mark.parametrize("median", [24_000, 46_000, 90_000])
def test_no_label_is_clipped_or_meets_another(count: int, median: float) -> None:
    fig = drawn(rows_of(count, median))
    assert_all_text_on_canvas(fig)
    ax = fig.axes[0]
    labels = [*ax.texts, *ax.get_yticklabels()]
    boxes = [label.get_window_extent() for label in labels if label.get_text()]
    assert len(boxes) == 5 * count
    assert not any(first.overlaps(second) for first, second in combinations(boxes, 2))
