"""The workbook: every table as published, its figures numbers, laid out so that all can read it."""

from __future__ import annotations

import csv
import io
import math
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook
from reports import PROVENANCE, TABLE, long_table, report

from rolereport.publish.document.characters import legal
from rolereport.publish.document.model import Block, Column, Table
from rolereport.publish.document.workbook.sheets import distinct
from rolereport.publish.document.workbook.values import PATTERNS, Cell, cell, rows
from rolereport.publish.document.workbook.writer import sheets, write
from rolereport.publish.errors import PublishError

FOLDER = Path(__file__).parent
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x y", "1", "2024-05", "_x0041_", " a "]


def made(folder: Path, *more: Block, **changed: Any) -> Path:
    path = folder / "report.xlsx"
    write(report(*more), replace(PROVENANCE, **changed), path)
    return path


def grid(path: Path, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def parts(path: Path, pattern: str) -> Iterator[etree._Element]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(pattern, name):
                yield etree.fromstring(archive.read(name))


def of_texts(*texts: str) -> Table:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([["a"], *([text] for text in texts)])
    columns = (Column("Words", "a", "text"),)
    return Table("texts", 2, "Texts", "BLS", columns, tuple((t,) for t in texts), lines.getvalue())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("book"), long_table(30))


def test_a_sheet_holds_one_table_under_its_title_and_source(book: Path) -> None:
    assert grid(book, "Table_1") == [
        ["Table 1: Median pay", ""],
        ["This sheet holds one table.", ""],
        ["Source: BLS", ""],
        ["Back to the contents", ""],
        ["Job", "Median pay"],
        ["Lab staff", 62930.0],
        ["Aide", "not published"],
    ]


def test_a_long_title_goes_on_below(tmp_path: Path) -> None:
    caption = "Pay of the U.S. Bureau. One is not known (see 9). Last"
    path = made(tmp_path, replace(TABLE, name="long", number=2, caption=caption))
    assert [row[0] for row in grid(path, "Table_2")[:4]] == [
        "Table 2: Pay of the U.S. Bureau.",
        "One is not known (see 9).",
        "Last",
        "This sheet holds one table.",
    ]


def test_contents_lead_to_every_sheet(book: Path) -> None:
    names = CalamineWorkbook.from_path(book).sheet_names
    assert names == ["Contents", "Notes", "Figures", "Table_1", "Table_2"]
    first = next(parts(book, "xl/worksheets/sheet1.xml"))
    places = [each.get("location", "") for each in first.iter(f"{MAIN}hyperlink")]
    assert [place.split("!")[0].strip("'") for place in places] == names[1:]
    listed = [row[:1] + row[3:] for row in grid(book, "Contents")[-2:]]
    assert listed == [["Table 1", 2.0], ["Table 2", 30.0]]


def test_question_and_answer_stand_first(book: Path) -> None:
    lines = [row[0] for row in grid(book, "Contents")]
    assert lines[0] == "Is it the same?"
    assert lines[2:4] == ["No.", "Pay differs."]


def test_only_words_are_listed_as_words(tmp_path: Path) -> None:
    columns = (Column("Job", "job", "text"), Column("Pay", "p90", "written"))
    rows = (("x", "at least $239,200"), ("y", "no index"))
    table = replace(TABLE, name="bounds", number=2, columns=columns, rows=rows)
    lines = "".join(f'{name},"{text}"\n' for name, text in rows)
    path = made(tmp_path, replace(table, csv=f"job,p90\n{lines}"))
    told = dict(row[:2] for row in grid(path, "Notes"))["Words in cells"]
    assert "(“no index”, “not published”)" in told


def test_notes_tell_words_choices_citation_and_licence(book: Path) -> None:
    told = dict(row[:2] for row in grid(book, "Notes"))
    assert "(“not published”)" in told["Words in cells"]
    assert told["Area"] == "United States (US)"
    assert told["Fingerprint"].startswith(PROVENANCE.fingerprint)
    assert told["Cite as"].startswith("The authors. (2026")
    assert "CC BY 4.0" in told["Licence"]


def test_nothing_is_cited_where_there_is_no_work(tmp_path: Path) -> None:
    assert "Cite as" not in {row[0] for row in grid(made(tmp_path, work=None), "Notes")}


def test_figures_are_listed_with_their_files(book: Path) -> None:
    assert grid(book, "Figures")[-1][:5] == [
        "Figure 1",
        "Staff earn more",
        "Pay & more.",
        "00 Is it the same?",
        "figures/pay.csv",
    ]


