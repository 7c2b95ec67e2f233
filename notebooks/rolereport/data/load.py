"""Reads the committed tables; every read names the file, row and column that is wrong."""

from __future__ import annotations

import csv
import difflib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from rolereport.data import codebook
from rolereport.data.errors import DataError
from rolereport.paths import DATA, PROJECT

BYTE_ORDER_MARK = "\ufeff"
Level = Literal["national", "states", "metros"]
WAGES_REQUIRED = ["area", "soc_code", "employment", "codes"]


@cache
def read(path: Path, data: Path = DATA) -> pd.DataFrame:
    """One table as its schema types it; shared between callers, so copy before changing it.

    Raises
    ------
    DataError
        As `table` does.
    """
    name = codebook.schema_name(path, data)
    _check_complete(path)
    columns = header(path)
    check_header(path, columns, name, data)
    types = {
        column: kind
        for column, kind in codebook.pandas_types(name, data).items()
        if column in columns
    }
    try:
        frame = pd.read_csv(
            path, dtype="str", keep_default_na=False, encoding="utf-8", index_col=False
        )
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise DataError(file=path, problem=f"cannot be read as CSV ({error})") from error
    for column, kind in types.items():
        if kind != "str":
            frame[column] = _numbers(path, frame[column])
    return frame


def table(name: str, data: Path = DATA) -> pd.DataFrame:
    """The table `data/<name>.csv`, one row an entry, columns as in its schema.

    Text columns hold "" where nothing is known, number columns hold NaN.

    Raises
    ------
    DataError
        If the file is missing, cut short, has other columns than its schema, or holds text
        where a number belongs.
    """
    return read(data / f"{name}.csv", data).copy()


def wages(level: Level, year: int | None = None, data: Path = DATA) -> pd.DataFrame:
    """OEWS wages of one level, one row per area and SOC code, with an added integer `year`.

    Pay is in dollars of the year itself. A number that BLS withheld is NaN and `codes` says why;
    a column that the vintage does not have is there, all NaN.

    Parameters
    ----------
    level
        national, states or metros.
    year
        The vintage; all vintages that have the level when None.

    Raises
    ------
    DataError
        If there is no such vintage, or one of its files cannot be read.
    """
    chosen = years(level, data) if year is None else [year]
    return pd.concat([_vintage(level, each, data) for each in chosen], ignore_index=True)


def years(level: Level, data: Path = DATA) -> list[int]:
    """Years whose vintage holds wages of `level`, ascending."""
    return sorted(_folders(level, data))


def sidecar(year: int, data: Path = DATA) -> dict[str, Any]:
    """What `source.toml` says about the vintage of `year`."""
    folder = next(iter((data / "oews").glob(f"{year}-*")), data / "oews" / f"{year}-05")
    path = folder / "source.toml"
    if not path.exists():
        raise DataError(file=path, problem="this vintage has no sidecar")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def restore(path: Path) -> str:
    """How to get the committed file back."""
    known = path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path
    return f"restore the file, for example with `git checkout -- {known}`"


def header(path: Path) -> list[str]:
    """Column names of a CSV file.

    Raises
    ------
    DataError
        If there is no such file, or it is empty, or no UTF-8 text without a byte-order mark, or
        has a row of another width.
    """
    text = _text(path)
    if not text:
        raise DataError(file=path, problem="the file is empty", fix=restore(path))
    if text.startswith(BYTE_ORDER_MARK):
        fix = "save it as UTF-8 without one"
        raise DataError(file=path, row=1, problem="begins with a byte-order mark", fix=fix)
    rows = csv.reader(text.splitlines(keepends=True))
    columns = next(rows)
    for row in rows:
        if len(row) != len(columns):
            raise DataError(
                file=path,
                row=rows.line_num,
                problem=f"has {len(row)} cells where the header has {len(columns)}",
                fix="quote a cell that holds a comma, and fill or remove the others",
            )
    return columns


def _text(path: Path) -> str:
    if not path.exists():
        raise DataError(file=path, problem="the file is missing", fix=restore(path))
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = f"cannot be read as UTF-8 text ({error})"
        raise DataError(file=path, problem=problem, fix=restore(path)) from None


def check_header(path: Path, columns: list[str], name: str, data: Path = DATA) -> None:
    """Raise `DataError` unless `columns` are those of the schema `name`."""
    known = list(codebook.fields(name, data))
    for column in columns:
        if column not in known:
            absent = [each for each in known if each not in columns]
            near = difflib.get_close_matches(column, absent, n=1)
            fix = f"rename it to {near[0]}" if near else f"use the columns {', '.join(known)}"
            raise DataError(file=path, row=1, column=column, problem="unknown column", fix=fix)
    required = known if name != codebook.WAGES else WAGES_REQUIRED
    for column in required:
        if column not in columns:
            raise DataError(
                file=path,
                row=1,
                column=column,
                problem="this column is missing",
                fix=restore(path),
            )


def _vintage(level: Level, year: int, data: Path) -> pd.DataFrame:
    folder = _folders(level, data).get(year)
    if folder is None:
        held = ", ".join(str(each) for each in years(level, data))
        raise DataError(
            file=data / "oews",
            problem=f"no {level} wages for {year}",
            fix=f"choose one of the years {held}",
        )
    every_column = list(codebook.fields(codebook.WAGES, data))
    held = read(folder / f"{level}.csv", data)
    return held.reindex(columns=every_column).assign(year=year)


def _folders(level: Level, data: Path) -> dict[int, Path]:
    found = (data / "oews").glob(f"*/{level}.csv")
    return {int(path.parent.name[:4]): path.parent for path in found}


def _check_widths(path: Path, text: str) -> None:
    rows = csv.reader(text.splitlines(keepends=True))
    width = len(next(rows, []))
    for row in rows:
        if len(row) != width:
            raise DataError(
                file=path,
                row=rows.line_num,
                problem=f"has {len(row)} cells where the header has {width}",
                fix="quote a cell that holds a comma, and fill or remove the others",
            )


def _check_complete(path: Path) -> None:
    if not _text(path):
        return  # told as empty
    with path.open("rb") as content:
        content.seek(max(0, path.stat().st_size - 1))
        last = content.read()
    if last != b"\n":
        raise DataError(
            file=path,
            problem="the file is cut short: its last line does not end",
            fix=restore(path),
        )


def _numbers(path: Path, column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column.where(column != ""), errors="coerce")
    wrong = column[numbers.isna() & (column != "")]
    if not wrong.empty:
        raise DataError(
            file=path,
            row=int(wrong.index[0]) + 2,
            column=str(column.name),
            value=wrong.iloc[0],
            problem="a number belongs here",
            fix="write digits only, without commas or signs, or leave the cell empty",
        )
    return numbers.astype("float64")
