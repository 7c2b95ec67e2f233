"""What a cell of a table is in a workbook: a number in its format, or words."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rolereport.publish.document.characters import legal
from rolereport.publish.document.model import Column, Table
from rolereport.publish.errors import PublishError

DOLLARS, PERCENT = '"$"#,##0', "0{}%"
# Bounds are rounded outwards in the report; a workbook rounds to the nearest, so shows more.
BOUNDS = {"least", "most"}
PATTERNS = {
    "written": DOLLARS + "{}",
    "dollars": DOLLARS + "{}",
    "count": "#,##0{}",
    "percent": PERCENT,
    "least": PERCENT,
    "most": PERCENT,
    "rate": PERCENT,
    "months": "#,##0{}",
    "ratio": "0{}",
    "year": "0",
    "number": "#,##0{}",
}
_DOLLARS = re.compile(r"(−?)\$(\d{1,3}(?:,\d{3})*(?:\.\d+)?)")
_DECIMALS = re.compile(r"\.(\d+)")


@dataclass(frozen=True)
class Cell:
    """A number and how it is shown, or text without a format."""

    value: float | str
    form: str = ""

    @property
    def shown(self) -> str:
        """What a reader sees, or as much."""
        if isinstance(self.value, str):
            return self.value
        decimals = self.form.partition(".")[2].count("0")
        return f"{self.value:,.{decimals}f}$%"


def rows(table: Table) -> Iterator[tuple[Cell, ...]]:
    """The table's cells: the figures as published with it, else the words a reader sees.

    Raises
    ------
    PublishError
        If the published values are not those of the table's rows.
    """
    header, *lines = csv.reader(io.StringIO(table.csv))
    if header != [column.field for column in table.columns] or len(lines) != len(table.rows):
        raise PublishError(f"table {table.name!r} and its CSV differ in their rows or columns")
    for shown, raw in zip(table.rows, lines, strict=True):
        yield tuple(map(cell, table.columns, shown, raw))


def cell(column: Column, shown: str, raw: str) -> Cell:
    """One cell, from what a reader sees and the value behind it."""
    number = _number(column.kind, raw)
    if number is None:
        return Cell(legal(shown))
    return Cell(number, _form(column.kind, shown))


def _number(kind: str, raw: str) -> float | None:
    if kind not in PATTERNS:
        return None
    if kind == "written":
        found = _DOLLARS.fullmatch(raw)
        raw = found[2].replace(",", "") if found else ""
        return -float(raw) if found and found[1] else _finite(raw)
    return _finite(raw)


def _finite(raw: str) -> float | None:
    try:
        number = float(raw)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _form(kind: str, shown: str) -> str:
    found = _DECIMALS.search(shown)
    decimals = 2 if kind in BOUNDS else len(found[1]) if found else 0
    return PATTERNS[kind].format("." + "0" * decimals if decimals else "")
