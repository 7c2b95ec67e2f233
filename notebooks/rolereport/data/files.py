"""Reads one committed CSV file; what is wrong with it is told by file, row and column."""

from __future__ import annotations

import csv
import difflib
import re
from collections import defaultdict
from collections.abc import Collection
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd

from rolereport import reads
from rolereport.data import codebook
from rolereport.data.errors import DataError, restore
from rolereport.data.plain import first_line, plain_header
from rolereport.paths import DATA
from rolereport.reads import recalled_reading, remember

BYTE_ORDER_MARK = "\ufeff"
TEXT, NUMBER = pd.StringDtype(na_value=np.nan), np.dtype("float64")  # named, looked up each time
PART = 50_000  # rows parsed at a time: what parsing takes besides is as large as they are
WAGES_REQUIRED = ["area", "soc_code", "employment", "codes"]


@remember
def read(path: Path, data: Path = DATA) -> pd.DataFrame:
    """One table as its schema types it; shared between callers, so copy before changing it.

    Raises
    ------
    DataError
        As `parsed` does.
    """
    return frozen(_parsed_before(path, data))


@recalled_reading
def _parsed_before(path: Path, data: Path) -> pd.DataFrame:
    return parsed(path, data)


def parsed(path: Path, data: Path = DATA, only: Collection[str] | None = None) -> pd.DataFrame:
    """One table as its schema types it, read anew.

    Parameters
    ----------
    only
        The columns to parse, of which it must have one; all when None.

    Raises
    ------
    DataError
        If the file is missing, cut short, has other columns than its schema, or holds text
        where a number belongs, in a column that is parsed.
    """
    name = codebook.schema_name(path, data)
    _check_complete(path)
    columns = header(path)
    check_header(path, columns, name, data)
    used = [column for column in columns if only is None or column in only]
    numbers = _numbers_of(used, name, data)
    try:
        return _parsed(path, numbers, used)
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise DataError(file=path, problem=f"cannot be read as CSV ({error})") from error
    except ValueError:  # some cell is no number; as text, it can be named
        frame = _parsed(path, [], used)
    return frame.assign(**{name: _numbers(path, frame[name]) for name in numbers})


def parsed_of(codes: Collection[str], path: Path, data: Path = DATA) -> pd.DataFrame:
    """The rows of these occupations in a table of wages, read anew; it may hold others as well.

    Where they are few it takes a fraction of the time of `parsed`: the rest is not parsed.

    Raises
    ------
    DataError
        As `parsed` does; of rows of other occupations it may say nothing.
    """
    content = reads.file(path).read_bytes() if path.is_file() else b""
    columns = first_line(content).decode("latin-1").split(",")
    rows = _lines_with(codes, content, columns)
    if not rows:  # of a table without rows pandas would not tell the types either
        return parsed(path, data)
    name = codebook.schema_name(path, data)
    check_header(path, columns, name, data)
    table = BytesIO(b"\n".join([",".join(columns).encode(), *rows, b""]))
    try:
        return _parsed(table, _numbers_of(columns, name, data), columns)
    except ValueError:  # which line of the file it is can be told of all of them
        return parsed(path, data)


def _lines_with(codes: Collection[str], content: bytes, columns: list[str]) -> list[bytes] | None:
    """The lines of these occupations; None where a line may be no row."""
    plain = content.isascii() and content.endswith(b"\n")
    if not plain or b'"' in content or b"\r" in content or "soc_code" not in columns:
        return None
    before = "[^,\n]*," * columns.index("soc_code")
    wanted = "|".join(map(re.escape, codes)) or "(?!)"
    # A line is searched for quickest by the end of the one before.
    found = re.findall(f"\n({before}(?:{wanted})[^\n]*)".encode(), content)
    lines: list[bytes] = found
    return lines if all(line.count(b",") == len(columns) - 1 for line in lines) else None


def _numbers_of(columns: list[str], name: str, data: Path) -> list[str]:
    kinds = codebook.pandas_types(name, data)
    return [column for column in columns if kinds.get(column, "str") != "str"]


def frozen(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame`, its text barred from being written to past pandas, which guards numbers alone."""
    for name in frame.columns[frame.dtypes == "str"]:
        frame[name].to_numpy().setflags(write=False)
    return frame


def _parsed(table: Path | BytesIO, numbers: list[str], columns: list[str]) -> pd.DataFrame:
    with pd.read_csv(
        table,
        usecols=columns,
        dtype=defaultdict(lambda: TEXT, dict.fromkeys(numbers, NUMBER)),
        keep_default_na=False,
        na_values=dict.fromkeys(numbers, ""),
        encoding="utf-8",
        index_col=False,
        low_memory=False,
        chunksize=PART,
    ) as parts:
        read_so_far = list(parts)
    return read_so_far[0] if len(read_so_far) == 1 else pd.concat(read_so_far, ignore_index=True)


def header(path: Path) -> list[str]:
    """Column names of a CSV file.

    Raises
    ------
    DataError
        If there is no such file, or it is empty, or no UTF-8 text without a byte-order mark, or
        has a row of another width.
    """
    if not reads.file(path).exists():
        raise DataError(file=path, problem="the file is missing", fix=restore(path))
    try:
        return plain_header(path.read_bytes()) or _checked_header(path)
    except (OSError, UnicodeDecodeError) as error:
        problem = f"cannot be read as UTF-8 text ({error})"
        raise DataError(file=path, problem=problem, fix=restore(path)) from None


def _checked_header(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
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


def _check_complete(path: Path) -> None:
    if not path.exists() or not (size := path.stat().st_size):
        return  # told as missing or empty
    with path.open("rb") as content:
        content.seek(size - 1)
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
