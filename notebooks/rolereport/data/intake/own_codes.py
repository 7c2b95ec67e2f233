"""Codes that a file in the project's own schema has in a column, and not in the figures' cells."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.lines import texts
from rolereport.data.oews.columns import NUMBERS
from rolereport.data.oews.figures import NOT_KEPT, PRINTED

CODES = "codes"


def with_own_codes(
    figures: pd.DataFrame, cells: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, list[DataError]]:
    """`figures` with the codes of the column `codes` of `cells` for figures that are missing.

    Parameters
    ----------
    figures
        As `oews.figures.part` returns them, their own codes included.
    cells
        The same rows as they were read, perhaps without such a column.
    file
        What an error calls the file.

    Returns
    -------
    The frame, and an error for each cell that is no list such as `p90_hourly=#; p90_annual=#`.
    """
    if CODES not in cells:
        return figures, []
    written = texts(cells[CODES])
    codes, errors = figures[CODES].copy(), []
    for row, text in written[written != ""].items():
        told = _parsed(str(text))
        if told is None:
            errors.append(_no_codes(file, int(str(row)), str(text)))
        else:
            own = _parsed(codes[row]) or {}
            codes[row] = "; ".join(_in_order(figures.loc[row], told | own))
    return figures.assign(**{CODES: codes}), errors


def _parsed(text: str) -> dict[str, str] | None:
    """Figure to its code; None if the text is no list of them."""
    pairs = [part.strip().partition("=") for part in text.split(";") if part.strip()]
    told = {name: code for name, _, code in pairs}
    known = {*PRINTED, NOT_KEPT}
    right = all(name in NUMBERS and code in known for name, code in told.items())
    return told if right else None


def _in_order(row: pd.Series, told: dict[str, str]) -> Iterator[str]:
    for name in NUMBERS:
        if name in told and pd.isna(row.get(name)):
            yield f"{name}={told[name]}"


def _no_codes(file: str, row: int, text: str) -> DataError:
    return DataError(
        file=file,
        row=row,
        column=CODES,
        value=text[:200],
        problem="is no list of figures and of the codes in their place",
        fix="write it as p90_hourly=#; p90_annual=#, or leave the column out",
    )
