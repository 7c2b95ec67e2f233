"""Areas, compiled from the indexes of the wage archives and the tile grid."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from rolereport.data.compile import areas
from rolereport.data.errors import DataError

STATES = [{"code": "PR", "name": "Puerto Rico"}, {"code": "AL", "name": "Alabama"}]
METROS = [
    {"cbsa": "47900", "name": "Washington-Arlington", "states": ["DC", "MD"], "kind": "metro"},
    {"cbsa": "0100001", "name": "Northwest Alabama", "states": ["AL"], "kind": "nonmetro"},
]
TILES = "abbrev,state,col,row\nAL,Alabama,8,7\nPR,Puerto Rico,12,8\nNYC,New York City,12,3\n"


def write_index(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("index.json", json.dumps(content))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_index(tmp_path / "bls_oews/state/state_M2025.zip", {"states": STATES})
    write_index(tmp_path / "bls_oews/metro/areas_M2025.zip", {"metros": METROS})
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo/state_tile_grid.csv").write_text(TILES, encoding="utf-8")
    return tmp_path


def compiled(folder: Path) -> pd.DataFrame:
    areas.compile_areas(folder, folder)
    return pd.read_csv(folder / "areas.csv", dtype=str, keep_default_na=False).set_index("area")


def test_every_kind_of_area_keeps_its_code(folder: Path) -> None:
    table = compiled(folder)
    assert table["area_code"].to_dict() == {
        "0100001": "0100001",
        "47900": "47900",
        "AL": "01",
        "PR": "72",
        "US": "99",
    }
    assert table["kind"].tolist() == ["nonmetro", "metro", "state", "state", "nation"]
    assert table["states"].tolist() == ["AL", "DC; MD", "AL", "PR", ""]


def test_tiles_belong_to_states_only(folder: Path) -> None:
    table = compiled(folder)
    assert table.loc["PR", ["tile_column", "tile_row"]].tolist() == ["12", "8"]
    assert table.loc["47900", ["tile_column", "tile_row"]].tolist() == ["", ""]
    assert "NYC" not in table.index


def test_newest_vintage_is_read(folder: Path) -> None:
    write_index(folder / "bls_oews/state/state_M2026.zip", {"states": STATES[:1]})
    assert "AL" not in compiled(folder).index


def test_state_without_a_tile_is_refused(folder: Path) -> None:
    tiles = TILES.replace("PR,Puerto Rico,12,8\n", "")
    (folder / "geo/state_tile_grid.csv").write_text(tiles, encoding="utf-8")
    with pytest.raises(DataError, match="no tile") as raised:
        areas.compile_areas(folder, folder)
    assert raised.value.row == "PR"


def test_unknown_postal_code_is_refused(folder: Path) -> None:
    strange = {"states": [{"code": "ZZ", "name": "Nowhere"}]}
    write_index(folder / "bls_oews/state/state_M2025.zip", strange)
    with pytest.raises(DataError, match="no state has this postal code") as raised:
        areas.compile_areas(folder, folder)
    assert raised.value.value == "ZZ"


def test_area_listed_twice_is_refused(folder: Path) -> None:
    write_index(folder / "bls_oews/metro/areas_M2025.zip", {"metros": [*METROS, METROS[0]]})
    with pytest.raises(DataError, match="47900: two rows have this key"):
        areas.compile_areas(folder, folder)


def test_archive_without_an_index_is_refused(folder: Path) -> None:
    write_index(folder / "bls_oews/metro/areas_M2025.zip", {"places": []})
    with pytest.raises(DataError, match=r"no index.json that lists metros"):
        areas.compile_areas(folder, folder)


def test_state_numbers_are_unique_and_complete() -> None:
    numbers = areas.STATE_FIPS.values()
    assert len(set(numbers)) == len(areas.STATE_FIPS) == 52
    # The federal list leaves these numbers to former and outlying territories.
    unused = {"03", "07", "14", "43", "52"}
    assert {f"{number:02}" for number in range(1, 57)} - set(numbers) == unused
