"""The report as blocks, apart from any format: what PDF, DOCX and workbook are written from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A stretch of text in one style.

    Parameters
    ----------
    deleted, inserted
        Whether an earlier wording had it and this one has not, or the other way round.
    link
        An address on the web, or `#` and the anchor of a heading, figure or table.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    deleted: bool = False
    inserted: bool = False
    link: str = ""


SHORT_ANSWER = "The short answer"
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)]\.) (?=[A-Z])")  # none in “U.S. Bureau”

Inline = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the report's title, 2 a chapter's, 3 and more a chapter's parts."""

    text: Inline
    level: int
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose."""

    text: Inline


@dataclass(frozen=True)
class Bullets:
    """A list; `findings` are a chapter's answer, which stands out."""

    items: tuple[Inline, ...]
    ordered: bool = False
    findings: bool = False


@dataclass(frozen=True)
class Quote:
    """Paragraphs quoted from elsewhere."""

    paragraphs: tuple[Inline, ...]


@dataclass(frozen=True)
class CodeBlock:
    """Code or printed text, its line ends kept."""

    text: str


@dataclass(frozen=True)
class Figure:
    """A figure: the drawing as an SVG file, the data behind it as CSV.

    Parameters
    ----------
    title
        The finding, as the drawing's heading says it, if it has one.
    """

    name: str
    number: int
    svg: str
    alt: str
    caption: str
    source: str
    csv: str
    title: str = ""

    @property
    def anchor(self) -> str:
        """Where links to the figure arrive."""
        return f"figure-{self.name}"


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, the field's name in the CSV, and its kind.

    Parameters
    ----------
    kind
        `text`, or how its figures are written: `dollars`, `count`, `percent`, `months` ...
    """

    header: str
    field: str
    kind: str

    @property
    def numeric(self) -> bool:
        """Whether the column holds figures, which stand right-aligned."""
        return self.kind != "text"


@dataclass(frozen=True)
class Table:
    """A table as a reader sees it (`rows`) and as published with it (`csv`).

    Parameters
    ----------
    rows
        As many cells as `columns`; the first names the row.
    csv
        The unrounded values, one line a row, in the order of `columns`.
    """

    name: str
    number: int
    caption: str
    source: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    csv: str

    @property
    def anchor(self) -> str:
        """Where links to the table arrive."""
        return f"table-{self.name}"

    @property
    def sentences(self) -> list[str]:
        """The caption's sentences; the first says what the table shows."""
        return _SENTENCE_END.split(self.caption)


@dataclass(frozen=True)
class Grid:
    """A table written in a chapter's prose: no caption, no number; the first row heads it."""

    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class Rule:
    """A break between subjects."""


Block = Heading | Paragraph | Bullets | Quote | CodeBlock | Figure | Table | Grid | Rule


@dataclass(frozen=True)
class Chapter:
    """A chapter of the report, its title the first of its blocks."""

    number: str
    section: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """All chapters in reading order; the first answers the report's question.

    Parameters
    ----------
    title
        The question.
    answer
        The first chapter's findings, as plain sentences.
    """

    title: str
    answer: tuple[str, ...]
    chapters: tuple[Chapter, ...]

    def figures(self) -> Iterator[Figure]:
        """Every figure, in order."""
        return (block for block in self._blocks() if isinstance(block, Figure))

    def tables(self) -> Iterator[Table]:
        """Every numbered table, in order."""
        return (block for block in self._blocks() if isinstance(block, Table))

    def _blocks(self) -> Iterator[Block]:
        return (block for chapter in self.chapters for block in chapter.blocks)


def plain(text: Inline) -> str:
    """The words alone."""
    return "".join(span.text for span in text)
