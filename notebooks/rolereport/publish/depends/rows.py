"""The digest of some rows of a table, without pandas: a check must be quick."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rolereport.publish.manifest import sha256

Where = Iterable[tuple[str, Sequence[str]]]
Wanted = Mapping[int, frozenset[str]]
CELL, ROW = "\x1f", "\x1e"
PART = 2**20  # bytes looked through at a time: what is found in a large table is large, too


def rows_digest(content: bytes, where: Where, columns: Sequence[str] = ()) -> str:
    """SHA-256 of a table's header and of those rows that have one of the values in each column.

    Parameters
    ----------
    columns
        The columns to look at; all if none is named. One that the table has not counts as absent.

    A table without one of the columns of `where`, or that is none, is taken as a whole.
    """
    try:
        header = next(csv.reader(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline="")))
        wanted = {header.index(column): frozenset(values) for column, values in where}
        places = [place for place, name in enumerate(header) if name in columns]
        places = places if columns else [*range(len(header))]
        select = _quickly if _is_plain(content, len(header)) else _selected
        told = hashlib.sha256(CELL.join(header).encode())
        for row in select(content, wanted, places):
            told.update(row)
    except (UnicodeDecodeError, StopIteration, ValueError, IndexError, csv.Error):
        return sha256(content)
    return told.hexdigest()


def _is_plain(content: bytes, width: int) -> bool:
    """Whether each line is a row of so many cells and each comma ends one."""
    odd = b'"' in content or b"\r" in content or b"\n\n" in content or not content.isascii()
    ended = content.endswith(b"\n")
    return not odd and ended and content.count(b",") == (width - 1) * content.count(b"\n")


def _quickly(content: bytes, wanted: Wanted, places: Sequence[int]) -> Iterator[bytes]:
    """As `_selected`, of a plain table: a regular expression finds the cells."""
    last = max([*wanted, *places], default=0)
    cells = [_cell(wanted.get(place), place in places) for place in range(last + 1)]
    # A line is searched for quickest by the end of the one before.
    rows = re.compile(f"\n{','.join(cells)}(?:,|(?=\n))".encode())
    before, cell = ROW.encode(), CELL.encode()
    for start, end in _parts(content):
        found = rows.findall(content, start, end)
        if len(places) != 1:
            found = [cell.join(row) if places else b"" for row in found]
        yield b"".join(before + row for row in found)


def _parts(content: bytes) -> Iterator[tuple[int, int]]:
    """Where parts of whole lines are, each with the end of the line before it."""
    start = content.index(b"\n")
    while start < len(content) - 1:
        end = content.index(b"\n", min(start + PART, len(content) - 1)) + 1
        yield start, end
        start = end - 1


def _cell(values: Iterable[str] | None, is_told: bool) -> str:
    cell = r"[^,\n]*" if values is None else "|".join(map(re.escape, sorted(values)))
    return f"({cell})" if is_told else f"(?:{cell})"


def _selected(content: bytes, wanted: Wanted, places: Sequence[int]) -> Iterator[bytes]:
    reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    next(reader)
    rows = [row for row in reader if row]
    for place, values in wanted.items():
        # A row that is cut short could be any.
        rows = [row for row in rows if len(row) <= place or row[place] in values]
    for row in rows:
        yield (ROW + CELL.join([row[place] for place in places if place < len(row)])).encode()
