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
    rows = re.compile(f"^{','.join(cells)}(?:,|$)", re.MULTILINE)
    found = rows.findall(text, text.index("\n") + 1)
    return found if len(places) == 1 else [CELL.join(row) for row in found]


def _cell(values: Iterable[str] | None, is_told: bool) -> str:
    cell = r"[^,\n]*" if values is None else "|".join(map(re.escape, sorted(values)))
    return f"({cell})" if is_told else f"(?:{cell})"


def _selected(text: str, wanted: Wanted, places: Sequence[int]) -> list[str]:
    rows = csv.reader(io.StringIO(text, newline=""))
    next(rows)
    kept = (row for row in rows if row and _is_wanted(row, wanted))
    return [CELL.join(row[place] for place in places if place < len(row)) for row in kept]


def _is_wanted(row: list[str], wanted: Wanted) -> bool:
    # A row that is cut short could be any.
    return all(len(row) <= place or row[place] in wanted[place] for place in wanted)
