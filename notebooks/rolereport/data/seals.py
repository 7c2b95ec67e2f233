"""Whether the tables are, byte for byte, those that the codebook describes.

A table is checked before it is sealed: one whose seal holds need not be checked again. No table is
read here, so that pandas loads only if a seal is broken.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from rolereport import reads
from rolereport.data import codebook
from rolereport.data.errors import DataError, restore
from rolereport.data.sidecars import sidecar_of
from rolereport.paths import DATA
from rolereport.vintages import kept_folders

DESCRIPTOR = "datapackage.json"

DIFFERS = "differs from what the codebook describes"


def check_unsealed(data: Path = DATA) -> None:
    """Check every table of `data`, unless all seals hold.

    Raises
    ------
    DataErrors
        As `checks.check_all` does.
    """
    if not (_ours_hold() if data == DATA else hold(data)):
        from rolereport.data.checks import check_all  # loads pandera

        check_all(data)


def hold(data: Path = DATA) -> bool:
    """Whether every table that has to be there is, as it was sealed."""
    return not missing_tables(data) and not broken(codebook.tables(data), data)


@reads.conclude
def _ours_hold() -> bool:
    return hold(DATA)


def missing_tables(data: Path) -> list[DataError]:
    """Tables that have a schema but no file, and vintages without wages of any level."""
    names = sorted(path.stem for path in (data / "schemas").glob("*.json"))
    tables = [data / f"{name}.csv" for name in names if name != "wages"]
    empty = [folder for folder in kept_folders(data) if not any(folder.glob("*.csv"))]
    vintages = [folder / "national.csv" for folder in empty]
    return [
        DataError(file=path, problem="the file is missing", fix=restore(path))
        for path in [*tables, *vintages]
        if not path.exists()
    ]


def broken(tables: list[Path], data: Path = DATA) -> list[DataError]:
    """Tables that are not, byte for byte, those that the codebook describes."""
    try:
        known = described(data)
    except DataError as error:
        return [error]
    found = {path.relative_to(data).as_posix() for path in tables}
    errors = [
        DataError(file=data / lost, problem="the file is missing", fix=restore(data / lost))
        for lost in sorted(known.keys() - found)
    ]
    for path in tables:
        sealed = known.get(path.relative_to(data).as_posix(), {})
        if sealed.get("hash") != fingerprint(path):
            errors.append(_unsealed(path, sealed.get("rows")))
    return errors


def _unsealed(path: Path, counted: int | None) -> DataError:
    rows = path.read_bytes().count(b"\n") - 1
    if counted is None:
        problem = "the codebook does not describe this file"
    elif rows != counted:
        problem = f"holds {rows:,} rows where the codebook counts {counted:,}"
    else:
        problem = DIFFERS
    return DataError(
        file=path,
        problem=problem,
        fix=f"{restore(path)}, or run `rolereport seal` if the change is meant",
    )


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
            file=path, problem=f"the codebook cannot be read ({error})", fix=restore(path)
        ) from None
    return _sealed_vintages(data) | {resource["path"]: resource for resource in resources}


def _sealed_vintages(data: Path) -> dict[str, dict[str, Any]]:
    written = {
        f"oews/{folder.name}/{entry['file']}": entry
        for folder in kept_folders(data)
        for entry in sidecar_of(folder).get("written", [])
    }
    return {
        path: {"rows": entry["rows"], "hash": f"sha256:{entry['sha256']}"}
        for path, entry in written.items()
    }
