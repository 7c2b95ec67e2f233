"""A second record of data/: a checksum for each row and each column of every table.

One changed cell breaks one row's checksum and one column's, which together name it. After a change
that is meant, `python tests/support/witness.py` records the tables anew; the difference in
`tests/witness.json` then shows a reviewer which rows moved.
"""

from __future__ import annotations

import csv
import json
import zlib
from pathlib import Path
from typing import TypedDict

from rolereport.data import codebook
from rolereport.paths import DATA, PROJECT

SEPARATOR = "\x1f"  # cannot stand in a cell
RECORD = PROJECT / "tests" / "witness.json"


class Checksums(TypedDict):
    """Checksums of one table: by column name, and of the rows in order, eight digits each."""

    columns: dict[str, str]
    rows: list[str]


def checksums(path: Path) -> Checksums:
    """The checksums of one CSV file, header excluded."""
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    columns = {
        name: _sum(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)
    }
    return {"columns": columns, "rows": [_sum(row) for row in rows]}


def changed_cells(path: Path, recorded: Checksums) -> list[str]:
    """Rows and columns of `path` that are not as recorded, as `row 7, column p50_annual: '1'`."""
    found = checksums(path)
    if found == recorded:
        return []
    if len(found["rows"]) != len(recorded["rows"]) or list(found["columns"]) != list(
        recorded["columns"]
    ):
        return [
            f"{len(found['rows'])} rows of {', '.join(found['columns'])} are not those recorded"
        ]
    with path.open(encoding="utf-8", newline="") as lines:
        cells = list(csv.DictReader(lines))
    return [
        f"row {place + 2}, column {column}: {cells[place][column]!r}"
        for place, (now, before) in enumerate(zip(found["rows"], recorded["rows"], strict=True))
        if now != before
        for column in recorded["columns"]
        if found["columns"][column] != recorded["columns"][column]
    ]


def record() -> dict[str, Checksums]:
    """Checksums of every table, by its path below data/."""
    return {path.relative_to(DATA).as_posix(): checksums(path) for path in codebook.tables()}


def _sum(cells: list[str] | tuple[str, ...]) -> str:
    return f"{zlib.crc32(SEPARATOR.join(cells).encode()):08x}"


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=0) + "\n", encoding="utf-8")
