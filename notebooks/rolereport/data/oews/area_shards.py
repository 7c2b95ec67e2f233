"""Reads the May 2025 state and area wages, kept as one JSON file an area in a zip archive."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import AREA_SHARD, KEY, translate
from rolereport.data.oews.tidy import SOC_CODE, tidy

INDEX = "index.json"
ONET_CODE = SOC_CODE + r"\.\d{2}"


def read_area_shards(path: Path) -> pd.DataFrame:
    """Annual wages by area from the archive at `path`.

    Occupations with an O*NET code repeat those of their SOC code and are left out, and so are
    occupations without a single figure in an area. A figure that is missing beside others
    becomes `?`: the archive does not keep which code BLS printed.

    Raises
    ------
    DataError
        If the archive or one of its files cannot be read, or holds other figures.
    """
    return tidy_area_shards(pd.DataFrame(_records(path)), path)


def tidy_area_shards(raw: pd.DataFrame, file: Path) -> pd.DataFrame:
    """Wages from one record an area and occupation, with missing values for null."""
    cells = translate(raw, AREA_SHARD, file)
    published = cells.drop(columns=list(KEY)).notna().any(axis="columns")
    of_onet = cells["soc_code"].str.fullmatch(ONET_CODE)
    return tidy(cells[published & ~of_onet].reset_index(drop=True), file)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(set(archive.namelist()) - {INDEX}):
                yield from _area_records(archive.read(name), path / name)
    except FileNotFoundError as error:
        raise DataError(file=path, problem="the file is missing") from error
    except zipfile.BadZipFile as error:
        raise DataError(file=path, problem=f"cannot be read as a zip archive ({error})") from error


def _area_records(content: bytes, file: Path) -> Iterator[dict[str, Any]]:
    try:
        area = json.loads(content)
        for soc_code, figures in area["wages"].items():
            yield {"area": area["code"], "soc_code": soc_code, **figures}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(file=file, problem=f"not an area with its wages ({error!r})") from error
