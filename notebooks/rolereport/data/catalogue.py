"""What `data/` holds, told as tables: its tables, its wage vintages and the files behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from rolereport import reads
from rolereport.data import codebook, load
from rolereport.data.errors import DataError, restore
from rolereport.data.oews.sidecar import LEVEL_NAMES
from rolereport.data.seals import described, fingerprint
from rolereport.data.sidecars import sidecar_of
from rolereport.paths import DATA, PROJECT
from rolereport.reads import conclude
from rolereport.vintages import wage_files


def tables(data: Path = DATA) -> dict[str, pd.DataFrame]:
    """Every table but the wages, by name, in alphabetical order."""
    return {name: load.table(name, data) for name in _names(data)}


def contents(data: Path = DATA) -> pd.DataFrame:
    """What each table is, as its codebook says.

    Returns
    -------
    DataFrame
        table, title, description, rows, columns (counts); one row for each of `tables`.
    """
    rows = [
        [name, *_told(codebook.schema(name, data)), *frame.shape]
        for name, frame in tables(data).items()
    ]
    return pd.DataFrame(rows, columns=["table", "title", "description", "rows", "columns"])


def origins(data: Path = DATA) -> dict[str, pd.DataFrame]:
    """Table to the sources it rests on as a whole, as its codebook names them.

    Returns
    -------
    dict
        Each frame has the columns source_url and source_id, of which one is filled in a row.
    """
    return {name: _origins(name, codebook.schema(name, data)) for name in _names(data)}


def vintages(data: Path = DATA) -> pd.DataFrame:
    """The wage vintages held.

    Returns
    -------
    DataFrame
        year, month (such as 2025-05), level (national, states, metros), source_id, rows, areas,
        occupations (counts), retrieved (date); sorted by year, wider levels first.
    """
    columns = ["year", "month", "level", "source_id", "rows", "areas", "occupations", "retrieved"]
    found = {level: _counts(level, _folder(data)) for level in _levels(data)}
    held = [
        [year, month, level, f"OEWS-{month}", *found[level][str(year)], retrieved]
        for year, level, told in _in_force(data)
        for month, retrieved in [(told["reference_month"], told["retrieved"])]
    ]
    return pd.DataFrame(held, columns=columns)


def files_read(data: Path = DATA) -> pd.DataFrame:
    """The files that the wage vintages were made from, as their sidecars record them.

    Returns
    -------
    DataFrame
        year, level, file, what, sha256, bytes, url, repository; a row for each level that a file
        served. `repository` is where a copy or conversion was found.
    """
    read = [
        {"year": year, "level": level} | {name: each.get(name, "") for name in _FILE}
        for year, level, told in _in_force(data)
        for each in told["read"]
        if level in each["levels"]
    ]
    return pd.DataFrame(read, columns=["year", "level", *_FILE])


def caveats(data: Path = DATA) -> pd.DataFrame:
    """What is known to be wanting in each vintage: year, caveat."""
    held = [*_in_force(data)]
    found = [
        (year, caveat)
        for year in dict.fromkeys(year for year, *_ in held)
        for of_year in [[each[1:] for each in held if each[0] == year]]
        for caveat in dict.fromkeys(each for _, told in of_year for each in told["caveats"])
        if any(_stands(caveat, level, told) for level, told in of_year)
    ]
    return pd.DataFrame(found, columns=["year", "caveat"])


def fields(data: Path = DATA) -> pd.DataFrame:
    """Every column of every table and of the wage files, as the codebook describes it.

    Returns
    -------
    DataFrame
        table, column, title, kind (text, whole number, ...), unit ("" if none), description.
    """
    names = [*_names(data), codebook.WAGES]
    rows = [
        [name, field["name"], field["title"], field["type"], field.get("unit", ""), _said(field)]
        for name in names
        for field in codebook.schema(name, data)["fields"]
    ]
    return pd.DataFrame(rows, columns=["table", "column", "title", "kind", "unit", "description"])


def keys(data: Path = DATA) -> dict[str, list[str]]:
    """Table to the columns of its key, for those that have one; wages apart."""
    found = {name: codebook.schema(name, data).get("primaryKey", []) for name in _names(data)}
    return {name: _listed(key) for name, key in found.items() if key}


def references(data: Path = DATA) -> pd.DataFrame:
    """Which columns name entries of which tables: table, column, target, target_column."""
    rows = [
        [name, *_listed(key["fields"]), key["reference"]["resource"], *_listed(_target(key))]
        for name in _names(data)
        for key in codebook.schema(name, data).get("foreignKeys", [])
    ]
    return pd.DataFrame(rows, columns=["table", "column", "target", "target_column"])


def seals(data: Path = DATA) -> pd.DataFrame:
    """Every file below `data` and whether it is byte for byte the one described: path, sealed."""
    return pd.DataFrame(_seals(_folder(data)), columns=["path", "sealed"])


def citation(project: Path = PROJECT) -> dict[str, Any]:
    """What `CITATION.cff` says: title, authors, version, date-released, license and more.

    Raises
    ------
    DataError
        If there is no such file, or it is no YAML.
    """
    path = project / "CITATION.cff"
    try:
        told: dict[str, Any] = yaml.safe_load(reads.file(path).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        problem = f"cannot be read ({error})"
        raise DataError(file=path, problem=problem, fix=restore(path)) from None
    return told


# The article is what these tables quote, not evidence that their rows could cite.
_QUOTED = {"claims": "ARTICLE", "inconsistencies": "ARTICLE"}
_FILE = ["file", "what", "sha256", "bytes", "url", "repository"]


@conclude
def _seals(folder: str) -> list[tuple[str, bool]]:
    data = _data(folder)
    known = described(data)
    return [
        (name, known.get(name, {}).get("hash") == fingerprint(path))
        for path in codebook.tables(data)
        for name in [path.relative_to(data).as_posix()]
    ]


def _names(data: Path) -> list[str]:
    paths = codebook.tables(data)
    return [path.stem for path in paths if codebook.schema_name(path, data) != codebook.WAGES]


def _said(field: dict[str, Any]) -> str:
    return str(field.get("description", ""))


def _listed(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _target(key: dict[str, Any]) -> str | list[str]:
    names: str | list[str] = key["reference"]["fields"]
    return names


def _told(schema: dict[str, Any]) -> tuple[str, str]:
    return schema["title"], schema["description"]


def _origins(name: str, schema: dict[str, Any]) -> pd.DataFrame:
    rows = [(each["path"], "") for each in schema["sources"]]
    quoted = [("", _QUOTED[name])] if name in _QUOTED else []
    return pd.DataFrame([*rows, *quoted], columns=["source_url", "source_id"], dtype="str")


def _levels(data: Path) -> list[load.Level]:
    return [level for level in load.LEVELS if wage_files(level, data)]


def _folder(data: Path) -> str:
    """The folder as an argument that says nothing of where the project is; the usual one is ""."""
    return "" if data == DATA else data.as_posix()


def _data(folder: str) -> Path:
    return Path(folder) if folder else DATA


@conclude
def _counts(level: load.Level, folder: str) -> dict[str, list[int]]:
    """Year to how many rows, areas and occupations its wages have."""
    wages = load.wages(level, data=_data(folder))
    years = wages["year"].to_numpy()
    changes = np.flatnonzero(np.diff(years)) + 1  # year lies below year
    areas, lines = (np.split(wages[name].to_numpy(), changes) for name in ("area", "soc_code"))
    return {
        str(year): [len(area), len({*area}), len({*line})]
        for year, area, line in zip(years[[0, *changes]], areas, lines, strict=True)
    }


def _in_force(data: Path) -> Iterator[tuple[int, load.Level, dict[str, Any]]]:
    """Year, level and sidecar of each wage file that is read, by year, wider levels first."""
    held = [
        (year, level, path)
        for level in _levels(data)
        for year, path in wage_files(level, data).items()
    ]
    for year, level, path in sorted(held, key=lambda each: each[0]):
        yield year, level, sidecar_of(path.parent)


def _stands(caveat: str, level: load.Level, told: dict[str, Any]) -> bool:
    """Whether a caveat is of the wages in force: not of another level, nor of what was revised."""
    others = [name for each, name in LEVEL_NAMES.items() if each != level]
    return not caveat.startswith(tuple(others)) and caveat in told["caveats"]
