"""Salaries, one a row: jobs, units and places are understood, or told so as to be mended."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.wage_sheets import national, text

from rolereport.data.errors import DataErrors
from rolereport.data.intake.reading import read_files
from rolereport.data.intake.titles import UnknownTitle, role_of


def read(folder: Path, *rows: list[object]) -> pd.DataFrame:
    found = read_files([text(folder / "pay.csv", list(rows))]).payrolls
    return found["pay.csv"].people


def problems(folder: Path, *rows: list[object]) -> list[str]:
    with pytest.raises(DataErrors) as caught:
        read_files([text(folder / "pay.csv", list(rows))])
    return [str(error) for error in caught.value.errors]


def test_titles_units_and_places(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["Job Title", "Pay Rate", "Pay Basis", "Work State"],
        ["Medical Assistant II", "$22.50", "hourly", "Texas"],
        ["MLS", "80,000", "annual", "TX"],
        ["29-1141", 45, "", ""],
    )
    assert found.to_dict("list") == {
        "role": ["medical-assistant", "laboratory-technologist", "registered-nurse"],
        "area": ["TX", "TX", ""],
        "annual": [46800, 80000, 93600],
    }


@pytest.mark.parametrize(
    ("header", "pay", "annual"),
    [("Hourly Rate", 600, 1_248_000), ("Annual Salary", 30_000, 30_000), ("Base Pay", 21, 43_680)],
)
def test_the_header_says_the_unit_else_the_size_does(
    tmp_path: Path, header: str, pay: float, annual: float
) -> None:
    found = read(tmp_path, ["role", header], ["medical-assistant", pay])
    assert found["annual"].tolist() == [annual]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            ["Med Tech", 20, "hourly", "TX"],
            "names 3 jobs: laboratory-technician, laboratory-techno",
        ),
        (["CMA", 20, "hourly", "TX"], "names 2 jobs: medical-assistant, medication-aide"),
        (["Astronomer in chief", 20, "hourly", "TX"], "no job title that the report knows"),
        (["MLS", "abc", "hourly", "TX"], "row 2, column Pay, value 'abc': is neither a number"),
        (["MLS", "", "hourly", "TX"], "row 2, column Pay, value '': no pay is given"),
        (["MLS", 20, "weekly", "TX"], "value 'weekly': says neither hourly nor annual"),
        (["MLS", 52000, "hourly", "TX"], "would be $108,160,000 a year"),
        (["MLS", 20, "hourly", "Tejas"], "column State, value 'Tejas': is no area"),
        (["", 20, "hourly", "TX"], "value '': no job is named"),
    ],
)
def test_what_cannot_be_understood_is_told(tmp_path: Path, row: list[object], told: str) -> None:
    found = problems(tmp_path, ["Title", "Pay", "Unit", "State"], row)
    assert any(told in message for message in found), found
    assert all("To mend it: " in message for message in found)


def test_an_owner_can_say_what_a_title_means() -> None:
    assert role_of("Med Tech II", {"med tech": "medication-aide"}) == "medication-aide"
    with pytest.raises(UnknownTitle, match="names 3 jobs"):
        role_of("Med Tech II")


def test_a_file_without_salaries_is_refused(tmp_path: Path) -> None:
    header = [name.replace("OCC_TITLE", "X") for name in map(str, national()[0])]
    for rows in ([["a", "b"], [1, 2]], [header]):
        with pytest.raises(DataErrors, match="To mend it: "):
            read_files([text(tmp_path / "wages.csv", rows)])
