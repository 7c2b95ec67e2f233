"""What an edition was made from and what it consists of, by SHA-256; tells whether it is current.

Nothing slow is imported here: an unchanged edition is recognised before any notebook tool loads.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from rolereport.publish.code_modes import READER
from rolereport.publish.layout import Layout
from rolereport.vintages import own_folder

NAME = "manifest.json"
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
    """

    parameters: dict[str, Any]
    software: dict[str, str]
    files: dict[str, str]
    code: str = READER
    own: list[str] = field(default_factory=list)

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
        """One SHA-256 over all of it."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode())


@dataclass(frozen=True)
class Manifest:
    """The record kept beside a report as `manifest.json`."""

    edition: str
    inputs: Inputs
    short_answer: list[str]
    formats: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        """The manifest in `folder`, or None if there is none that can be read."""
        try:
            record = json.loads((folder / NAME).read_text(encoding="utf-8"))
            del record["fingerprint"]
            return cls(**{**record, "inputs": Inputs(**record["inputs"])})
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        """Record what is in `folder` now and write the manifest there."""
        record = asdict(self) | {
            "fingerprint": self.inputs.fingerprint,
            "outputs": digests(folder, output_files(folder)),
        }
        text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")

    def is_current(self, folder: Path, inputs: Inputs, formats: Iterable[str] = ()) -> bool:
        """Whether `inputs` and outputs are as recorded, and `formats` among those written."""
        if inputs.fingerprint != self.inputs.fingerprint or not {*formats} <= {*self.formats}:
            return False
        return not any(changed_outputs(folder, self.outputs))


def software_versions() -> dict[str, str]:
    """Name to version of what computes, draws and renders the report."""
    return {"python": platform.python_version()} | {
        name: metadata.version(name) for name in SOFTWARE
    }


def digests(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """Path relative to `folder`, with forward slashes, to SHA-256 of the file's bytes."""
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()) for file in files}


def changed_outputs(folder: Path, outputs: Mapping[str, str]) -> Iterator[str]:
    """What became of files that were written, with their SHA-256, to `folder`; in words."""
    for name, digest in outputs.items():
        if not (folder / name).is_file():
            yield f"{name} was removed"
        elif sha256((folder / name).read_bytes()) != digest:
            yield f"{name} was changed by hand"


def output_files(folder: Path) -> list[Path]:
    """All files in an edition's folder, sorted, but for the manifest itself."""
    return [path for path in _files(folder) if path != folder / NAME]


def _input_files(layout: Layout) -> Iterator[tuple[str, str]]:
    for chapter in [*layout.chapters(), *layout.on_request().values()]:
        name = chapter.relative_to(layout.notebooks).as_posix()
        yield f"notebooks/{name}", _chapter_digest(chapter)
    own = own_folder()
    roots = {"rolereport": layout.package, "data": layout.data} | ({"own": own} if own else {})
    for name, root in roots.items():
        for path, digest in digests(root, _files(root)).items():
            yield f"{name}/{path}", digest
    for file in (layout.lock, layout.citation):
        if file.is_file():
            yield file.name, sha256(file.read_bytes())


def _chapter_digest(chapter: Path) -> str:
    try:
        notebook = json.loads(chapter.read_bytes())
        _drop(notebook["metadata"], "kernelspec", "language_info")
        for cell in notebook["cells"]:
            _drop(cell, "outputs", "execution_count")
            _drop(cell["metadata"], "execution")
    except (ValueError, KeyError, TypeError):
        return sha256(chapter.read_bytes())
    return sha256(json.dumps(notebook, sort_keys=True).encode())


def _drop(record: dict[str, Any], *keys: str) -> None:
    for key in keys:
        record.pop(key, None)


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and _kept(path, root))


def _kept(path: Path, root: Path) -> bool:
    return not any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)


def sha256(content: bytes) -> str:
    """The SHA-256 of these bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
