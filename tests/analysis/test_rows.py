"""The rows of a frame one by one are those that pandas gives."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.analysis.rows import rows_of

MIXED = pd.DataFrame(
    {
        "role": ["a", None, "c"],
        "pay": [1.5, float("nan"), 3.0],
        "rank": [1, 2, 3],
        "own": [True, False, True],
        "two words": ["x", "", "z"],
        "known": pd.array([True, None, False], dtype="boolean"),
        "day": pd.to_datetime(["2025-05-01", None, "2024-05-01"]),
    },
    index=[5, 5, 9],
)


def plain(value: object) -> object:
    """The value as Python has it, where pandas gives one of numpy."""
    return value.item() if isinstance(value, np.generic) else value


def test_rows_are_as_pandas_has_them() -> None:
    expected = [tuple(map(plain, row)) for row in MIXED.itertuples(index=False)]
    assert [repr(tuple(row)) for row in rows_of(MIXED)] == [repr(row) for row in expected]


def test_columns_are_attributes_also_after_other_columns_were() -> None:
    assert [row.rank for row in rows_of(MIXED)] == [1, 2, 3]
    assert [row.role for row in rows_of(MIXED[["pay", "role"]].iloc[[2]])] == ["c"]


def test_no_rows_are_none() -> None:
    assert rows_of(MIXED.head(0)) == []


def test_rows_are_rows_already() -> None:
    chosen = rows_of(MIXED)[1:]
    assert rows_of(chosen) is chosen
