"""Generates `datapackage.json`, the Frictionless codebook of everything below `data/`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from rolereport import reads
from rolereport.data import codebook, files, load
from rolereport.data.errors import DataError
from rolereport.paths import DATA
from rolereport.vintages import kept_folders

DESCRIPTOR = "datapackage.json"
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


def fingerprint(table: Path) -> str:
    """SHA-256 of the file's bytes, as Frictionless writes it."""
    with reads.file(table).open("rb") as content:
        return f"sha256:{hashlib.file_digest(content, 'sha256').hexdigest()}"


def described(data: Path = DATA) -> dict[str, dict[str, Any]]:
    """Path below `data` to its Frictionless resource, as the codebook was sealed.

    A vintage that was added by hand is sealed by its own sidecar: path to rows and hash.

    Raises
    ------
    DataError
        If `datapackage.json` is missing or cannot be read.
    """
    path = data / DESCRIPTOR
    try:
        resources = json.loads(reads.file(path).read_text(encoding="utf-8"))["resources"]
    except (OSError, ValueError, KeyError) as error:
        raise DataError(
            file=path, problem=f"the codebook cannot be read ({error})", fix=files.restore(path)
        ) from None
    return _sealed_vintages(data) | {resource["path"]: resource for resource in resources}


def _sealed_vintages(data: Path) -> dict[str, dict[str, Any]]:
    written = {
        f"oews/{folder.name}/{entry['file']}": entry
        for folder in kept_folders(data)
        for entry in load.sidecar_of(folder).get("written", [])
    }
    return {
        path: {"rows": entry["rows"], "hash": f"sha256:{entry['sha256']}"}
        for path, entry in written.items()
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
