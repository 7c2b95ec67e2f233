"""What every compiler shares: finding a publisher's file, trusting its columns, writing a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from rolereport.data.errors import DataError


def newest(sources: Path, pattern: str) -> Path:
    """The last file by name below `sources` that matches `pattern`.

    Raises
    ------
    DataError
        If no file matches.
    """
    found = sorted(sources.glob(pattern))
    if not found:
        raise DataError(
            file=sources / pattern,
            problem="the publisher's file is missing",
            fix="download it from the address in data/sources.csv into this place",
        )
    return found[-1]


def require_columns(frame: pd.DataFrame, columns: Iterable[str], file: Path) -> None:
    """Raise `DataError` unless `frame` has all `columns`."""
    for column in columns:
        if column not in frame:
            raise DataError(
                file=file,
                row=1,
                column=column,
                problem="this column is missing",
                fix="compare the header with the publisher's notes for this release",
            )


def numbers(column: pd.Series, file: Path, key: pd.Series) -> pd.Series:
    """`column` as floats, empty as NaN; `key` names the row in an error.

    Raises
    ------
    DataError
        If a cell holds anything but a number or nothing.
    """
    parsed = pd.to_numeric(column, errors="coerce").astype("float64")
    wrong = parsed.isna() & column.notna() & (column != "")
    if wrong.any():
        raise DataError(
            file=file,
            row=str(key[wrong].iloc[0]),
            column=str(column.name),
            value=column[wrong].iloc[0],
            problem="a number belongs here",
            fix="compare the cell with the publisher's own file",
        )
    return parsed


def write(frame: pd.DataFrame, path: Path, keys: list[str]) -> None:
    """Write `frame` to `path` as the codebook asks: sorted by `keys`, no index, Unix line ends.

    Raises
    ------
    DataError
        If two rows share the same keys.
    """
    twice = frame.duplicated(keys)
    if twice.any():
        first = frame.loc[twice, keys].iloc[0]
        raise DataError(file=path, row=" ".join(map(str, first)), problem="two rows have this key")
    frame.sort_values(keys).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
