"""A second record of data/: checksums of every table's columns, and of its rows in a grid.

The rows of a table are laid out in a square. One changed cell breaks the checksum of one line of
the square, of one file of it (every so many-th row), and of one column, which together name it; and
the record of a quarter of a million rows stays small. After a change that is meant,
`python tests/support/witness.py` records the tables anew.
"""

from __future__ import annotations

import csv
import json
import math
import zlib
from itertools import product
from pathlib import Path
from typing import TypedDict

from rolereport.data import codebook
from rolereport.paths import DATA, PROJECT

SEPARATOR = "\x1f"  # cannot stand in a cell
RECORD = PROJECT / "tests" / "witness.json"


class Checksums(TypedDict):
    """Checksums of one table, eight digits each: by column, and of its rows laid out in a square.

    `lines` has one for each run of neighbouring rows, `files` one for the first rows of all runs,
    the second rows, and so on.
    """

    rows: int
    columns: dict[str, str]
    lines: list[str]
    files: list[str]


def checksums(path: Path) -> Checksums:
    """The checksums of one CSV file, header excluded."""
    with path.open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    columns = {
        name: _sum(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)
    }
    written = [SEPARATOR.join(row) for row in rows]
    side = _side(len(rows))
    return {
        "rows": len(rows),
        "columns": columns,
        "lines": [_sum(written[start : start + side]) for start in range(0, len(rows), side)],
        "files": [_sum(written[start::side]) for start in range(side)],
    }


def changed_cells(path: Path, recorded: Checksums) -> list[str]:
    """Rows and columns of `path` that are not as recorded, as `row 7, column p50_annual: '1'`.

    Where several cells changed, cells at the crossings of their lines and files are named as well.
    """
    found = checksums(path)
    if found == recorded:
        return []
    if _shape(found) != _shape(recorded):
        return [f"{found['rows']} rows of {', '.join(found['columns'])} are not those recorded"]
    with path.open(encoding="utf-8", newline="") as text:
        cells = list(csv.DictReader(text))
    crossings = product(
        _differing(found["lines"], recorded["lines"]), _differing(found["files"], recorded["files"])
    )
    places = [line * _side(found["rows"]) + file for line, file in crossings]
    return [
        f"row {place + 2}, column {column}: {cells[place][column]!r}"
        for place in places
        for column in recorded["columns"]
        if found["columns"][column] != recorded["columns"][column]
    ]


def record() -> dict[str, Checksums]:
    """Checksums of every table, by its path below data/."""
    return {path.relative_to(DATA).as_posix(): checksums(path) for path in codebook.tables()}


def _side(rows: int) -> int:
    return max(1, math.isqrt(rows))


def _shape(sums: Checksums) -> tuple[int, list[str]]:
    return sums["rows"], list(sums["columns"])


def _differing(now: list[str], before: list[str]) -> list[int]:
    pairs = zip(now, before, strict=True)
    return [place for place, (this, that) in enumerate(pairs) if this != that]


def _sum(cells: list[str] | tuple[str, ...]) -> str:
    return f"{zlib.crc32(SEPARATOR.join(cells).encode()):08x}"


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=0) + "\n", encoding="utf-8")
