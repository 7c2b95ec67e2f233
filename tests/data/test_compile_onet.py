"""Required education and job zones, compiled from files of O*NET's shape."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from oews_files import write_workbook

from rolereport.data.compile import onet
from rolereport.data.errors import DataError

IMPRECISE = 44.74
SHARES = [0.0, 20.54, IMPRECISE, 17.2, 0.05, 17.47, 0, 0, 0, 0, 0, 0]


HEADER = [
    "O*NET-SOC Code",
    "Scale ID",
    "Category",
    "Data Value",
    "N",
    "Standard Error",
    "Lower CI Bound",
    "Upper CI Bound",
    "Recommend Suppress",
    "Date",
]


def advice(share: float) -> str:
    return "Y" if share == IMPRECISE else "N"


def answers(code: str, scale: str = "RL", shares: list[float] = SHARES) -> list[list[str]]:
    return [
        [code, scale, f"{level}", f"{share}", "20", "1.5", "", "", advice(share), "08/2021"]
        for level, share in enumerate(shares, 1)
    ]


def write_answers(folder: Path, rows: list[list[str]], header: list[str] = HEADER) -> None:
    path = folder / onet.EDUCATION
    path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(path, {"Education, Training, and Exper": [header, *rows]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    codes = [*onet.ROLES.values(), "11-1011.00"]
    write_answers(
        tmp_path, [row for code in codes for row in answers(code)] + answers("31-9092.00", "OJ")
    )
    zones = pd.DataFrame({"O*NET-SOC Code": codes, "Title": "x", "Job Zone": 3})
    (tmp_path / onet.JOB_ZONES).parent.mkdir()
    zones.to_csv(tmp_path / onet.JOB_ZONES, index=False)
    return tmp_path


def compiled(folder: Path, name: str) -> pd.DataFrame:
    onet.compile_onet(folder, folder)
    return pd.read_csv(folder / f"{name}.csv")


def test_shares_dates_and_levels_of_a_role(folder: Path) -> None:
    table = compiled(folder, "onet_education")
    assistant = table[table["role"] == "medical-assistant"]
    assert assistant["share_percent"].tolist() == SHARES
    assert assistant["category"].tolist() == list(range(1, 13))
    assert assistant["level"].iloc[2] == "Postsecondary certificate"
    assert set(assistant["survey_date"]) == {"2021-08"}


def test_imprecise_shares_are_flagged(folder: Path) -> None:
    table = compiled(folder, "onet_education")
    assistant = table[table["role"] == "medical-assistant"]
    assert assistant[assistant["low_precision"] == "yes"]["category"].tolist() == [3]


def test_other_occupations_and_scales_are_left_out(folder: Path) -> None:
    table = compiled(folder, "onet_education")
    assert set(table["onet_soc_code"]) == set(onet.ROLES.values())
    assert len(table) == 12 * len(onet.ROLES)


def test_shares_that_do_not_add_up_are_refused(folder: Path) -> None:
    right = [row for code in onet.ROLES.values() for row in answers(code)]
    wrong = [
        [*row[:3], "5", *row[4:]] if row[:3] == ["31-9092.00", "RL", "12"] else row for row in right
    ]
    write_answers(folder, wrong)
    with pytest.raises(DataError, match="do not add to 100") as raised:
        onet.compile_onet(folder, folder)
    assert (raised.value.row, raised.value.value) == ("31-9092.00", 105.0)


def test_role_without_answers_is_named(folder: Path) -> None:
    write_answers(folder, answers("31-9092.00"))
    with pytest.raises(DataError, match="there is no row for laboratory-technician"):
        onet.compile_onet(folder, folder)


def test_renamed_column_is_named(folder: Path) -> None:
    header = ["Sample" if column == "N" else column for column in HEADER]
    write_answers(folder, answers("31-9092.00"), header)
    with pytest.raises(DataError, match="column N: this column is missing"):
        onet.compile_onet(folder, folder)


def test_job_zones_of_the_roles(folder: Path) -> None:
    zones = compiled(folder, "onet_job_zones")
    assert zones.set_index("role")["onet_soc_code"].to_dict() == onet.ROLES
    assert set(zones["job_zone"]) == {3}
