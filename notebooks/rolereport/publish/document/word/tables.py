"""Tables: real ones, their heads repeated on every page and no row torn apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from rolereport.publish.document.model import Grid, Table, plain
from rolereport.publish.document.widths import Fit, fit
from rolereport.publish.document.word.captions import caption, source
from rolereport.publish.document.word.links import Links
from rolereport.publish.document.word.markup import KEEP_NEXT, attribute, paragraph, run
from rolereport.publish.document.word.prose import inline
from rolereport.recall import recalled

TWIPS = 20  # in a point
LONGEST = 24  # rows of a table that stands in its chapter
HIGHEST = 560.0  # points, likewise
WHOLE = 300.0  # points up to which a table is kept on one page
AFTER = paragraph("Source", "")  # without it two tables would be one
_LONG_WORD = re.compile(r"[^\s/-]{16}(?=[^\s/-])")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Setting:
    """How tables are set in a part of the document: its text's width in points, type and style.

    Parameters
    ----------
    hyphenated
        Whether the style is, in `styles.xml`.
    """

    room: float
    size: float
    style: str
    hyphenated: bool


@dataclass(frozen=True)
class _Column:
    """A column's width in twips, and the style of its paragraphs."""

    width: int
    style: str


UPRIGHT = Setting(453.5, 8.5, "", hyphenated=False)
WIDE = Setting(739.8, 7.5, "Small", hyphenated=True)


@recalled
def fitted_as(table: Table, setting: Setting) -> Fit:
    """The widths of the table's columns."""
    # Word breaks what is longer than its column, so that no name of a site widens one.
    seen = tuple(
        tuple(_LONG_WORD.sub(r"\g<0> ", _seen(text)) for text in row) for row in table.rows
    )
    table = replace(table, rows=seen)
    return fit(table, setting.room, (setting.size,), hyphenated=setting.hyphenated)


def is_long(table: Table, fitted: Fit) -> bool:
    """Whether the table, `fitted` upright, is too long or too wide for its place in a chapter."""
    return len(table.rows) > LONGEST or not fitted.fits or fitted.height > HIGHEST


def moved(table: Table, links: Links) -> str:
    """Where a long table would stand: its caption, and a link to where it does."""
    length = f" {len(table.rows)} rows, " if len(table.rows) > 1 else " "
    words = run(f"Table {table.number}", '<w:rStyle w:val="Hyperlink"/>')
    told = f". {table.caption}.{length}in full at the end of the document."
    return paragraph("Source", links.link(f"#{table.anchor}", words) + run(told))


def table(shown: Table, links: Links, setting: Setting, fitted: Fit) -> str:
    """The table, as it is `fitted`, under its caption and over its source."""
    whole = fitted.height < WHOLE
    columns = [
        _Column(round(width * TWIPS), _style(setting, column.numeric))
        for width, column in zip(fitted.widths, shown.columns, strict=True)
    ]
    head = [run(column.header) for column in shown.columns]
    body = [[_cell(text, links) for text in row] for row in shown.rows]
    return (
        caption("Table", shown.number, shown.caption, shown.anchor, links)
        + _opened(columns, f"Table {shown.number}", shown.caption)
        + _rows([head, *body], columns, whole)
        + "</w:tbl>"
        + source(shown.source)
    )


def grid(shown: Grid, links: Links) -> str:
    """A table of a chapter's prose, its columns equally wide."""
    count = len(shown.rows[0])
    columns = [_Column(round(UPRIGHT.room * TWIPS / count), _style(UPRIGHT, False))] * count
    rows = [[inline(cell, links) for cell in row] for row in shown.rows]
    title = ", ".join(map(plain, shown.rows[0]))
    return f"{_opened(columns, title, title)}{_rows(rows, columns, True)}</w:tbl>{AFTER}"


def _seen(text: str) -> str:
    # An address would take the page: its host stands for it, and is linked.
    return urlsplit(text).netloc.removeprefix("www.") if _ADDRESS.fullmatch(text) else text


def _style(setting: Setting, numeric: bool) -> str:
    return f"{setting.style}Table{'Figures' if numeric else 'Text'}"


def _cell(text: str, links: Links) -> str:
    if _ADDRESS.fullmatch(text):
        return links.link(text, run(_seen(text), '<w:rStyle w:val="Hyperlink"/>'))
    return run(text) if text else ""


def _opened(columns: Sequence[_Column], title: str, description: str) -> str:
    total = sum(column.width for column in columns)
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{total}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(title)}/>"
        f"<w:tblDescription w:val={attribute(description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _rows(rows: Sequence[Sequence[str]], columns: Sequence[_Column], whole: bool) -> str:
    head, *body = rows
    kept = KEEP_NEXT if whole else ""
    return _row(head, columns, KEEP_NEXT, "<w:tblHeader/>") + "".join(
        _row(row, columns, kept) for row in body
    )


def _row(cells: Sequence[str], columns: Sequence[_Column], kept: str, head: str = "") -> str:
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{column.width}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(column.style, cell, kept)}</w:tc>"
        for cell, column in zip(cells, columns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{filled}</w:tr>"
