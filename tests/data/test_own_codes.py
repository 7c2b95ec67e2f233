"""A file in the project's own schema is read with the codes that it holds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from support import wage_sheets

from rolereport.data.errors import DataErrors
from rolereport.data.intake import vintage
from rolereport.data.intake.reading import read_files
from rolereport.paths import DATA

HEADER = [
    "area",
    "soc_code",
    "soc_title",
    "occupation_group",
    "employment",
    "p50_hourly",
    "p50_annual",
    "codes",
]
ROW = [
    "US",
    "29-1243",
    "Pediatric Surgeons",
    "detailed",
    "610",
    "",
    "",
    "p50_hourly=#; p50_annual=#",
]


def read(folder: Path, *rows: list[str]) -> pd.DataFrame:
    path = wage_sheets.text(folder / "national_2025.csv", [HEADER, *rows])
    return read_files([path]).wages[0].frame


@pytest.mark.parametrize(
    "name", ["2025-05/national.csv", "2024-05/national.csv", "2024-05/states.csv"]
)
def test_a_copy_of_what_is_held_is_known_again(name: str, tmp_path: Path) -> None:
    month, level = name.removesuffix(".csv").split("/")
    copy = tmp_path / f"{level}_{month[:4]}.csv"
    shutil.copy(DATA / "oews" / name, copy)
    (entry,) = vintage.keep(read_files([copy]), into=tmp_path)
    assert (entry.status, entry.folder.name) == ("held", month)


def test_codes_of_the_column_and_of_the_cells_are_one_list(tmp_path: Path) -> None:
    frame = read(tmp_path, [*ROW[:5], "*", "", "p50_hourly=#; p50_annual=#"])
    assert frame["codes"].tolist() == ["p50_hourly=*; p50_annual=#"]


def test_a_code_beside_its_figure_says_nothing(tmp_path: Path) -> None:
    frame = read(tmp_path, [*ROW[:5], "100", "208000", "p50_annual=#"])
    assert frame["codes"].tolist() == [""]


@pytest.mark.parametrize("codes", ["see notes", "p50_annual=!", "p51_annual=#"])
def test_what_is_no_list_of_codes_is_told(codes: str, tmp_path: Path) -> None:
    with pytest.raises(DataErrors, match=r"row 2, column codes, value .*: is no list of figures"):
        read(tmp_path, [*ROW[:7], codes])
