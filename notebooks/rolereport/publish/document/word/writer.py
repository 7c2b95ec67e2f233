"""Writes the document: answer and contents, the chapters, its making, then the long tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from docx.document import Document as WordDocument

from rolereport.publish.document.closing import closing
from rolereport.publish.document.model import (
    SHORT_ANSWER,
    Block,
    Bullets,
    Chapter,
    Figure,
    Grid,
    Heading,
    Report,
    Span,
    Table,
)
from rolereport.publish.document.word import package, prose, tables
from rolereport.publish.document.word.contents import contents
from rolereport.publish.document.word.links import Links
from rolereport.publish.document.word.markup import paragraph, run
from rolereport.publish.document.word.pictures import figure
from rolereport.publish.provenance import Provenance

APPENDIX = Heading((Span("Tables in full"),), 2, "tables-in-full")
LISTS = 3  # that numbering.xml holds


@dataclass
class Body:
    """The markup of blocks; it notes what has to be written elsewhere.

    Parameters
    ----------
    long
        Tables left out of their place.
    lists
        The ordered lists so far.
    """

    document: WordDocument
    links: Links
    figures: Path
    long: list[Table] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)

    def written(self, blocks: Iterable[Block]) -> str:
        """The blocks, one after the other."""
        return "".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Figure():
                return figure(block, self.figures, self.document.part, self.links)
            case Table():
                return self._table(block)
            case Grid():
                return tables.grid(block, self.links)
            case Bullets(ordered=True):
                self.lists.append(LISTS + 1 + len(self.lists))
                return prose.written(block, self.links, self.lists[-1])
            case _:
                return prose.written(block, self.links, 0)

    def _table(self, table: Table) -> str:
        fitted = tables.fitted_as(table, tables.UPRIGHT)
        if tables.is_long(table, fitted):
            self.long.append(table)
            return tables.moved(table, self.links)
        return tables.table(table, self.links, tables.UPRIGHT, fitted)

    def appended(self) -> str:
        """The tables left out of their place."""
        wide = tables.WIDE
        return "".join(
            tables.table(table, self.links, wide, tables.fitted_as(table, wide))
            for table in self.long
        )


def write(report: Report, provenance: Provenance, figures: Path, path: Path) -> None:
    """Write the report as a Word document to `path`.

    Parameters
    ----------
    figures
        Holds a picture, `<name>.png`, of each figure.

    Raises
    ------
    PublishError
        If a picture is missing.
    """
    document = package.empty(report.title)
    cover, *chapters = _parted(report)
    chapters.append(list(map(_lowered, closing(provenance, report.title))))
    links = Links(document.part, _anchors(cover, *chapters, [APPENDIX]))
    body = Body(document, links, figures)
    subtitle = paragraph("Subtitle", run(f"Comparison report · {provenance.told}"))
    front, main = subtitle + body.written(cover), "".join(map(body.written, chapters))
    listed = _listed(chapters, body.long)
    upright, wide = front + contents(listed, links) + main, _appendix(body)
    package.number_again(document, body.lists)
    package.describe(document, report, provenance)
    package.save(document, upright, wide, path)


def _parted(report: Report) -> list[list[Block]]:
    # The first chapter up to its answer is the cover; what follows is a chapter like the others.
    first, *others = report.chapters
    end = next((place for place, block in enumerate(first.blocks, 1) if _is_answer(block)), 1)
    answer = Heading((Span(SHORT_ANSWER),), 2, first.section)
    return [
        list(first.blocks[:end]),
        [answer, *map(_lowered, first.blocks[end:])],
        *(_numbered(chapter) for chapter in others),
    ]


def _lowered(block: Block) -> Block:
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _is_answer(block: Block) -> bool:
    return isinstance(block, Bullets) and block.findings


def _numbered(chapter: Chapter) -> list[Block]:
    # Links to a chapter arrive at its title.
    text = (Span(f"{chapter.number} {chapter.title}"),)
    return [Heading(text, 2, chapter.section), *chapter.blocks[1:]]


def _anchors(*parts: Iterable[Block]) -> Iterator[str]:
    for block in chain(*parts):
        if isinstance(block, Heading | Figure | Table):
            yield block.anchor


def _listed(chapters: Iterable[Iterable[Block]], long: list[Table]) -> list[Heading]:
    found = [block for block in chain(*chapters) if isinstance(block, Heading) and block.level < 4]
    return [*found, APPENDIX] if long else found


def _appendix(body: Body) -> str:
    return prose.heading(APPENDIX, body.links) + body.appended() if body.long else ""
