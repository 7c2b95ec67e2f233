"""What a row of a frame is where rows are taken one by one."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from typing import Any, TypeAlias

import pandas as pd

Row = Any  # a column is an attribute, and nobody says which there are
Rows: TypeAlias = pd.DataFrame | list[Row]


def rows_of(rows: Rows) -> list[Row]:
    """Each row with its columns as attributes: what `itertuples` has but the index, much sooner.

    A list of such rows is given back: whoever chooses among them hands on what is left.
    """
    if isinstance(rows, list):
        return rows
    columns = [column.tolist() for _, column in rows.items()]
    return list(map(_kind(tuple(rows.columns))._make, zip(*columns, strict=True)))


def framed(rows: list[tuple[Any, ...]], kinds: dict[str, str]) -> pd.DataFrame:
    """A frame of `rows`; its columns are of these kinds even where no row tells of which."""
    frame = pd.DataFrame(rows, columns=list(kinds))
    return frame if rows else frame.astype(kinds)


@cache
def _kind(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)
