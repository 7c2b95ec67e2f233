"""Figures that no job has: in thousands, in the other unit, or above what a percentage can be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import PAY

# BLS has printed no pay outside of 11,640 to 934,460 dollars a year, 5.60 to 349.35 an hour.
LIKELY = {"annual": (4_000, 5_000_000), "hourly": (2, 2_500)}
OTHER = {"annual": "hourly", "hourly": "annual"}
SPANS = {"annual": "a year", "hourly": "an hour"}
COMPARE = "compare the figure with the source"


def errors(path: Path, wages: pd.DataFrame) -> Iterator[DataError]:
    """Cells of a wage file that are no such figure; row 0 of `wages` is row 2 of the file."""
    swapped = _swapped(wages)
    for column in (name for name in PAY if name in wages):
        unit = column.rpartition("_")[2]
        least, most = LIKELY[unit]
        pay = wages[column]
        for row, figure in pay[(pay < least) | (pay > most)].items():
            if swapped[row] and unit == "hourly":
                continue  # told of the annual figure
            problem, fix = _told(float(figure), unit, swapped=bool(swapped[row]))
            yield _error(path, row, column, figure, problem, fix)
    for column in ("employment_rse", "mean_rse"):
        if column in wages:
            for row, figure in wages.loc[wages[column] > 100, column].items():
                problem = "is a standard error above 100 percent of its figure"
                fix = f"{COMPARE}; it is printed in percent, such as 0.5"
                yield _error(path, row, column, figure, problem, fix)


def _swapped(wages: pd.DataFrame) -> pd.Series:
    """Rows whose annual pay is likely hourly and whose hourly pay is likely annual."""
    either = pd.Series(False, index=wages.index)
    for hourly in (name for name in PAY if name in wages and name.endswith("_hourly")):
        annual = hourly.replace("_hourly", "_annual")
        if annual in wages:
            either |= wages[hourly].gt(wages[annual])
    return either


def _told(figure: float, unit: str, *, swapped: bool) -> tuple[str, str]:
    span = SPANS[unit]
    if swapped:
        return (
            f"would be ${figure:,.2f} {span}: hourly and annual pay have changed places",
            "exchange the two figures, or the headers of the two columns",
        )
    problem = f"would be ${figure:,.2f} {span}, which no job pays"
    if unit == "annual" and figure < LIKELY[unit][0]:
        return problem, f"write whole dollars a year; {COMPARE}, it may be in thousands or hourly"
    if unit == "hourly" and figure > LIKELY[unit][1]:
        return problem, f"write dollars an hour; {COMPARE}, it may be a year's pay"
    return problem, f"{COMPARE}; a digit or the decimal point may have moved"


def _error(
    path: Path, row: object, column: str, value: object, problem: str, fix: str
) -> DataError:
    return DataError(
        file=path, row=int(str(row)) + 2, column=column, value=value, problem=problem, fix=fix
    )
