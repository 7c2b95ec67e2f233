"""The areas of the newest wage vintage: nation, states, metropolitan and nonmetropolitan areas."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

from rolereport.data.compile.tables import newest, require_columns, write
from rolereport.data.errors import DataError

STATES = "bls_oews/state/state_M*.zip"
METROS = "bls_oews/metro/areas_M*.zip"
TILES = "geo/state_tile_grid.csv"
NATION = {"area": "US", "area_code": "99", "kind": "nation", "title": "United States", "states": ""}
COLUMNS = ["area", "area_code", "kind", "title", "states", "tile_column", "tile_row"]

# ANSI INCITS 38, the federal numbers of the states, the District of Columbia and Puerto Rico.
# fmt: off
STATE_FIPS = {
    "AL": "01", "AK": "02", "AZ": "04", "AR": "05", "CA": "06", "CO": "08", "CT": "09",
    "DE": "10", "DC": "11", "FL": "12", "GA": "13", "HI": "15", "ID": "16", "IL": "17",
    "IN": "18", "IA": "19", "KS": "20", "KY": "21", "LA": "22", "ME": "23", "MD": "24",
    "MA": "25", "MI": "26", "MN": "27", "MS": "28", "MO": "29", "MT": "30", "NE": "31",
    "NV": "32", "NH": "33", "NJ": "34", "NM": "35", "NY": "36", "NC": "37", "ND": "38",
    "OH": "39", "OK": "40", "OR": "41", "PA": "42", "RI": "44", "SC": "45", "SD": "46",
    "TN": "47", "TX": "48", "UT": "49", "VT": "50", "VA": "51", "WA": "53", "WV": "54",
    "WI": "55", "WY": "56", "PR": "72",
}
# fmt: on


def compile_areas(sources: Path, out: Path) -> None:
    """Write `areas.csv`: one row an area of the newest wage vintage.

    The area is the code that the report uses (US, a postal code, a CBSA code or a seven-digit
    nonmetropolitan code); tiles are 1-based columns and rows of the state tile grid.

    Parameters
    ----------
    sources
        Folder of the publishers' files.
    out
        Folder that receives the table.

    Raises
    ------
    DataError
        If a file is missing or malformed, or a state has no federal number or no tile.
    """
    rows = [NATION, *_states(newest(sources, STATES)), *_metros(newest(sources, METROS))]
    table = pd.DataFrame(rows).merge(_tiles(newest(sources, TILES)), on="area", how="left")
    _require_tiles(table, sources / TILES)
    write(table[COLUMNS], out / "areas.csv", ["area"])


def read_index(archive: Path, level: str) -> list[dict[str, Any]]:
    """The areas that `archive` lists under `level` ("states" or "metros") in its index.json.

    Raises
    ------
    DataError
        If the archive has no index or the index has no such list.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            index: dict[str, Any] = json.loads(opened.read("index.json"))
        listed: list[dict[str, Any]] = index[level]
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        problem = f"the archive has no index.json that lists {level} ({error})"
        raise DataError(file=archive, problem=problem) from error
    return listed


def _states(archive: Path) -> list[dict[str, str]]:
    return [
        {
            "area": state["code"],
            "area_code": _fips(state["code"], archive),
            "kind": "state",
            "title": state["name"],
            "states": state["code"],
        }
        for state in read_index(archive, "states")
    ]


def _fips(postal: str, archive: Path) -> str:
    if postal not in STATE_FIPS:
        raise DataError(
            file=archive,
            row=postal,
            value=postal,
            problem="no state has this postal code",
            fix="add its federal number to STATE_FIPS",
        )
    return STATE_FIPS[postal]


def _metros(archive: Path) -> list[dict[str, str]]:
    return [
        {
            "area": metro["cbsa"],
            "area_code": metro["cbsa"],
            "kind": metro["kind"],
            "title": metro["name"],
            "states": "; ".join(metro["states"]),
        }
        for metro in read_index(archive, "metros")
    ]


def _tiles(file: Path) -> pd.DataFrame:
    grid = pd.read_csv(file, keep_default_na=False)
    require_columns(grid, ["abbrev", "col", "row"], file)
    named = grid.rename(columns={"abbrev": "area", "col": "tile_column", "row": "tile_row"})
    return named[["area", "tile_column", "tile_row"]].astype(
        {"tile_column": "Int64", "tile_row": "Int64"}
    )


def _require_tiles(table: pd.DataFrame, file: Path) -> None:
    bare = table[(table["kind"] == "state") & table["tile_column"].isna()]
    if not bare.empty:
        raise DataError(
            file=file,
            row=bare["area"].iloc[0],
            problem="this state has no tile",
            fix="add its column and row to the tile grid",
        )
