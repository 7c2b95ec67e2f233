"""Generates `datapackage.json`, the Frictionless codebook of everything below `data/`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rolereport import reads
from rolereport.data import codebook, files
from rolereport.data.seals import DESCRIPTOR, fingerprint
from rolereport.paths import DATA

ABOUT = {
    "profile": "tabular-data-package",
    "name": "med-tech-medical-assistant",
    "title": "Med tech and medical assistant: pay, training, credentials and claims",
    "description": "What the report reads: OEWS wage vintages and small tidy tables, each with its "
    "source. Empty cells are not known; a number that BLS withheld is empty and coded.",
    "licenses": [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0, for our text and selection",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ],
}


def seal(data: Path = DATA) -> Path:
    """Write `datapackage.json`: every table with its schema, size, rows and SHA-256."""
    resources = [describe(table, data) for table in codebook.tables(data)]
    path = data / DESCRIPTOR
    text = json.dumps({**ABOUT, "resources": resources}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def describe(table: Path, data: Path = DATA) -> dict[str, Any]:
    """The Frictionless resource of one table."""
    content = reads.file(table).read_bytes()
    about = codebook.schema(codebook.schema_name(table, data), data)
    relative = table.relative_to(data)
    return {
        "name": resource_name(relative),
        "path": relative.as_posix(),
        "profile": "tabular-data-resource",
        "title": about["title"],
        "description": about["description"],
        "licenses": about["licenses"],
        "sources": about["sources"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "rows": content.count(b"\n") - 1,
        "hash": fingerprint(table),
        "schema": _schema(table, about, data),
    }


def resource_name(relative: Path) -> str:
    """`roles.csv` is `roles`; `oews/2025-05/states.csv` is `oews-2025-05-states`."""
    return "-".join(relative.with_suffix("").parts)


def _schema(table: Path, about: dict[str, Any], data: Path) -> str | dict[str, Any]:
    name = codebook.schema_name(table, data)
    if name != codebook.WAGES:
        return f"schemas/{name}.json"
    columns = files.header(table)
    fields = [field for field in about["fields"] if field["name"] in columns]
    return {"fields": fields, "primaryKey": about["primaryKey"], "missingValues": [""]}
