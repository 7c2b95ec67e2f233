"""Wages that a user added are a source like any other: listed, cited, linked and licensed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.wage_sheets import ASSISTANTS, EVERYONE, HEADER, TEXAS, national, text

from rolereport.data import catalogue, load
from rolereport.data.errors import DataError
from rolereport.data.intake import vintage
from rolereport.data.intake.reading import read_files
from rolereport.display.labels import with_source
from rolereport.paths import DATA
from rolereport.publish import codebook
from rolereport.publish.crate.inputs import input_entities
from rolereport.publish.crate.tables import described_tables, every_table

ADDED = "oews/2026-05/national.csv"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that May 2026 was added to."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("oews"))
    (folder / "oews").mkdir()
    shutil.copytree(DATA / "oews" / "2025-05", folder / "oews" / "2025-05")
    file = text(tmp_path / "national_M2026_dl.csv", national())
    vintage.keep(read_files([file], data=folder), folder)
    return folder


def test_an_added_vintage_is_a_source(data: Path) -> None:
    listed, sources = load.table("sources", data), load.sources(data)
    assert sources.head(len(listed)).equals(listed)
    (new,) = sources.iloc[len(listed) :].to_dict("records")
    assert new["source_id"] == "OEWS-2026-05"
    assert new["title"] == "Occupational Employment and Wage Statistics, May 2026"
    assert (new["date"], new["grade"]) == ("2026-05", "A")
    cited = with_source(sources.tail(1)[["source_id"]], sources)["cited"].iloc[0]
    assert cited == "U.S. Bureau of Labor Statistics, 2026-05 (A)"


def test_what_is_listed_is_not_listed_twice() -> None:
    assert load.sources().equals(load.table("sources"))


def test_the_page_of_an_added_year_links_to_its_source(data: Path) -> None:
    linked = codebook.sources(data, "US", 2026)
    title = "U.S. Bureau of Labor Statistics: Occupational Employment and Wage Statistics, May 2026"
    assert linked["https://www.bls.gov/oes/tables.htm"] == title
    assert title not in codebook.sources(data, "US", 2025).values()


def test_the_crate_tells_of_an_added_year_and_of_a_lent_one_what_the_codebook_would(
    data: Path,
) -> None:
    assert ADDED not in described_tables(data)
    files = {f"data/{ADDED}": "0", "own/2026-05/national.csv": "0", "data/oews/x.csv": "0"}
    kept, unknown, lent = input_entities(files, every_table(data))
    assert kept["license"] == {"@id": "https://www.bls.gov/opub/copyright-information.htm"}
    assert kept["isBasedOn"] == lent["isBasedOn"] == {"@id": "https://www.bls.gov/oes/tables.htm"}
    assert "license" not in unknown


def test_a_revision_and_states_alone_name_their_own_files(tmp_path: Path, data: Path) -> None:
    revised = text(tmp_path / "national_M2025_dl.csv", national())
    texas = [*TEXAS, *ASSISTANTS]
    states = text(tmp_path / "state_M2027_dl.csv", [HEADER, [*TEXAS, *EVERYONE], texas])
    vintage.keep(read_files([revised, states], data=data), data)
    files = catalogue.files_read(data).groupby(["year", "level"])["file"].agg(list)
    assert files[2025, "national"] == ["national_M2025_dl.csv"]
    assert files[2025, "states"] == ["state_M2025_careergraph.zip"]
    assert files[2027, "states"] == ["state_M2027_dl.csv"]
    held = catalogue.vintages(data).set_index(["year", "level"])["retrieved"]
    assert held[2025, "states"] == "2026-11-23" != held[2025, "national"]
    caveats = catalogue.caveats(data).groupby("year")["caveat"].agg(list)
    assert "National figures: from the file national_M2025_dl.csv, added by hand." in caveats[2025]
    assert not any("employment-group-1-project" in each for each in caveats[2025])
    assert caveats[2027] == ["State figures: from the file state_M2027_dl.csv, added by hand."]


def test_the_nearest_year_is_the_later_of_two() -> None:
    assert load.nearest("states", 2026) == load.nearest("national", 2030) == 2025
    assert load.nearest("states", 2020) == 2024
    assert load.nearest("states", 2010) == 2015
    assert load.nearest("states", 2024) == 2024


def test_no_year_is_near_where_none_is_held(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no national wages"):
        load.nearest("national", 2025, tmp_path)
