"""Figures that are missing beside others though no code says why, and pay of zero.

In no national workbook of the Bureau that is at hand (2005 to 2025, eight of them) does a cell of
jobs or pay stand empty: where there is no figure there is a code. A conversion may write nothing
for every code, which shows in many lines; an empty cell or two show a hand that slipped, or a
formula whose value was never saved.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.doubts import Doubt
from rolereport.data.oews.columns import ANNUAL_PERCENTILES, HOURLY_PERCENTILES, PAY
from rolereport.data.oews.figures import NOT_KEPT

PAID = (("mean_hourly", *HOURLY_PERCENTILES), ("mean_annual", *ANNUAL_PERCENTILES))
MOST_BY_HAND, MOST_SHARE = 20, 0.05
FIX = (
    "write the figure, or the release's code for none (* for wages, ** for jobs); if a formula "
    "stands there, open the file in Excel, see to its result, and save it"
)


def zeros(frame: pd.DataFrame, file: str) -> Iterator[DataError]:
    """Pay of zero beside pay above it, in `frame` as `oews.figures.part` gives it.

    Where a unit has no figure at all, as in the annual pay of actors, a zero stands for a code.
    """
    for unit in PAID:
        columns = [name for name in unit if name in frame]
        beside = frame[columns].notna().any(axis=1)
        for column in columns:
            marks = _marks(frame.loc[frame[column].isna() & beside, "codes"], column)
            for row in marks.index[marks.eq(NOT_KEPT)]:
                problem = f"nobody is paid nothing ({_whose(frame, row)})"
                yield _error(file, row, column, 0, problem)


def blanks(
    frame: pd.DataFrame, file: str, told: Collection[tuple[object, str | None]]
) -> Iterator[DataError]:
    """Cells without a figure or a code, where others of the line and of the column have one.

    Parameters
    ----------
    frame
        Figures and `codes`; the index numbers the rows.
    told
        Rows and columns about which something is told already.
    """
    for unit in (*PAID, ("employment",)):
        columns = [name for name in unit if name in frame]
        beside = frame[[name for name in (columns if unit in PAID else PAY) if name in frame]]
        filled = beside.notna().any(axis=1)
        for column in columns:
            marks = _marks(frame.loc[frame[column].isna() & filled, "codes"], column)
            empty = [row for row in marks.index[marks.eq("")] if (row, column) not in told]
            yield from _blanks(frame, file, column, empty)


def _marks(codes: pd.Series, column: str) -> pd.Series:
    """The code printed for `column` in each row, "" for none."""
    found = {line: _mark(line, column) for line in codes.unique()}
    return codes.map(found).astype("object")


def _mark(line: str, column: str) -> str:
    pairs = (each.partition("=") for each in line.split("; "))
    return next((mark for name, _, mark in pairs if name == column), "")


def _blanks(
    frame: pd.DataFrame, file: str, column: str, rows: Sequence[Hashable]
) -> Iterator[DataError]:
    filled = int(frame[column].notna().sum())
    if len(rows) > max(MOST_BY_HAND, MOST_SHARE * filled):
        problem = f"{len(rows):,} lines have no figure beside others, and no code says why"
        yield Doubt(file=file, column=column, problem=problem)
        return
    for row in rows:
        problem = f"the figure is missing beside others ({_whose(frame, row)})"
        yield _error(file, row, column, "", problem)


def _error(file: str, row: Hashable, column: str, value: object, problem: str) -> DataError:
    number = int(str(row))
    return DataError(file=file, row=number, column=column, value=value, problem=problem, fix=FIX)


def _whose(frame: pd.DataFrame, row: Hashable) -> str:
    area, code = frame.loc[[row], ["area", "soc_code"]].iloc[0]
    return f"{area} {code}"
