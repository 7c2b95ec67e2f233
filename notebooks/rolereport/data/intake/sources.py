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

WORKBOOKS = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}
TEXTS = {".csv", ".txt", ".tsv"}
READ = ".csv, .xlsx, .xls or .zip"
# What BLS packs beside the data: no wages, and never a reason to stop.
BESIDE = ("field_description", "field description", "readme", "file_description")
ZIP = b"PK\x03\x04"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
PAGE = (b"<!doctype", b"<html")

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
    """

    file: str
    path: Path
    rows: Callable[[], Iterator[Row]]


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
    if content[:200].lstrip().lower().startswith(PAGE):
        raise DataError(
            file=name,
            problem="is a web page, not a data file",
            fix="download the file itself; sites answer with a page when they refuse",
        )
    if kind == ".zip" and content.startswith(ZIP):
        yield from _members(content, name, path)
    elif kind in WORKBOOKS or content.startswith(OLD_WORKBOOK):
        yield from _workbook(content, name, path)
    elif kind in TEXTS and not content.startswith(ZIP):
        yield Sheet(name, path, partial(_text_rows, content, encoding_of(content, name), name))
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
    # RuntimeError: it has a password. zlib's own error is no OSError.
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise _unreadable(f"{name}/{member}", "file of the archive", error) from None


def _may_hold_wages(member: str) -> bool:
    place = PurePosixPath(member)
    hidden = any(part.startswith((".", "__MACOSX")) for part in place.parts)
    beside = any(word in place.name.lower() for word in BESIDE)
    return place.suffix.lower() in WORKBOOKS | {".csv"} and not hidden and not beside


def _workbook(content: bytes, name: str, path: Path) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook

    if content.startswith(ZIP):
        guards.require_sound_workbook(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except Exception as error:  # calamine raises its own kinds for each way a file can be broken
        raise _unreadable(name, "workbook", error) from None
    opened = lru_cache(1)(book.get_sheet_by_name)  # parsed once, though read twice
    for sheet in book.sheet_names:
        label = f"{name}, sheet {sheet}"
        yield Sheet(label, path, partial(_sheet_rows, opened, sheet, name))


def _sheet_rows(open_sheet: Callable[[str], Any], sheet: str, name: str) -> Iterator[Row]:
    try:
        opened = open_sheet(sheet)
        guards.require_extent(opened.total_height, opened.total_width, f"{name}, sheet {sheet}")
        yield from opened.iter_rows()
    except DataError:
        raise
    except Exception as error:  # as above
        raise _unreadable(f"{name}, sheet {sheet}", "sheet", error) from None


def _text_rows(content: bytes, encoding: str, name: str) -> Iterator[Row]:
    # Decoded line by line: as one text a large file would take four times its size.
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    try:
        dialect = csv.Sniffer().sniff(text.read(20_000), delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    text.seek(0)
    csv.field_size_limit(guards.LONGEST_CELL)
    lines = csv.reader(text, dialect)
    try:
        for number, row in enumerate(lines):
            if number > guards.MOST_ROWS or len(row) > guards.MOST_COLUMNS:
                guards.require_extent(number, len(row), name)
            yield row  # type: ignore[misc]
    except csv.Error as error:
        raise _unreadable(name, "CSV", error) from None


def _unreadable(name: str, what: str, error: object) -> DataError:
    return DataError(
        file=name,
        problem=f"cannot be read as a {what} ({error})",
        fix="download or save the file again",
    )
