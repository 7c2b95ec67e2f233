"""What wage figures must mean, beyond their types: order, arithmetic, completeness."""

from __future__ import annotations

import itertools
from pathlib import Path

import pandas as pd

from rolereport.data.errors import DataError

PERCENTILES = ("p10", "p25", "p50", "p75", "p90")
HOURS_A_YEAR = 2080
# Hourly pay is printed to the cent and annual pay to ten dollars: 2,080 half cents and half of ten.
# BLS itself printed three pairs (May 2004, May 2015) a few dimes further apart; they are let in.
ROUNDING = HOURS_A_YEAR * 0.005 + 5 + 0.5


def wage_errors(path: Path, wages: pd.DataFrame) -> list[DataError]:
    """Rows of one wage file whose percentiles are out of order or whose units disagree."""
    return [
        error for unit in ("annual", "hourly") for error in percentile_order(path, wages, unit)
    ] + unit_agreement(path, wages)


def percentile_order(path: Path, wages: pd.DataFrame, unit: str) -> list[DataError]:
    """A higher percentile may not pay less than a lower one, whatever lies between is withheld."""
    columns = [f"{name}_{unit}" for name in PERCENTILES if f"{name}_{unit}" in wages]
    errors = []
    for lower, higher in itertools.combinations(columns, 2):
        wrong = wages[wages[lower] > wages[higher]]
        errors += [
            DataError(
                file=path,
                row=int(index) + 2,
                column=higher,
                value=row[higher],
                problem=f"percentiles out of order: {lower} is {row[lower]:g} "
                f"({row['area']} {row['soc_code']})",
                fix="compare both figures with the release; a digit is often lost or swapped",
            )
            for index, row in wrong.iterrows()
        ]
    return errors


def unit_agreement(path: Path, wages: pd.DataFrame) -> list[DataError]:
    """Annual pay must be 2,080 times hourly pay, within what rounding explains."""
    errors = []
    for name in (*PERCENTILES, "mean"):
        annual, hourly = f"{name}_annual", f"{name}_hourly"
        if annual not in wages or hourly not in wages:
            continue
        apart = (wages[annual] - HOURS_A_YEAR * wages[hourly]).abs()
        errors += [
            DataError(
                file=path,
                row=int(index) + 2,
                column=annual,
                value=row[annual],
                problem=f"is not {HOURS_A_YEAR:,} times {hourly} {row[hourly]:g} "
                f"({row['area']} {row['soc_code']})",
                fix="compare both figures with the release",
            )
            for index, row in wages[apart > ROUNDING].iterrows()
        ]
    return errors
