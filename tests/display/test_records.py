"""The rows of a table are those that pandas gives, whatever its columns hold."""

from __future__ import annotations

import pandas as pd
from pandas.testing import assert_frame_equal

from rolereport.display.records import records

MIXED = pd.DataFrame(
    {
        "role": ["a", None, "c"],
        "pay": [1.5, float("nan"), 3.0],
        "rank": [1, 2, 3],
        "own": [True, False, True],
        7: [["a", "b"], [], ["c"]],
        "known": pd.array([True, None, False], dtype="boolean"),
    },
    index=[5, 5, 9],
)


def test_rows_are_as_pandas_has_them() -> None:
    assert_frame_equal(pd.DataFrame(records(MIXED)), pd.DataFrame(MIXED.to_dict("records")))
    first = records(MIXED)[0]
    told = {"role": "a", "pay": 1.5, "rank": 1, "own": True, 7: ["a", "b"], "known": True}
    assert first == told
    assert [type(value) for value in first.values()] == [str, float, int, bool, list, bool]
    assert records(MIXED)[1]["known"] is None


def test_a_table_without_rows_or_columns_has_none() -> None:
    assert records(MIXED.head(0)) == []
    assert records(pd.DataFrame(index=[1, 2])) == []
