"""The whole report as values for `report.typ`: first page, chapters, colophon; tables in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rolereport.publish.document.closing import closing
from rolereport.publish.document.imprint import authors, released
from rolereport.publish.document.model import (
    SHORT_ANSWER,
    Block,
    Chapter,
    Figure,
    Heading,
    Report,
    Span,
    Table,
)
from rolereport.publish.document.pdf.blocks import Setting, Value
from rolereport.publish.edition_words import LABELS, day_in_words
from rolereport.publish.provenance import Provenance


@dataclass(frozen=True)
class Content:
    """What `report.typ` sets of an edition.

    Parameters
    ----------
    report
        What its `report` sets.
    tables
        What its `tables` sets: those too wide or too long for the report's pages, if there are any.
    """

    report: Value
    tables: Value | None


def content(report: Report, provenance: Provenance) -> Content:
    """What `report.typ` sets of an edition's report."""
    end = tuple(closing(provenance, report.title))
    anchors = _anchors(report, end)
    settings = [Setting(anchors) for _ in report.chapters]
    pairs = list(zip(_answer_first(report.chapters), settings, strict=True))
    chapters = [_head(chapter) | {"blocks": each.values(chapter.blocks)} for chapter, each in pairs]
    aside = [_head(chapter) | {"tables": each.set_aside} for chapter, each in pairs]
    aside = [chapter for chapter in aside if chapter["tables"]]
    told, release = _told(report, provenance), _release(provenance)
    whole = {
        "answer": list(report.answer),
        "imprint": [*release, f"Build {provenance.build}"],
        "chapters": chapters,
        "closing": Setting(anchors).values(end),
    }
    tables = {"imprint": release, "chapters": aside}
    return Content(told | whole, told | tables if aside else None)


def _head(chapter: Chapter) -> Value:
    return {"number": chapter.number, "title": chapter.title}


def _told(report: Report, provenance: Provenance) -> Value:
    told, work = provenance.parameters, provenance.work
    named = [told[LABELS[name]] for name in ("area", "year") if LABELS[name] in told]
    return {
        "title": report.title,
        "edition": " · ".join(named) or provenance.edition,
        "jobs": told.get(LABELS["roles"], ""),
        "authors": [author.name for author in work.authors] if work else [],
        "keywords": work.keywords if work else [],
    }


def _release(provenance: Provenance) -> list[str]:
    work = provenance.work
    return (
        [authors(work), f"Version {work.version}, {day_in_words(released(work))}"] if work else []
    )


def _anchors(report: Report, end: Sequence[Block]) -> dict[str, str]:
    blocks = [block for chapter in report.chapters for block in chapter.blocks]
    shown = [block for block in (*blocks, *end) if isinstance(block, Heading | Figure | Table)]
    own = {block.anchor: block.anchor for block in shown}
    return {chapter.section: _opening(chapter).anchor for chapter in report.chapters} | own


def _opening(chapter: Chapter) -> Heading:
    return next(block for block in chapter.blocks if isinstance(block, Heading))


def _answer_first(chapters: Sequence[Chapter]) -> list[Chapter]:
    # The first chapter's title is the report's, and stands on the first page.
    if not chapters:
        return []
    first, *others = chapters
    opening = _opening(first)
    heading = replace(opening, text=(Span(SHORT_ANSWER),))
    blocks = tuple(heading if block is opening else block for block in first.blocks)
    return [replace(first, blocks=blocks, title=SHORT_ANSWER, number=""), *others]
