"""Prices over time (CPI-U) and across places (regional price parities)."""

from __future__ import annotations

import json
import zipfile
from calendar import month_name
from pathlib import Path

import pandas as pd

from rolereport.data.compile.areas import METROS, STATE_FIPS
from rolereport.data.compile.tables import newest, numbers, require_columns, write
from rolereport.data.errors import DataError

CPI = "cpi/cpi_u_monthly_*.csv"
STATE_PARITIES = "bea_rpp/SARPP_STATE_*.csv"
FIRST_YEAR = 1997
MAY = 5
DECEMBER = 12
ALL_ITEMS = "1"
# A month that BLS never published, and why; any other gap is an error in the file.
NEVER_PUBLISHED = {(2025, 10): "the price survey could not be taken during the federal shutdown"}


def compile_prices(sources: Path, out: Path) -> None:
    """Write `cpi.csv` and `regional_price_parities.csv`.

    Parameters
    ----------
    sources
        Folder of the publishers' files.
    out
        Folder that receives the tables.

    Raises
    ------
    DataError
        If a file is missing or malformed, or a month is missing that was published.
    """
    write(_annual(_months(newest(sources, CPI))), out / "cpi.csv", ["year"])
    parities = pd.concat(
        [
            _state_parities(newest(sources, STATE_PARITIES)),
            _metro_parities(newest(sources, METROS)),
        ]
    )
    write(parities, out / "regional_price_parities.csv", ["kind", "area", "year"])


def _months(file: Path) -> pd.DataFrame:
    raw = pd.read_csv(file, dtype="str", keep_default_na=False)
    require_columns(raw, ["Date", "Index"], file)
    dates = pd.to_datetime(raw["Date"], format="%Y-%m-%d", errors="coerce")
    _require_dates(raw["Date"], dates, file)
    index = numbers(raw["Index"], file, raw["Date"])
    months = pd.DataFrame({"year": dates.dt.year, "month": dates.dt.month, "index": index})
    months = months[(months["year"] >= FIRST_YEAR) & months["index"].notna()]
    _require_no_gap(months, file)
    return months


def _require_dates(written: pd.Series, dates: pd.Series, file: Path) -> None:
    wrong = dates.isna() | dates.duplicated()
    if wrong.any():
        raise DataError(
            file=file,
            column="Date",
            value=written[wrong].iloc[0],
            problem="each row needs a month of its own, written 2025-05-01",
        )


def _require_no_gap(months: pd.DataFrame, file: Path) -> None:
    present = set(zip(months["year"], months["month"], strict=True))
    last = max(present)
    for year in range(FIRST_YEAR, last[0] + 1):
        for month in range(1, 13):
            expected = (year, month) <= last and (year, month) not in NEVER_PUBLISHED
            if expected and (year, month) not in present:
                raise DataError(
                    file=file,
                    row=f"{year}-{month:02}",
                    problem="this month is missing",
                    fix="add the month, or record in NEVER_PUBLISHED why it does not exist",
                )


def _annual(months: pd.DataFrame) -> pd.DataFrame:
    years = months.groupby("year")
    table = pd.DataFrame(
        {
            "annual_average": years["index"].mean().round(3),
            "may_index": months[months["month"] == MAY].set_index("year")["index"],
            "months_in_average": years.size(),
        }
    )
    finished = years["month"].max() == DECEMBER
    table["annual_average"] = table["annual_average"].where(finished)
    table["note"] = [_note(int(year), bool(finished[year])) for year in table.index]
    return table.rename_axis("year").reset_index()


def _note(year: int, finished: bool) -> str:
    if not finished:
        return "The year is not complete, so it has no annual average."
    gaps = {month: why for (gap, month), why in NEVER_PUBLISHED.items() if gap == year}
    return " ".join(
        f"Average of the other months: {month_name[month]} was never published, as {why}."
        for month, why in gaps.items()
    )


def _state_parities(file: Path) -> pd.DataFrame:
    # BEA quotes the codes behind a space and pads them to county length; footnotes follow the data.
    raw = pd.read_csv(file, dtype="str", skipinitialspace=True)
    require_columns(raw, ["GeoFIPS", "GeoName", "LineCode"], file)
    items = raw[raw["LineCode"] == ALL_ITEMS]
    years = [column for column in raw.columns if column.isdigit()]
    long = items.melt(["GeoFIPS", "GeoName"], years, "year", "index")
    postal = {f"{fips}000": area for area, fips in STATE_FIPS.items()} | {"00000": "US"}
    area = long["GeoFIPS"].map(postal)
    _require_known(area, long, file)
    return pd.DataFrame(
        {
            "area": area,
            "kind": area.map(lambda code: "nation" if code == "US" else "state"),
            "year": long["year"].astype(int),
            "index": numbers(long["index"], file, area + " " + long["year"]),
        }
    )


def _require_known(area: pd.Series, long: pd.DataFrame, file: Path) -> None:
    if area.isna().any():
        stranger = long[area.isna()].iloc[0]
        raise DataError(
            file=file,
            row=stranger["GeoName"],
            column="GeoFIPS",
            value=stranger["GeoFIPS"],
            problem="this is no state",
        )


def _metro_parities(archive: Path) -> pd.DataFrame:
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name != "index.json"]
        areas = [json.loads(opened.read(name)) for name in names]
    rows = [
        (area["code"], "metro", int(area["meta"]["rppYear"]), float(area["meta"]["rpp"]))
        for area in areas
        if area["meta"]["rpp"] is not None
    ]
    return pd.DataFrame(rows, columns=["area", "kind", "year", "index"])