def test_every_figure_in_a_sheet_is_the_published_value(book: Path) -> None:
    published = [float(line[1]) for line in list(csv.reader(io.StringIO(long_table(30).csv)))[1:]]
    assert [row[1] for row in grid(book, "Table_2")[5:]] == published


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(PATTERNS.keys() - {"written"})),
    st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9),
)
def test_a_number_passes_unchanged(kind: str, value: float) -> None:
    found = cell(Column("h", "f", kind), f"{value:,.2f}", repr(value))
    assert found.value == value and found.form


@pytest.mark.parametrize(
    ("kind", "shown", "raw", "value", "form"),
    [
        ("dollars", "$62,930", "62930", 62930, '"$"#,##0'),
        ("dollars", "$18.71", "18.71", 18.71, '"$"#,##0.00'),
        ("dollars", "−$50", "-50", -50, '"$"#,##0'),
        ("written", "$38,910", "$38,910", 38910, '"$"#,##0'),
        ("written", "−$8.50", "−$8.50", -8.5, '"$"#,##0.00'),
        ("count", "332,940", "332940", 332940, "#,##0"),
        ("percent", "88%", "0.8791209", 0.8791209, "0%"),
        ("rate", "−0.7%", "-0.006589776", -0.006589776, "0.0%"),
        ("least", "61%", "0.6125", 0.6125, "0.00%"),
        ("most", "92%", "0.9125", 0.9125, "0.00%"),
        ("months", "0.7", "0.6666667", 0.6666667, "#,##0.0"),
        ("months", "48", "48", 48, "#,##0"),
        ("ratio", "0.94", "0.9363528", 0.9363528, "0.00"),
        ("year", "2025", "2025", 2025, "0"),
        ("number", "88.8", "88.823", 88.823, "#,##0.0"),
        ("dollars", "not published", "", "not published", ""),
        ("dollars", "not known", "nan", "not known", ""),
        ("count", "none", "inf", "none", ""),
        ("written", "at least $239,200", "at least $239,200", "at least $239,200", ""),
        ("written", "$1,2", "$1,2", "$1,2", ""),
        ("written", "75% to 90%", "75% to 90%", "75% to 90%", ""),
        ("text", "2024", "2024", "2024", ""),
        ("text", "", "", "", ""),
    ],
)
def test_cells_by_kind(kind: str, shown: str, raw: str, value: float | str, form: str) -> None:
    assert cell(Column("h", "f", kind), shown, raw) == Cell(value, form)


def test_years_and_dollars_keep_their_formats_in_the_file(book: Path) -> None:
    (styles,) = parts(book, "xl/styles.xml")
    forms = {each.get("formatCode") for each in styles.iter(f"{MAIN}numFmt")}
    assert '"$"#,##0' in forms


def test_texts_are_never_formulas_links_or_numbers(tmp_path: Path) -> None:
    path = made(tmp_path, of_texts(*NASTY))
    assert [row[0] for row in grid(path, "Table_2")[5:]] == NASTY
    for sheet in parts(path, r"xl/worksheets/sheet\d+\.xml"):
        assert not list(sheet.iter(f"{MAIN}f"))
    links = [link for sheet in parts(path, "xl/worksheets/_rels/sheet5.xml.rels") for link in sheet]
    assert not [link for link in links if link.get("TargetMode") == "External"]


def test_addresses_are_links(tmp_path: Path) -> None:
    address = "https://www.bls.gov/oes/?a=1&b=2"
    path = made(tmp_path, of_texts(address))
    assert grid(path, "Table_2")[-1] == [address]
    (relations,) = parts(path, "xl/worksheets/_rels/sheet5.xml.rels")
    assert address in [each.get("Target") for each in relations]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=20), min_size=1, max_size=5))
def test_any_text_can_be_written_and_read(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    table = of_texts("x")
    table = replace(
        table,
        rows=tuple((text,) for text in texts),
        csv="a\n" + "x\n" * len(texts),
        caption=texts[0],
    )
    path = made(tmp_path_factory.mktemp("any"), table)
    found = ["".join(map(str, row)) for row in grid(path, "Table_2")[5:]]
    expected = [re.sub(r"\r\n?", "\n", legal(text)) for text in texts]
    assert [re.sub(r"\r\n?", "\n", text) for text in found] == expected[: len(found)]
    assert not any(expected[len(found) :])


def test_what_no_xml_may_hold_is_left_out_everywhere(tmp_path: Path) -> None:
    nasty = "=a\x07\ud800\ufffe"
    columns = (Column(nasty, "a", "text"),)
    table = replace(of_texts(nasty), caption=nasty, source=nasty, columns=columns)
    table = replace(table, csv="a\nx\n")
    assert [row[0] for row in grid(made(tmp_path, table), "Table_2")] == [
        "Table 2: =a",
        "This sheet holds one table.",
        "Source: =a",
        "Back to the contents",
        "=a",
        "=a",
    ]


def test_a_text_longer_than_a_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="cannot hold a text of 40000 letters"):
        made(tmp_path, of_texts("x" * 40000))


