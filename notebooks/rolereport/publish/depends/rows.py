"""The digest of some rows of a table, without pandas: a check must be quick."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rolereport.publish.manifest import sha256

Where = Iterable[tuple[str, Sequence[str]]]
CELL, ROW = "\x1f", "\x1e"


def rows_digest(content: bytes, where: Where, columns: Sequence[str] = ()) -> str:
    """SHA-256 of a table's header and of those rows that have one of the values in each column.

    Parameters
    ----------
    columns
        The columns to look at; all if none is named. One that the table has not counts as absent.

    A table without one of the columns of `where`, or that is none, is taken as a whole.
    """
    try:
        text = content.decode("utf-8")
        header = next(csv.reader(io.StringIO(text, newline="")))
        wanted = {header.index(column): frozenset(values) for column, values in where}
        places = [place for place, name in enumerate(header) if name in columns]
        lines = _likely(text, wanted) if _is_plain(text) else _rows(text)
        rows = [row for row in lines if _is_wanted(row, wanted)]
        kept = [[row[place] for place in places] for row in rows] if columns else rows
    except (UnicodeDecodeError, StopIteration, ValueError, IndexError, csv.Error):
        return sha256(content)
    told = ROW.join(CELL.join(row) for row in [header, *kept])
    return hashlib.sha256(told.encode()).hexdigest()


def _is_plain(text: str) -> bool:
    """Whether each line is a row and each comma ends a cell."""
    return '"' not in text and "\r" not in text


def _rows(text: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    yield from rows


def _likely(text: str, wanted: Mapping[int, frozenset[str]]) -> Iterator[list[str]]:
    """Of a plain table the rows that may be wanted: a regular expression finds them quickly."""
    cells = [_cell(wanted.get(place)) for place in range(max(wanted, default=-1) + 1)]
    short = rf"[^,\n]*(?:,[^,\n]*){{0,{len(cells) - 2}}}$|" if len(cells) > 1 else ""
    lines = re.compile(f"^(?:{short}{''.join(cells)}.*)", re.MULTILINE)
    yield from (line.split(",") for line in lines.findall(text, text.index("\n") + 1))


def _cell(values: Iterable[str] | None) -> str:
    told = r"[^,\n]*" if values is None else f"(?:{'|'.join(map(re.escape, sorted(values)))})"
    return f"{told}(?:,|$)"


def _is_wanted(row: list[str], wanted: Mapping[int, frozenset[str]]) -> bool:
    # A row that is cut short could be any; an empty line is none.
    there = row not in ([], [""])
    return there and all(len(row) <= place or row[place] in wanted[place] for place in wanted)
