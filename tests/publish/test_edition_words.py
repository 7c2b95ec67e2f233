"""An edition is told in titles and dates: what it is about, and how new its data is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from miniature import make_project

from rolereport.parameters import Parameters, default_values
from rolereport.paths import DATA
from rolereport.publish.edition import Edition
from rolereport.publish.edition_words import DOLLARS, LABELS, area_in_words, in_words, role_in_words
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import provenance
from rolereport.publish.vintages import newest, wages_held, wages_used


def test_every_parameter_has_a_label_and_every_choice_words() -> None:
    assert list(LABELS) == list(Parameters.model_fields)
    assert not {*LABELS.values()} & {*Parameters.model_fields}
    choices = Parameters.model_json_schema()["properties"]["dollars"]["enum"]
    assert list(DOLLARS) == choices
    assert in_words(default_values() | {"dollars": "real"})["Dollars"] == (
        "adjusted to the prices of May 2025"
    )


@pytest.mark.parametrize(
    ("area", "words"),
    [
        ("US", "United States (US)"),
        ("TX", "Texas (TX)"),
        ("26420", "Houston-Pasadena-The Woodlands, TX (26420)"),
    ],
)
def test_an_area_has_its_title(area: str, words: str) -> None:
    assert area_in_words(area) == words


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("medical-assistant", "Medical assistant"),
        ("47-2111", "Electricians (SOC 47-2111)"),
    ],
)
def test_a_role_has_its_title(role: str, words: str) -> None:
    assert role_in_words(role) == words


def test_an_occupation_no_longer_published_has_its_title() -> None:
    with (DATA / "occupations.csv").open(encoding="utf-8", newline="") as lines:
        gone = next(row for row in csv.DictReader(lines) if row["last_year"])
    assert role_in_words(gone["soc_code"]) == f"{gone['title']} (SOC {gone['soc_code']})"


def test_no_slug_is_left_in_the_words() -> None:
    words = " ".join(in_words(default_values() | {"area": "TX"}).values())
    assert "medical-assistant" not in words and "nominal" not in words
    assert "Medical assistant" in words and "Texas (TX)" in words


def test_vintages_are_told_by_month(tmp_path: Path) -> None:
    assert wages_held(tmp_path) == "none"
    (tmp_path / "oews" / "2002-11").mkdir(parents=True)
    (tmp_path / "oews" / "2002-11" / "national.csv").touch()
    assert wages_held(tmp_path) == "OEWS, November 2002"
    (tmp_path / "oews" / "2003-05-states").mkdir()
    (tmp_path / "oews" / "2003-05-states" / "states.csv").touch()
    assert wages_held(tmp_path) == "OEWS, November 2002 to May 2003 (2 vintages)"
    assert wages_used(tmp_path, "US", 2002) == "OEWS, November 2002, national estimates"
    assert wages_used(tmp_path, "TX", 2003) == "OEWS, May 2003, state estimates"


def test_the_newest_of_other_data_is_told(tmp_path: Path) -> None:
    assert newest(tmp_path) == {}
    files = {
        "cpi.csv": "year,may_index\n2024,310.1\n2025,320.1\n2026,\n",
        "regional_price_parities.csv": "area,year\nTX,2023\nTX,2024\n",
        "projections.csv": "role,edition\na,2016-26\na,2024-34\n",
        "sources.csv": "source_id,retrieved\nONET-9.9,2026-02-01\nONET-30.2,2025-11-23\nX,\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(newest(tmp_path).values()) == [
        "May 2025",
        "2024",
        "2024-34",
        "version 30.2",
        "1 February 2026",
    ]


def test_the_project_holds_all_of_it() -> None:
    assert len(newest(DATA)) == 5


def test_provenance_tells_it_all(tmp_path: Path) -> None:
    layout = make_project(tmp_path)
    edition = Edition.of({"area": "TX"}, layout.build, "teach")
    told = provenance(edition, layout, Inputs.gather(layout, edition.parameters, "teach"))
    assert told.parameters["Area"] == "Texas (TX)"
    assert told.wages == "OEWS, May 2025, state estimates"
    assert told.data == "OEWS, May 2025"
    assert (told.edition, told.code) == ("tx-teach", "teach")
    assert told.command == "uv run rolereport build -p area=TX"
