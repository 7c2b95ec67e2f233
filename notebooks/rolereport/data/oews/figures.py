"""Parts the cells of a wage file into figures, the Bureau's codes, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import NUMBERS, PAY

# `***` stands for annual pay of two occupations to May 2009; those files do not explain it.
PRINTED = ("*", "**", "***", "#", "~")
NOT_KEPT = "?"
WRITTEN = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d+)?")
SHARES = ("employment_rse", "mean_rse")  # in percent, and so with or without the sign
DECIMAL_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})*,\d{1,2}|\d+,\d{1,2}")
NOT_AVAILABLE = {"n/a", "na", "nan", "none", "null", "-", "--", ".", "..", "…", "not available"}
SPACES = str.maketrans(dict.fromkeys("\xa0\u2009\u202f", " "))
ROUNDED = re.compile(r"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}.*|\d{1,2}[-/][A-Za-z]{3}(?:[-/]\d{2,4})?|[A-Za-z]{3}-\d{2}")
RANGE = re.compile(r"\$?[\d,.]+\s*(?:-|–|to)\s*\$?[\d,.]+")
THOUSANDS = re.compile(r"\$?[\d.,]+\s*[kK]")
WITHHELD = "write * for wages and ** for jobs that are withheld"
EXCEL_ERRORS = {"#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!"}


@dataclass(frozen=True)
class Parted:
    """One column: figures, the codes printed in place of some, and cells that are neither.

    `marks` and `wrong` hold only the rows that they are about.
    """

    numbers: pd.Series
    marks: pd.Series
    wrong: pd.Series


def part(
    cells: pd.DataFrame, file: Path | str, *, missing: str = "", spelt: bool = True
) -> tuple[pd.DataFrame, list[DataError]]:
    """`cells` with float columns and the text column `codes`, such as `p90_hourly=#`.

    Parameters
    ----------
    cells
        Text, numbers or nothing, under our column names; the index numbers the rows of the file.
    file
        What an error calls the file.
    missing
        The code for a cell that is missing (None, NaN) and not an empty text.
    spelt
        Whether `$45,690` is 45690, as people write it; else it is neither.

    Returns
    -------
    The frame, and an error for each cell that is neither a figure nor a code. Pay of zero, which
    is never published but stands for a code in some copies, becomes the code `?`.
    """
    figures: dict[str, pd.Series] = {}
    codes = pd.Series("", index=cells.index, dtype="object")
    errors: list[DataError] = []
    for column in (name for name in NUMBERS if name in cells):
        parted = _column(cells[column], missing, spelt=spelt)
        figures[column] = parted.numbers
        so_far = codes.loc[parted.marks.index]
        apart = np.where(so_far == "", "", "; ")
        codes.loc[parted.marks.index] = so_far + apart + f"{column}=" + parted.marks
        errors += _errors(parted.wrong, column, file)
    return cells.assign(**figures, codes=codes), errors


def _column(cells: pd.Series, missing: str, *, spelt: bool) -> Parted:
    numbers = pd.to_numeric(cells, errors="coerce").astype("float64")
    numbers = _without_truth_values(numbers, cells)
    if spelt and len(rounded := _rounded(cells)):
        numbers.loc[rounded] = np.nan
    text = _texts(cells[numbers.isna()])
    marks = text[text.isin(PRINTED)]
    if missing:
        marks = pd.concat([marks, pd.Series(missing, cells.index[cells.isna()], dtype="object")])
    rest = text[~text.isin({*PRINTED, ""})]
    number = partial(_number, share=cells.name in SHARES) if spelt else lambda _: np.nan
    read = rest.map(number).astype("float64")
    numbers.loc[read.index] = read
    bad = numbers[(numbers < 0) | np.isinf(numbers)]
    numbers.loc[bad.index] = np.nan
    wrong = pd.concat([rest[read.isna()], _texts(cells[bad.index])])
    if cells.name in PAY and len(zero := numbers.index[numbers.eq(0)]):
        numbers.loc[zero] = np.nan
        marks = pd.concat([marks, pd.Series(NOT_KEPT, zero, dtype="object")])
    return Parted(numbers, marks, wrong)


def _without_truth_values(numbers: pd.Series, cells: pd.Series) -> pd.Series:
    # True counts as 1 where a number is looked for; only a few cells are 1 or 0 at all.
    like = numbers.index[(numbers == 1) | (numbers == 0)]
    truths = [row for row in like if isinstance(cells[row], bool | np.bool_)]
    return numbers.mask(numbers.index.isin(truths)) if truths else numbers


def _texts(cells: pd.Series) -> pd.Series:
    """`_text` of every cell, called once for each different one."""
    filled = cells.where(cells.notna(), "")
    return filled.map({cell: _text(cell) for cell in filled.unique()}).astype("object")


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell).strip()


def _rounded(cells: pd.Series) -> pd.Index:
    """Rows with a number such as 4.57E+04, whose last digits are lost; a text alone has such."""
    texts = [cell for cell in cells.to_numpy() if type(cell) is str]
    if "e" not in "".join(texts).casefold():
        return cells.index[:0]
    rounded = [type(cell) is str and bool(ROUNDED.fullmatch(cell.strip())) for cell in cells]
    return cells.index[np.array(rounded)]


def _number(text: str, *, share: bool) -> float:
    plain = text.translate(SPACES).strip()
    found = WRITTEN.fullmatch(plain.removesuffix("%").rstrip() if share else plain)
    return float(re.sub("[, ]", "", found[1]) + (found[2] or "")) if found else np.nan


def _errors(wrong: pd.Series, column: str, file: Path | str) -> Iterator[DataError]:
    for row, value in wrong.sort_index().items():
        problem, fix = _told(value)
        yield DataError(
            file=file, row=int(str(row)), column=column, value=value, problem=problem, fix=fix
        )


# What a cell may look like instead of a figure, with what is wrong then and how to mend it.
UNLIKE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"=.*", re.DOTALL),
        "is a formula whose value was not saved",
        "open the file in Excel, which works it out, and save it again",
    ),
    (
        re.compile(r"##+"),
        "is what Excel shows where a column is too narrow; the figure is lost",
        "widen the column in the workbook and save it again",
    ),
    (
        re.compile(r"[-−(].*"),
        "is below zero",
        "compare the cell with the source; jobs and pay are never negative",
    ),
    (
        ROUNDED,
        "is in scientific notation, which drops the last digits",
        "format the column as a number in Excel and save it again",
    ),
    (
        DECIMAL_COMMA,
        "is written with a decimal comma",
        "write 45690.50 or 45,690.50; in Excel, choose an English number format",
    ),
    (
        re.compile(r".*%"),
        "is a percentage where jobs or dollars belong",
        "write the figure itself; the column may be another",
    ),
    (
        re.compile(r".*(?:[€£¥₹]|\b(?:EUR|GBP|CAD|AUD|JPY|CHF)\b|C\$).*", re.IGNORECASE),
        "is in another currency than US dollars",
        f"convert it to dollars of the survey's month, or {WITHHELD}",
    ),
    (
        THOUSANDS,
        "is written in thousands",
        "write the whole figure, such as 45700",
    ),
    (
        DATE,
        "is a date",
        "Excel takes some figures for dates: format the column as a number and type it again",
    ),
    (RANGE, "is a range", f"write one figure, or {WITHHELD}"),
)


def _told(value: Any) -> tuple[str, str]:
    text = str(value).strip()
    if text.casefold() in EXCEL_ERRORS:
        return "a formula failed here", "open the file in Excel, mend the formula, save the values"
    if text.casefold() in NOT_AVAILABLE:
        return (
            "says that there is no figure, in a way that BLS does not",
            WITHHELD,
        )
    for like, problem, fix in UNLIKE:
        if like.fullmatch(text):
            return problem, fix
    return (
        f"is neither a number nor one of the codes {' '.join(PRINTED)}",
        f"write the figure in digits, or {WITHHELD}",
    )
