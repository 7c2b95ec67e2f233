"""The inputs of a build as entities of its crate.

They are not in the edition's folder, so each is named by a local identifier, `#` and its path in
the project. Chapters, tables and all else are files of their own; the package is told folder by
folder, each with one SHA-256 over the listing of its files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from rolereport.publish.crate.tables import Table
from rolereport.publish.manifest import sha256
from rolereport.publish.media import media_type

PACKAGE = "rolereport/"
OWN = "own/"
CHAPTER = (
    "A chapter of the report. The SHA-256 is that of its cells as JSON, keys sorted, without "
    "outputs and counts, so that running and saving the notebook does not change it."
)
LISTING = (
    "Code that the chapters import. The SHA-256 is that of a listing as sha256sum prints it, one "
    "line for each of the {count} files, sorted by path; manifest.json has each file's own."
)


def input_entities(files: dict[str, str], tables: dict[str, Table]) -> Iterator[dict[str, Any]]:
    """JSON-LD of every input, from path to SHA-256, in the order of their identifiers."""
    entities = [*_folders(files), *_files(files, tables)]
    yield from sorted(entities, key=lambda entity: str(entity["@id"]))


def compact(values: list[Any]) -> Any:
    """The one value, or the list of several, as RO-Crate recommends to write them."""
    return values[0] if len(values) == 1 else values


def listing_digest(files: dict[str, str], paths: Iterable[str]) -> str:
    """SHA-256 over a listing of `paths` as sha256sum prints it."""
    listing = "".join(f"{files[path]}  {path}\n" for path in sorted(paths))
    return sha256(listing.encode())


def _folders(files: dict[str, str]) -> Iterator[dict[str, Any]]:
    code = sorted((path for path in files if path.startswith(PACKAGE)), key=_folder)
    for folder, inside in groupby(code, key=_folder):
        paths = list(inside)
        yield {
            "@id": f"#{folder}",
            "@type": "Dataset",
            "name": folder,
            "description": LISTING.format(count=len(paths)),
            "sha256": listing_digest(files, paths),
        }


def _files(files: dict[str, str], tables: dict[str, Table]) -> Iterator[dict[str, Any]]:
    for path, digest in files.items():
        if not path.startswith(PACKAGE):
            yield {
                "@id": f"#{path}",
                "@type": "File",
                "name": path,
                "encodingFormat": media_type(path),
                "sha256": digest,
                **_words(path, tables),
            }


def _words(path: str, tables: dict[str, Table]) -> dict[str, Any]:
    if path.startswith("notebooks/"):
        return {"description": CHAPTER}
    table = tables.get(_below_data(path))
    if table is None:
        return {}
    return {
        "alternateName": table.title,
        "description": table.description,
        **_links("license", table.licences),
        **_links("isBasedOn", table.sources),
    }


def _below_data(path: str) -> str:
    """The path below `data/`; wages lent to the build lie where those that are kept do."""
    lent = path.removeprefix(OWN)
    return path.removeprefix("data/") if lent == path else f"oews/{lent}"


def _links(name: str, addresses: Iterable[str]) -> dict[str, Any]:
    links = [{"@id": address} for address in sorted(addresses)]
    return {name: compact(links)} if links else {}


def _folder(path: str) -> str:
    return f"{path.rpartition('/')[0]}/"
