"""The rows of a table one by one, for a chart that draws a mark for each."""

from __future__ import annotations

from typing import Any

import pandas as pd


def records(rows: pd.DataFrame) -> list[dict[Any, Any]]:
    """Each row by column, as `to_dict("records")` has it, without a look-up for every column."""
    columns = {name: _values(column) for name, column in rows.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: pd.Series) -> list[Any]:
    if getattr(column.dtype, "na_value", None) is pd.NA:  # which is neither true nor false
        return [None if value is pd.NA else value for value in column.tolist()]
    return column.tolist()
