"""The digest of some rows of a table, without pandas: a check must be quick."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence

from rolereport.publish.manifest import sha256

Where = Iterable[tuple[str, Sequence[str]]]
CELL, ROW = "\x1f", "\x1e"


def rows_digest(content: bytes, where: Where) -> str:
    """SHA-256 of a table's header and of those rows that have one of the values in each column.

    A table without one of the columns, or that is none, is taken as a whole.
    """
    try:
        lines = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        header = next(lines)
        wanted = [(header.index(column), frozenset(values)) for column, values in where]
        told = [header, *_selected(lines, wanted)]
    except (UnicodeDecodeError, StopIteration, ValueError, csv.Error):
        return sha256(content)
    text = ROW.join(CELL.join(row) for row in told)
    return hashlib.sha256(text.encode()).hexdigest()


def _selected(
    rows: Iterable[list[str]], wanted: list[tuple[int, frozenset[str]]]
) -> Iterator[list[str]]:
    for row in rows:
        # A row that is cut short could be any.
        if all(len(row) <= place or row[place] in values for place, values in wanted):
            yield row
