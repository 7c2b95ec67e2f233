"""What a sheet of published wages holds, told apart by year and level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake import dating, gaps, lines, places, rows
from rolereport.data.intake.header import Header
from rolereport.data.intake.own_codes import with_own_codes
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.sources import Sheet
from rolereport.data.intake.understood import Understood
from rolereport.data.oews.columns import COLUMNS, KEY, LABELS, NUMBERS
from rolereport.data.oews.figures import part


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
    others
        The same of further files that hold a part of it.
    """

    month: str
    level: str
    frame: pd.DataFrame
    file: str
    others: tuple[str, ...] = ()


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
    known = len(problems.found)
    parts = _parts(sheet, header, problems, understood)
    frame = pd.concat([*parts] or [_none(header)])
    if frame.empty:
        # Rows that are all wrong are told one by one already.
        problems.add([_no_rows(sheet, understood)] if len(problems.found) == known else [])
        return [], understood
    months = dating.months(frame, sheet, header, problems, year)
    kept = lines.once_each(frame[months.notna()], sheet.file, problems)
    wages = list(_apart(kept.assign(month=months.loc[kept.index]), sheet.file))
    places.require_level(sheet.file, [each.level for each in wages])
    return wages, understood


def _parts(
    sheet: Sheet, header: Header, problems: Problems, understood: Understood
) -> Iterator[pd.DataFrame]:
    for cells in rows.frames(sheet, header, problems, understood):
        coded = lines.with_codes(cells, sheet.file, problems, understood)
        placed = places.placed(coded, sheet.file, problems, understood)
        parted, errors = part(placed, sheet.file)
        problems.add([*errors, *gaps.zeros(parted, sheet.file)])
        figures, wrong = with_own_codes(parted, placed, sheet.file)
        problems.add(wrong)
        yield figures[[name for name in (*COLUMNS, "year") if name in figures]]


def _apart(frame: pd.DataFrame, file: str) -> Iterator[Wages]:
    levels = lines.mapped(frame["area"], lambda area: places.level_of(str(area)))
    for (month, level), group in frame.groupby([frame["month"], levels], sort=True):
        wages = group.drop(columns=["month", "year"], errors="ignore")
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
        told = ", ".join(understood.told())
        return DataError(
            file=sheet.file,
            problem=f"holds no row that the report can use ({told})",
            fix="read the release's national, state or metropolitan file, or all data",
        )
    return DataError(
        file=sheet.file, problem="has no row below its header", fix="download the file again"
    )
