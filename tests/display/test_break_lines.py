"""No line crosses a break, every break is drawn and named, labels keep apart."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from support.canvas import assert_all_text_on_canvas
from support.wider_font import assert_room_for_a_wider_font

from rolereport.display import words
from rolereport.display.charts.break_lines import break_lines
from rolereport.display.charts.break_marks import spread_out
from rolereport.display.plots import Panel

HEAD = {"title": "Real pay fell", "subtitle": "Median annual pay"}
NAN = float("nan")
BREAKS = pd.DataFrame(
    {
        "year": [2003.0, 2017.0, 2021.0],
        "title": ["From autumn to May", "Technologists and technicians merged", "New method"],
    }
)


def line(role: str, label: str, segments: dict[str, dict[int, float]]) -> pd.DataFrame:
    rows = [
        [role, label, year, segment, pay]
        for segment, years in segments.items()
        for year, pay in years.items()
    ]
    return pd.DataFrame(rows, columns=["role", "label", "year", "segment", "pay"])


@pytest.fixture
def series() -> pd.DataFrame:
    combined = line(
        "laboratory-combined",
        "Lab staff, combined",
        {
            "2012-2016": {2012: 66e3, 2016: 68e3},
            "2017-2020": {2017: 67e3, 2020: 66e3},
            "2021-2025": {2021: 69e3, 2025: 63e3},
        },
    )
    technician = line(
        "laboratory-technician",
        "Lab technician",
        {"2002": {2002: 5e4}, "2003-2016": {2003: 5e4, 2016: 52e3}},
    )
    return pd.concat([combined, technician], ignore_index=True)


def chart(series: pd.DataFrame, breaks: pd.DataFrame = BREAKS, **panel: object) -> Figure:
    one = Panel(series, "pay", words.dollars, breaks, **panel)  # type: ignore[arg-type]
    return break_lines([one], breaks, **HEAD)


def drawn(fig: Figure) -> list[list[float]]:
    return [list(each.get_xdata()) for each in fig.axes[0].lines if each.get_linestyle() == "-"]


def uprights(fig: Figure) -> list[list[float]]:
    return [list(each.get_xdata()) for each in fig.axes[0].lines if each.get_linestyle() == "--"]


def texts(fig: Figure) -> list[str]:
    return [text.get_text() for text in fig.axes[0].texts]


def test_a_line_a_segment_and_none_across_a_break(series: pd.DataFrame) -> None:
    lines = drawn(chart(series))
    assert lines == [[2012, 2016], [2017, 2020], [2021, 2025], [2002], [2003, 2016]]
    for years, cut in itertools.product(lines, BREAKS["year"]):
        assert max(years) < cut or min(years) >= cut


def test_a_year_alone_is_a_dot(series: pd.DataFrame) -> None:
    fig = chart(series)
    alone = [len(each.get_xdata()) for each in fig.axes[0].lines if each.get_marker() == "o"]
    assert alone == [1]


def test_every_break_is_drawn_and_named(series: pd.DataFrame) -> None:
    fig = chart(series)
    assert {x for upright in uprights(fig) for x in upright} == {2002.5, 2016.5, 2020.5}
    for year, title in BREAKS.itertuples(index=False):
        assert f"{year:.0f}: {title}" in texts(fig)


def test_an_upright_is_interrupted_behind_a_label(series: pd.DataFrame) -> None:
    fig = chart(series)
    pieces = sorted(
        tuple(each.get_ydata())
        for each in fig.axes[0].lines
        if each.get_linestyle() == "--" and each.get_xdata()[0] == 2016.5
    )
    (_, end), (start, _) = pieces
    assert end < 52e3 < start


def test_each_line_ends_in_its_name_and_last_figure(series: pd.DataFrame) -> None:
    shown = texts(chart(series))
    assert shown[:2] == ["Lab technician\n$52,000", "Lab staff, combined\n$63,000"]


def test_an_unknown_last_year_does_not_hide_the_line(series: pd.DataFrame) -> None:
    series.loc[series["year"] == 2025, "pay"] = NAN
    shown = texts(chart(series))
    assert "Lab staff, combined\n$69,000" in shown


def test_nothing_published_is_said(series: pd.DataFrame) -> None:
    fig = chart(series.assign(pay=NAN))
    assert "not published" in texts(fig)
    assert_all_text_on_canvas(fig)


def test_no_label_is_clipped(series: pd.DataFrame) -> None:
    assert_all_text_on_canvas(chart(series))


def test_the_names_of_breaks_keep_off_the_subtitle_and_the_plot(series: pd.DataFrame) -> None:
    six = pd.concat([BREAKS, BREAKS.assign(year=[2012.0, 2019.0, 2021.0])]).sort_values("year")
    fig = chart(series, six)
    fig.draw_without_rendering()
    names = [text for text in fig.axes[0].texts if text.get_text()[:2] == "20"]
    boxes = [text.get_window_extent() for text in names]
    assert len(boxes) == len(six)
    subtitle = min(text.get_window_extent().y0 for text in fig.texts)
    assert subtitle - max(box.y1 for box in boxes) > 5 * fig.dpi / 72
    assert min(box.y0 for box in boxes) >= fig.axes[0].get_window_extent().y1


def test_names_fit_in_a_wider_font(series: pd.DataFrame) -> None:
    named = BREAKS.assign(title="Fully in the 2018 classification")
    assert_room_for_a_wider_font(chart(series, named))


LABELS = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 20)), min_size=1, max_size=6)


@given(LABELS)
def test_labels_keep_apart_and_in_order(labels: list[tuple[float, float]]) -> None:
    wanted, sizes = [list(each) for each in zip(*labels, strict=True)]
    places = spread_out(wanted, sizes)
    order = sorted(range(len(wanted)), key=lambda index: places[index])
    for below, above in itertools.pairwise(order):
        room = (sizes[below] + sizes[above]) / 2
        assert places[above] - places[below] >= room - 1e-6
        assert wanted[above] >= wanted[below]


def test_labels_with_room_stay_and_others_share_the_shift() -> None:
    assert spread_out([10, 50], [4, 4]) == [10, 50]
    assert spread_out([10, 10, 50], [4, 4, 4]) == [8, 12, 50]
    assert spread_out([], []) == []


@pytest.fixture
def two(series: pd.DataFrame) -> Figure:
    nominal = Panel(series, "pay", words.dollars, BREAKS, "As published")
    real = Panel(series.assign(pay=series["pay"] / 2), "pay", words.dollars, BREAKS[1:], "Real")
    return break_lines([nominal, real], BREAKS, **HEAD)


def test_each_plot_has_its_own_lines_breaks_and_heading(two: Figure) -> None:
    above, below = two.axes
    assert [ax.get_title("right") for ax in two.axes] == ["As published", "Real"]
    assert above.get_xlim() == below.get_xlim()
    cuts = [{each.get_xdata()[0] for each in ax.lines if each.get_linestyle() == "--"}
            for ax in two.axes]  # fmt: skip
    assert cuts == [{2002.5, 2016.5, 2020.5}, {2016.5, 2020.5}]
    assert not [text for text in below.texts if text.get_text().startswith("2017:")]


def test_every_upright_has_an_id_of_its_own(two: Figure) -> None:
    ids = [each.get_gid() for ax in two.axes for each in ax.lines if each.get_gid()]
    assert len(ids) == len(set(ids))
    assert {each.split("-")[1] for each in ids} == {"2003", "2017", "2021"}


def test_names_of_breaks_stand_above_the_heading(two: Figure) -> None:
    two.draw_without_rendering()
    lowest = min(
        text.get_window_extent().y0 for text in two.axes[0].texts if text.get_text()[:2] == "20"
    )
    heading = two.axes[0].findobj(lambda each: getattr(each, "get_text", str)() == "As published")
    assert lowest >= heading[0].get_window_extent().y1
    assert_all_text_on_canvas(two)


def test_a_projection_is_dotted_and_all_labels_stand_aside(series: pd.DataFrame) -> None:
    lines = series.assign(kind="counted")
    path = pd.DataFrame(
        {"role": "laboratory-combined", "label": "Projected", "year": [2016, 2030],
         "segment": "path", "pay": [7e4, 8e4], "kind": "path"}
    )  # fmt: skip
    fig = chart(pd.concat([lines, path]), by="kind", dotted=frozenset({"path"}), aside=True)
    dotted = [list(each.get_xdata()) for each in fig.axes[0].lines if each.get_linestyle() == ":"]
    assert dotted == [[2016, 2030]]
    labels = [text for text in fig.axes[0].texts if "\n" in text.get_text()]
    assert {text.xy[0] for text in labels} == {2030}


def test_breaks_outside_the_years_drawn_are_left_out(series: pd.DataFrame) -> None:
    early = series[series["year"] <= 2004]
    fig = chart(early)
    assert {x for upright in uprights(fig) for x in upright} == {2002.5}
    assert not [text for text in texts(fig) if text.startswith(("2017", "2021"))]
    assert_all_text_on_canvas(fig)


def test_a_long_name_of_a_late_break_ends_on_the_canvas(series: pd.DataFrame) -> None:
    long = BREAKS.assign(
        title="Magnetic-resonance technologists leave the radiologic line for good"
    )
    assert_all_text_on_canvas(chart(series, long))


def test_no_year_at_all_is_said(series: pd.DataFrame) -> None:
    for nothing in (series.head(0), series.assign(year=NAN)):
        fig = chart(nothing)
        assert texts(fig) == ["not published"]
        assert_all_text_on_canvas(fig)
