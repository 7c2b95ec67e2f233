"""The PDF: what it says, in what order, to whom; that equal reports are equal bytes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import ALT
from pdfs import Element, Read
from reports import FIGURE, PROVENANCE, line, long_table, report

from rolereport.paths import NOTEBOOKS
from rolereport.publish.document.model import Block, CodeBlock, Heading, Paragraph, Report, Span
from rolereport.publish.document.pdf import writer
from rolereport.publish.document.pdf.writer import Pdfs, pdfs, write
from rolereport.publish.document.reader import read_report
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import CHAPTERS
from rolereport.recall import VARIABLE

FOLDER = Path(__file__).parent
BLOCKS = {"P", "Title", "H1", "H2", "H3", "L", "TOC", "Table", "Div", "Figure", "BlockQuote"}
BLOCKS |= {"Code", "Sect", "Part", "Caption"}
needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (Debian: poppler-utils) is not installed"
)


def opened(made: bytes) -> Read:
    return Read(pikepdf.open(io.BytesIO(made)))


def of(*more: Block) -> Read:
    return opened(pdfs(report(*more), PROVENANCE).report)


def tables_of(*more: Block) -> Read:
    tables = pdfs(report(*more), PROVENANCE).tables
    assert tables
    return opened(tables)


def with_paragraph(*texts: str) -> Read:
    return of(*(Paragraph(line(text)) for text in texts))


@pytest.fixture(scope="module")
def small() -> Read:
    deep = Heading(line("Too deep"), 6, "salaries-too-deep")
    return of(long_table(90), deep, replace(FIGURE, name="second", number=2))


@pytest.fixture(scope="module")
def default_pdfs() -> Pdfs:
    return pdfs(read_report(sorted(NOTEBOOKS.glob(CHAPTERS))), PROVENANCE)


@pytest.fixture(scope="module")
def default_edition(default_pdfs: Pdfs) -> Read:
    return opened(default_pdfs.report)


@pytest.fixture(scope="module")
def default_tables(default_pdfs: Pdfs) -> Read:
    assert default_pdfs.tables
    return opened(default_pdfs.tables)


@pytest.fixture(params=["small", "default_edition", "default_tables"])
def made(request: pytest.FixtureRequest) -> Read:
    read: Read = request.getfixturevalue(request.param)
    return read


def unspaced(text: str) -> str:
    return "".join(text.split())


def headings(document: Element) -> list[int]:
    levels = ("H1", "H2", "H3", "H4", "H5", "H6")
    return [int(element.kind[1]) for element in document.below(*levels)]


def destinations(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from destinations(item.children)


def attribute(element: Element, owner: str, name: str) -> object:
    told = element.entry.get("/A", [])
    for each in told if isinstance(told, pikepdf.Array) else [told]:
        if each.get("/O") == owner and name in each:
            return each[name]
    return None


def test_says_its_language_title_and_standards(made: Read) -> None:
    root = made.pdf.Root
    assert str(root.Lang) == "en-GB"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    told = made.pdf.open_metadata()
    assert "Is " in told["dc:title"]
    assert told["pdfuaid:part"] == "1"
    assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")


def test_names_authors_and_keywords_and_no_time_of_its_making(small: Read) -> None:
    told = small.pdf.open_metadata()
    assert told["dc:creator"] == ["The authors"]
    assert told["pdf:Keywords"] == "wages, jobs"
    assert told["dc:description"] == "No. Pay differs."
    assert told["xmp:CreateDate"] == "2026-11-23T00:00:00+00:00"


def test_everything_shown_is_content_or_artefact(made: Read) -> None:
    assert made.unmarked == []


def test_every_text_stands_in_a_block(made: Read) -> None:
    loose = [child.kind for child in made.document.children if child.kind not in BLOCKS]
    assert loose == []


def test_headings_go_down_one_level_at_a_time(made: Read) -> None:
    levels = headings(made.document)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_figure_says_what_it_shows(default_edition: Read) -> None:
    figures = default_edition.document.below("Figure")
    alts = [str(figure.entry.get("/Alt", "")) for figure in figures]
    assert alts and all(len(alt) > 40 for alt in alts)


def test_alternative_text_is_the_figures_own(small: Read) -> None:
    assert [str(each.entry.Alt) for each in small.document.below("Figure")] == [ALT, ALT]


def test_table_headers_have_scope_and_cells_name_their_header(made: Read) -> None:
    for table in made.document.below("Table"):
        heads = table.below("TH")
        assert {str(attribute(head, "/Table", "/Scope")) for head in heads} == {"/Column"}
        ids = [bytes(head.entry.ID) for head in heads]
        assert len(set(ids)) == len(ids)
        for row in table.below("TBody")[0].below("TR"):
            named = [attribute(cell, "/Table", "/Headers") for cell in row.below("TD")]
            assert [[bytes(each) for each in own] for own in named] == [[each] for each in ids]  # type: ignore[attr-defined]


def test_every_font_is_embedded_and_can_be_read_back(made: Read) -> None:
    fonts = made.fonts()
    whole = [font for font in fonts if font.Subtype == "/Type0"]
    parts = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
    assert whole and all("/ToUnicode" in font for font in whole)
    assert parts and all({"/FontFile2", "/FontFile3"} & set(part.keys()) for part in parts)


def test_links_say_where_they_lead_and_pages_follow_the_structure(made: Read) -> None:
    for page in made.pdf.pages:
        links = page.obj.get("/Annots", [])
        assert not links or page.obj.Tabs == "/S"
        for link in links:
            assert link.Subtype == "/Link"
            assert str(link.Contents) and "/StructParent" in link


def test_links_lead_to_places_and_pages_of_the_web(small: Read) -> None:
    links = [link for page in small.pdf.pages for link in page.obj.get("/Annots", [])]
    addresses = {str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A}
    assert addresses == {"https://www.bls.gov/oes/", "report-tables.pdf"}
    words = [small.text(link) for link in small.document.below("Link")]
    assert "salaries" in words and "nothing" not in words


def test_outline_has_chapters_and_their_parts(small: Read) -> None:
    with small.pdf.open_outline() as outline:
        answer, salaries, about = outline.root
        parts = [item.title for item in destinations(salaries.children)]
    assert answer.title == "The short answer"
    assert salaries.title.endswith("What do they earn?")
    assert about.title == "About this report"
    assert parts == ["How much?", "Too deep"]


def test_contents_and_outline_reach_every_chapter(made: Read) -> None:
    with made.pdf.open_outline() as outline:
        assert all(item.destination or item.action for item in destinations(outline.root))
    assert len(made.document.below("TOCI")) >= headings(made.document).count(1) - 1


def test_text_comes_in_reading_order(small: Read) -> None:
    text = unspaced(small.text(small.document))
    told = [
        "Is it the same?", "Pay differs.", "Contents", "The short answer", "Who asks?",
        "What stands behind it?", "Pay & more.", "BLS <OEWS>", "What do they earn?", "How much?",
        "Median pay", "Lab staff", "$62,930", "Aide", "not published", "quoted", "a = 1",
        "90 rows, in", "About this report", "This edition", "Cite this",
    ]  # fmt: skip
    place = 0
    for words in map(unspaced, told):
        place = text.find(words, place)
        assert place >= 0, words
        place += len(words)


@needs_poppler
def test_poppler_reads_the_same_text(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdfs(report(), PROVENANCE).report)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout
    told = ["Is it the same?", "No.", "Contents", "Who asks?", "Lab staff", "Jupyter notebook"]
    places = [text.index(words) for words in told]
    assert places == sorted(places)


@needs_poppler
@pytest.mark.parametrize("name", ["default_edition", "default_tables"])
def test_nothing_stands_outside_the_margins(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    request.getfixturevalue(name).pdf.save(path)
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True).stdout
    assert boxes.count("<word") > 10_000
    assert list(outside(boxes)) == []


def outside(boxes: str) -> Iterator[str]:
    width = margin = 0.0
    for row in boxes.splitlines():
        values = row.split('"')
        if "<page" in row:
            width, height = float(values[1]), float(values[3])
            margin = 50.0 if width > height else 70.0
        elif (
            "<word" in row
            and not margin - 1 < float(values[1]) < float(values[5]) < width - margin + 1
        ):
            yield row


def test_the_code_is_left_out_and_the_reader_told_where_it_is(small: Read) -> None:
    text = unspaced(small.text(small.document))
    assert unspaced("The code is left out of this document.") in text
    assert "uvrunrolereportbuild" in text


def test_says_which_edition_it_is_and_how_to_cite_it(small: Read) -> None:
    text = unspaced(small.text(small.document))
    for words in ("United States (US)", "OEWS, May 2025, national file", "0123456789ab", "@misc{"):
        assert unspaced(words) in text


def test_a_table_too_long_for_its_chapter_is_named_there_and_set_in_full_apart() -> None:
    made = pdfs(report(long_table(90), Paragraph(line("After the table."))), PROVENANCE)
    assert made.tables
    read, tables = opened(made.report), opened(made.tables)
    text = unspaced(read.text(read.document))
    assert unspaced("Table 2 Median pay – 90 rows, in report-tables.pdf After the table.") in text
    assert "Job89" not in text
    assert "Job89" in unspaced(tables.text(tables.document))


def test_links_to_a_table_set_apart_lead_to_where_it_is_named() -> None:
    link = Paragraph((Span("see there", link=f"#{long_table(90).anchor}"),))
    read = of(link, long_table(90))
    assert "see there" in {read.text(each) for each in read.document.below("Link")}


def test_tables_in_full_say_of_what_report_they_are_and_list_each_under_its_chapter() -> None:
    table = replace(long_table(90), caption="Median pay. All jobs are shown.")
    read = tables_of(table)
    assert read.pdf.open_metadata()["dc:title"] == "Tables in full: Is it the same?"
    with read.pdf.open_outline() as outline:
        (salaries,) = outline.root
        parts = [item.title for item in destinations(salaries.children)]
    assert parts == ["Table 2: Median pay."]
    text = unspaced(read.text(read.document))
    told = "Table 2: Median pay. All jobs are shown. Source: "
    assert unspaced(told) in text and text.count("Medianpay.") == 2  # in the contents as well


@pytest.mark.parametrize(
    ("more", "names"),
    [((), ["report.pdf"]), ((long_table(90),), ["report-tables.pdf", "report.pdf"])],
)
def test_only_tables_without_room_make_a_second_file(
    tmp_path: Path, more: tuple[Block, ...], names: list[str]
) -> None:
    write(report(*more), PROVENANCE, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    titles = [
        pikepdf.open(tmp_path / name).open_metadata()["dc:title"].startswith("Tables in full")
        for name in names
    ]
    assert titles == ["tables" in name for name in names]


def test_among_the_tables_in_full_one_that_runs_on_for_pages_begins_a_page() -> None:
    rows = {"first": 40, "second": 50, "long": 400}
    read = tables_of(*(replace(long_table(count), name=name) for name, count in rows.items()))
    tables = [each for each in read.document.below("Table") if len(each.below("TR")) > 40]
    first, second, long = map(pages_of, tables)
    assert first[-1] == second[0]
    assert second[-1] < long[0]
    assert len(long) > 4


def pages_of(element: Element) -> list[int]:
    held = (child for each in element.all() for child in each.children)
    return sorted({child[0] for child in held if not isinstance(child, Element)})


ODD = "#set $x$ *b* _i_ @ref <tag> \\ \"q\" 'a' // no /* c */ = h - l + 1. [b] {c} `r` ~ -- ... ;:"


@pytest.mark.parametrize("text", [ODD, "= Not a heading", "- no list", "1. none", "#pagebreak()"])
def test_odd_text_is_shown_as_it_is(text: str) -> None:
    read = with_paragraph(text)
    paragraphs = [unspaced(read.text(each)) for each in read.document.below("P")]
    assert unspaced(text) in paragraphs


LATIN = st.characters(codec="latin-1", categories=["L", "N", "P", "S"])


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(LATIN, min_size=1, max_size=60), min_size=1, max_size=20))
def test_any_latin_text_survives(texts: list[str]) -> None:
    read = with_paragraph(*texts)
    paragraphs = [unspaced(read.text(each)) for each in read.document.below("P")]
    assert [text for text in texts if unspaced(text) not in paragraphs] == []


@settings(max_examples=12, deadline=None)
@given(st.text(), st.text(), st.text())
def test_no_character_stops_it(words: str, title: str, code: str) -> None:
    chapters = report(
        Paragraph((Span(words, strong=True, emphasis=True),)), CodeBlock(code)
    ).chapters
    assert pdfs(Report(title or "x", (words,), chapters), PROVENANCE).report


def test_characters_that_no_font_has_are_marked() -> None:
    read = with_paragraph("a\x00b\ue000c\ud800d")
    assert "a\ufffdb\ufffdc\ufffdd" in read.text(read.document)


def test_equal_reports_are_equal_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from reports import PROVENANCE, long_table, report\n"
        "from rolereport.publish.document.pdf.writer import pdfs\n"
        "made = pdfs(report(long_table(90)), PROVENANCE)\n"
        "sys.stdout.buffer.write(made.report + made.tables)"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": str(FOLDER), "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone, folder in (("1", "UTC", FOLDER), ("2", "Pacific/Auckland", tmp_path))
    }
    assert len(made) == 1 and made.pop().startswith(b"%PDF-1.7")


def test_tables_in_full_are_set_only_if_they_are_not_those_of_the_last_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    set_ = []
    monkeypatch.setattr(writer, "set_by_typst", lambda kind, *told: set_.append(kind) or told[0])
    first = pdfs(report(long_table(90)), PROVENANCE)
    more = Paragraph(line("One sentence more."))
    again = pdfs(report(long_table(90), more), replace(PROVENANCE, fingerprint="f" * 64))
    assert set_ == ["report", "tables", "report"]
    assert first.report != again.report and first.tables == again.tables
    for other in (report(long_table(91)), report(long_table(90))):
        assert pdfs(other, PROVENANCE).tables
    pdfs(other, replace(PROVENANCE, parameters={}))
    assert set_[3:] == ["report", "tables"] * 3


def test_an_empty_report_and_one_chapter_alone_are_reports_too() -> None:
    whole = report()
    assert opened(pdfs(Report("What?", (), ()), PROVENANCE).report).document.below("Title")
    alone = opened(pdfs(replace(whole, chapters=whole.chapters[:1]), PROVENANCE).report)
    assert "Whoasks?" in unspaced(alone.text(alone.document))


def test_a_drawing_that_cannot_be_read_is_named() -> None:
    broken = replace(FIGURE, name="broken", number=2, svg="<svg")
    with pytest.raises(PublishError, match=r"^chapter 04-salaries, figure 'broken': .*parse SVG"):
        pdfs(report(broken), PROVENANCE)


def test_a_figure_without_alternative_text_is_refused() -> None:
    with pytest.raises(PublishError, match=r"figure 'mute': .*missing alt"):
        pdfs(report(replace(FIGURE, name="mute", number=2, alt="")), PROVENANCE)
