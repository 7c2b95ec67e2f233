"""What a row of a frame is where rows are taken one by one."""

from __future__ import annotations

from collections import namedtuple
from functools import cache
from typing import Any

import pandas as pd

Row = Any  # a column is an attribute, and nobody says which there are


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """Each row with its columns as attributes: what `itertuples` has but the index, much sooner."""
    columns = [column.tolist() for _, column in frame.items()]
    return list(map(_kind(tuple(frame.columns))._make, zip(*columns, strict=True)))


@cache
def _kind(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)
