"""Writes the workbook: contents, notes, where the figures' data is, then every table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from rolereport.publish.cite import apa
from rolereport.publish.document.characters import legal
from rolereport.publish.document.closing import LICENCE, edition_told
from rolereport.publish.document.imprint import authors, released
from rolereport.publish.document.model import Chapter, Figure, Report, Table
from rolereport.publish.document.workbook.sheets import Book, Link, Sheet, Value
from rolereport.publish.document.workbook.values import Cell, rows
from rolereport.publish.provenance import Provenance

CONTENTS, NOTES, FIGURES = "Contents", "Notes", "Figures"
BACK = Link("Back to the contents", CONTENTS)
ONE_TABLE = "This sheet holds one table."
WORDS = (
    "Where there is no figure, a cell says so in words{listed}; it is empty where nothing applies."
)
FIGURES_TOLD = (
    "Figures are those behind the report; where it rounds, only their format does. Shares and "
    "changes are fractions shown as percent: 12% is 0.12."
)
FIGURE_FILES = (
    "The values of each mark are in a file of their own, as comma-separated values, in the folder "
    "“figures” beside this workbook."
)
WORD = re.compile(r"\D+")  # other than “at least $239,200”
LONGEST = 255  # letters of a property


def write(report: Report, provenance: Provenance, path: Path) -> None:
    """Write every numbered table of the report to a workbook at `path`.

    Raises
    ------
    PublishError
        If a table and its published values differ, or a cell cannot hold its text.
    """
    held = BytesIO()  # of what the library cannot write to a file, it tells in words of its own
    with Workbook(held, {"in_memory": True}) as workbook:
        _describe(workbook, report, provenance)
        book = Book(workbook)
        for sheet in sheets(report, provenance):
            book.write(sheet)
    path.write_bytes(held.getvalue())


def sheets(report: Report, provenance: Provenance) -> Iterator[Sheet]:
    """What each sheet holds, in order."""
    tables = [*map(_table, report.tables())]
    yield _contents(report, provenance)
    yield _notes(report, provenance, tables)
    yield _figures(report)
    yield from tables


def _contents(report: Report, provenance: Provenance) -> Sheet:
    above: list[str | Link] = [
        report.title,
        f"Comparison report: {provenance.told}.",
        *report.answer,
    ]
    links = [
        Link("Notes: what the figures mean, and how to cite them", NOTES),
        Link("Figures: where the data behind each figure is", FIGURES),
    ]
    listed: list[tuple[Value, ...]] = [
        (
            Link(f"Table {table.number}", _sheet(table)),
            *_cells(table.caption, chapter),
            _count(table),
        )
        for chapter in report.chapters
        for table in chapter.blocks
        if isinstance(table, Table)
    ]
    right = (False, False, False, True)
    headers = ("Table", "What it shows", "Chapter", "Rows")
    return Sheet(CONTENTS, [*above, *links], headers, listed, right, "contents", "The tables")


def _notes(report: Report, provenance: Provenance, tables: Iterable[Sheet]) -> Sheet:
    cited = provenance.cited(report.title)
    notes = [
        ("Figures in cells", FIGURES_TOLD),
        ("Words in cells", _words(tables)),
        *edition_told(provenance),
        ("Fingerprint", f"{provenance.fingerprint}, SHA-256 over all that the report depends on"),
        *(("Data from", f"{name}, {address}") for address, name in provenance.sources.items()),
        *([("Cite as", apa(cited).strip())] if cited else []),
        ("Licence", LICENCE),
    ]
    rows = [tuple(_cells(*note)) for note in notes]
    above: tuple[str | Link, ...] = (f"Notes on the tables of: {report.title}", BACK)
    return Sheet(NOTES, above, ("What", "Note"), rows, (False, False), "notes", "Notes")


def _figures(report: Report) -> Sheet:
    rows = [
        tuple(_cells(f"Figure {figure.number}", *_told(figure), chapter, file, figure.source))
        for chapter in report.chapters
        for figure in chapter.blocks
        if isinstance(figure, Figure) and (file := f"figures/{figure.name}.csv")
    ]
    above = ("The data behind each figure", FIGURE_FILES, BACK)
    headers = ("Figure", "What it shows", "How to read it", "Chapter", "File", "Source")
    return Sheet(FIGURES, above, headers, rows, (False,) * 6, "figures", "Files of the figures")


def _told(figure: Figure) -> tuple[str, str]:
    return (figure.title, figure.caption) if figure.title else (figure.caption, "")


def _table(table: Table) -> Sheet:
    title, *more = table.sentences
    source = f"Source: {table.source}"
    return Sheet(
        name=_sheet(table),
        above=(f"Table {table.number}: {title}", *more, ONE_TABLE, source, BACK),
        headers=[column.header for column in table.columns],
        rows=list(rows(table)),
        right=[column.numeric for column in table.columns],
        table=f"table_{table.name}",
        description=table.caption,
    )


def _sheet(table: Table) -> str:
    return f"Table_{table.number}"


def _cells(*values: str | Chapter) -> Iterator[Cell]:
    for value in values:
        words = f"{value.number} {value.title}" if isinstance(value, Chapter) else value
        yield Cell(legal(words))


def _count(table: Table) -> Cell:
    return Cell(float(len(table.rows)), "#,##0")


def _words(tables: Iterable[Sheet]) -> str:
    # Which words stand where figures might, the most frequent first, then by the alphabet.
    found = Counter(
        str(cell.value)
        for table in tables
        for row in table.rows
        for numeric, cell in zip(table.right, row, strict=True)
        if numeric and isinstance(cell, Cell) and WORD.fullmatch(str(cell.value))
    )
    common = sorted(found, key=lambda words: (-found[words], words))
    listed = ", ".join(f"“{words}”" for words in common)
    return WORDS.format(listed=f" ({listed})" if listed else "")


def _describe(workbook: Workbook, report: Report, provenance: Provenance) -> None:
    work = provenance.work
    workbook.set_properties(
        {
            "title": legal(report.title),
            "subject": legal(" ".join(report.answer))[:LONGEST],
            "author": authors(work)[:LONGEST],
            "keywords": ", ".join(work.keywords)[:LONGEST] if work else "",
            "comments": f"Edition {provenance.edition}",
            "created": released(work),
        }
    )
