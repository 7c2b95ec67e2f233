"""CPI-U and regional price parities, compiled from files of the publishers' shapes."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.data.compile import prices
from rolereport.data.errors import DataError

MONTHS = [(year, month) for year in (2024, 2025) for month in range(1, 13)]
PUBLISHED = [month for month in MONTHS if month not in prices.NEVER_PUBLISHED]
PARITIES = """\
GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2023,2024
 "00000","United States", ,SARPP,1,"...","RPPs: All items ","Index",100.000,100.000
 "06000","California",8,SARPP,1,"...","RPPs: All items ","Index",112.001,110.719
 "06000","California",8,SARPP,3,"..."," RPPs: Services: Housing ","Index",150.001,155.719
"Note: See the included footnote file."
"U.S. Bureau of Economic Analysis"
"""


def write_cpi(folder: Path, months: Iterable[tuple[int, int]], index: str = "300.0") -> None:
    (folder / "cpi").mkdir(exist_ok=True)
    rows = [f"{year}-{month:02}-01,{index},0.1" for year, month in months]
    text = "\n".join(["Date,Index,Inflation", *rows]) + "\n"
    (folder / "cpi/cpi_u_monthly_1913_2026.csv").write_text(text, encoding="utf-8")


def write_parities(folder: Path, text: str = PARITIES) -> None:
    (folder / "bea_rpp").mkdir()
    (folder / "bea_rpp/SARPP_STATE_2008_2024.csv").write_text(text, encoding="utf-8")


def write_metros(folder: Path) -> None:
    (folder / "bls_oews/metro").mkdir(parents=True)
    areas = {"10180": 90.364, "01000": None}
    with zipfile.ZipFile(folder / "bls_oews/metro/areas_M2025.zip", "w") as archive:
        archive.writestr("index.json", "{}")
        for code, parity in areas.items():
            year = None if parity is None else "2024"
            meta = {"rpp": parity, "rppYear": year}
            archive.writestr(f"{code}.json", json.dumps({"code": code, "meta": meta}))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prices, "FIRST_YEAR", 2024)
    write_cpi(tmp_path, PUBLISHED)
    write_parities(tmp_path)
    write_metros(tmp_path)
    return tmp_path


def compiled(folder: Path, name: str) -> pd.DataFrame:
    prices.compile_prices(folder, folder)
    return pd.read_csv(folder / f"{name}.csv", dtype={"area": str})


def annual(values: list[float], year: int = 2024) -> pd.Series:
    months = pd.DataFrame({"year": year, "month": range(1, len(values) + 1), "index": values})
    return prices._annual(months).iloc[0]


def test_annual_average_of_a_whole_year(folder: Path) -> None:
    first = compiled(folder, "cpi").iloc[0]
    assert (first["year"], first["annual_average"], first["months_in_average"]) == (2024, 300, 12)
    assert pd.isna(first["note"])


def test_month_never_published_is_left_out_and_noted(folder: Path) -> None:
    shut = compiled(folder, "cpi").set_index("year").loc[2025]
    assert shut["months_in_average"] == 11
    assert "October was never published" in shut["note"]
    assert shut["annual_average"] == 300


def test_unfinished_year_has_a_may_index_and_no_average(folder: Path) -> None:
    write_cpi(folder, [*PUBLISHED, *[(2026, month) for month in range(1, 6)]])
    unfinished = compiled(folder, "cpi").set_index("year").loc[2026]
    assert pd.isna(unfinished["annual_average"])
    assert unfinished["may_index"] == 300
    assert unfinished["months_in_average"] == 5


@given(st.lists(st.floats(100, 400), min_size=12, max_size=12))
def test_average_lies_between_the_months_and_may_is_the_fifth(values: list[float]) -> None:
    year = annual(values)
    assert min(values) - 0.001 <= year["annual_average"] <= max(values) + 0.001
    assert year["may_index"] == values[4]


def test_missing_month_is_named(folder: Path) -> None:
    write_cpi(folder, [month for month in PUBLISHED if month != (2025, 3)])
    with pytest.raises(DataError, match="2025-03: this month is missing") as raised:
        prices.compile_prices(folder, folder)
    assert raised.value.file.endswith("cpi_u_monthly_1913_2026.csv")


def test_month_given_twice_is_refused(folder: Path) -> None:
    write_cpi(folder, [*PUBLISHED, (2025, 12)])
    with pytest.raises(DataError, match="month of its own") as raised:
        prices.compile_prices(folder, folder)
    assert raised.value.value == "2025-12-01"


def test_index_that_is_no_number_is_refused(folder: Path) -> None:
    write_cpi(folder, PUBLISHED, index="n/a")
    with pytest.raises(DataError, match="a number belongs here") as raised:
        prices.compile_prices(folder, folder)
    assert (raised.value.row, raised.value.column) == ("2024-01-01", "Index")


def test_missing_file_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing.*sources\.csv"):
        prices.compile_prices(tmp_path, tmp_path)


def test_states_carry_postal_codes_and_all_items_only(folder: Path) -> None:
    table = compiled(folder, "regional_price_parities")
    states = table[table["kind"] != "metro"].set_index(["area", "year"])["index"]
    assert states.to_dict() == {
        ("US", 2023): 100,
        ("US", 2024): 100,
        ("CA", 2023): 112.001,
        ("CA", 2024): 110.719,
    }


def test_metros_without_a_parity_have_no_row(folder: Path) -> None:
    table = compiled(folder, "regional_price_parities")
    metros = table[table["kind"] == "metro"]
    assert metros.to_dict("records") == [
        {"area": "10180", "kind": "metro", "year": 2024, "index": 90.364}
    ]


def test_unknown_state_number_is_refused(folder: Path) -> None:
    path = folder / "bea_rpp/SARPP_STATE_2008_2024.csv"
    path.write_text(PARITIES.replace("06000", "99000"), encoding="utf-8")
    with pytest.raises(DataError, match="this is no state") as raised:
        prices.compile_prices(folder, folder)
    assert (raised.value.row, raised.value.value) == ("California", "99000")


def test_renamed_column_is_named(folder: Path) -> None:
    path = folder / "bea_rpp/SARPP_STATE_2008_2024.csv"
    path.write_text(PARITIES.replace("LineCode", "Line"), encoding="utf-8")
    with pytest.raises(DataError, match="LineCode: this column is missing"):
        prices.compile_prices(folder, folder)
