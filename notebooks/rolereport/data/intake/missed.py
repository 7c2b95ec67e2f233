"""Says why no wages were found in a file, as nearly as its sheets tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rolereport.data.errors import DataError
from rolereport.data.intake import header, payroll_columns
from rolereport.data.intake.header import WAGES, Header
from rolereport.data.intake.sources import Row, Sheet, sheets

CODE = re.compile(r"\d{2}-\d{4}")
HEAD = "head the columns as BLS does (OCC_CODE, A_MEDIAN, ...)"
HEAD_EITHER = f"{HEAD}; for one salary a row, head one column with the job and one with the pay"


def no_wages(path: Path) -> DataError:
    """The error for a file in which no sheet that is shown has a header of wages."""
    found = list(sheets(path))
    if hidden := [sheet for sheet in found if sheet.hidden and header.find(sheet)]:
        return DataError(
            file=hidden[0].file,
            problem="holds wages and is hidden, so that it was not read",
            fix="show it in Excel (right-click a tab, Unhide) and save the file",
        )
    shown = [sheet for sheet in found if not sheet.hidden]
    for sheet in shown:
        if nearly := header.nearly(sheet):
            return _half_a_header(sheet, nearly)
    for sheet in shown:
        if half := payroll_columns.half_found(sheet):
            return DataError(file=sheet.file, problem=half[0], fix=half[1])
    return _no_header(path, shown)


def _half_a_header(sheet: Sheet, nearly: Header) -> DataError:
    named = ", ".join(nearly.written.values())
    coded = "soc_code" in nearly.columns
    lacking = "wages" if coded else "occupation codes"
    if not coded and not WAGES & nearly.columns.keys():
        lacking = "occupation codes, and none of wages"
    return DataError(
        file=sheet.file,
        row=nearly.row,
        value=named[:200],
        problem=f"has no column of {lacking}",
        fix=HEAD if coded else f"{HEAD}; SOC codes look like 31-9092",
    )


def _no_header(path: Path, shown: list[Sheet]) -> DataError:
    first = next(_filled_rows(shown), None)
    if first is None:
        names = ", ".join(sheet.file.rpartition(", sheet ")[2] for sheet in shown)
        return DataError(
            file=path.name,
            problem=f"no sheet holds anything ({names})",
            fix="save the sheet with the wages in it, or name the file that has it",
        )
    sheet, number, row = first
    if any(CODE.fullmatch(str(cell).strip()) for cell in row):
        return DataError(
            file=sheet.file,
            row=number,
            value=_headings(row),
            problem="the first row holds figures already; the header is missing",
            fix=f"put the header back above it: {HEAD}",
        )
    return DataError(
        file=path.name,
        row=number,
        value=_headings(row),
        problem="no sheet has a column of occupation codes beside one of wages",
        fix=HEAD_EITHER,
    )


def _filled_rows(shown: list[Sheet]) -> Iterator[tuple[Sheet, int, Row]]:
    for sheet in shown:
        for number, row in enumerate(sheet.rows(), start=1):
            if any(row):
                yield sheet, number, row


def _headings(row: Row) -> str | None:
    """The cells of a first row; None where it may be a person's, which is nobody's to show."""
    cells = [str(cell) for cell in row if cell]
    if any("@" in cell or cell.strip("$ ")[:1].isdigit() for cell in cells):
        return None
    return ", ".join(cells)[:200]
