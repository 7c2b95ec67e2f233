"""Makes the folder of a class: every student's copies of the lessons, and what a teacher keeps.

`index` says what is where. A class may be made again, with a student more or a lesson more: whoever
had copies keeps the same state and pair of jobs, and a copy that somebody has worked in is never
written over.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from rolereport.classroom import handout, pack, rosters
from rolereport.classroom.enrolment import enrol
from rolereport.classroom.index import DATA, INDEX, STUDENTS, TEACHER, Copy, Index, Student
from rolereport.classroom.masters import Pressing, masters, own, press
from rolereport.classroom.sheets import write_sheet
from rolereport.classroom.subject import subject
from rolereport.data.errors import DataError, DataErrors
from rolereport.paths import BUILD

FOLDER = BUILD / "classroom"
SOLUTIONS, AUTOGRADER = f"{TEACHER}/solutions", f"{TEACHER}/autograder"
ROSTER = f"{TEACHER}/roster.csv"
COLUMNS = ["name", "email", "login", "number", "folder", "code", "area", "role", "other"]
TAKEN = ("area", "role", "other")  # the parameters that a student has values of
TIME = (2026, 1, 1, 0, 0, 0)  # of what lies in a parcel, so that equal parcels are equal
WORKED_IN = "was worked in, and would now be another copy"
ANOTHER = "move it elsewhere, or make the class under another name"

Files = dict[str, bytes]  # by path below the folder of the class


@dataclass(frozen=True)
class Made:
    """A class as it was made.

    Parameters
    ----------
    folder
        The folder of the class.
    index
        What it holds, for whom.
    passed_over
        The rows of the roster that were taken for no student, and why.
    gone
        The folders of students who had copies and are no longer on the roster.
    renewed
        The lessons of which a copy is another than the one that was made earlier.
    joined
        The codes of students who are new in a class that was made earlier.
    """

    folder: Path
    index: Index
    passed_over: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


def make(roster: Path, folder: Path, lessons: Sequence[Path] | None = None) -> Made:
    """Make the copies of a class.

    Parameters
    ----------
    roster
        A class list as `rosters.read` reads it.
    folder
        The folder of the class; its name is the name of the class.
    lessons
        The masters; all when None.

    Raises
    ------
    DataError, DataErrors
        If the roster cannot be used, or asks for what lessons cannot serve, or if a copy in the
        folder was worked in and would be another now.
    """
    listed = rosters.read(roster)
    before = _before(folder)
    students = enrol(roster, listed.entries, folder.name, before)
    pressings = [press(master) for master in (masters() if lessons is None else lessons)]
    copies, files = _copied(students, pressings, folder.name)
    index = Index(
        name=folder.name,
        lessons=tuple(each.lesson for each in pressings),
        students=tuple(students),
        copies=tuple(copies),
    )
    kept = _worked_in(folder, copies, before)
    _write(folder, {path: content for path, content in files.items() if path not in kept})
    _write_parcels(folder, students, files)
    _write(folder, {f"{AUTOGRADER}/{each.lesson.name}.zip": each.autograder for each in pressings})
    write_sheet(folder / ROSTER, COLUMNS, ([getattr(s, c) for c in COLUMNS] for s in students))
    index.write(folder)
    return Made(
        folder,
        index,
        listed.passed_over,
        gone=_gone(before, students),
        renewed=_renewed(before, index),
        joined=_joined(before, students),
    )


def _before(folder: Path) -> Index | None:
    try:
        return Index.read(folder)
    except FileNotFoundError:
        return None
    except ValueError as error:
        problem = f"cannot be read ({str(error).splitlines()[0]})"
        raise DataError(file=folder / INDEX, problem=problem, fix=ANOTHER) from None


def _copied(
    students: Iterable[Student], pressings: Sequence[Pressing], name: str
) -> tuple[list[Copy], Files]:
    """All copies, and the files of them and of the tables that lie beside them."""
    copies: list[Copy] = []
    files: Files = {}
    tables = _tables()
    for student in students:
        for pressing in pressings:
            copy, content = _copy(student, pressing, name)
            copies.append(copy)
            files |= content
        files[f"{STUDENTS}/{student.folder}/{handout.NAME}"] = handout.set_up()
        for folder in (STUDENTS, SOLUTIONS):
            files |= _below(f"{folder}/{student.folder}/data", _without_answers(tables))
    return copies, files | _below(DATA, tables)


def _copy(student: Student, pressing: Pressing, name: str) -> tuple[Copy, Files]:
    lesson = pressing.lesson.name
    values = {each: getattr(student, each) for each in pressing.parameters if each in TAKEN}
    mark = {"class": name, "student": student.code, "lesson": lesson}
    mine, solved = (
        _content(own(each, values, _note(student), mark))
        for each in (pressing.student, pressing.solution)
    )
    copy = Copy(
        student=student.code,
        lesson=lesson,
        parameters=values,
        notebook=f"{STUDENTS}/{student.folder}/{lesson}.ipynb",
        solution=f"{SOLUTIONS}/{student.folder}/{lesson}.ipynb",
        autograder=f"{AUTOGRADER}/{lesson}.zip",
        sha256=hashlib.sha256(mine).hexdigest(),
    )
    return copy, {copy.notebook: mine, copy.solution: solved}


def _note(student: Student) -> str:
    """What stands above the parameters of a copy."""
    return f"Your own copy {student.code}: {subject(student)}"


def _content(notebook: NotebookNode) -> bytes:
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()


def _tables() -> Files:
    return {path.name: path.read_bytes() for path in sorted(pack.FOLDER.iterdir())}


def _without_answers(tables: Files) -> Files:
    return {name: content for name, content in tables.items() if pack.ANSWERS not in name}


def _below(folder: str, files: Files) -> Files:
    return {f"{folder}/{name}": content for name, content in files.items()}


def _worked_in(folder: Path, copies: Iterable[Copy], before: Index | None) -> set[str]:
    """The copies that somebody has worked in, of which nothing has to be written.

    Raises
    ------
    DataErrors
        If such a copy would be another than it was.
    """
    was = _digests(before)
    kept, errors = set(), []
    for copy in copies:
        there = folder / copy.notebook
        if not there.exists() or _digest(there) in (copy.sha256, was.get(copy.notebook)):
            continue
        if was.get(copy.notebook) == copy.sha256:
            kept.add(copy.notebook)
        else:
            errors.append(DataError(file=there, problem=WORKED_IN, fix=ANOTHER))
    if errors:
        raise DataErrors(errors)
    return kept


def _digests(index: Index | None) -> dict[str, str]:
    return {each.notebook: each.sha256 for each in (index.copies if index else ())}


def _renewed(before: Index | None, after: Index) -> tuple[str, ...]:
    was = _digests(before)
    other = {c.lesson for c in after.copies if was.get(c.notebook, c.sha256) != c.sha256}
    return tuple(sorted(other))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path in {(folder / name).parent for name in files}:
        path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        part = folder / f"{name}.part"  # a copy cut short would pass for one that was worked in
        part.write_bytes(content)
        part.replace(folder / name)


def _write_parcels(folder: Path, students: Iterable[Student], files: Files) -> None:
    """All that is a student's in one file, without the student's name in it."""
    for student in students:
        mine = f"{STUDENTS}/{student.folder}/"
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as parcel:
            for name in (name for name in files if name.startswith(mine)):
                inside = zipfile.ZipInfo(f"{folder.name}/{name.removeprefix(mine)}", TIME)
                parcel.writestr(inside, files[name], zipfile.ZIP_DEFLATED)
        _write(folder, {f"{mine.rstrip('/')}.zip": content.getvalue()})


def _gone(before: Index | None, students: Iterable[Student]) -> tuple[str, ...]:
    had = [each.folder for each in (before.students if before else ())]
    return tuple(folder for folder in had if folder not in {each.folder for each in students})


def _joined(before: Index | None, students: Iterable[Student]) -> tuple[str, ...]:
    had = {each.code for each in before.students} if before else set()
    return tuple(each.code for each in students if had and each.code not in had)
