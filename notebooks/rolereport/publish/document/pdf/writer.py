"""Writes the report as PDF; what stops it is named by chapter and figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import typst

from rolereport import recall
from rolereport.publish.document.imprint import released
from rolereport.publish.document.model import Chapter, Figure, Heading, Report
from rolereport.publish.document.pdf.content import content
from rolereport.publish.document.pdf.setter import set_by_typst, settable
from rolereport.publish.errors import PublishError
from rolereport.publish.provenance import Provenance

REPORT, TABLES = "report.pdf", "report-tables.pdf"  # as `report.typ` names them
KEPT = "pdf-tables"


@dataclass(frozen=True)
class Pdfs:
    """The report as a tagged, paged document, and its tables in full as another, if any need it."""

    report: bytes
    tables: bytes | None


def write(report: Report, provenance: Provenance, folder: Path) -> None:
    """Write the report, and its tables in full beside it, as PDFs.

    Raises
    ------
    PublishError
        As `pdfs`.
    """
    made = pdfs(report, provenance)
    (folder / REPORT).write_bytes(made.report)
    if made.tables is not None:
        (folder / TABLES).write_bytes(made.tables)


def pdfs(report: Report, provenance: Provenance) -> Pdfs:
    """The report as PDFs.

    Raises
    ------
    PublishError
        If typst refuses it; names the chapter, and the figure if it is one.
    """
    dated, told = released(provenance.work), content(report, provenance)
    try:
        made = set_by_typst("report", settable(told.report), dated)
        tables = _tables(settable(told.tables), dated) if told.tables else None
    except typst.TypstError as error:
        where = _refused(report, provenance)
        raise PublishError(f"{where}the PDF cannot be made: {error.message}") from None
    return Pdfs(made, tables)


def _tables(told: str, dated: date) -> bytes:
    """The tables in full, which are set only if they are not those of the last report."""
    asked = sha256(told.encode()).digest(), dated
    known, made = recall.kept(KEPT) or (None, b"")
    if known != asked:
        made = set_by_typst("tables", told, dated)
        recall.keep(KEPT, (asked, made))
    return made


def _refused(report: Report, provenance: Provenance) -> str:
    # Only after a failure: each chapter is set by itself, and then each of its figures.
    for chapter in report.chapters:
        if _fails(report, chapter, provenance):
            bad = (
                figure.name
                for figure in chapter.blocks
                if isinstance(figure, Figure) and _fails(report, _only(chapter, figure), provenance)
            )
            figure = next((f", figure {name!r}" for name in bad), "")
            return f"chapter {chapter.number}-{chapter.section}{figure}: "
    return ""


def _only(chapter: Chapter, figure: Figure) -> Chapter:
    headings = [block for block in chapter.blocks if isinstance(block, Heading)]
    return replace(chapter, blocks=(headings[0], figure))


def _fails(report: Report, chapter: Chapter, provenance: Provenance) -> bool:
    told = content(replace(report, chapters=(chapter,)), provenance)
    try:
        set_by_typst("report", settable(told.report), released(provenance.work))
    except typst.TypstError:
        return True
    return False
