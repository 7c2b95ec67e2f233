"""What each executed chapter gives the formats, made of it alone, as soon as it has run."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rolereport.recall import recall

if TYPE_CHECKING:
    from rolereport.publish.document.model import Chapter
    from rolereport.publish.page.exporter import ChapterExporter
    from rolereport.publish.page.part import PagePart

PAGE, DOCUMENT = {"html"}, {"pdf", "docx", "xlsx"}
"""The formats that are bound of parts of the page, and those of chapters of the document."""
FEW = 3  # chapters that run; their pictures may all be there


@dataclass(frozen=True)
class Part:
    """What one chapter gives.

    Parameters
    ----------
    answer
        Its findings, as plain sentences.
    page
        Its part of the page, if there is to be one.
    card
        The picture that stands for the page, if it is the first chapter's part.
    document
        The chapter apart from any format, if a document is to be written.
    tables
        The data behind its tables, by name.
    """

    answer: list[str]
    page: PagePart | None
    card: bytes
    document: Chapter | None
    tables: dict[str, str]


@dataclass
class Parts:
    """Makes the parts of `chapters`, in whatever order, and keeps them.

    Parameters
    ----------
    chapters
        The executed chapters in reading order; one is read when its part is asked for.
    formats
        The formats that are written of the parts.
    code
        How much of the code the page shows.
    told
        Which edition it is, in words.
    recalled
        Whether the part of a chapter that is as it was in an earlier build is recalled from there.
    """

    chapters: Sequence[Path]
    formats: Collection[str]
    code: str
    told: str
    recalled: bool = False
    _made: dict[Path, Part] = field(default_factory=dict)

    def of(self, chapter: Path) -> Part:
        """The chapter's part.

        Raises
        ------
        PublishError
            If it shows what a reader cannot be shown; names the chapter.
        """
        if chapter not in self._made:
            self._made[chapter] = self._recall(chapter) if self.recalled else self._make(chapter)
        return self._made[chapter]

    def in_order(self) -> list[Part]:
        """All of them, in reading order."""
        return [self.of(chapter) for chapter in self.chapters]

    def _recall(self, chapter: Path) -> Part:
        names = [path.stem for path in self.chapters]
        told = self.told if chapter == self.chapters[0] else ""
        how = sorted(self.formats), self.code, told, names, chapter.stem
        return recall((Part.__name__, *how, chapter.read_bytes()), lambda: self._make(chapter))

    def _make(self, chapter: Path) -> Part:
        from rolereport.publish import notebook as notebooks
        from rolereport.publish.tables import tables_of

        notebook = notebooks.read(chapter)
        answer, tables = notebooks.short_answer(notebook), tables_of(notebook)
        document, page, picture = None, None, b""
        if DOCUMENT & {*self.formats}:
            from rolereport.publish.document.reader import read_chapter

            document = read_chapter(notebook, chapter, self.chapters)
        if PAGE & {*self.formats}:
            from rolereport.publish.page.card import card
            from rolereport.publish.page.part import page_part
            from rolereport.publish.page.shrink import shrunk

            page = page_part(notebook, chapter, self.chapters, _exporter(self.code))
            page = replace(page, body=shrunk(page.body))
            if chapter == self.chapters[0]:
                picture = card(page.title, answer, f"Comparison report: {self.told}")
        return Part(answer, page, picture, document, tables)


def get_ready(formats: Collection[str], code: str, chapters: Collection[Path] = ()) -> None:
    """Load what making the parts takes, and binding them; copies of this process find it.

    Parameters
    ----------
    chapters
        Those that run: their code is made HTML already, as they show it when they have run.
    """
    if PAGE & {*formats}:
        import rolereport.publish.page.card
        import rolereport.publish.page.page
        import rolereport.publish.page.shrink

        _exporter(code).get_ready()
        for chapter in chapters:
            _highlight(chapter)
    if DOCUMENT & {*formats}:
        import rolereport.publish.document.reader
    if "pdf" in formats:
        import rolereport.publish.document.pdf.writer
        from rolereport.publish.document import typeset

        typeset.faces()
    if "docx" in formats:
        import rolereport.publish.document.word.writer

        if len(chapters) > FEW:
            from rolereport.publish.document import pictures

            pictures.get_ready()
    if "xlsx" in formats:
        import rolereport.publish.document.workbook.writer  # noqa: F401


def _highlight(chapter: Path) -> None:
    from rolereport.publish.page.highlight import highlighted

    with suppress(ValueError, KeyError, TypeError):  # whoever runs it tells what is wrong with it
        for cell in json.loads(chapter.read_bytes())["cells"]:
            if cell["cell_type"] == "code":
                highlighted("".join(cell["source"]))


@cache
def _exporter(code: str) -> ChapterExporter:
    from rolereport.publish.page.exporter import ChapterExporter

    return ChapterExporter(code)
