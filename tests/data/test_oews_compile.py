"""Releases become dated vintages with a sidecar that says what was read."""

import hashlib
import tomllib
from pathlib import Path

import pandas as pd
import pytest
import rdata
from oews_files import (
    ASSISTANTS,
    LIST_RECORD,
    NATION,
    PERCENTILE_FIGURES,
    SHARD_FIGURES,
    STATE_FRAME,
    table,
    write_json,
    write_listing,
    write_shards,
    write_workbook,
)

from rolereport.data.compile.wages import compile_wages
from rolereport.data.errors import DataError

DENTISTS = "29-1021"
CODES = {"31-9092"}
NOTE = "# = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year"


def occupations(**changes: str) -> list[list[str]]:
    row = {**NATION, **ASSISTANTS}
    return table(row, {**row, "OCC_CODE": DENTISTS, **changes})


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder with one release of every shape."""
    sources = tmp_path / "sources"
    folder = sources / "bls_oews"
    for level in ("national", "state", "metro"):
        (folder / level).mkdir(parents=True)
    national, state = folder / "national", folder / "state"
    notes = [["Notes"], [NOTE]]
    for year, p90 in ((2024, "#"), (2025, "310000")):
        sheets = {"wages": occupations(A_PCT90=p90), "Field Descriptions": notes}
        write_workbook(national / f"national_M{year}_dl.xlsx", sheets)
    stacked = [{**ASSISTANTS, "YEAR": year, "CPI": "1"} for year in ("2002", "2015", "2024")]
    stacked[2]["A_MEDIAN"] = "1"
    write_workbook(national / "national_2002_2022_compiled.xlsx", {"Sheet1": table(*stacked)})
    rdata.write_rds(state / "state_M2015_all_occupations.rds", pd.DataFrame([STATE_FRAME]))
    write_json(state / "state_M2024_health_occupations.json", [LIST_RECORD])
    write_json(
        state / "state_M2024_16_health_occupations_full_pct.json",
        {"states": {"TX": {"31-9092": PERCENTILE_FIGURES}}},
    )
    both = {"31-9092": SHARD_FIGURES, DENTISTS: SHARD_FIGURES}
    write_shards(state / "state_M2025_careergraph.zip", {"TX": both})
    write_shards(folder / "metro" / "areas_M2025_careergraph.zip", {"19100": both})
    write_listing(sources)
    return sources


def sidecar(folder: Path) -> dict:
    return tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))


def test_one_folder_a_reference_month(releases: Path, tmp_path: Path) -> None:
    written = compile_wages(releases, tmp_path / "data", CODES)
    assert [path.relative_to(tmp_path / "data" / "oews").as_posix() for path in written] == [
        "2002-11/national.csv",
        "2002-11/source.toml",
        "2015-05/national.csv",
        "2015-05/states.csv",
        "2015-05/source.toml",
        "2024-05/national.csv",
        "2024-05/states.csv",
        "2024-05/source.toml",
        "2025-05/national.csv",
        "2025-05/states.csv",
        "2025-05/metros.csv",
        "2025-05/source.toml",
    ]
    assert all(path.exists() for path in written)


def test_minor_and_broad_groups_are_left_out_but_for_those_of_a_role(
    releases: Path, tmp_path: Path
) -> None:
    rows = [
        {**NATION, **ASSISTANTS, "OCC_CODE": code, "O_GROUP": group}
        for code, group in (
            ("00-0000", "total"),
            ("29-0000", "major"),
            ("29-1000", "minor"),
            ("29-1020", "broad"),
            ("29-2010", "broad"),
            (DENTISTS, "detailed"),
        )
    ]
    sheets = {"wages": table(*rows), "Field Descriptions": [["Notes"], [NOTE]]}
    write_workbook(releases / "bls_oews" / "national" / "national_M2024_dl.xlsx", sheets)
    write_listing(releases)
    compile_wages(releases, tmp_path, {"29-2010"})
    kept = pd.read_csv(tmp_path / "oews" / "2024-05" / "national.csv")["soc_code"]
    assert kept.tolist() == ["00-0000", "29-0000", DENTISTS, "29-2010"]
    assert any("groups are left out" in each for each in sidecar_caveats(tmp_path, "2024-05"))
    assert not any("groups are left out" in each for each in sidecar_caveats(tmp_path, "2025-05"))


def test_states_and_metropolitan_areas_keep_every_occupation(
    releases: Path, tmp_path: Path
) -> None:
    compile_wages(releases, tmp_path, CODES)
    for level in ("states", "metros"):
        wages = pd.read_csv(tmp_path / "oews" / "2025-05" / f"{level}.csv")
        assert set(wages["soc_code"]) == {"31-9092", DENTISTS}


def sidecar_caveats(folder: Path, month: str) -> list[str]:
    return list(sidecar(folder / "oews" / month)["caveats"])


def test_an_official_workbook_goes_before_the_stacked_one(releases: Path, tmp_path: Path) -> None:
    compile_wages(releases, tmp_path, CODES)
    national = pd.read_csv(tmp_path / "oews" / "2024-05" / "national.csv")
    medians = national.set_index("soc_code")["p50_annual"]
    assert medians["31-9092"] == 45690
    assert [read["file"] for read in sidecar(tmp_path / "oews" / "2024-05")["read"]] == [
        "national_M2024_dl.xlsx",
        "state_M2024_health_occupations.json",
        "state_M2024_16_health_occupations_full_pct.json",
    ]


def test_figures_are_written_as_published(releases: Path, tmp_path: Path) -> None:
    compile_wages(releases, tmp_path, CODES)
    states = (tmp_path / "oews" / "2024-05" / "states.csv").read_bytes().decode()
    assert states.splitlines()[1] == "TX,31-9092,70000,19.5,40560,15,17,19,21,24,39520,"
    assert "\r" not in states


def test_the_sidecar_says_what_was_read(releases: Path, tmp_path: Path) -> None:
    compile_wages(releases, tmp_path, CODES)
    described = sidecar(tmp_path / "oews" / "2025-05")
    workbook = releases / "bls_oews" / "national" / "national_M2025_dl.xlsx"
    assert described["reference_month"] == "2025-05"
    assert described["levels"] == ["national", "states", "metros"]
    assert described["url"] == "https://www.bls.gov/national_M2025_dl"
    assert described["read"][0]["bytes"] == workbook.stat().st_size
    assert described["read"][0]["sha256"] == hashlib.sha256(workbook.read_bytes()).hexdigest()
    assert any("owner/copies" in caveat for caveat in described["caveats"])


def test_a_top_code_is_told_only_where_it_was_used(releases: Path, tmp_path: Path) -> None:
    compile_wages(releases, tmp_path, CODES)
    used, unused = (sidecar(tmp_path / "oews" / month) for month in ("2024-05", "2025-05"))
    assert (used["top_code_annual"], used["top_code_hourly"]) == (239200, 115)
    assert "top_code_annual" not in unused
    assert any("$239,200" in caveat for caveat in unused["caveats"])
    assert not any("$239,200" in caveat for caveat in used["caveats"])


def test_the_survey_of_2002_is_of_the_fall(releases: Path, tmp_path: Path) -> None:
    compile_wages(releases, tmp_path, CODES)
    described = sidecar(tmp_path / "oews" / "2002-11")
    assert described["title"].endswith("fall 2002")
    assert any("fall" in caveat for caveat in described["caveats"])


def test_compiling_again_gives_the_same_bytes(releases: Path, tmp_path: Path) -> None:
    first = compile_wages(releases, tmp_path / "one", CODES)
    second = compile_wages(releases, tmp_path / "two", CODES)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_altered_source_is_refused(releases: Path, tmp_path: Path) -> None:
    altered = releases / "bls_oews" / "state" / "state_M2024_health_occupations.json"
    write_json(altered, [{**LIST_RECORD, "a_mean": 40570.0}])
    with pytest.raises(DataError, match=r"health_occupations\.json, value '[0-9a-f]{64}': its SHA"):
        compile_wages(releases, tmp_path, CODES)


def test_an_unlisted_source_and_a_missing_listing_are_refused(
    releases: Path, tmp_path: Path
) -> None:
    listing = releases / "SOURCES.csv"
    kept = [line for line in listing.read_text().splitlines() if "M2025_dl" not in line]
    listing.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(DataError, match=r"national_M2025_dl\.xlsx: this file is not listed"):
        compile_wages(releases, tmp_path, CODES)
    listing.unlink()
    with pytest.raises(DataError, match="the listing of the sources is missing"):
        compile_wages(releases, tmp_path, CODES)
