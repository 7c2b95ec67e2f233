"""Finds the notebooks that a class handed in, however a learning platform packed and named them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import nbformat
from nbformat import NotebookNode

from rolereport.classroom.grading.text import printable
from rolereport.classroom.index import MARK

SUFFIX = ".ipynb"  # browsers add .txt or .json to it
LARGEST = 50 * 1024**2  # bytes of a notebook; a lesson's is 1/500 of it
DEPTH = 2  # zip files within zip files
# What is handed in instead of a notebook; the tables and pages that lie beside one are none of it.
INSTEAD = {
    ".pdf", ".html", ".htm", ".docx", ".doc", ".odt", ".rtf", ".pages", ".py", ".png", ".jpg",
    ".jpeg", ".heic", ".rar", ".7z",
}  # fmt: skip
TOO_LARGE = "The file is far too large: clear its outputs and hand it in again."
UNREADABLE = "The file is damaged and no notebook any more: hand it in again."
NO_NOTEBOOK = "A {suffix} file is no notebook: hand in the .ipynb file itself."
NO_ZIP = "The zip file is damaged: hand it in again."
PASSED_OVER = {".ipynb_checkpoints", "__MACOSX", "data", "set-up.html"}


@dataclass(frozen=True)
class HandedIn:
    """A file that was handed in, a notebook or not.

    Parameters
    ----------
    path
        Below the folder that was searched, through zip files.
    time
        When it was last changed; of files in a zip file, what that says.
    notebook
        What it holds; None where it cannot be read.
    problem
        Why it cannot.
    """

    path: PurePosixPath
    time: tuple[int, ...]
    notebook: NotebookNode | None
    problem: str = ""

    @property
    def mark(self) -> dict[str, str]:
        """What the copy says of itself, as far as it has the form of a mark."""
        mark = self.notebook.metadata.get(MARK, {}) if self.notebook else {}
        return {str(k): v for k, v in mark.items() if isinstance(v, str)} if mark else {}


def find(where: Path) -> list[HandedIn]:
    """Every notebook in a folder or a zip file, in zip files within, and what is there instead."""
    if where.is_file():
        return [*_packed(where.read_bytes(), PurePosixPath(where.stem), DEPTH)]
    found: list[HandedIn] = []
    for path in sorted(where.rglob("*")):
        inside = PurePosixPath(path.relative_to(where).as_posix())
        if PASSED_OVER & {*inside.parts} or not path.is_file() or path.is_symlink():
            continue
        if SUFFIX in path.name:
            found.append(_file(path, inside))
        elif path.suffix == ".zip":
            found += _packed(path.read_bytes(), inside.with_suffix(""), DEPTH)
        elif path.suffix.lower() in INSTEAD:
            found.append(_instead(inside, (int(path.stat().st_mtime),)))
    return found


def _instead(path: PurePosixPath, time: tuple[int, ...]) -> HandedIn:
    return HandedIn(path, time, None, NO_NOTEBOOK.format(suffix=path.suffix.lower()))


def _file(path: Path, inside: PurePosixPath) -> HandedIn:
    status = path.stat()
    time = (int(status.st_mtime),)
    if status.st_size > LARGEST:
        return HandedIn(inside, time, None, TOO_LARGE)
    return _read(path.read_bytes(), inside, time)


def _packed(content: bytes, at: PurePosixPath, depth: int) -> Iterator[HandedIn]:
    try:
        members = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        yield HandedIn(at.with_name(f"{at.name}.zip"), (), None, NO_ZIP)
        return
    with members:
        for member in members.infolist():
            inside = at / member.filename
            if PASSED_OVER & {*inside.parts} or member.is_dir():
                continue
            yield from _member(members, member, inside, depth)


def _member(
    members: zipfile.ZipFile, member: zipfile.ZipInfo, inside: PurePosixPath, depth: int
) -> Iterator[HandedIn]:
    if inside.suffix.lower() in INSTEAD and SUFFIX not in inside.name:
        yield _instead(inside, member.date_time)
    if not (SUFFIX in inside.name or inside.suffix == ".zip"):
        return
    if member.file_size > LARGEST:
        yield HandedIn(inside, member.date_time, None, TOO_LARGE)
        return
    try:
        content = members.read(member)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        content = b""  # damaged, or locked by a password
    if SUFFIX in inside.name:
        yield _read(content, inside, member.date_time)
    elif depth > 1:
        yield from _packed(content, inside.with_suffix(""), depth - 1)


def _read(content: bytes, path: PurePosixPath, time: tuple[int, ...]) -> HandedIn:
    try:
        notebook = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
        _check(notebook)
    except Exception:  # whatever a damaged file makes of the reader
        return HandedIn(path, time, None, UNREADABLE)
    return HandedIn(path, time, notebook)


def _check(notebook: Any) -> None:
    """Refuse what has not the form that all else here relies on; mend what no file can hold."""
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if not (isinstance(cell.source, str) and isinstance(tags, list) and cell.cell_type):
            raise ValueError("a cell of another form")
        cell.source = printable(cell.source)
    if not isinstance(notebook.metadata.get(MARK, {}), dict):
        raise ValueError("a mark of another form")
