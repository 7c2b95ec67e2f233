"""Opens a wage file, whatever it is packed in, as sheets of rows."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from rolereport.data.errors import DataError
from rolereport.data.intake import guards
from rolereport.data.intake.encodings import encoding_of
from rolereport.data.intake.lost_cells import Cells, lost_cells

WORKBOOKS = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}
TEXTS = {".csv", ".txt", ".tsv"}
READ = ".csv, .xlsx, .xls or .zip"
# What BLS packs beside the data: no wages, and never a reason to stop.
BESIDE = ("field_description", "field description", "readme", "file_description")
ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")
MARK = b"\xef\xbb\xbf"
DELIMITERS = ",;\t|"
SAMPLE = 50_000  # characters

Row = list[object]


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or a text file.

    Parameters
    ----------
    file
        What a message calls it, such as `oesm25st.zip/state_M2025_dl.xlsx, sheet state_M2025_dl`.
    path
        The file that the user named.
    rows
        Gives its rows from the first, as often as asked; cells are text, numbers or empty.
    hidden
        Whether the workbook does not show it.
    delimited
        Whether it is a text file, whose rows all have as many cells.
    """

    file: str
    path: Path
    rows: Callable[[], Iterator[Row]]
    hidden: bool = False
    delimited: bool = False


def sheets(path: Path) -> Iterator[Sheet]:
    """Every sheet of `path` that may hold wages, in the order found.

    Raises
    ------
    DataError
        If the file is missing, empty, too large, no kind that is read, or cannot be opened.
    """
    if path.is_dir():
        raise DataError(file=path, problem="is a folder", fix="name the files in it one by one")
    if not path.exists():
        raise DataError(file=path, problem="the file is missing", fix="check the path")
    guards.require_size(path)
    yield from _opened(path.read_bytes(), path.name, path)


def _opened(content: bytes, name: str, path: Path) -> Iterator[Sheet]:
    kind = PurePosixPath(name).suffix.lower()
    if not content.strip():
        raise DataError(file=name, problem="the file is empty", fix="download or save it again")
    if content[:200].removeprefix(MARK).lstrip().lower().startswith(PAGE):
        raise DataError(
            file=name,
            problem="is a web page, not a data file",
            fix="download the file itself, as sites answer with a page when they refuse; if Excel "
            "shows a table, save that as .xlsx",
        )
    if kind == ".zip" and content.startswith(ZIP):
        yield from _members(content, name, path)
    elif kind in WORKBOOKS or content.startswith(OLD_WORKBOOK):
        yield from _workbook(content, name, path)
    elif kind in TEXTS and not content.startswith(ZIP):
        rows = partial(_text_rows, content, encoding_of(content, name), name)
        yield Sheet(name, path, rows, delimited=True)
    elif content.startswith(ZIP):
        yield from _workbook(content, name, path)
    else:
        raise DataError(
            file=name, problem=f"is no file that can be read ({READ})", fix=f"save it as {READ}"
        )


def _members(content: bytes, name: str, path: Path) -> Iterator[Sheet]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise _unreadable(name, "zip archive", error) from None
    guards.require_sound(archive, name)
    members = [each for each in archive.namelist() if _may_hold_wages(each)]
    if not members:
        raise DataError(
            file=name,
            problem="the archive holds no workbook or CSV file",
            fix="name an archive as BLS publishes it, such as oesm25st.zip",
        )
    for member in members:
        yield from _opened(_unpacked(archive, member, name), f"{name}/{member}", path)


def _unpacked(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    try:
        return archive.read(member)
    except RuntimeError:
        raise DataError(
            file=f"{name}/{member}",
            problem="is protected by a password",
            fix="unpack it, and name the file that was inside",
        ) from None
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error) as error:
        raise _unreadable(f"{name}/{member}", "file of the archive", error) from None


