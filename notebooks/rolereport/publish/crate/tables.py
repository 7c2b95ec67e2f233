"""What the codebook and the vintages' sidecars say of a data table: title, licence, sources."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from rolereport import reads
from rolereport.vintages import folders

CODEBOOK = "datapackage.json"
SIDECAR = "source.toml"
SCHEMA = "schemas/wages.json"


@dataclass(frozen=True)
class Table:
    """A data table in words.

    Parameters
    ----------
    licences, sources
        Address to name.
    """

    title: str
    description: str
    licences: dict[str, str]
    sources: dict[str, str]


def described_tables(data: Path) -> dict[str, Table]:
    """Path below `data` to what is said of the table there; empty without a codebook."""
    codebook = data / CODEBOOK
    if not reads.file(codebook).is_file():
        return {}
    resources = json.loads(codebook.read_text(encoding="utf-8"))["resources"]
    return {
        each["path"]: Table(
            title=each["title"],
            description=each["description"],
            licences={one["path"]: _licence(one["title"]) for one in each.get("licenses", [])},
            sources={one["path"]: one["title"] for one in each.get("sources", [])}
            | _vintage((data / each["path"]).with_name(SIDECAR)),
        )
        for each in resources
    }


def every_table(data: Path) -> dict[str, Table]:
    """`described_tables`, and the wages that are held without an entry in the codebook."""
    return _added(data) | described_tables(data)


def _added(data: Path) -> dict[str, Table]:
    """The wages of vintages that users added or lent to this build, as their sidecars tell."""
    schema = data / SCHEMA
    if not reads.file(schema).is_file():
        return {}
    about = json.loads(schema.read_text(encoding="utf-8"))
    return {
        f"oews/{folder.name}/{file.name}": Table(
            title=about["title"],
            description=about["description"],
            licences={one["path"]: _licence(one["title"]) for one in about["licenses"]},
            sources=_vintage(folder / SIDECAR),
        )
        for folder in folders(data)
        for file in reads.names(folder, "*.csv")
    }


def _licence(title: str) -> str:
    """The licence's own name, without what it is given for."""
    return re.split(r"[,;(]", title)[0].strip()


@reads.remember
def _vintage(sidecar: Path) -> dict[str, str]:
    if not reads.file(sidecar).is_file():
        return {}
    told = tomllib.loads(sidecar.read_text(encoding="utf-8"))
    return {told["url"]: f"{told['producer']}: {told['title']}"}
