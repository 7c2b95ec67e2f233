"""The crosswalk knows every column name, and refuses what it does not know."""

from pathlib import Path

import pandas as pd
import pytest

from rolereport.data import codebook
from rolereport.data.errors import DataError
from rolereport.data.oews import columns
from rolereport.data.oews.columns import COLUMNS, Crosswalk, translate

FILE = Path("release.csv")
SMALL = Crosswalk(
    names={"OCC": "soc_code", "CODE": "soc_code", "EMP": "employment"},
    required=frozenset({"soc_code", "employment"}),
    ignored=frozenset({"NOTE"}),
)
CROSSWALKS = [
    columns.OFFICIAL,
    columns.STATE_FRAME,
    columns.AREA_SHARD,
    columns.STATE_LIST,
    columns.STATE_PERCENTILES,
]


def frame(*names: str) -> pd.DataFrame:
    return pd.DataFrame([["1"] * len(names)], columns=list(names))


def test_columns_are_renamed_and_ignored_ones_left() -> None:
    assert list(translate(frame("CODE", "NOTE", "EMP"), SMALL, FILE)) == ["soc_code", "employment"]


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(DataError, match=r"release\.csv, row 1, column H_PCT60: unknown column"):
        translate(frame("OCC", "EMP", "H_PCT60"), SMALL, FILE)


def test_a_missing_column_is_told_by_the_names_it_can_have() -> None:
    with pytest.raises(DataError, match="column OCC or CODE: this column is missing"):
        translate(frame("EMP"), SMALL, FILE)


def test_two_names_of_one_column_are_refused() -> None:
    with pytest.raises(DataError, match="column soc_code: two columns hold the same figure"):
        translate(frame("OCC", "CODE", "EMP"), SMALL, FILE)


@pytest.mark.parametrize("crosswalk", CROSSWALKS)
def test_every_crosswalk_leads_to_known_columns(crosswalk: Crosswalk) -> None:
    assert set(crosswalk.names.values()) <= set(COLUMNS)
    assert crosswalk.required <= set(crosswalk.names.values())
    assert not crosswalk.ignored & set(crosswalk.names)


def test_the_codebook_lists_the_columns_in_the_same_order() -> None:
    assert list(codebook.fields("wages")) == list(COLUMNS)
