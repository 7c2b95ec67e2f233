"""Rows say what they rest on, and text on a colour can be read."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import LinearSegmentedColormap
from support.canvas import assert_all_text_on_canvas

from rolereport.display.labels import cited_in_full, read_day, read_on, with_source
from rolereport.display.style import (
    FILL_INK,
    INK,
    RAMP,
    TITLE_LINES,
    TITLE_SIZES,
    TWO_SIDED_RAMP,
    ink_on,
    luminance,
    new_figure,
)

SOURCES = pd.DataFrame(
    {
        "source_id": ["M09", "L18", "X1"],
        "title": ["Medication technicians", "Law 167", "A page"],
        "publisher": ["Maryland Board of Nursing", "Puerto Rico", ""],
        "url": ["https://a.example", "https://b.example", ""],
        "date": ["undated", "2019", "2020-01"],
        "grade": ["A", "A", "C"],
        "retrieved": ["2026-11-22", "2026-11-23", ""],
    }
)


def test_a_row_cites_publisher_date_and_grade() -> None:
    rows = pd.DataFrame({"source_id": ["M09", "X1", "none"]})
    assert with_source(rows, SOURCES)["cited"].tolist() == [
        "Maryland Board of Nursing, undated (A)", "A page, 2020-01 (C)", "",
    ]  # fmt: skip


def test_a_row_may_cite_by_address() -> None:
    rows = pd.DataFrame({"source_url": ["https://b.example"]})
    cited = with_source(rows, SOURCES, key="source_url", on="url")["cited"]
    assert cited.tolist() == ["Puerto Rico, 2019 (A)"]


def test_the_source_line_says_when_the_pages_were_read() -> None:
    assert "read 23 November 2026" in read_on(SOURCES)


def test_a_list_of_sources_is_cited_in_full_each_once() -> None:
    lists = pd.Series(["M09; L18", "X1", "M09; M09"], index=[7, 8, 9])
    assert cited_in_full(lists, SOURCES).to_dict() == {
        7: "Maryland Board of Nursing, undated (A); Puerto Rico, 2019 (A)",
        8: "A page, 2020-01 (C)",
        9: "Maryland Board of Nursing, undated (A)",
    }


@pytest.mark.parametrize(
    ("colour", "ink"),
    [("#0a2f5c", "white"), ("#14599d", "white"), ("#5b9bd5", FILL_INK), ("w", INK)],
)
def test_text_on_a_colour_is_light_on_dark_and_dark_on_light(colour: str, ink: str) -> None:
    assert ink_on(colour) == ink


@pytest.mark.parametrize("share", [step / 20 for step in range(21)])
def test_text_on_any_step_of_a_ramp_has_contrast_enough(share: float) -> None:
    for ramp in (RAMP, TWO_SIDED_RAMP):
        fill = LinearSegmentedColormap.from_list("ramp", ramp)(share)
        lighter, darker = sorted((luminance(fill), luminance(ink_on(fill))), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_luminance_has_its_known_values() -> None:
    assert [round(luminance(colour), 4) for colour in ("black", "white", "red", "#767676")] == [
        0, 1, 0.2126, 0.1812,
    ]  # fmt: skip


def test_two_sources_at_one_address_cite_the_first() -> None:
    twice = SOURCES.assign(url="https://a.example")
    rows = pd.DataFrame({"source_url": ["https://a.example"]})
    cited = with_source(rows, twice, key="source_url", on="url")["cited"]
    assert cited.tolist() == ["Maryland Board of Nursing, undated (A)"]


def test_a_source_added_later_does_not_date_the_others() -> None:
    days = pd.DataFrame({"retrieved": ["2026-11-23", "2026-11-23", "2026-11-25", ""]})
    assert read_day(days) == "23 November 2026"


def test_a_title_too_long_for_three_lines_is_written_smaller() -> None:
    long = (
        "Against the path projected for 2016-26, jobs in 2024 were 5.0% below for laboratory "
        "staff, 12.6% below for medication aides (counted as nursing assistants) and 3.8% above "
        "for medical assistants"
    )
    short, smaller = (new_figure(1, title=text, subtitle="s").texts[0] for text in ("Ten", long))
    assert short.get_fontsize() == TITLE_SIZES[0] > smaller.get_fontsize()
    assert smaller.get_text().count("\n") < TITLE_LINES
    assert " ".join(smaller.get_text().split()) == long


def test_a_title_that_fills_its_lines_ends_on_the_canvas() -> None:
    title = (
        "At national prices elementary school teachers (except special education) do better "
        "against orthopedic surgeons (except pediatric) in 6 of 18 states than in the nation, "
        "where they are paid $294,580 less"
    )
    assert_all_text_on_canvas(new_figure(1.0, title=title, subtitle="What is plotted"))


def test_a_heading_leaves_no_stump_on_its_last_line() -> None:
    text = "Years in which new certificates were awarded; arrows lead to what took their place"
    fig = new_figure(1, title="Ten", subtitle=f"{text} at last")
    first, last = fig.texts[1].get_text().split("\n")
    assert len(last) > len(first) / 3
