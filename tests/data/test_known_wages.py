"""The committed wages are the published ones, and mean what wages mean."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from rolereport.data import checks, files, load
from rolereport.data.compile.areas import STATE_FIPS
from rolereport.data.compile.wages import compile_wages
from rolereport.data.oews.columns import NUMBERS
from rolereport.data.oews.workbook import read_stacked, read_workbook
from rolereport.paths import DATA

KNOWN = pd.read_csv(Path(__file__).parents[1] / "known_answers" / "national_wages.csv")
VINTAGES = sorted((DATA / "oews").iterdir())
FILES = sorted((DATA / "oews").glob("*/*.csv"))
FOCUS = {2015: ["31-9092", "29-2011", "29-2012"], 2024: ["31-9092", "29-2010"]}
FOCUS[2025] = FOCUS[2024]
BROAD_GROUPS = {"31-1010"}  # of aides, to May 2018: no role is published as one, so it is not kept
MARK = r"[a-z0-9_]+=(?:\*{1,3}|#|~|\?)"
# The independent compilation has registered nurses of three territories from one more source.
TERRITORY_NURSES_2015 = {"66", "72", "78"}
PLACE_ONLY = {"jobs_per_1000", "location_quotient"}
AREA_LEVELS = {"national": "national", "state": "states", "metro": "metros", "nonmetro": "metros"}


def name(path: Path) -> str:
    return path.relative_to(DATA / "oews").as_posix()


def test_the_known_answers_are_all_there() -> None:
    assert len(KNOWN) == 88
    assert KNOWN.groupby("soc_code").size()["31-9092"] == 24


@pytest.mark.parametrize("year", sorted(KNOWN["year"].unique()))
def test_published_national_figures_are_found_again(year: int) -> None:
    known = KNOWN[KNOWN["year"] == year].set_index("soc_code").drop(columns="year")
    found = load.wages("national", year).set_index("soc_code").loc[known.index, known.columns]
    pd.testing.assert_frame_equal(found.where(known.notna()), known.astype("float64"))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_file_keeps_the_rules_of_its_codebook_and_its_meaning(path: Path) -> None:
    assert checks.check_table(path) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_codes_stand_exactly_where_a_figure_is_empty(path: Path) -> None:
    wages = files.read(path)
    assert wages["codes"].str.fullmatch(rf"(?:{MARK}(?:; {MARK})*)?").all()
    marks = wages["codes"].str.split("; ").explode()
    columns = marks[marks != ""].str.partition("=")[0]
    for column, rows in columns.groupby(columns).groups.items():
        assert wages.loc[rows, column].isna().all(), (name(path), column)


@pytest.mark.parametrize("level", ["national", "states", "metros"])
def test_an_empty_figure_has_a_code_unless_its_source_lacks_the_column(level: str) -> None:
    wages = load.wages(level)
    for year, rows in wages.groupby("year"):
        for column in (each for each in NUMBERS if each in rows and rows[each].notna().any()):
            if (level, year, column) in {
                ("states", 2024, "p25_hourly"),
                ("states", 2024, "p75_hourly"),
                ("states", 2024, "mean_annual"),  # four rows stand in the second file alone
            }:
                continue
            silent = rows[
                rows[column].isna() & ~rows["codes"].str.contains(f"{column}=", regex=False)
            ]
            assert silent.empty, (level, year, column)


@pytest.mark.parametrize("vintage", VINTAGES, ids=lambda folder: folder.name)
def test_no_percentile_lies_above_the_top_code(vintage: Path) -> None:
    described = load.sidecar(int(vintage.name[:4]))
    for unit in ("annual", "hourly"):
        for path in vintage.glob("*.csv"):
            wages = files.read(path).filter(regex=rf"^p\d\d_{unit}$")
            most = described.get(f"top_code_{unit}", float("inf"))
            assert (wages.max().fillna(0) <= most).all()


@pytest.mark.parametrize("year", sorted(FOCUS))
def test_states_sum_to_the_nation(year: int) -> None:
    states, nation = (
        load.wages(level, year).set_index("soc_code") for level in ("states", "national")
    )
    for code in FOCUS[year]:
        rows = states.loc[[code]]
        total = rows.loc[rows["area"] != "PR", "employment"].sum()
        assert total == pytest.approx(nation.loc[code, "employment"], rel=0.002)


@pytest.mark.parametrize("year", [2015, 2024])
def test_mean_pay_of_the_states_weighted_by_jobs_is_that_of_the_nation(year: int) -> None:
    states, nation = (
        load.wages(level, year).set_index("soc_code") for level in ("states", "national")
    )
    for code in FOCUS[year]:
        rows = states.loc[[code]].dropna(subset=["employment", "mean_annual"])
        weighted = (rows["employment"] * rows["mean_annual"]).sum() / rows["employment"].sum()
        assert weighted == pytest.approx(nation.loc[code, "mean_annual"], abs=40)


def test_coverage_is_what_the_report_says() -> None:
    assert load.years("national") == list(range(2002, 2026))
    assert load.years("states") == [2015, 2024, 2025]
    assert load.years("metros") == [2025]
    states = load.wages("states", 2025)
    assert states["area"].nunique() == 52
    assert states.loc[states["soc_code"] == "31-9092", "area"].nunique() == 52
    assert load.wages("metros", 2025)["area"].nunique() == 530


def test_the_committed_wages_stay_small() -> None:
    assert sum(path.stat().st_size for path in FILES) < 22_000_000


@pytest.mark.parametrize("vintage", VINTAGES, ids=lambda folder: folder.name)
def test_a_sidecar_names_its_files_and_levels(vintage: Path) -> None:
    described = load.sidecar(int(vintage.name[:4]))
    assert sorted(described["levels"]) == sorted(path.stem for path in vintage.glob("*.csv"))
    assert described["reference_month"] == vintage.name
    assert {level for read in described["read"] for level in read["levels"]} == set(
        described["levels"]
    )
    assert all(read["url"].startswith("https://www.bls.gov/oes/") for read in described["read"])


def test_the_committed_wages_are_what_the_sources_compile_to(sources: Path, tmp_path: Path) -> None:
    written = compile_wages(sources, tmp_path, set(load.table("role_soc")["soc_code"]))
    again = {path.relative_to(tmp_path): path.read_bytes() for path in written}
    committed = [*FILES, *(DATA / "oews").glob("*/source.toml")]
    assert again == {path.relative_to(DATA): path.read_bytes() for path in committed}


@pytest.mark.parametrize("level", ["national", "states", "metros"])
def test_every_figure_of_an_independent_compilation_is_found_again(
    sources: Path, level: str
) -> None:
    independent = _independent(sources, level)
    compared = 0
    for year in load.years(level):
        rows = independent[independent["year"] == year].set_index(["area", "soc_code"])
        ours = load.wages(level, year).set_index(["area", "soc_code"])
        published = rows[rows[list(NUMBERS)].notna().any(axis="columns")]
        assert published.index.isin(ours.index).all()
        for column in NUMBERS:
            theirs = published[column].rename("figure")
            if column not in ours:
                assert theirs.isna().all(), (level, year, column)
                continue
            found = ours.loc[published.index, column].rename("figure")
            pd.testing.assert_series_equal(found, theirs, check_dtype=False, rtol=0, atol=0)
            compared += int(theirs.notna().sum())
    assert compared > {"national": 7_000, "states": 25_000, "metros": 50_000}[level]


def _independent(sources: Path, level: str) -> pd.DataFrame:
    table = pd.read_csv(sources / "wages_tidy.csv", dtype={"area_code": "str"}).rename(
        columns={"emp_rse": "employment_rse", "loc_quotient": "location_quotient"}
    )
    rows = table[table["area_type"].map(AREA_LEVELS) == level]
    nurses = rows["area_code"].isin(TERRITORY_NURSES_2015) & (rows["year"] == 2015)
    postal = {number: code for code, number in STATE_FIPS.items()}
    postal |= {"99": "US"} if level == "national" else {}
    area = rows["area_code"] if level == "metros" else rows["area_code"].map(postal)
    left_out = rows["soc_code"].isin(BROAD_GROUPS)
    return rows.assign(area=area)[~nurses & ~left_out]


def test_the_stacked_workbook_agrees_with_the_official_ones(sources: Path) -> None:
    folder = sources / "bls_oews" / "national"
    stacked = read_stacked(folder / "national_2002_2022_compiled.xlsx")
    official = {int(path.name[10:14]): path for path in folder.glob("national_M*_dl.xls*")}
    for year in sorted(official.keys() & stacked.keys()):
        figures = ["soc_code", *(each for each in NUMBERS if each not in PLACE_ONLY)]
        ours, theirs = stacked[year], read_workbook(official[year])
        pd.testing.assert_frame_equal(ours[figures], theirs[figures])
        kept = ~theirs["codes"].str.contains("?", regex=False)
        assert ours.loc[kept, "codes"].equals(theirs.loc[kept, "codes"])
