"""A figure that is missing without a code, or zero, is told; a blank with a meaning is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.wage_sheets import ASSISTANTS, HEADER, NATION, changed, national, text, workbook

from rolereport.data.errors import DataErrors
from rolereport.data.intake.reading import Reading, read_files

ROW = [*NATION, *ASSISTANTS]
NAME = "national_M2025_dl"
OTHERS = [changed(ROW, OCC_CODE=f"31-{number}") for number in range(1000, 1040)]
ANNUAL = [name for name in HEADER if name.startswith("A_")]


def read(folder: Path, *rows: list[object]) -> Reading:
    return read_files([text(folder / f"{NAME}.csv", national(*rows, *OTHERS))])


def told(folder: Path, *rows: list[object]) -> list[str]:
    with pytest.raises(DataErrors) as caught:
        read(folder, *rows)
    return [str(error) for error in caught.value.errors]


@pytest.mark.parametrize(
    ("cells", "where", "why"),
    [
        ({"A_MEDIAN": ""}, "column A_MEDIAN, value ''", "the figure is missing beside others"),
        ({"H_PCT90": " "}, "column H_PCT90, value ''", "the figure is missing beside others"),
        ({"A_MEAN": ""}, "column A_MEAN, value ''", "the figure is missing beside others"),
        ({"TOT_EMP": ""}, "column TOT_EMP, value ''", "the figure is missing beside others"),
        ({"A_MEDIAN": 0}, "column A_MEDIAN, value 0", "nobody is paid nothing"),
        ({"H_PCT10": "0.00"}, "column H_PCT10, value 0", "nobody is paid nothing"),
    ],
)
def test_a_blank_or_a_zero_beside_figures_is_refused(
    tmp_path: Path, cells: dict[str, object], where: str, why: str
) -> None:
    (message,) = told(tmp_path, changed(ROW, **cells))
    assert message.startswith(f"{NAME}.csv, row 3, {where}: {why} (US 31-9092). To mend it: ")
    assert "* for wages, ** for jobs" in message


def test_a_blank_in_a_workbook_is_refused_as_well(tmp_path: Path) -> None:
    rows = national(changed(ROW, A_MEDIAN=None), *OTHERS)
    with pytest.raises(DataErrors, match="row 3, column A_MEDIAN, value '': the figure is missing"):
        read_files([workbook(tmp_path / f"{NAME}.xlsx", rows)])


def test_a_cell_that_is_wrong_is_told_once(tmp_path: Path) -> None:
    assert len(told(tmp_path, changed(ROW, A_MEDIAN="n/a"))) == 1


@pytest.mark.parametrize(
    "cells",
    [
        dict.fromkeys(ANNUAL, ""),  # paid by the hour alone
        {**dict.fromkeys(ANNUAL, "*"), "A_MEAN": 0},  # as actors in a copy of May 2018
        {"A_PCT90": "#", "H_PCT90": "#"},
        {"TOT_EMP": "**"},
        {"EMP_PRSE": 0},
    ],
)
def test_a_blank_or_a_zero_that_stands_for_a_code_is_read(
    tmp_path: Path, cells: dict[str, object]
) -> None:
    assert not [each for each in read(tmp_path, changed(ROW, **cells)).doubts if each.row]


def test_a_column_that_is_blank_throughout_is_one_that_the_file_lacks(tmp_path: Path) -> None:
    rows = [changed(row, TOT_EMP="", H_PCT90="") for row in national(ROW)[1:]]
    reading = read_files([text(tmp_path / f"{NAME}.csv", [HEADER, *rows])])
    assert "p90_hourly" not in reading.wages[0].frame


def test_a_file_that_writes_nothing_for_codes_is_told_once_a_column(tmp_path: Path) -> None:
    others = [changed(row, A_PCT90="", H_PCT90="") for row in OTHERS[:25]]
    rows = national(ROW, *others, *OTHERS[25:])
    doubts = read_files([text(tmp_path / f"{NAME}.csv", rows)]).doubts
    assert [(each.column, each.problem) for each in doubts if each.column] == [
        (name, "25 lines have no figure beside others, and no code says why")
        for name in ("H_PCT90", "A_PCT90")
    ]
