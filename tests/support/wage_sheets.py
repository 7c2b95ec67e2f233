"""Small wage files in the shapes that people have, written cell by cell."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter

Row = Sequence[object]
HEADER = [
    "AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "I_GROUP", "OWN_CODE", "OCC_CODE",
    "OCC_TITLE", "O_GROUP", "TOT_EMP", "EMP_PRSE", "H_MEAN", "A_MEAN", "MEAN_PRSE", "H_PCT10",
    "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75",
    "A_PCT90",
]  # fmt: skip
PAY = [
    817870, 0.5, 22.17, 46120, 0.2, 17.33, 18.5, 21.97, 23.64, 28.51, 36050, 38470, 45690, 49180,
    59310,
]  # fmt: skip
NATION = ["99", "U.S.", "1", "US", "000000", "cross-industry", "1235"]
ASSISTANTS = ["31-9092", "Medical Assistants", "detailed", *PAY]
EVERYONE = ["00-0000", "All Occupations", "total", 155495730, 0, *PAY[2:]]
TEXAS = ["48", "Texas", "2", "TX", *NATION[4:]]


def national(*rows: Row) -> list[Row]:
    """A national sheet as of May 2025: its header, the total, and medical assistants or `rows`."""
    return [HEADER, [*NATION, *EVERYONE], *(rows or [[*NATION, *ASSISTANTS]])]


def changed(row: Row, **cells: object) -> list[object]:
    """The row with other cells, by the name of their column."""
    return [cells.get(name, cell) for name, cell in zip(HEADER, row, strict=True)]


def workbook(
    path: Path,
    rows: Sequence[Row],
    sheet: str = "data",
    *,
    hidden: bool = False,
    failed: Mapping[str, str] | None = None,
) -> Path:
    """Write `rows` as the sheet of a workbook that holds notes on another.

    Parameters
    ----------
    hidden
        Whether Excel does not show the sheet.
    failed
        Cells, such as A1, to the value that Excel saved for a formula there.
    """
    options = {"strings_to_formulas": False, "default_date_format": "mmm-yy"}
    with xlsxwriter.Workbook(path, options) as book:
        data = book.add_worksheet(sheet)
        notes = book.add_worksheet("Field Descriptions")
        fill(data, rows)
        fill(notes, [["Field", "Field Description"]])
        for cell, value in (failed or {}).items():
            data.write_formula(cell, "=1/0", None, value)
        if hidden:
            notes.activate()
            notes.set_first_sheet()
            data.hide()
    return path


def text(path: Path, rows: Sequence[Row], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write `rows` as a text file."""
    with path.open("w", encoding=encoding, newline="") as lines:
        csv.writer(lines, delimiter=delimiter).writerows(rows)
    return path


def archive(path: Path, *members: Path) -> Path:
    """Pack files in a folder of their own, as the Bureau does."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in members:
            packed.write(member, f"{path.stem}/{member.name}")
    return path


def fill(sheet: xlsxwriter.worksheet.Worksheet, rows: Sequence[Row]) -> None:
    """Write `rows` from the first cell on."""
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
