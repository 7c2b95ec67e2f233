"""The release after the newest one held, as the Bureau would publish it, made of that one.

Every figure is the old one times a factor of its own occupation and place, so that no new figure
can be taken for an old one, nor an old one for a new one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from support.wage_sheets import HEADER, Row, archive, workbook

from rolereport.data import load

OLD = max(load.years("national"))
NEW = OLD + 1
NATION = {"AREA": "99", "AREA_TITLE": "U.S.", "AREA_TYPE": "1", "PRIM_STATE": "US"}
ALL = {"NAICS": "000000", "I_GROUP": "cross-industry", "OWN_CODE": "1235"}
NAMES = {
    "soc_code": "OCC_CODE", "soc_title": "OCC_TITLE", "occupation_group": "O_GROUP",
    "employment": "TOT_EMP", "employment_rse": "EMP_PRSE", "mean_rse": "MEAN_PRSE",
    **{
        f"{figure}_{unit}": f"{letter}_{name}"
        for unit, letter in (("hourly", "H"), ("annual", "A"))
        for figure, name in {
            "mean": "MEAN", "p10": "PCT10", "p25": "PCT25", "p50": "MEDIAN", "p75": "PCT75",
            "p90": "PCT90",
        }.items()
    },
}  # fmt: skip
HOURS = 2080


def national(folder: Path, year: int = NEW) -> Path:
    """The nation's workbook of `year` in a zip archive, every occupation that is held."""
    wages = load.wages("national", OLD)
    return _packed(folder, "nat", f"national_M{year}_dl", wages.assign(**NATION), year)


def states(folder: Path, codes: Iterable[str]) -> Path:
    """The states' workbook in a zip archive, of the occupations `codes`."""
    wages = load.wages("states", OLD)
    areas = load.table("areas").set_index("area")
    here = wages[wages["soc_code"].isin(list(codes))]
    placed = here.assign(
        AREA=here["area"].map(areas["area_code"]),
        AREA_TITLE=here["area"].map(areas["title"]),
        AREA_TYPE="2",
        PRIM_STATE=here["area"],
        soc_title=here["soc_code"],
        occupation_group=here["soc_code"].map({"00-0000": "total"}).fillna("detailed"),
    )
    return _packed(folder, "st", f"state_M{NEW}_dl", placed, NEW)


def grown(wages: pd.DataFrame, year: int) -> pd.DataFrame:
    """Every figure of `wages` times the factor of its row, rounded as the Bureau does."""
    rows = [f"{year} {row}" for row in wages["soc_code"] + wages["area"]]
    pay = pd.Series([_factor("pay", 1.02, 1.06, row) for row in rows], wages.index)
    jobs = pd.Series([_factor("jobs", 0.97, 1.03, row) for row in rows], wages.index)
    new = wages.assign(employment=(wages["employment"] * jobs / 10).round() * 10)
    for name in ("mean", *(f"p{each}" for each in (10, 25, 50, 75, 90))):
        hourly, annual = wages[f"{name}_hourly"], wages[f"{name}_annual"]
        new[f"{name}_hourly"] = (hourly * pay).round(2)
        yearly = (new[f"{name}_hourly"] * HOURS).fillna(annual * pay).where(annual.notna())
        new[f"{name}_annual"] = (yearly / 10).round() * 10
    return new


def _factor(kind: str, low: float, high: float, row: str) -> float:
    return low + (high - low) * (zlib.crc32(f"{kind} {row}".encode()) % 1009) / 1009


def _packed(folder: Path, level: str, name: str, wages: pd.DataFrame, year: int) -> Path:
    cells = (
        grown(wages, year)
        .rename(columns=NAMES)
        .assign(**ALL)
        .reindex(columns=HEADER)
        .astype(object)
    )
    rows: list[Row] = cells.where(cells.notna(), "*").to_numpy().tolist()
    sheet = workbook(folder / f"{name}.xlsx", [HEADER, *rows], name)
    return archive(folder / f"oesm{year % 100}{level}.zip", sheet)
