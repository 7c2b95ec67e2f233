"""Says of each copy that was handed in what there is to grade, and what its points depend on."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from rolereport.classroom.grading import cases
from rolereport.classroom.grading.graded import Task
from rolereport.classroom.grading.limits import Limits
from rolereport.classroom.grading.reaching import reached_for
from rolereport.classroom.grading.whose import Owned
from rolereport.classroom.index import STUDENTS, Copy, Index

NO_MARK = "The copy does not say any more whose it is; it was taken for yours by where it lay."
NOT_OWN = (
    "This copy was made for somebody else, so it was not graded. Your own has your code in it; "
    "hand that in."
)
READ_IT = "(its code uses {names}, which no lesson needs: read it before you trust the points)"
SEVERAL = "{count} files were handed in; the newest that could be read was graded."


def tasks_of(
    index: Index, folder: Path, found: Mapping[tuple[str, str], list[Owned]], limits: Limits
) -> Iterator[Task]:
    """What to grade.

    Parameters
    ----------
    folder
        The folder of the class.
    found
        By student and lesson: the files, the one to grade first.
    """
    lessons = {each.name: each for each in index.lessons}
    folders = {each.code: folder / STUDENTS / each.folder for each in index.students}
    copies = {(each.student, each.lesson): each for each in index.copies}
    tests = {each.lesson: folder / each.autograder for each in index.copies}
    asked = {lesson: cases.read(tests[lesson]) for lesson in {name for _, name in found}}
    tables = folder / index.data
    for (code, lesson), (first, *others) in found.items():
        task = Task(
            student=code,
            lesson=lessons[lesson],
            notebook=None if first.made_for else first.file.notebook,
            original=_original(folder, folders[code], copies[code, lesson]),
            parameters=copies[code, lesson].parameters,
            tests=asked[lesson],
            tables=tables,
            limits=limits,
            notes=tuple(_notes(first, len(others))),
            aside=_aside(first),
        )
        yield replace(task, digest=_digest(task))


def _notes(file: Owned, others: int) -> Iterator[str]:
    if file.file.problem:
        yield file.file.problem
    if file.made_for:
        yield NOT_OWN
    if file.file.notebook is not None and not file.marked:
        yield NO_MARK
    if others:
        yield SEVERAL.format(count=others + 1)


def _aside(file: Owned) -> str:
    if file.made_for:
        return f"(made for {file.made_for})"
    names = reached_for(file.file.notebook)
    return READ_IT.format(names=", ".join(names)) if names else ""


def _original(folder: Path, own: Path, copy: Copy) -> NotebookNode | None:
    """The copy as it was handed out, from the folder or the parcel, whichever is untouched."""
    for content in _candidates(folder, own, copy):
        if hashlib.sha256(content).hexdigest() == copy.sha256:
            return nbformat.reads(content.decode(), as_version=4)
    return None


def _candidates(folder: Path, own: Path, copy: Copy) -> Iterator[bytes]:
    there = folder / copy.notebook
    if there.is_file():
        yield there.read_bytes()
    parcel = own.parent / f"{own.name}.zip"
    if parcel.is_file():
        with zipfile.ZipFile(parcel) as packed:
            yield from (packed.read(n) for n in packed.namelist() if n.endswith(there.name))


def _digest(task: Task) -> str:
    """Of all that the points depend on: while it is the same, so are they."""
    parts = [task.lesson, task.parameters, task.tests, task.limits, task.notes, task.aside]
    parts += [_code(), _tables(task.tables)]
    for notebook in (task.notebook, task.original):
        parts.append(notebook and [(c.cell_type, c.source, c.metadata) for c in notebook.cells])
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def _code() -> str:
    """Of the grader itself."""
    return _of_files(Path(__file__).parent, "*.py")


@cache
def _tables(folder: Path) -> str:
    return _of_files(folder, "*.csv")


def _of_files(folder: Path, pattern: str) -> str:
    whole = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        whole.update(f"{path.name}\n".encode() + path.read_bytes())
    return whole.hexdigest()
