"""What each executed chapter gives the formats, made of it alone, as soon as it has run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolereport.publish.document.model import Chapter
    from rolereport.publish.page.exporter import ChapterExporter
    from rolereport.publish.page.part import PagePart

PAGE, DOCUMENT = {"html"}, {"pdf", "docx", "xlsx"}
"""The formats that are bound of parts of the page, and those of chapters of the document."""


@dataclass(frozen=True)
class Part:
    """What one chapter gives.

    Parameters
    ----------
    answer
        Its findings, as plain sentences.
    page
        Its part of the page, if there is to be one.
    document
        The chapter apart from any format, if a document is to be written.
    tables
        The data behind its tables, by name.
    """

    answer: list[str]
    page: PagePart | None
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
    """

    chapters: Sequence[Path]
    formats: Collection[str]
    code: str
    _made: dict[Path, Part] = field(default_factory=dict)

    def of(self, chapter: Path) -> Part:
        """The chapter's part.

        Raises
        ------
        PublishError
            If it shows what a reader cannot be shown; names the chapter.
        """
        if chapter not in self._made:
            self._made[chapter] = self._make(chapter)
        return self._made[chapter]

    def in_order(self) -> list[Part]:
        """All of them, in reading order."""
        return [self.of(chapter) for chapter in self.chapters]

    def get_ready(self) -> None:
        """Load what making and binding them takes."""
        if PAGE & {*self.formats}:
            self._exporter.get_ready()
        if DOCUMENT & {*self.formats}:
            import rolereport.publish.document.reader  # noqa: F401

    def __getstate__(self) -> dict[str, Any]:
        return {name: held for name, held in vars(self).items() if name != "_exporter"}

    def _make(self, chapter: Path) -> Part:
        from rolereport.publish import notebook as notebooks
        from rolereport.publish.tables import tables_of

        notebook = notebooks.read(chapter)
        answer, tables = notebooks.short_answer(notebook), tables_of(notebook)
        document = page = None
        if DOCUMENT & {*self.formats}:
            from rolereport.publish.document.reader import read_chapter

            document = read_chapter(notebook, chapter, self.chapters)
        if PAGE & {*self.formats}:
            from rolereport.publish.page.part import page_part

            page = page_part(notebook, chapter, self.chapters, self._exporter)
        return Part(answer, page, document, tables)

    @cached_property
    def _exporter(self) -> ChapterExporter:
        from rolereport.publish.page.exporter import ChapterExporter

        return ChapterExporter(self.code)
