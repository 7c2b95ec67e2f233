"""The last steps that every OEWS reader shares: one row a key, in one order."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.codes import separate
from rolereport.data.oews.columns import COLUMNS, KEY, LABELS

NATION = "US"
SOC_CODE = r"\d{2}-\d{4}"


def tidy(cells: pd.DataFrame, file: Path) -> pd.DataFrame:
    """Wages as the project keeps them, sorted by area and SOC code.

    The index of `cells` counts the rows of the file from 0, below its header.

    An occupation listed both as a broad group and as the most detailed line is kept once, as
    detailed. Titles and groups are kept for the nation only. A column without a single figure or
    code is one that the release lacks, and is left out.

    Raises
    ------
    DataError
        If a SOC code has the wrong shape, a number cannot be read, or a key stands twice with
        different figures.
    """
    _check_soc_codes(cells, file)
    wages = _one_row_a_key(separate(cells, file), file)
    if not wages["area"].eq(NATION).all():
        wages = wages.drop(columns=list(LABELS), errors="ignore")
    columns = [column for column in COLUMNS if column in wages and _said(wages, column)]
    return wages[columns].sort_values(list(KEY), ignore_index=True)


def _said(wages: pd.DataFrame, column: str) -> bool:
    if column == "codes" or wages[column].notna().any():
        return True
    return bool(wages["codes"].str.contains(f"{column}=", regex=False).any())


def _check_soc_codes(cells: pd.DataFrame, file: Path) -> None:
    codes = cells["soc_code"].astype("string").fillna("")
    for place in np.flatnonzero(~codes.str.fullmatch(SOC_CODE).to_numpy(dtype=bool))[:1]:
        raise DataError(
            file=file,
            row=int(codes.index[place]) + 2,
            column="soc_code",
            value=str(codes.iloc[place]),
            problem="a SOC code such as 31-9092 belongs here",
        )


def _one_row_a_key(wages: pd.DataFrame, file: Path) -> pd.DataFrame:
    if "occupation_group" in wages:
        detailed_first = wages["occupation_group"].ne("detailed")
        wages = wages.loc[detailed_first.sort_values(kind="stable").index]
    figures = [column for column in wages.columns if column not in LABELS]
    different = wages.drop_duplicates(figures)
    for _, row in different[different.duplicated(list(KEY))].iterrows():
        raise DataError(
            file=file,
            row=f"{row['area']} {row['soc_code']}",
            problem="this occupation stands twice with different figures",
            fix="read an unchanged copy of the release",
        )
    return different
