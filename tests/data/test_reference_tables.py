"""Prices, projections, education, places, breaks, sources and assumptions as committed.

Known answers were read in the publishers' own files, not computed by this package.
"""

from __future__ import annotations

import filecmp
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Resource, Schema

from rolereport.data import codebook, load
from rolereport.data.compile.areas import compile_areas
from rolereport.data.compile.onet import compile_onet
from rolereport.data.compile.prices import compile_prices
from rolereport.data.compile.projections import compile_projections
from rolereport.paths import DATA

WRITTEN_BY_HAND = ["assumptions", "breaks", "sources"]
COMPILED: dict[Callable[[Path, Path], None], list[str]] = {
    compile_areas: ["areas"],
    compile_onet: ["onet_education", "onet_job_zones"],
    compile_prices: ["cpi", "regional_price_parities"],
    compile_projections: ["projections"],
}
TABLES = [*WRITTEN_BY_HAND, *(name for names in COMPILED.values() for name in names)]
CITING = ["assumptions", "breaks", "onet_education", "onet_job_zones", "projections"]
OFFICIAL = ("OEWS-", "EP-", "ONET-", "BLS-", "BEA-", "CPI-")


@pytest.mark.parametrize("name", TABLES)
def test_table_keeps_its_codebook(name: str) -> None:
    about = codebook.schema(name)
    rules = {key: about[key] for key in ("fields", "primaryKey", "missingValues")}
    table = Resource(path=f"{name}.csv", basepath=str(DATA), schema=Schema.from_descriptor(rules))
    report = table.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_sorted(name: str) -> None:
    table = load.table(name)
    keys = {"breaks": ["year"], "projections": ["edition", "role"]}.get(name)
    keys = keys or {"regional_price_parities": ["kind", "area", "year"]}.get(name)
    keys = keys or codebook.schema(name)["primaryKey"]
    assert table[keys].equals(table[keys].sort_values(keys, ignore_index=True))


@pytest.mark.parametrize("name", CITING)
def test_cited_sources_exist(name: str) -> None:
    assert set(load.table(name)["source_id"]) - {""} <= set(load.table("sources")["source_id"])


@pytest.mark.parametrize(
    ("role", "edition", "start", "end", "change", "openings", "education"),
    [
        (
            "medical-assistant",
            "2024-34",
            811.0,
            912.2,
            12.5,
            112.3,
            "Postsecondary nondegree award",
        ),
        ("laboratory-combined", "2024-34", 351.2, 357.2, 1.7, 22.6, "Bachelor's degree"),
        ("medical-assistant", "2016-26", 634.4, 818.4, 29.0, 94.9, "Postsecondary nondegree award"),
        ("laboratory-technologist", "2016-26", 171.4, 191.2, 11.5, 12.9, "Bachelor's degree"),
        ("laboratory-technician", "2016-26", 164.2, 187.2, 14.0, 12.9, "Associate's degree"),
        ("laboratory-combined", "2016-26", 335.7, 378.4, 12.7, 25.9, ""),
        ("all-occupations", "2024-34", 169956.1, 175167.9, 3.1, 18863.3, ""),
    ],
)
def test_known_projections(
    role: str,
    edition: str,
    start: float,
    end: float,
    change: float,
    openings: float,
    education: str,
) -> None:
    row = load.table("projections").set_index(["role", "edition"]).loc[(role, edition)]
    assert row["employment_start_thousand"] == start
    assert row["employment_end_thousand"] == end
    assert row["change_percent"] == change
    assert row["openings_thousand_a_year"] == openings
    assert row["entry_education"] == education


def test_change_follows_from_both_ends() -> None:
    table = load.table("projections")
    start = table["employment_start_thousand"]
    ratio = table["employment_end_thousand"] / start
    # Employment is printed to a hundred jobs, the change to a tenth, computed before rounding.
    rounding = 0.051 + 100 * 0.051 * (1 + ratio) / start
    assert ((100 * (ratio - 1) - table["change_percent"]).abs() < rounding).all()


def test_newer_edition_does_not_split_the_laboratory() -> None:
    newer = load.table("projections").query("edition == '2024-34'")
    assert not {"laboratory-technologist", "laboratory-technician"} & set(newer["role"])


