"""One table a sheet, as the UK Government Analysis Function asks for accessible spreadsheets.

Title, contents and source in the first cells of column A, then the table under its name: no
merged cells, no empty rows, no colour that means something.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rolereport.publish.document.characters import legal
from rolereport.publish.document.widths import em
from rolereport.publish.document.workbook.values import Cell
from rolereport.publish.errors import PublishError

WIDEST, NARROWEST = 60, 8  # letters in a column
BUTTON = 4  # letters that a filter's button covers
FROZEN = 40  # letters of a first column that stays in sight
A4 = 9
HEAD = {"bold": True, "text_wrap": True, "valign": "bottom", "bg_color": "#EEF2F6", "bottom": 1}
CELL = {"valign": "top", "bottom": 4, "bottom_color": "#8C959F"}
SIZE, LINE, HIGHEST = 12, 15.5, 409.0  # points: of the type, a line, the highest row
UNIT = 1.15  # columns are measured in letters of a smaller type
FONT = {"font_name": "Arial", "font_size": SIZE, "font_color": "#1B1F24"}
LINK = {"font_color": "#14599D", "underline": 1}
_ADDRESS = re.compile(r"https?://\S+")
_NO_NAME = re.compile(r"\W")


@dataclass(frozen=True)
class Link:
    """Words that lead to a sheet."""

    shown: str
    sheet: str


Value = Cell | Link


@dataclass(frozen=True)
class Sheet:
    """What a sheet holds.

    Parameters
    ----------
    above
        Lines over the table, the first its title.
    right
        Which columns stand right-aligned.
    """

    name: str
    above: Sequence[str | Link]
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]
    right: Sequence[bool]
    table: str
    description: str


@dataclass
class Book:
    """Writes sheets to a workbook, and refuses what a workbook cannot hold."""

    workbook: Workbook
    _formats: dict[frozenset[tuple[str, object]], Format] = field(default_factory=dict)

    def write(self, sheet: Sheet) -> None:
        """Add the sheet after those before.

        Raises
        ------
        PublishError
            If a text is longer than a cell can be.
        """
        page = self.workbook.add_worksheet(sheet.name)
        for number, line in enumerate(sheet.above):
            self._line(page, number, line, title=number == 0)
        top = len(sheet.above)
        columns = [self._styled(sheet, place) for place in range(len(sheet.headers))]
        for number, row in enumerate(sheet.rows, top + 1):
            for place, (value, styled) in enumerate(zip(row, columns, strict=True)):
                _write(page, number, place, value, styled)
        self._table(page, sheet, top)
        _size(page, sheet, top)
        _lay_out(page, top)

    def _line(self, page: Worksheet, number: int, line: str | Link, *, title: bool) -> None:
        if isinstance(line, Link):
            page.write_url(number, 0, _inside(line), self._format(**LINK), line.shown)
        else:
            style = {"bold": True, "font_size": 15} if title else {}
            _require(page.write_string(number, 0, legal(line), self._format(**style)), line)

    def _table(self, page: Worksheet, sheet: Sheet, top: int) -> None:
        columns = [
            {"header": header, "header_format": self._format(**HEAD, **_aligned(sheet, place))}
            for place, header in enumerate(distinct(sheet.headers))
        ]
        options = {
            "name": _NO_NAME.sub("_", sheet.table),
            "columns": columns,
            "style": None,
            "title": legal(sheet.description),
            "description": legal(sheet.description),
        }
        last = top + max(1, len(sheet.rows))
        page.add_table(top, 0, last, len(columns) - 1, options)

    def _styled(self, sheet: Sheet, place: int) -> Callable[..., Format]:
        """What gives the formats of a column's cells: few, asked for over and over."""
        return cache(partial(self._format, **CELL, **_aligned(sheet, place)))

    def _format(self, **style: object) -> Format:
        key = frozenset(style.items())
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(FONT | style)
        return self._formats[key]


def _write(
    page: Worksheet, row: int, place: int, value: Value, styled: Callable[..., Format]
) -> None:
    match value:
        case Link():
            page.write_url(row, place, _inside(value), styled(**LINK), value.shown)
        case Cell(float(number), form):
            page.write_number(row, place, number, styled(num_format=form))
        case Cell(text) if _ADDRESS.fullmatch(str(text)):
            form = styled(**LINK, text_wrap=True)
            _require(page.write_url(row, place, str(text), form, str(text)), str(text))
        case Cell(text):
            form = styled(text_wrap=True)
            _require(page.write_string(row, place, str(text), form), str(text))


def distinct(headers: Sequence[str]) -> list[str]:
    """The headers, those that a workbook would take for another numbered: `Fastest (2)`."""
    found: list[str] = []
    for header in headers:
        words = " ".join(legal(header).split()) or "Column"
        name, count = words, 1
        while name.lower() in {each.lower() for each in found}:
            count += 1
            name = f"{words} ({count})"
        found.append(name)
    return found


def _inside(link: Link) -> str:
    return f"internal:'{link.sheet}'!A1"


def _require(code: int, text: str) -> None:
    if code:
        raise PublishError(f"a workbook cannot hold a text of {len(text)} letters: {text[:60]!r}")


def _aligned(sheet: Sheet, place: int) -> dict[str, object]:
    # Set off from its neighbours, as a figure would else touch the words after it.
    return {"align": "right" if sheet.right[place] else "left", "indent": int(place > 0)}


def _size(page: Worksheet, sheet: Sheet, top: int) -> None:
    # Heights as well: not every program makes room for text that runs on.
    shown = [[value.shown for value in row] for row in sheet.rows]
    columns = zip(*shown, strict=True) if shown else [()] * len(sheet.headers)
    widths = list(map(_width, sheet.headers, columns))
    for place, width in enumerate(widths):
        page.set_column(place, place, width * UNIT)
    page.set_row(top, _height(sheet.headers, widths))
    for number, texts in enumerate(shown, top + 1):
        page.set_row(number, _height(texts, widths))
    page.freeze_panes(top + 1, int(widths[0] <= FROZEN and len(widths) > 2))


def _lay_out(page: Worksheet, top: int) -> None:
    page.repeat_rows(top)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&RPage &P of &N")


def _width(header: str, texts: Sequence[str]) -> int:
    words = [len(word) + BUTTON for word in header.split()]
    cells = [len(text) + 3 for text in texts]
    return min(WIDEST, max(NARROWEST, *words, *cells, len(header) // 3))


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    lines = max(map(_lines, texts, widths))
    return min(HIGHEST, LINE * lines + 3)


def _lines(text: str, width: int) -> int:
    room = (width - 2) * UNIT * 5.25 / SIZE  # in em; a letter's unit is 5.25 points
    return max(1, math.ceil(1.1 * em(text) / room))
