"""`pdf()`: the report as a PDF; what stops it is named by chapter and figure."""

from __future__ import annotations

from dataclasses import replace

import typst

from rolereport import recall
from rolereport.publish.document.imprint import released
from rolereport.publish.document.model import Chapter, Figure, Heading, Report
from rolereport.publish.document.pdf.content import content
from rolereport.publish.document.pdf.setter import document_of, set_by_typst
from rolereport.publish.errors import PublishError
from rolereport.publish.provenance import Provenance

KEPT = "pdf"


def pdf(report: Report, provenance: Provenance) -> bytes:
    """The report as a tagged, paged document.

    Raises
    ------
    PublishError
        If typst refuses it; names the chapter, and the figure if it is one.
    """
    try:
        document, made = _set(report, provenance)
    except typst.TypstError as error:
        where = _refused(report, provenance)
        raise PublishError(f"{where}the PDF cannot be made: {error.message}") from None
    recall.keep(KEPT, (provenance.edition, document))
    return made


def kept(edition: str) -> bytes | None:
    """What typst was last given to set, if that was this edition."""
    name, document = recall.kept(KEPT) or ("", b"")
    return document if name == edition else None


def _set(report: Report, provenance: Provenance) -> tuple[bytes, bytes]:
    document = document_of(content(report, provenance))
    return document, set_by_typst(document, released(provenance.work))


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
    try:
        _set(replace(report, chapters=(chapter,)), provenance)
    except typst.TypstError:
        return True
    return False