def _may_hold_wages(member: str) -> bool:
    place = PurePosixPath(member)
    hidden = any(part.startswith((".", "__MACOSX")) for part in place.parts)
    beside = any(word in place.name.lower() for word in BESIDE)
    return place.suffix.lower() in WORKBOOKS | {".csv"} and not hidden and not beside


def _workbook(content: bytes, name: str, path: Path) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    _require_no_password(content, name)
    packed = content.startswith(ZIP)
    if packed:
        guards.require_sound_workbook(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except Exception as error:  # calamine raises its own kinds for each way a file can be broken
        raise _unreadable(name, "workbook", error) from None
    opened = lru_cache(1)(book.get_sheet_by_name)  # parsed once, though read twice
    for sheet in book.sheets_metadata:
        lost = partial(lost_cells, content, sheet.name) if packed else _none_lost
        rows = partial(_sheet_rows, opened, lru_cache(1)(lost), sheet.name, name)
        hidden = sheet.visible is not SheetVisibleEnum.Visible
        yield Sheet(f"{name}, sheet {sheet.name}", path, rows, hidden=hidden)


def _none_lost() -> Cells:
    return {}


def _require_no_password(content: bytes, name: str) -> None:
    if content.startswith(OLD_WORKBOOK) and ENCRYPTED in content:
        raise DataError(
            file=name,
            problem="is protected by a password",
            fix="open it in Excel and save it without one (File, Info, Protect Workbook)",
        )


def _sheet_rows(
    open_sheet: Callable[[str], Any], lost: Callable[[], Cells], sheet: str, name: str
) -> Iterator[Row]:
    try:
        opened = open_sheet(sheet)
        guards.require_extent(opened.total_height, opened.total_width, f"{name}, sheet {sheet}")
        # Rows above the first used one are there, empty; columns before the first used one are not.
        left = opened.start[1] if opened.start else 0
        mended = lost()
        if not mended:
            yield from opened.iter_rows()
            return
        for number, row in enumerate(opened.iter_rows(), start=1):
            for place, written in mended.get(number, {}).items():
                _put(row, place - left, written)
            yield row
    except DataError:
        raise
    except Exception as error:  # as above
        raise _unreadable(f"{name}, sheet {sheet}", "sheet", error) from None


def _put(row: Row, place: int, written: str) -> None:
    """Write a cell; one to the right of all that is filled makes the row longer."""
    if place >= 0:
        row.extend([""] * (place + 1 - len(row)))
        row[place] = written


def _text_rows(content: bytes, encoding: str, name: str) -> Iterator[Row]:
    # Decoded line by line: as one text a large file would take four times its size.
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    delimiter = _delimiter(text.read(SAMPLE))
    text.seek(0)
    csv.field_size_limit(guards.LONGEST_CELL)
    number = 0
    try:
        for row in csv.reader(text, delimiter=delimiter, strict=True):
            number += 1
            if number > guards.MOST_ROWS or len(row) > guards.MOST_COLUMNS:
                guards.require_extent(number, len(row), name)
            yield row  # type: ignore[misc]
    except csv.Error as error:
        raise DataError(
            file=name,
            row=number + 1,
            problem=f"cannot be read from here on: a cell {_broken(error)}",
            fix='look for a double quote (") that opens a cell and does not close it',
        ) from None


def _broken(error: csv.Error) -> str:
    if "limit" in str(error):
        return f"is longer than {guards.LONGEST_CELL:,} characters"
    return "in double quotes does not end, or goes on after them"


def _delimiter(sample: str) -> str:
    """The character that parts most cells of one line; quoted text and notes part few."""
    lines = sample.splitlines()

    def most(delimiter: str) -> int:
        return max(map(len, csv.reader(lines, delimiter=delimiter)), default=0)

    return max(DELIMITERS, key=most)


def _unreadable(name: str, what: str, error: object) -> DataError:
    return DataError(
        file=name,
        problem=f"is cut short or damaged: it cannot be read as a {what} ({error})",
        fix="download or save the file again",
    )
