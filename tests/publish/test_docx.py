"""The Word document: what it says, that Word can read it, that who cannot see it can use it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from miniature import ALT
from reports import FIGURE, PROVENANCE, TABLE, line, long_table, pictures, report

from rolereport.publish.document.model import Block, Column, Heading, Paragraph, Span, Table
from rolereport.publish.document.word import tables
from rolereport.publish.document.word.markup import paragraph, run
from rolereport.publish.document.word.pictures import HIGHEST, ROOM, fitted
from rolereport.publish.document.word.tables import LONGEST, UPRIGHT, WIDE, fitted_as
from rolereport.publish.document.word.writer import write
from rolereport.publish.errors import PublishError
from rolereport.recall import VARIABLE

FOLDER = Path(__file__).parent
WIDE_COLUMNS = tuple(Column(f"Heading number {n}", f"c{n}", "text") for n in range(12))
# The order of the schema, which Word insists on.
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs spacing ind jc sectPr",
    "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs u",
    "tblPr": "tblStyle tblW tblLayout tblLook tblCaption tblDescription",
    "trPr": "cantSplit tblHeader",
    "tc": "tcPr p",
    "tbl": "tblPr tblGrid tr",
}


def made(folder: Path, *more: Block, **changed: Any) -> WordDocument:
    path = folder / "report.docx"
    write(report(*more), replace(PROVENANCE, **changed), pictures(folder / "figures"), path)
    return Document(str(path))


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> WordDocument:
    folder = tmp_path_factory.mktemp("word")
    pictures(folder / "figures", "again")
    again = replace(FIGURE, name="again", number=2)
    return made(folder, long_table(LONGEST + 1), again)


def texts(document: WordDocument, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style and each.style.name == style]


def elements(document: WordDocument, name: str) -> list[etree._Element]:
    return list(document.element.iter(qn(name)))


def attributes(document: WordDocument, name: str, attribute: str) -> list[str]:
    found = (element.get(qn(attribute)) for element in elements(document, name))
    return [value for value in found if value is not None]


def outline(document: WordDocument) -> Iterator[int]:
    for each in document.paragraphs:
        style = each.style.name if each.style and each.style.name else ""
        if style.startswith("Heading"):
            yield int(style[-1])


def test_title_answer_and_chapters_are_in_real_styles(document: WordDocument) -> None:
    assert texts(document, "Title") == ["Is it the same?"]
    assert texts(document, "Findings") == ["No.", "Pay differs."]
    assert texts(document, "Heading 1") == [
        "The short answer",
        "04 What do they earn?",
        "About this report",
        "Tables in full",
    ]
    assert texts(document, "List Bullet") == ["point"]
    assert texts(document, "Quote") == ["quoted"]
    assert texts(document, "Code")[0] == "a = 1\n\tb"
    (code,) = [each for each in document.paragraphs if each.text == "a = 1\n\tb"]
    assert code._p.xpath("count(.//w:br)") == code._p.xpath("count(.//w:r/w:tab)") == 1


def test_headings_leave_out_no_level(document: WordDocument) -> None:
    levels = list(outline(document))
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_contents_name_every_chapter_and_part_and_lead_there(document: WordDocument) -> None:
    listed = [each.text for each in document.paragraphs if each.style.name.startswith("toc ")]
    headings = [
        each.text
        for each in document.paragraphs
        if each.style and each.style.name in ("Heading 1", "Heading 2")
    ]
    assert [entry for entry in listed if entry] == headings
    instructions = [element.text for element in elements(document, "w:instrText")]
    assert any('TOC \\o "1-2"' in str(each) for each in instructions)


def test_every_link_arrives(document: WordDocument) -> None:
    names = attributes(document, "w:bookmarkStart", "w:name")
    assert set(attributes(document, "w:hyperlink", "w:anchor")) <= set(names)
    assert max(map(len, names)) <= 40
    addresses = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert addresses == ["https://www.bls.gov/oes/"]
    (linked,) = [each for each in document.paragraphs if each.text.startswith("See ")]
    assert [link.text for link in linked.hyperlinks] == ["salaries", "BLS"]


def test_a_long_anchor_stays_apart_from_its_like(tmp_path: Path) -> None:
    twins = [Heading(line("Part"), 3, "part-" + "x" * 60 + end) for end in ("a", "b")]
    names = attributes(made(tmp_path, *twins), "w:bookmarkStart", "w:name")
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) <= 40


def test_ids_are_unique(document: WordDocument) -> None:
    for name, attribute in (("w:bookmarkStart", "w:id"), ("wp:docPr", "id")):
        ids = Counter(
            element.get(qn(attribute) if ":" in attribute else attribute)
            for element in elements(document, name)
        )
        assert ids and max(ids.values()) == 1


def test_every_picture_is_described_and_drawn_sharply(document: WordDocument) -> None:
    placed = elements(document, "wp:docPr")
    assert [each.get("descr") for each in placed] == [ALT, ALT]
    assert [each.get("title") for each in placed] == ["Figure 1", "Figure 2"]
    sharp = [each for each in document.element.iter() if str(each.tag).endswith("}svgBlip")]
    drawings = [document.part.related_parts[each.get(qn("r:embed"))] for each in sharp]
    assert [each.content_type for each in drawings] == ["image/svg+xml"] * 2
    assert all(etree.fromstring(each.blob).tag.endswith("}svg") for each in drawings)


def test_figure_stays_with_its_caption_and_source(document: WordDocument) -> None:
    styles = [each.style.name for each in document.paragraphs if each.style]
    place = styles.index("Figure")
    assert styles[place : place + 3] == ["Figure", "Caption", "Source"]
    assert document.paragraphs[place + 1].text == "Figure 1. Pay & more."
    assert document.paragraphs[place + 2].text == "Source: BLS <OEWS>"
    for name in ("Figure", "Caption"):
        assert document.styles[name].paragraph_format.keep_with_next


def test_captions_are_numbered_by_fields(document: WordDocument) -> None:
    instructions = [str(each.text).split() for each in elements(document, "w:instrText")]
    counted = [each for each in instructions if each[0] == "SEQ"]
    assert counted == [
        ["SEQ", kind, "\\*", "ARABIC", "\\r", number]
        for kind, number in (("Figure", "1"), ("Table", "1"), ("Figure", "2"), ("Table", "2"))
    ]


def test_tables_hold_their_rows(document: WordDocument) -> None:
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["Job", "Median pay"], ["Lab staff", "$62,930"], ["Aide", "not published"]]


def test_every_table_repeats_its_head_and_tears_no_row(document: WordDocument) -> None:
    for table in document.tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_addresses_in_tables_are_links_told_by_their_host(tmp_path: Path) -> None:
    address = "https://www.bls.gov/oes/" + "long/" * 40
    document = made(tmp_path, replace(TABLE, name="web", number=2, rows=(("x", address),)))
    cell = document.tables[-2].rows[1].cells[1]
    assert cell.text == "bls.gov"
    assert [link.address for link in cell.paragraphs[0].hyperlinks] == [address]
    assert len(document.sections) == 1


def test_figures_in_tables_stand_to_the_right(document: WordDocument) -> None:
    styles = [cell.paragraphs[0].style.name for cell in document.tables[0].rows[1].cells]
    assert styles == ["Table Text", "Table Figures"]
    assert document.styles["Table Figures"].paragraph_format.alignment == 2


def test_long_tables_stand_at_the_end_on_wide_pages(document: WordDocument) -> None:
    upright, wide = document.sections
    assert upright.page_width < upright.page_height
    assert wide.page_width > wide.page_height
    assert len(document.tables[-1].rows) == LONGEST + 2
    (moved,) = [each for each in texts(document, "Source") if each.startswith("Table 2. ")]
    assert moved == f"Table 2. Median pay. {LONGEST + 1} rows, in full at the end of the document."


@pytest.mark.parametrize(
    ("columns", "rows", "cells"),
    [(1, LONGEST, "x"), (12, 1, "unbreakable-word"), (8, 1, "indivisibleword"), (1, 9, "y " * 999)],
)
def test_what_fits_its_chapter_stays(tmp_path: Path, columns: int, rows: int, cells: str) -> None:
    row = (cells,) * columns
    table = Table("wide", 3, "Wide", "BLS", WIDE_COLUMNS[:columns], (row,) * rows, "")
    assert len(made(tmp_path, table).sections) == (1 if cells == "x" else 2)


@pytest.mark.parametrize(("words", "points"), [("word " * 400, 150), ("word", 300)])
def test_an_address_does_not_widen_its_column(tmp_path: Path, words: str, points: float) -> None:
    address = f"https://{'example' * 8}.org/{'long' * 50}"
    rows = ((words, address),) * (LONGEST + 1)
    document = made(tmp_path, replace(TABLE, name="web", number=2, rows=rows))
    assert document.tables[-1].columns[1].width.pt < points


def test_how_a_table_fits_is_recalled_while_it_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    fitted = fitted_as(TABLE, UPRIGHT)
    monkeypatch.delattr(tables, "fit")
    assert fitted_as(replace(TABLE), UPRIGHT) == fitted
    for asked in ((replace(TABLE, rows=TABLE.rows[:1]), UPRIGHT), (TABLE, WIDE)):
        with pytest.raises(NameError):
            fitted_as(*asked)


def test_only_words_of_small_tables_are_hyphenated(document: WordDocument) -> None:
    settings, styles = document.settings.element, document.styles.element
    assert settings.find(qn("w:autoHyphenation")) is not None
    suppressed = "suppressAutoHyphens"
    assert styles.xpath(f"count(w:docDefaults//w:{suppressed})") == 1
    allowed = styles.xpath(f"w:style[w:pPr/w:{suppressed}[@w:val='0']]/w:name/@w:val")
    assert allowed == ["Small Table Text"]


def test_tables_are_as_wide_as_their_columns_and_fit_the_page(document: WordDocument) -> None:
    for table, section in zip(
        (document.tables[0], document.tables[-1]), document.sections, strict=True
    ):
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(column.width for column in table.columns) <= room + 635


def test_each_ordered_list_counts_from_one(document: WordDocument) -> None:
    numbers = [
        each._p.pPr.numPr.numId.val
        for each in document.paragraphs
        if each.style and each.style.name == "List Number"
    ]
    assert numbers == [4, 4, 5]
    known = document.part.numbering_part.element.xpath("w:num/@w:numId")
    assert {"4", "5"} <= set(known)


def test_pages_say_where_a_reader_is(document: WordDocument) -> None:
    for section in document.sections:
        fields = [each.text.split()[0] for each in section.footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
        assert "STYLEREF" in section.header._element.xml
    assert document.sections[0].different_first_page_header_footer


def test_properties_tell_the_release_and_no_other_time(document: WordDocument) -> None:
    told = document.core_properties
    assert (told.title, told.author, told.keywords) == (
        "Is it the same?",
        "The authors",
        "wages, jobs",
    )
    assert told.created == told.modified == datetime.fromisoformat("2026-11-23T00:00:00+00:00")
    assert told.language == "en-GB"
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert language is not None and language.get(qn("w:val")) == "en-GB"


def test_the_edition_is_told_and_can_be_cited(document: WordDocument) -> None:
    told = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert {"United States (US)", "OEWS, May 2025", "us, 0123456789ab"} <= set(told)
    assert any(each.startswith("The authors. (2026") for each in texts(document, "Normal"))
    assert texts(document, "Code")[-1].startswith("@misc{rolereport-2026-us,")


def test_nothing_is_cited_where_there_is_no_work(tmp_path: Path) -> None:
    assert "Cite this" not in texts(made(tmp_path, work=None), "Heading 2")


def test_elements_stand_in_the_order_of_the_schema(document: WordDocument) -> None:
    for root in (document.element, document.styles.element):
        for parent, order in ORDER.items():
            for element in root.iter(qn(f"w:{parent}")):
                names = [etree.QName(child).localname for child in element]
                known = [order.split().index(name) for name in names if name in order.split()]
                assert known == sorted(known), (parent, names)


def test_every_style_asked_for_is_there(document: WordDocument) -> None:
    held = set(document.styles.element.xpath("w:style/@w:styleId"))
    asked = {
        value
        for name in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for value in attributes(document, name, "w:val")
    }
    assert asked <= held


def test_a_figure_without_a_picture_is_refused(tmp_path: Path) -> None:
    other = replace(FIGURE, name="other", number=2)
    with pytest.raises(PublishError, match=r"figure 'other' has no picture other\.png"):
        made(tmp_path, other)


@pytest.mark.parametrize(
    ("width", "height"), [(ROOM * 2, ROOM), (ROOM, HIGHEST * 2), (ROOM // 2, 10), (ROOM, HIGHEST)]
)
def test_pictures_fit_the_page_in_proportion(width: int, height: int) -> None:
    wide, high = fitted(width, height)
    assert wide <= ROOM and high <= HIGHEST
    assert wide <= width
    assert wide * height == pytest.approx(high * width, rel=1e-3)


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=30).filter(lambda text: "w:" not in text))
def test_any_text_can_be_written(text: str) -> None:
    markup = paragraph("Normal", run(text)).replace("w:", "")
    written = "".join(etree.fromstring(markup).itertext())
    assert [letter for letter in written if letter.isalnum()] == [
        letter for letter in text if letter.isalnum() and letter not in "\ufffe\uffff"
    ]


def test_words_of_a_chapter_cannot_break_the_document(tmp_path: Path) -> None:
    nasty = "a \"quoted\" <w:b/> &amp; \x07\ud800\ufffe]]> <!--wide--> 'caption'"
    figure = replace(FIGURE, name="nasty", number=2, caption=nasty, alt=nasty, source=nasty)
    table = replace(TABLE, name="nasty", number=2, caption=nasty, rows=((nasty, nasty),))
    pictures(tmp_path / "figures", "nasty")
    wide = replace(long_table(LONGEST + 1), name="wide", number=3)
    document = made(tmp_path, figure, table, wide, Paragraph((Span(nasty),)))
    told = "a \"quoted\" <w:b/> &amp; ]]> <!--wide--> 'caption'"
    assert texts(document, "Caption")[-3:-1] == [f"Figure 2. {told}", f"Table 2. {told}"]
    assert elements(document, "wp:docPr")[-1].get("descr") == told


def test_bytes_are_equal_on_another_day_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import reports\n"
        "from rolereport.publish.document.word.writer import write\n"
        "folder = Path(sys.argv[1])\n"
        "write(reports.report(reports.long_table(30)), reports.PROVENANCE,\n"
        "      reports.pictures(folder / 'figures'), folder / 'report.docx')"
    )
    made(tmp_path, long_table(30))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run(
        [sys.executable, "-c", code, str(elsewhere)],
        check=True,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": str(FOLDER)},
    )
    assert (elsewhere / "report.docx").read_bytes() == (tmp_path / "report.docx").read_bytes()


def test_members_carry_no_date(tmp_path: Path) -> None:
    made(tmp_path)
    with zipfile.ZipFile(tmp_path / "report.docx") as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_words_that_went_are_struck_out_and_words_that_came_underlined(tmp_path: Path) -> None:
    edited = Paragraph((Span("old", deleted=True), Span("new", inserted=True), Span("same")))
    runs = [run for each in made(tmp_path, edited).paragraphs for run in each.runs]
    marks = {run.text: (run.font.strike, run.font.underline) for run in runs}
    assert marks["old"] == (True, None)
    assert marks["new"] == (None, True)
    assert marks["same"] == (None, None)