@pytest.mark.parametrize("changed", [{"csv": "job,p50\nLab staff,1\n"}, {"csv": "a,b\nx,1\ny,2\n"}])
def test_a_table_that_differs_from_its_values_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(PublishError, match="table 'pay' and its CSV differ"):
        list(rows(replace(TABLE, **changed)))


def test_headers_that_a_workbook_would_confuse_are_numbered() -> None:
    headers = ["Fastest", "fastest", "Fastest (2)", "", "a\n b"]
    assert distinct(headers) == ["Fastest", "fastest (2)", "Fastest (2) (2)", "Column", "a b"]


def test_a_table_without_rows_can_be_written(tmp_path: Path) -> None:
    path = made(tmp_path, replace(TABLE, name="none", number=2, rows=(), csv="job,p50\n"))
    assert grid(path, "Table_2")[4] == ["Job", "Median pay"]


def test_every_table_has_a_name_a_description_and_its_own_headers(book: Path) -> None:
    tables = list(parts(book, r"xl/tables/table\d+\.xml"))
    assert len(tables) == len(CalamineWorkbook.from_path(book).sheet_names)
    names = [table.get("name", "") for table in tables]
    assert len({name.lower() for name in names}) == len(names)
    assert "table_pay" in names
    for table in tables:
        markup = etree.tostring(table, encoding="unicode")
        assert 'altText="' in markup and 'altTextSummary="' in markup
        headers = [each.get("name", "").lower() for each in table.iter(f"{MAIN}tableColumn")]
        assert headers and len(set(headers)) == len(headers)


def test_sheets_have_no_merged_cells_no_gaps_and_a_head_in_sight(book: Path) -> None:
    for number, sheet in enumerate(sheets(report(long_table(30)), PROVENANCE), 1):
        (page,) = parts(book, f"xl/worksheets/sheet{number}.xml")
        assert not list(page.iter(f"{MAIN}mergeCell"))
        filled = [int(row.get("r", 0)) for row in page.iter(f"{MAIN}row")]
        assert filled == list(range(1, len(sheet.above) + len(sheet.rows) + 2))
        (pane,) = page.iter(f"{MAIN}pane")
        assert (pane.get("ySplit"), pane.get("state")) == (str(len(sheet.above) + 1), "frozen")


def test_names_of_sheets_are_legal_and_unique(book: Path) -> None:
    names = CalamineWorkbook.from_path(book).sheet_names
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"\w{1,31}", name) for name in names)


def test_long_texts_have_room(tmp_path: Path) -> None:
    path = made(tmp_path, of_texts("short", "word " * 100))
    (page,) = parts(path, "xl/worksheets/sheet5.xml")
    short, long = [float(row.get("ht", 0)) for row in page.iter(f"{MAIN}row")][-2:]
    assert short < 20
    assert 7 * short < long < 20 * short


def test_properties_tell_the_release_and_no_other_time(book: Path) -> None:
    (core,) = parts(book, "docProps/core.xml")
    told = {etree.QName(each).localname: each.text for each in core}
    assert told["title"] == "Is it the same?"
    assert told["creator"] == "The authors"
    assert told["created"] == told["modified"] == "2026-11-23T00:00:00Z"


def test_no_number_is_not_a_number(tmp_path: Path) -> None:
    values = "nan", "inf", "-inf", "NaN", ""
    lines = "".join(f"x,{value}\n" for value in values)
    shown = tuple(("x", "not known") for _ in values)
    path = made(tmp_path, replace(TABLE, name="nan", number=2, rows=shown, csv=f"job,p50\n{lines}"))
    found = [row[1] for row in grid(path, "Table_2")[5:]]
    assert found == ["not known"] * len(values)
    assert not any(isinstance(value, float) and math.isnan(value) for value in found)


def test_bytes_are_equal_on_another_day_in_another_process(book: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import reports\n"
        "from rolereport.publish.document.workbook.writer import write\n"
        "write(reports.report(reports.long_table(30)), reports.PROVENANCE, Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "report.xlsx")],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(FOLDER)},
    )
    assert (tmp_path / "report.xlsx").read_bytes() == book.read_bytes()
    with zipfile.ZipFile(book) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
