"""Ratings and related occupations, compiled from files of O*NET's shape."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from oews_files import write_workbook

from rolereport.data import load
from rolereport.data.compile import onet_ratings
from rolereport.data.errors import DataError

HEADER = ["O*NET-SOC Code", "Element Name", "Scale ID", "Data Value"]
CODES = ["29-2011.00", "31-9092.00"]
RELATED = ["O*NET-SOC Code", "Related O*NET-SOC Code", "Related Title", "Relatedness Tier", "Index"]


def write_ratings(folder: Path, kind: str, rows: list[list[str]]) -> None:
    path = folder / onet_ratings.FILES[kind]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(path, {"Sheet": [HEADER, *rows]})


def ratings(element: str, values: list[str], scale: str = "IM") -> list[list[str]]:
    return [[code, element, scale, value] for code, value in zip(CODES, values, strict=True)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    levels = ratings("Active Listening", ["6", "7"], "LV")
    write_ratings(tmp_path, "skill", ratings("Active Listening", ["3.5", "4"]) + levels)
    write_ratings(tmp_path, "knowledge", ratings("Law, and Government", ["1", "2.25"]))
    related = [
        ["29-2011.00", "29-2012.00", "Technicians", "Primary-Short", "1"],
        ["11-1011.00", "29-2012.00", "Technicians", "Primary-Short", "1"],
    ]
    write_workbook(tmp_path / onet_ratings.RELATED, {"Sheet": [RELATED, *related]})
    return tmp_path


def test_importance_only_a_row_an_occupation(folder: Path) -> None:
    onet_ratings.compile_onet_ratings(folder, folder)
    table = pd.read_csv(folder / "onet_ratings.csv").set_index("onet_soc_code")
    assert table.loc["29-2011.00", "skill_active_listening"] == 3.5
    assert table.loc["31-9092.00", "knowledge_law_and_government"] == 2.25
    assert set(table["source_id"]) == {onet_ratings.SOURCE}


def test_related_occupations_of_the_roles_only(folder: Path) -> None:
    onet_ratings.compile_onet_ratings(folder, folder)
    table = pd.read_csv(folder / "onet_related.csv")
    assert table["onet_soc_code"].tolist() == ["29-2011.00"]
    assert table["tier"].tolist() == ["primary-short"]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (ratings("Active Listening", ["5.5", "4"]), "rated from 1 to 5"),
        (ratings("Active Listening", ["3", "4"]) * 2, "rated twice"),
        (ratings("Active Listening", ["3", "4"])[:1], "not rated on every element"),
    ],
)
def test_odd_ratings_are_refused(folder: Path, rows: list[list[str]], problem: str) -> None:
    write_ratings(folder, "skill", rows)
    with pytest.raises(DataError, match=problem):
        onet_ratings.compile_onet_ratings(folder, folder)


def test_known_ratings_of_o_net() -> None:
    table = load.table("onet_ratings").set_index("onet_soc_code")
    assert table.shape == (879, 69)
    skill = table.loc["29-1141.00", "skill_reading_comprehension"]
    assert skill == 3.88
    assert table.filter(like="skill_").shape[1] == 35


def test_the_roles_have_twenty_related_occupations_each() -> None:
    table = load.table("onet_related")
    assert (table.groupby("onet_soc_code").size() == 20).all()
    first = table[(table["onet_soc_code"] == "29-2011.00") & (table["place"] == 1)]
    assert first["related_code"].tolist() == ["29-2012.00"]


def test_the_tables_are_those_of_the_files(sources: Path, tmp_path: Path) -> None:
    onet_ratings.compile_onet_ratings(sources, tmp_path)
    for name in ("onet_ratings", "onet_related"):
        held = (load.DATA / f"{name}.csv").read_bytes()
        assert (tmp_path / f"{name}.csv").read_bytes() == held
