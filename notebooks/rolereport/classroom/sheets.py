"""Tables for a spreadsheet: they open as they should, and no cell of them runs.

A name from a roster may begin with a sign that a spreadsheet takes for a formula; such a cell gets
an apostrophe in front, which spreadsheets hide.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from rolereport.data.errors import DataError
from rolereport.data.intake.problems import harmless

GUARD = "'"
ENCODINGS = ("utf-8-sig", "cp1252")  # Excel saves CSV as either
WIDE = (b"\xff\xfe", b"\xfe\xff")  # how a text in UTF-16 begins
ZIP = b"PK"  # how a workbook begins
FIX = "save it as CSV, with the encoding UTF-8"


def guarded(cell: object) -> object:
    """`cell`, with an apostrophe if it is text that a spreadsheet might run."""
    return harmless(cell) if isinstance(cell, str) else cell


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    text = cell.removeprefix(GUARD)
    return text if harmless(text) == cell else cell


def short(number: float) -> float | int:
    """`number` as a person would write it: to two places, and whole where it is."""
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def text_of(path: Path) -> str:
    """The text of a table, in whichever encoding a spreadsheet or a school's system saved it.

    Raises
    ------
    DataError
        If it is a workbook under a false name, or no text.
    """
    content = path.read_bytes()
    if content.startswith(ZIP):
        raise DataError(file=path, problem="is a workbook, not a CSV file", fix=FIX)
    for encoding in ("utf-16",) if content.startswith(WIDE) else ENCODINGS:
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise DataError(file=path, problem="is no text", fix=FIX)


def write_sheet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write rows under headings as CSV that Excel, too, reads as UTF-8; return the file.

    Raises
    ------
    DataError
        If the file may not be written, as under Windows while a spreadsheet shows it.
    """
    text = io.StringIO(newline="")
    sheet = csv.writer(text)
    sheet.writerow(columns)
    sheet.writerows([guarded(cell) for cell in row] for row in rows)
    part = path.with_name(f"{path.name}.part")  # an earlier table stays whole if a disk is full
    try:
        part.write_bytes(text.getvalue().encode("utf-8-sig"))
        part.replace(path)
    except PermissionError:
        part.unlink(missing_ok=True)
        fix = "save and close it in the spreadsheet, then run the command again"
        raise DataError(file=path, problem="is open elsewhere", fix=fix) from None
    return path
