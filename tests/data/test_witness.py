"""Changing one value in data/ turns a test red that names the file, the row and the column."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from frictionless import Package
from support.witness import RECORD, changed_cells, checksums

from rolereport.data import codebook, seals
from rolereport.paths import DATA

RECORDED = json.loads(RECORD.read_text(encoding="utf-8"))
TABLES = [path.relative_to(DATA).as_posix() for path in codebook.tables()]


def test_every_table_is_on_record() -> None:
    assert sorted(RECORDED) == sorted(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_every_value_is_as_recorded(table: str) -> None:
    assert changed_cells(DATA / table, RECORDED[table]) == []


def test_one_changed_value_is_named(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "oews/2025-05/national.csv", tmp_path))
    before = checksums(path)
    text = path.read_text(encoding="utf-8")
    line = next(place for place, row in enumerate(text.splitlines(), 1) if ",31-9092," in row)
    path.write_text(text.replace("38470,45690,49180", "38470,45960,49180"), encoding="utf-8")
    assert changed_cells(path, before) == [f"row {line}, column p50_annual: '45960'"]


def test_the_codebook_is_valid_and_its_hashes_hold() -> None:
    report = Package(str(DATA / seals.DESCRIPTOR)).validate()
    errors = report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert report.valid, errors[:5]


def test_the_codebook_is_sealed() -> None:
    described = json.loads((DATA / seals.DESCRIPTOR).read_text(encoding="utf-8"))
    assert [each["path"] for each in described["resources"]] == TABLES
