"""Parts the numbers of an OEWS release from the codes that stand in place of some."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import NUMBERS, PAY

# `***` stands for annual pay of two occupations to May 2009; those files do not explain it.
PRINTED = ("*", "**", "***", "#", "~")
NOT_KEPT = "?"


def separate(cells: pd.DataFrame, file: Path) -> pd.DataFrame:
    """`cells` with float columns and one text column `codes`, such as `p90_hourly=#`.

    A missing value (None, NaN) becomes the code `?`: a conversion had a cell there and lost what
    it said. So does pay of zero, which is never published but stands for a code in some copies.
    An empty text is a figure that the release does not hold: no number and no code.

    Raises
    ------
    DataError
        If a cell holds neither a number from 0 up nor a code that BLS uses.
    """
    columns = [column for column in NUMBERS if column in cells]
    text = cells[columns].astype("string").apply(lambda column: column.str.strip())
    marks = text.where(text.isin(PRINTED), "").mask(text.isna(), NOT_KEPT)
    numbers = text.mask(marks.ne("") | text.eq("")).apply(pd.to_numeric, errors="coerce")
    readable = pd.DataFrame(np.isfinite(numbers.astype("float64")) & numbers.ge(0).fillna(False))
    _check(text, readable | marks.ne("") | text.eq(""), file)
    unpaid = numbers.eq(0).fillna(False) & numbers.columns.isin(PAY)
    figures = numbers.mask(unpaid).astype("float64")
    return cells.assign(**figures, codes=_joined(marks.mask(unpaid, NOT_KEPT)))


def _joined(marks: pd.DataFrame) -> list[str]:
    columns = list(marks.columns)
    return [
        "; ".join(f"{column}={mark}" for column, mark in zip(columns, row, strict=True) if mark)
        for row in marks.to_numpy()
    ]


def _check(text: pd.DataFrame, readable: pd.DataFrame, file: Path) -> None:
    for column in text.columns[~readable.all()]:
        place = int(np.flatnonzero(~readable[column].to_numpy(dtype=bool))[0])
        raise DataError(
            file=file,
            row=int(text.index[place]) + 2,
            column=str(column),
            value=str(text[column].iloc[place]),
            problem=f"neither a number nor one of the codes {' '.join(PRINTED)}",
            fix="read an unchanged copy of the release",
        )
