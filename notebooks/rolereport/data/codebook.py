"""The codebook: what each table holds, from the Frictionless schemas in `data/schemas/`.

One schema per kind of table is the single source of truth: the loader takes its types from it, the
checks take their rules from it, and `datapackage.json` is generated from it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rolereport import reads
from rolereport.data.errors import DataError
from rolereport.paths import DATA
from rolereport.reads import remember

PANDAS_TYPES = {"integer": "float64", "number": "float64", "year": "float64"}
WAGES = "wages"


def schema_name(table: Path, data: Path = DATA) -> str:
    """Name of the schema that describes `table`; every wage file, wherever it lies, shares one."""
    inside = table.is_relative_to(data) and table.relative_to(data).parts[0] != "oews"
    return table.stem if inside else WAGES


@remember
def schema(name: str, data: Path = DATA) -> dict[str, Any]:
    """The Frictionless schema called `name`, as read from JSON."""
    path = data / "schemas" / f"{name}.json"
    if not reads.file(path).exists():
        raise DataError(file=path, problem="the codebook has no schema of this name")
    description: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return description


def fields(name: str, data: Path = DATA) -> dict[str, dict[str, Any]]:
    """Fields of the schema `name` by column name."""
    return {field["name"]: field for field in schema(name, data)["fields"]}


def pandas_types(name: str, data: Path = DATA) -> dict[str, str]:
    """Column name to pandas dtype: numbers are floats (empty is NaN), all else is text."""
    return {
        column: PANDAS_TYPES.get(field["type"], "str")
        for column, field in fields(name, data).items()
    }


def tables(data: Path = DATA) -> list[Path]:
    """Every CSV below `data`, in a fixed order."""
    return reads.names(data, "**/*.csv")
