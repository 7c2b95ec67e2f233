"""Reads the May 2024 state wages, kept in two JSON files that complete each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import KEY, STATE_LIST, STATE_PERCENTILES, translate
from rolereport.data.oews.tidy import NATION, tidy

NOT_HELD = ""


def read_state_lists(wages: Path, percentiles: Path) -> pd.DataFrame:
    """Wages of health occupations by state.

    Parameters
    ----------
    wages
        A list of records: employment, means, medians, and hourly 10th and 90th percentiles.
    percentiles
        By state and occupation, all five hourly percentiles, of fewer occupations.

    Raises
    ------
    DataError
        If a file cannot be read, holds other figures, or the two disagree.
    """
    return tidy_state_lists(_list(wages), _percentiles(percentiles), wages)


def tidy_state_lists(wages: pd.DataFrame, percentiles: pd.DataFrame, file: Path) -> pd.DataFrame:
    """Both files' figures in one row an area and occupation; what neither holds stays empty."""
    first = _keyed(translate(wages, STATE_LIST, file), file)
    second = _keyed(translate(percentiles, STATE_PERCENTILES, file), file)
    _check_agreement(first, second, file)
    shape = {
        "index": first.index.union(second.index),
        "columns": first.columns.union(second.columns),
        "fill_value": NOT_HELD,
    }
    held = first.reindex(**shape)
    return tidy(held.where(held.ne(NOT_HELD), second.reindex(**shape)).reset_index(), file)


def _keyed(cells: pd.DataFrame, file: Path) -> pd.DataFrame:
    # Rows of the nation hold one line an industry as well, and official workbooks have them.
    states = cells[cells["area"].ne(NATION)].astype("object")
    for _, row in states[states.duplicated(list(KEY))].iterrows():
        raise DataError(
            file=file, row=f"{row['area']} {row['soc_code']}", problem="this row stands twice"
        )
    return states.set_index(list(KEY))


def _check_agreement(first: pd.DataFrame, second: pd.DataFrame, file: Path) -> None:
    rows = first.index.intersection(second.index)
    for column in first.columns.intersection(second.columns):
        one, other = first.loc[rows, column], second.loc[rows, column]
        for key in rows[one.ne(other) & ~(one.isna() & other.isna())]:
            raise DataError(
                file=file,
                row=" ".join(key),
                column=column,
                value=f"{one[key]} and {other[key]}",
                problem="the two files of this release disagree",
                fix="read both from one state of the repository that keeps them",
            )


def _list(path: Path) -> pd.DataFrame:
    return _records(path, _json(path))


def _percentiles(path: Path) -> pd.DataFrame:
    try:
        states = _json(path)["states"]
        records = [
            {"state": state, "soc": soc_code, **figures}
            for state, occupations in states.items()
            for soc_code, figures in occupations.items()
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(file=path, problem=f"not wages by state ({error!r})") from error
    return _records(path, records)


def _records(path: Path, records: Any) -> pd.DataFrame:
    try:
        return pd.DataFrame.from_records(records)
    except (ValueError, TypeError, AttributeError) as error:
        raise DataError(file=path, problem=f"not a list of records ({error})") from error


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(file=path, problem="the file is missing") from error
    except ValueError as error:
        raise DataError(file=path, problem=f"cannot be read as JSON ({error})") from error
