"""The whole report as values for `report.typ`: first page, chapters, tables in full, colophon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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


def content(report: Report, provenance: Provenance) -> Value:
    """What `report.typ` sets of an edition's report."""
    end = tuple(closing(provenance, report.title))
    anchors = _anchors(report, end)
    settings = [Setting(anchors) for _ in report.chapters]
    pairs = list(zip(_answer_first(report.chapters), settings, strict=True))
    return _front(report, provenance) | {
        "chapters": [
            {"number": chapter.number, "blocks": setting.values(chapter.blocks)}
            for chapter, setting in pairs
        ],
        "appendix": [
            {"title": f"{chapter.number} {chapter.title}".strip(), "tables": setting.set_aside}
            for chapter, setting in pairs
            if setting.set_aside
        ],
        "closing": Setting(anchors).values(end),
    }


def _front(report: Report, provenance: Provenance) -> Value:
    told, work = provenance.parameters, provenance.work
    named = [told[LABELS[name]] for name in ("area", "year") if LABELS[name] in told]
    return {
        "title": report.title,
        "answer": list(report.answer),
        "edition": " · ".join(named) or provenance.edition,
        "jobs": told.get(LABELS["roles"], ""),
        "imprint": _imprint(provenance),
        "authors": [author.name for author in work.authors] if work else [],
        "keywords": work.keywords if work else [],
    }


def _imprint(provenance: Provenance) -> list[str]:
    work, build = provenance.work, f"Build {provenance.build}"
    if work is None:
        return [build]
    release = f"Version {work.version}, {day_in_words(released(work))}"
    return [authors(work), f"{release} · {build}"]


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
