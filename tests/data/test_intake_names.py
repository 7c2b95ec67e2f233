"""The year by the names of archive, file and sheet, and columns headed in a user's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.wage_sheets import ASSISTANTS, HEADER, NATION, archive, national, text, workbook

from rolereport.data.errors import DataErrors
from rolereport.data.intake.reading import read_files

ROW = [*NATION, *ASSISTANTS]


def refused(path: Path, year: int | None = None) -> str:
    with pytest.raises(DataErrors) as caught:
        read_files([path], year)
    (told,) = caught.value.errors
    return str(told)


def month(path: Path, year: int | None = None) -> str:
    return read_files([path], year).wages[0].month


def of_two_years(folder: Path) -> Path:
    return workbook(folder / "national_M2026_dl.xlsx", national(), "national_M2025_dl")


def test_a_sheet_that_kept_its_name_is_told_by_name(tmp_path: Path) -> None:
    told = refused(of_two_years(tmp_path))
    assert "is of two years: the file's name says 2026, the sheet's name says 2025. To me" in told
    assert told.endswith("or say the year: --year 2026.")


def test_the_year_that_is_said_settles_two_names(tmp_path: Path) -> None:
    path = of_two_years(tmp_path)
    assert month(path, 2026) == "2026-05"
    assert month(path, 2025) == "2025-05"
    assert "the file's name says 2026" in refused(path, 2024)


def test_the_year_that_is_said_settles_an_archive_and_the_file_in_it(tmp_path: Path) -> None:
    packed = archive(tmp_path / "oesm26nat.zip", workbook(tmp_path / "M2025.xlsx", national()))
    told = refused(packed)
    assert (
        "the file's name says 2026, a folder in it says 2026, the name of the file in it says 2025"
        in told
    )
    assert month(packed, 2026) == "2026-05"


def test_the_year_that_is_said_does_not_settle_a_name_alone(tmp_path: Path) -> None:
    path = text(tmp_path / "national_M2025_dl.csv", national())
    assert "is of 2025 by the file's name, and of 2026 by --year" in refused(path, 2026)


def test_november_stays_november_where_the_year_is_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "national_november2003_dl.xlsx", national(), "May 2004")
    assert month(path, 2003) == "2003-11"


def test_a_column_of_years_is_not_overruled(tmp_path: Path) -> None:
    rows = [["YEAR", *HEADER], [2025, *ROW]]
    path = text(tmp_path / "national_M2026_dl.csv", rows)
    assert "column YEAR, value 2025" in refused(path, 2026)
    assert month(path, 2025) == "2025-05"


def own_words(folder: Path, **headings: str) -> Path:
    header = [headings.get(name, name) for name in HEADER]
    return workbook(folder / "national_M2026_dl.xlsx", [header, *national()[1:]])


def test_a_release_with_codes_under_another_heading_is_no_payroll(tmp_path: Path) -> None:
    path = own_words(tmp_path, OCC_CODE="Job code", OCC_TITLE="Job", A_MEDIAN="Yearly median pay")
    told = refused(path)
    assert told.startswith("national_M2026_dl.xlsx, sheet data, row 1, column Job code: ")
    assert "there is no OCC_CODE. To mend it: head this column OCC_CODE." in told


def test_a_release_without_codes_is_no_payroll(tmp_path: Path) -> None:
    rows = [
        ["Job", "Yearly pay", *HEADER[10:]],
        *(["Aide", 1, *row[10:]] for row in national()[1:]),
    ]
    told = refused(text(tmp_path / "M2026.csv", rows))
    assert "row 1, value 'Job, Yearly pay, TOT_EMP, EMP_PRSE" in told
    assert "has no column of occupation codes" in told


def test_a_payroll_stays_one(tmp_path: Path) -> None:
    rows = [["Job title", "Job code", "Hourly pay"], ["Medical assistant", "31-9092", 21]]
    assert read_files([text(tmp_path / "pay.csv", rows)]).payrolls
