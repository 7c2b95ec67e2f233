"""Finds the notebooks that a class handed in, however a learning platform packed and named them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath, PurePosixPath
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
        When it was last changed, in seconds since 1970; of files in a zip file, what that says.
    notebook
        What it holds; None where it cannot be read.
    problem
        Why it cannot.
    """

    path: PurePosixPath
    time: float
    notebook: NotebookNode | None
    problem: str = ""

    @property
    def mark(self) -> dict[str, str]:
        """What the copy says of itself, as far as it has the form of a mark."""
        mark = self.notebook.metadata.get(MARK, {}) if self.notebook else {}
        return {str(k): v for k, v in mark.items() if isinstance(v, str)} if mark else {}


def find(where: Path) -> list[HandedIn]:
    """Every notebook in a folder or a zip file, in zip files within, and what is there instead."""
    if where.is_file() and _may_be_notebook(where):
        return [_file(where, PurePosixPath(where.name))]
    if where.is_file():
        return [*_packed(where.read_bytes(), PurePosixPath(where.stem), DEPTH)]
    found: list[HandedIn] = []
    for path in sorted(where.rglob("*")):
        inside = PurePosixPath(path.relative_to(where).as_posix())
        if PASSED_OVER & {*inside.parts} or not path.is_file() or path.is_symlink():
            continue
        if _may_be_notebook(path):
            found.append(_file(path, inside))
        elif path.suffix.lower() == ".zip":
            found += _packed(path.read_bytes(), inside.with_suffix(""), DEPTH)
        elif path.suffix.lower() in INSTEAD:
            found.append(_instead(inside, path.stat().st_mtime))
    return found


def _may_be_notebook(path: PurePath) -> bool:
    return SUFFIX in path.name.lower()


def _instead(path: PurePosixPath, time: float) -> HandedIn:
    return HandedIn(path, time, None, NO_NOTEBOOK.format(suffix=path.suffix.lower()))


def _file(path: Path, inside: PurePosixPath) -> HandedIn:
    status = path.stat()
    time = status.st_mtime
    if status.st_size > LARGEST:
        return HandedIn(inside, time, None, TOO_LARGE)
    return _read(path.read_bytes(), inside, time)


def _packed(content: bytes, at: PurePosixPath, depth: int) -> Iterator[HandedIn]:
    try:
        members = zipfile.ZipFile(io.BytesIO(content))
    except Exception:  # whatever a damaged file makes of the reader
        yield HandedIn(at.with_name(f"{at.name}.zip"), 0, None, NO_ZIP)
        return
    with members:
        for member in members.infolist():
            name = member.filename.replace("\\", "/").lstrip("/")  # as some packers write it
            inside = at / name
            if PASSED_OVER & {*inside.parts} or member.is_dir():
                continue
            yield from _member(members, member, inside, depth)


def _member(
    members: zipfile.ZipFile, member: zipfile.ZipInfo, inside: PurePosixPath, depth: int
) -> Iterator[HandedIn]:
    suffix, time = inside.suffix.lower(), _time(member)
    if suffix in INSTEAD and not _may_be_notebook(inside):
        yield _instead(inside, time)
    if not (_may_be_notebook(inside) or suffix == ".zip"):
        return
    if member.file_size > LARGEST:
        yield HandedIn(inside, time, None, TOO_LARGE)
        return
    content = b""
    with suppress(Exception):  # damaged, or locked by a password
        content = members.read(member)
    if _may_be_notebook(inside):
        yield _read(content, inside, time)
    elif depth > 1:
        yield from _packed(content, inside.with_suffix(""), depth - 1)


def _time(member: zipfile.ZipInfo) -> float:
    """By the clock of this machine, since a zip file tells no zone; 0 for no such day."""
    with suppress(ValueError, OverflowError, OSError):
        return datetime(*member.date_time).timestamp()
    return 0


def _read(content: bytes, path: PurePosixPath, time: float) -> HandedIn:
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
