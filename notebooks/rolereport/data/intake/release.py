"""What a sheet of published wages holds, told apart by year and level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake import dating, lines, places
from rolereport.data.intake.header import Header
from rolereport.data.intake.lines import texts
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.sources import Row, Sheet
from rolereport.data.oews.columns import COLUMNS, KEY, LABELS, NUMBERS
from rolereport.data.oews.figures import part

ROWS_AT_A_TIME = 20_000
ALL_INDUSTRIES = ("cross-industry", "")
ALL_NAICS = ("000000", "0", "", "00-0000")
ALL_OWNERS = ("1235", "")


@dataclass
class Understood:
    """What was read of a file besides its wages, for its owner to see.

    Parameters
    ----------
    rows
        Rows below the header, blank ones and notes left out.
    left_out
        Why rows were left out to how many.
    notes
        Text around the rows.
    """

    rows: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def leave_out(self, why: str, rows: int) -> None:
        """Count `rows` left out."""
        if rows:
            self.left_out[why] = self.left_out.get(why, 0) + rows


@dataclass(frozen=True)
class Wages:
    """Wages of one reference month and level.

    Parameters
    ----------
    month
        The vintage, such as 2026-05.
    level
        national, states or metros.
    frame
        Columns as in `data/schemas/wages.json`, one row an area and SOC code; the index numbers
        the rows of the file.
    file
        What a message calls it.
    """

    month: str
    level: str
    frame: pd.DataFrame
    file: str


def read(
    sheet: Sheet, header: Header, problems: Problems, year: int | None = None
) -> tuple[list[Wages], Understood]:
    """The wages of `sheet`, and what was understood of it; what is wrong goes to `problems`.

    Parameters
    ----------
    year
        The year of the wages, where the sheet does not say it.

    Raises
    ------
    DataError
        If the year cannot be told.
    """
    understood = Understood(notes=list(header.notes))
    frame = pd.concat([*_chunks(sheet, header, problems, understood)] or [_none(header)])
    if frame.empty:
        problems.add([_no_rows(sheet, understood)])
        return [], understood
    frame = lines.with_codes(frame, sheet.file, problems, understood)
    months = dating.months(frame, sheet, header, year)
    kept = _kept(frame, sheet.file, problems)
    return list(_apart(kept.assign(month=months.loc[kept.index]), sheet.file)), understood


def _chunks(
    sheet: Sheet, header: Header, problems: Problems, understood: Understood
) -> Iterator[pd.DataFrame]:
    rows = enumerate(sheet.rows(), start=1)
    below = islice(rows, header.row, None)
    while chunk := list(islice(below, ROWS_AT_A_TIME)):
        cells = _without_notes(_frame(chunk, header), understood)
        understood.rows += len(cells)
        cells = _all_industries(cells, understood)
        placed = places.placed(cells, sheet.file, problems, understood)
        figures, errors = part(placed, sheet.file)
        problems.add(errors)
        yield figures


def _frame(chunk: Iterable[tuple[int, Row]], header: Header) -> pd.DataFrame:
    places = list(header.columns.values())
    wide = max(places) + 1
    numbers, taken = [], []
    for number, row in chunk:
        if any(cell != "" and cell is not None for cell in row):
            full = row if len(row) >= wide else row + [""] * (wide - len(row))
            numbers.append(number)
            taken.append([full[place] for place in places])
    return pd.DataFrame(taken, index=numbers, columns=list(header.columns), dtype="object")


def _without_notes(cells: pd.DataFrame, understood: Understood) -> pd.DataFrame:
    """Rows of the table: a note has neither a code nor a figure."""
    figures = [name for name in NUMBERS if name in cells]
    suspects = cells[~_like_code(cells["soc_code"])]
    notes = suspects[suspects[figures].isin(["", None]).all(axis=1)]
    for row in notes.itertuples(index=False):
        understood.notes.append(" ".join(str(cell) for cell in row if cell not in ("", None)))
    return cells.drop(notes.index)


def _like_code(codes: pd.Series) -> pd.Series:
    return texts(codes).str.match(r"\d{2}\D?\d{3}").astype("bool")


def _all_industries(cells: pd.DataFrame, understood: Understood) -> pd.DataFrame:
    for column, whole, why in (
        ("industry_group", ALL_INDUSTRIES, "rows of single industries"),
        ("industry", ALL_NAICS, "rows of single industries"),
        ("ownership", ALL_OWNERS, "rows of single kinds of owner"),
    ):
        if column in cells:
            kept = texts(cells[column]).str.casefold().isin(whole)
            understood.leave_out(why, int((~kept).sum()))
            cells = cells[kept]
    return cells


def _kept(frame: pd.DataFrame, file: str, problems: Problems) -> pd.DataFrame:
    columns = [name for name in (*COLUMNS, "year") if name in frame]
    return lines.once_each(frame[columns], file, problems)


def _apart(frame: pd.DataFrame, file: str) -> Iterator[Wages]:
    levels = lines.mapped(frame["area"], lambda area: places.level_of(str(area)))
    for (month, level), rows in frame.groupby([frame["month"], levels], sort=True):
        wages = rows.drop(columns=["month", "year"], errors="ignore")
        if level != "national":
            wages = wages.drop(columns=list(LABELS), errors="ignore")
        said = [name for name in wages if name not in NUMBERS or _said(wages, str(name))]
        yield Wages(str(month), str(level), wages[said].sort_values(list(KEY)), file)


def _said(wages: pd.DataFrame, column: str) -> bool:
    coded = any(f"{column}=" in codes for codes in wages["codes"].unique())
    return bool(wages[column].notna().any()) or coded


def _none(header: Header) -> pd.DataFrame:
    return pd.DataFrame(columns=[*header.columns, "codes"])


def _no_rows(sheet: Sheet, understood: Understood) -> DataError:
    if understood.left_out:
        told = ", ".join(f"{rows:,} {why}" for why, rows in understood.left_out.items())
        return DataError(
            file=sheet.file,
            problem=f"holds no row that the report can use ({told})",
            fix="read the release's national, state or metropolitan file, or all data",
        )
    return DataError(
        file=sheet.file, problem="has no row below its header", fix="download the file again"
    )