@pytest.mark.parametrize(
    ("role", "category", "share"),
    [
        ("medical-assistant", 3, 44.74),
        ("medical-assistant", 2, 20.54),
        ("medical-assistant", 6, 17.47),
        ("medical-assistant", 4, 17.2),
        ("laboratory-technologist", 6, 59.36),
        ("laboratory-technologist", 5, 30.1),
        ("laboratory-technician", 6, 45.93),
        ("laboratory-technician", 5, 30.9),
    ],
)
def test_known_shares_of_required_education(role: str, category: int, share: float) -> None:
    table = load.table("onet_education").set_index(["role", "category"])
    assert table.loc[(role, category), "share_percent"] == share


def test_commonest_answer_of_medical_assistants_is_flagged_as_imprecise() -> None:
    table = load.table("onet_education").set_index(["role", "category"])
    assert table.loc[("medical-assistant", 3), "low_precision"] == "yes"


def test_intervals_hold_their_share() -> None:
    table = load.table("onet_education").dropna(subset=["low_percent", "high_percent"])
    assert len(table) > 40
    assert table["share_percent"].between(table["low_percent"], table["high_percent"]).all()


def test_known_job_zones() -> None:
    zones = load.table("onet_job_zones").set_index("role")["job_zone"]
    assert zones["medical-assistant"] == zones["laboratory-technician"] == 3
    assert zones["laboratory-technologist"] == 4


@pytest.mark.parametrize(
    ("year", "column", "index"),
    [
        (2002, "may_index", 179.8),
        (2016, "may_index", 240.229),
        (2025, "may_index", 321.465),
        (2026, "may_index", 335.123),
        (2016, "annual_average", 240.007),
        (2024, "annual_average", 313.689),
        (2025, "annual_average", 321.943),
    ],
)
def test_known_consumer_prices(year: int, column: str, index: float) -> None:
    assert load.table("cpi").set_index("year").loc[year, column] == index


def test_year_without_october_says_so() -> None:
    prices = load.table("cpi").set_index("year")
    assert prices.loc[2025, "months_in_average"] == 11
    assert "October" in prices.loc[2025, "note"]
    assert pd.isna(prices.loc[2026, "annual_average"])


def test_every_wage_year_has_prices() -> None:
    prices = load.table("cpi").set_index("year")["may_index"]
    assert prices.loc[2002:2025].notna().sum() == 24


@pytest.mark.parametrize(
    ("area", "year", "index"),
    [
        ("AL", 2008, 88.901),
        ("AL", 2024, 88.823),
        ("AK", 2024, 102.359),
        ("AZ", 2023, 100.742),
        ("10180", 2024, 90.364),
    ],
)
def test_known_price_levels(area: str, year: int, index: float) -> None:
    table = load.table("regional_price_parities").set_index(["area", "year"])
    assert table.loc[(area, year), "index"] == index


def test_price_levels_cover_the_states_and_most_metros() -> None:
    counted = load.table("regional_price_parities").groupby("kind")["area"].nunique()
    assert counted.to_dict() == {"metro": 387, "nation": 1, "state": 51}


def test_price_levels_belong_to_known_areas() -> None:
    places = load.table("regional_price_parities")[["area", "kind"]].drop_duplicates()
    known = load.table("areas")[["area", "kind"]]
    assert len(places.merge(known)) == len(places)


def test_areas_by_kind() -> None:
    counted = load.table("areas")["kind"].value_counts().to_dict()
    assert counted == {"metro": 393, "nonmetro": 137, "state": 52, "nation": 1}


def test_tiles_do_not_overlap() -> None:
    states = load.table("areas").query("kind == 'state'")
    tiles = states[["tile_column", "tile_row"]]
    assert tiles.notna().all(axis=None)
    assert not tiles.duplicated().any()
    known = tiles.set_axis(states["area"]).loc[["DC", "PR", "WA"]]
    assert known.to_numpy().tolist() == [[10, 6], [12, 8], [2, 3]]


