"""What an edition was made from and what it consists of, by SHA-256; tells whether it is current.

Nothing slow is imported here: an unchanged edition is recognised before any notebook tool loads.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rolereport.publish.code_modes import READER
from rolereport.publish.depends.needs import Needs
from rolereport.publish.layout import Layout
from rolereport.vintages import own_folder

NAME = "manifest.json"
VERSION = 2  # of what a manifest holds; one of another is not read
NONE: Mapping[str, str] = MappingProxyType({})
_DIGEST = re.compile("[0-9a-f]{64}")
SOFTWARE = (
    "rolereport",
    "papermill",
    "nbclient",
    "ipykernel",
    "nbconvert",
    "pandas",
    "numpy",
    "scipy",
    "matplotlib",
    "typst",
    "pypdfium2",
    "pillow",
    "python-docx",
    "xlsxwriter",
)


@dataclass(frozen=True)
class Inputs:
    """Everything that an edition depends on.

    Parameters
    ----------
    parameters
        Every parameter's value.
    software
        Name to version, Python's own included.
    files
        Path in the project to SHA-256: of a chapter's cells without their outputs (saving a
        notebook after running it changes no input), of any other file's bytes.
    code
        How much of the code is shown: one of `CODE_MODES`.
    own
        Names of the files with wages of a user's own that this build alone reads.
    packages
        Name to version of all that the lock file fixes; the lock file itself is then no input.
    reads
        What else was read of the data, such as some rows of a table: what was asked, with the
        `sha256` of what was told.
    held
        Path to SHA-256, when the edition was built, of files that count only as `reads` says.
    listing
        SHA-256 of the names of the package's files.
    """

    parameters: dict[str, Any]
    software: dict[str, str]
    files: dict[str, str]
    code: str = READER
    own: list[str] = field(default_factory=list)
    packages: dict[str, str] = field(default_factory=dict)
    reads: dict[str, dict[str, Any]] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    listing: str = ""

    @classmethod
    def gather(
        cls,
        layout: Layout,
        parameters: Mapping[str, Any],
        code: str = READER,
        own: Iterable[str] = (),
    ) -> Inputs:
        """The inputs as they are now."""
        files = dict(_input_files(layout))
        return cls(dict(parameters), software_versions(), files, code, [*own])

    @property
    def fingerprint(self) -> str:
        """One SHA-256 over all that counts."""
        told = {name: read["sha256"] for name, read in self.reads.items()}
        uncounted = ("held", "listing")
        counted = {name: value for name, value in vars(self).items() if name not in uncounted}
        return sha256(json.dumps(counted | {"reads": told}, sort_keys=True).encode())

    @property
    def all_files(self) -> dict[str, str]:
        """Path to SHA-256, when the edition was built, of every file that it was built from."""
        found = {**self.held, **self.files}
        return {name: digest for name, digest in sorted(found.items()) if _DIGEST.match(digest)}


@dataclass(frozen=True)
class Manifest:
    """The record kept beside a report as `manifest.json`.

    Parameters
    ----------
    edition
        Its slug.
    short_answer
        The report's first findings, as plain sentences.
    formats
        The formats that it was written in.
    outputs
        Path below the edition's folder to SHA-256.
    chapters
        What each chapter depends on; empty where that was not recorded: then it is everything.
    export
        What the writing of the formats depends on beside the chapters.
    """

    edition: str
    inputs: Inputs
    short_answer: list[str]
    formats: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    chapters: dict[str, Needs] = field(default_factory=dict)
    export: Needs = field(default_factory=Needs)

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """The manifest in `folder`, or None if there is none that can be read."""
        try:
            record = json.loads((folder / NAME).read_text(encoding="utf-8"))
            if record.pop("version") != VERSION:
                return None
            del record["fingerprint"]
            needs = {name: Needs(**each) for name, each in record["chapters"].items()}
            parts = {"chapters": needs, "export": Needs(**record["export"])}
            return cls(**{**record, **parts, "inputs": Inputs(**record["inputs"])})
        except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, folder: Path, known: Mapping[str, str] = NONE) -> None:
        """Record what is in `folder` now and write the manifest there.

        Parameters
        ----------
        known
            The SHA-256 of files in it, where that has been worked out.
        """
        record = vars(self) | {
            "version": VERSION,
            "fingerprint": self.inputs.fingerprint,
            "outputs": digests(folder, output_files(folder), known),
        }
        text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False, default=vars)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def software_versions() -> dict[str, str]:
    """Name to version of what computes, draws and renders the report."""
    return {"python": platform.python_version()} | {
        name: metadata.version(name) for name in SOFTWARE
    }


def digests(folder: Path, files: Iterable[Path], known: Mapping[str, str] = NONE) -> dict[str, str]:
    """Path relative to `folder`, with forward slashes, to SHA-256 of the file, if not `known`."""
    named = {file.relative_to(folder).as_posix(): file for file in files}
    return {name: known.get(name) or sha256_of(file) for name, file in named.items()}


def changed_outputs(folder: Path, outputs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Files that were written, with their SHA-256, to `folder`, and what became of each."""
    for name, digest in outputs.items():
        if not (folder / name).is_file():
            yield name, f"{name} was removed"
        elif sha256_of(folder / name) != digest:
            yield name, f"{name} was changed by hand"


def output_files(folder: Path) -> list[Path]:
    """All files in an edition's folder, sorted, but for the manifest itself."""
    return [path for path in files_below(folder) if path != folder / NAME]


def _input_files(layout: Layout) -> Iterator[tuple[str, str]]:
    for chapter in [*layout.chapters(), *layout.on_request().values()]:
        name = chapter.relative_to(layout.notebooks).as_posix()
        yield f"notebooks/{name}", cells_digest(chapter.read_bytes())
    own = own_folder()
    roots = {"rolereport": layout.package, "data": layout.data} | ({"own": own} if own else {})
    for name, root in roots.items():
        for path, digest in digests(root, files_below(root)).items():
            yield f"{name}/{path}", digest
    for file in (layout.lock, layout.citation):
        if file.is_file():
            yield file.name, sha256(file.read_bytes())


def cells_digest(content: bytes) -> str:
    """SHA-256 of a chapter's cells without what running and saving it changes."""
    try:
        notebook = without_outputs(content)
    except (ValueError, KeyError, TypeError):
        return sha256(content)
    return sha256(json.dumps(notebook, sort_keys=True).encode())


def without_outputs(content: bytes) -> dict[str, Any]:
    """A notebook as read from JSON, without what running and saving it changes."""
    notebook: dict[str, Any] = json.loads(content)
    _drop(notebook["metadata"], "kernelspec", "language_info")
    for cell in notebook["cells"]:
        _drop(cell, "outputs", "execution_count")
        _drop(cell["metadata"], "execution")
    return notebook


def _drop(record: dict[str, Any], *keys: str) -> None:
    for key in keys:
        record.pop(key, None)


def files_below(root: Path) -> list[Path]:
    """All files below `root`, sorted, but for what is hidden and the caches of code."""
    return [root / name for name in names_below(root)]


def names_below(root: Path) -> list[str]:
    """As `files_below`, relative to `root`, with forward slashes."""
    found: list[list[str]] = []
    for folder, inside, files in os.walk(root):
        inside[:] = filter(_kept, inside)
        parts = Path(folder).relative_to(root).parts
        found += [[*parts, name] for name in filter(_kept, files)]
    return ["/".join(parts) for parts in sorted(found)]


def _kept(name: str) -> bool:
    return not name.startswith((".", "__pycache__"))


def sha256(content: bytes) -> str:
    """The SHA-256 of these bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, of which little is in memory at a time."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
