"""The digest of some rows of a table, without pandas: a check must be quick."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from rolereport.publish.manifest import sha256

Where = Iterable[tuple[str, Sequence[str]]]
Wanted = Mapping[int, frozenset[str]]
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
        places = places if columns else [*range(len(header))]
        select = _quickly if _is_plain(text, len(header)) else _selected
        rows = select(text, wanted, places)
    except (UnicodeDecodeError, StopIteration, ValueError, IndexError, csv.Error):
        return sha256(content)
    told = ROW.join([CELL.join(header), *rows])
    return hashlib.sha256(told.encode()).hexdigest()


def _is_plain(text: str, width: int) -> bool:
    """Whether each line is a row of so many cells and each comma ends one."""
    odd = '"' in text or "\r" in text or "\n\n" in text or not text.endswith("\n")
    return not odd and text.count(",") == (width - 1) * text.count("\n")


def _quickly(text: str, wanted: Wanted, places: Sequence[int]) -> list[str]:
    """As `_selected`, of a plain table: a regular expression finds the cells."""
    last = max([*wanted, *places], default=0)
    cells = [_cell(wanted.get(place), place in places) for place in range(last + 1)]
    # A line is searched for quickest by the end of the one before.
    rows = re.compile(f"\n{','.join(cells)}(?:,|(?=\n))")
    found = rows.findall(text, text.index("\n"))
    if len(places) == 1:
        return found
    return [CELL.join(row) if places else "" for row in found]


def _cell(values: Iterable[str] | None, is_told: bool) -> str:
    cell = r"[^,\n]*" if values is None else "|".join(map(re.escape, sorted(values)))
    return f"({cell})" if is_told else f"(?:{cell})"


def _selected(text: str, wanted: Wanted, places: Sequence[int]) -> list[str]:
    reader = csv.reader(io.StringIO(text, newline=""))
    next(reader)
    rows = [row for row in reader if row]
    for place, values in wanted.items():
        # A row that is cut short could be any.
        rows = [row for row in rows if len(row) <= place or row[place] in values]
    return [CELL.join([row[place] for place in places if place < len(row)]) for row in rows]
