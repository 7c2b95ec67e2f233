"""An empty Word document of ours: styles, lists, page furniture, properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Mm
from lxml import etree

from rolereport.publish.document.archive import add_undated
from rolereport.publish.document.characters import legal
from rolereport.publish.document.imprint import authors, released
from rolereport.publish.document.model import Report
from rolereport.publish.document.word.markup import DECLARED, field, paragraph, run
from rolereport.publish.provenance import Provenance

LANGUAGE = "en-GB"
DOCUMENT = "/word/document.xml"
LONGEST = 255  # letters of a property
PARTS = Path(__file__).parent / "parts"
# Of the library's template: a preview of an empty page, styles for Word 2010, another's statistics.
UNWANTED = ("thumbnail", "stylesWithEffects", "customXml", "extended-properties")
UPRIGHT, WIDE = "<!--upright-->", "<!--wide-->"  # where markup goes; it holds no comment itself
UPRIGHT_TAB, WIDE_TAB = 9070, 14796  # twips: the right edge of the text


def empty(title: str) -> WordDocument:
    """A document of two parts, one upright and one wide, that `save` fills."""
    document = Document()
    _drop_unwanted(document)
    for element, name in (
        (document.styles.element, "styles"),
        (document.part.numbering_part.element, "numbering"),
        (document.settings.element, "settings"),
    ):
        element[:] = list(parse_xml((PARTS / f"{name}.xml").read_bytes()))
    _furnish(document, title)
    return document


def number_again(document: WordDocument, numbers: list[int]) -> None:
    """Give each ordered list a count of its own."""
    numbering = document.part.numbering_part.element
    for number in numbers:
        numbering.append(
            _element(
                f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride '
                'w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )


def describe(document: WordDocument, report: Report, provenance: Provenance) -> None:
    """Write the document's properties; its times are the day of the release, never now."""
    told, work = document.core_properties, provenance.work
    told.title, told.language = legal(report.title), LANGUAGE
    told.subject = legal(" ".join(report.answer))[:LONGEST]
    told.comments, told.revision = f"Edition {provenance.edition}", 1
    told.author = told.last_modified_by = authors(work)[:LONGEST]
    told.keywords = ", ".join(work.keywords)[:LONGEST] if work else ""
    told.created = told.modified = released(work)


def save(document: WordDocument, upright: str, wide: str, path: Path) -> None:
    """Write the document with equal bytes whenever it is made.

    Parameters
    ----------
    upright, wide
        The markup of both parts. It is put in as it is: elements made of it would be made text
        again. Without a wide part there is only one.
    """
    _mark(document, wide=bool(wide))
    package = document.part.package
    for part in package.parts:
        part.before_marshal()
    with ZipFile(path, "w") as archive:
        writer: Any = _Writer(archive, {UPRIGHT: upright, WIDE: wide})
        PackageWriter._write_content_types_stream(writer, package.parts)
        PackageWriter._write_pkg_rels(writer, package.rels)
        PackageWriter._write_parts(writer, package.parts)


@dataclass(frozen=True)
class _Writer:
    """In the place of the library's own writer, which dates all, and packs pictures once more."""

    archive: ZipFile
    markup: Mapping[str, str]

    def write(self, name: PackURI, content: bytes) -> None:
        if name == DOCUMENT:
            for mark, markup in self.markup.items():
                content = content.replace(mark.encode(), markup.encode())
        add_undated(self.archive, name.membername, content)


def _mark(document: WordDocument, *, wide: bool) -> None:
    body = document.element.body
    first, last = body.xpath("w:p/w:pPr/w:sectPr")[0], body[-1]
    if wide:
        between = f"<w:p><w:pPr>{_text(first)}</w:pPr></w:p>"
        markup = f"{UPRIGHT}{between}{WIDE}{_text(last)}"
    else:
        markup = UPRIGHT + _text(first)
    document.element.replace(body, _parsed(markup))


def _drop_unwanted(document: WordDocument) -> None:
    for held in (document.part.package.rels, document.part.rels):
        for number in [each for each, rel in held.items() if rel.reltype.endswith(UNWANTED)]:
            held.pop(number)


def _furnish(document: WordDocument, title: str) -> None:
    upright = document.sections[0]
    upright.page_width, upright.page_height = Mm(210), Mm(297)
    _margins(upright, Mm(25), Mm(25))
    upright.different_first_page_header_footer = True
    _head_and_foot(upright, title, UPRIGHT_TAB)
    wide = document.add_section(WD_SECTION.NEW_PAGE)
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Mm(297), Mm(210)
    wide.different_first_page_header_footer = False
    _margins(wide, Mm(18), Mm(20))
    _head_and_foot(wide, title, WIDE_TAB)


def _margins(section: Section, side: Mm, end: Mm) -> None:
    section.left_margin = section.right_margin = side
    section.top_margin = section.bottom_margin = end
    section.header_distance = section.footer_distance = Mm(11)


def _head_and_foot(section: Section, title: str, edge: int) -> None:
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
    chapter = field('STYLEREF "heading 1"', run(title))
    pages = run("\tPage ") + field("PAGE", run("1")) + run(" of ") + field("NUMPAGES", run("1"))
    section.header._element[:] = list(_parsed(paragraph("Header", chapter)))
    section.footer._element[:] = list(_parsed(paragraph("Footer", run(title) + pages, tab)))


def _text(element: etree._Element) -> str:
    return str(etree.tostring(element, encoding="unicode"))


def _parsed(markup: str) -> etree._Element:
    return parse_xml(f"<w:body {DECLARED}>{markup}</w:body>")


def _element(markup: str) -> etree._Element:
    return _parsed(markup)[0]