def test_metros_lie_in_known_states() -> None:
    table = load.table("areas")
    listed = set("; ".join(table.query("kind != 'nation'")["states"]).split("; "))
    # Guam and the Virgin Islands have a metropolitan area, but no state file.
    assert listed <= set(table.query("kind == 'state'")["area"]) | {"GU", "VI"}


def test_redrawn_boundaries_are_the_ones_in_use() -> None:
    codes = set(load.table("areas")["area"])
    assert "17410" in codes
    assert "17460" not in codes


def test_breaks_name_known_roles() -> None:
    roles = set(load.table("roles")["role"])
    for named in load.table("breaks")["roles"]:
        assert named == "all" or set(named.split("; ")) <= roles


def test_every_change_of_a_wage_line_is_a_break() -> None:
    lines = load.table("role_soc").query("first_year > 2002 and role != 'all-occupations'")
    breaks = load.table("breaks").query("kind == 'classification'")
    marked = {
        (role, year)
        for named, year in zip(breaks["roles"], breaks["year"], strict=True)
        for role in named.split("; ")
    }
    # The interim line 29-2037 of May 2010 and 2011 only renamed the radiologic technologists.
    renamed = {("radiologic-technologist", 2010)}
    assert set(zip(lines["role"], lines["first_year"], strict=True)) - renamed <= marked


@pytest.mark.parametrize(
    ("slug", "year"),
    [("laboratory-merger-2017", 2017), ("model-based-2021", 2021), ("soc-2018-full", 2021)],
)
def test_breaks_that_every_trend_must_draw(slug: str, year: int) -> None:
    assert load.table("breaks").set_index("break").loc[slug, "year"] == year


def test_sources_are_told_apart_by_address_or_title() -> None:
    assert not load.table("sources").duplicated(["url", "title"]).any()


def test_only_the_article_lacks_an_address() -> None:
    table = load.table("sources")
    assert table[table["url"] == ""]["source_id"].tolist() == ["ARTICLE"]


def test_official_statistics_are_graded_as_such() -> None:
    table = load.table("sources").set_index("source_id")
    official = table[table.index.str.startswith(OFFICIAL)]
    assert len(official) > 30
    assert set(official["grade"]) == {"A"}
    assert official["licence"].ne("").all()


def test_every_wage_vintage_is_a_source() -> None:
    known = set(load.table("sources")["source_id"])
    vintages = ["2002-11", *(f"{year}-05" for year in range(2003, 2026))]
    assert {f"OEWS-{vintage}" for vintage in vintages} <= known


def test_source_identifiers_cited_anywhere_exist() -> None:
    known = set(load.table("sources")["source_id"])
    cited: dict[str, str] = {}
    for path in DATA.glob("*.csv"):
        table = load.table(path.stem)
        for column in {"source_id", "source_ids"} & set(table.columns):
            for cell in table[column]:
                cited |= {name: path.name for name in re.split(r"; ", cell) if name}
    assert {name: file for name, file in cited.items() if name not in known} == {}


def test_assumptions_lie_in_their_range() -> None:
    table = load.table("assumptions")
    ranged = table.dropna(subset=["low", "high"])
    assert ranged["value"].between(ranged["low"], ranged["high"]).all()
    assert table["low"].isna().equals(table["high"].isna())


@pytest.mark.parametrize(
    ("slug", "value"),
    [("tuition_public_two_year", 4050), ("tuition_public_four_year", 11610)],
)
def test_sourced_assumptions(slug: str, value: float) -> None:
    row = load.table("assumptions").set_index("assumption").loc[slug]
    assert (row["value"], row["source_id"]) == (value, "E19")


@pytest.mark.parametrize("compile_table", COMPILED, ids=lambda function: function.__name__)
def test_committed_tables_are_what_the_official_files_give(
    compile_table: Callable[[Path, Path], None], sources: Path, tmp_path: Path
) -> None:
    compile_table(sources, tmp_path)
    names = [f"{name}.csv" for name in COMPILED[compile_table]]
    same, differing, missing = filecmp.cmpfiles(DATA, tmp_path, names, shallow=False)
    assert (sorted(same), differing, missing) == (sorted(names), [], [])
