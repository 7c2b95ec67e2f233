"""Reads the May 2015 state wages, which survive as an R data frame made from the workbook."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import STATE_FRAME
from rolereport.data.oews.workbook import tidy_workbook


def read_state_frame(path: Path) -> pd.DataFrame:
    """Wages by state from an `.rds` file with the official columns and some of its maker's own.

    Its maker turned the codes of some columns into missing values; those become `?`.

    Raises
    ------
    DataError
        If the file cannot be read, or holds other columns.
    """
    return tidy_workbook(_frame(path).reset_index(drop=True), path, STATE_FRAME)


def _frame(path: Path) -> pd.DataFrame:
    import rdata  # only `rolereport compile` needs it

    with warnings.catch_warnings():
        # rdata knows no tibble; it says so and reads one as the plain data frame that it is.
        warnings.simplefilter("ignore", UserWarning)
        try:
            frame = rdata.read_rds(path)
        except Exception as error:  # rdata raises many kinds for a broken file
            raise DataError(file=path, problem=f"cannot be read as an R file ({error})") from error
    if not isinstance(frame, pd.DataFrame):
        raise DataError(file=path, problem="does not hold one data frame")
    return frame
