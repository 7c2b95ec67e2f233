"""Grades all that a class handed in, and writes grades, feedback, and what is left for a person."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from joblib import Parallel, delayed
from nbformat import NotebookNode

from rolereport.classroom.grading import by_hand, cases, feedback, gradebook, record, whose
from rolereport.classroom.grading.graded import Graded, Task, grade_or_say_why
from rolereport.classroom.grading.handed_in import HandedIn, find
from rolereport.classroom.grading.limits import Limits
from rolereport.classroom.grading.whose import Owned
from rolereport.classroom.index import INDEX, STUDENTS, Copy, Index, Student
from rolereport.classroom.subject import medians
from rolereport.data.errors import DataError

GRADES = "grades"  # below the folder of the class
FEEDBACK = "feedback"
NO_MARK = "The copy does not say any more whose it is; it was taken for yours by where it lay."
NOT_OWN = (
    "This copy was made for somebody else, so it was not graded. Your own has your code in it; "
    "hand that in."
)
SEVERAL = "{count} files were handed in; the newest that could be read was graded."
NOT_HANDED_IN = "not handed in"

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Outcome:
    """What was graded.

    Parameters
    ----------
    folder
        Where grades and feedback are.
    graded
        Each student's copy of each lesson of which anything was ever handed in.
    count
        How many of them were graded now.
    unknown
        Files that are nobody's.
    """

    folder: Path
    graded: list[Graded]
    count: int
    unknown: list[HandedIn]


def grade_class(
    handed_in: Path,
    folder: Path | None,
    classes: Path,
    limits: Limits,
    jobs: int = 1,
    tell: Tell = lambda done, count: None,
) -> Outcome:
    """Grade what lies in `handed_in`; what was graded earlier and is not there stays.

    Parameters
    ----------
    handed_in
        A folder or a zip file; the folder of a class itself where students saved their work there.
    folder
        The folder of the class; None to go by what the copies say.
    classes
        Where the folders of classes are.
    jobs
        Copies graded at a time.
    tell
        Called with how many are done, of how many.

    Raises
    ------
    DataError
        If nothing there is a copy of the class, or the class is not known.
    """
    files = find(handed_in)
    if (handed_in / INDEX).is_file():  # where only copies are, no parcel and no solution
        folder = folder or handed_in
        files = [each for each in files if each.path.parts[0] == STUDENTS]
        files = [each for each in files if (handed_in / each.path).is_file()]
    folder = folder or _class(files, handed_in, classes)
    index = _index(folder)
    owners = whose.Owners(index)
    owned = {file.path: owners.owned(file) for file in files}
    found = whose.newest(each for each in owned.values() if each)
    if not found:
        raise DataError(
            file=handed_in, problem=f"holds no copy of a lesson of the class {index.name}",
            fix="name the folder, or the zip file, with the notebooks that came back",
        )  # fmt: skip
    given = by_hand.read(folder / GRADES / by_hand.NAME)
    tasks = [*_tasks(index, folder, found, limits)]
    earlier = record.read(folder / GRADES / record.NAME, index)
    done = earlier | {(each.student, each.lesson): each for each in _graded(tasks, jobs, tell)}
    graded = _in_order(index, {key: by_hand.entered(each, given) for key, each in done.items()})
    _write(folder, index, graded, given)
    record.write(folder / GRADES / record.NAME, done)
    unknown = [file for file in files if owned[file.path] is None]
    return Outcome(folder / GRADES, graded, len(tasks), unknown)


def _class(files: Iterable[HandedIn], handed_in: Path, classes: Path) -> Path:
    """The folder of the class that most of the files are of."""
    named = [each.mark.get("class", "") for each in files]
    known = [name for name in named if name and (classes / Path(name).name / INDEX).is_file()]
    if not known:
        raise DataError(
            file=handed_in, problem="holds no copy that says of which class it is",
            fix="say by --class which folder `rolereport classroom make` made",
        )  # fmt: skip
    return classes / Path(max(sorted({*known}), key=known.count)).name


def _index(folder: Path) -> Index:
    try:
        return Index.read(folder)
    except FileNotFoundError:
        fix = "make the class first: rolereport classroom make --roster roster.csv"
        raise DataError(file=folder, problem="is no folder of a class", fix=fix) from None
    except ValueError as error:
        problem = f"cannot be read ({str(error).splitlines()[0]})"
        raise DataError(file=folder / INDEX, problem=problem, fix="make the class again") from None


def _tasks(
    index: Index, folder: Path, found: dict[tuple[str, str], list[Owned]], limits: Limits
) -> Iterator[Task]:
    lessons = {each.name: each for each in index.lessons}
    folders = {each.code: folder / STUDENTS / each.folder for each in index.students}
    copies = {(each.student, each.lesson): each for each in index.copies}
    asked = {lesson: cases.read(folder / copies[code, lesson].autograder) for code, lesson in found}
    for (code, lesson), (first, *others) in found.items():
        copy = copies[code, lesson]
        notes = [first.file.problem] * bool(first.file.problem)
        notes += [NOT_OWN] * bool(first.made_for)
        notes += [NO_MARK] * (first.file.notebook is not None and not first.marked)
        notes += [SEVERAL.format(count=len(others) + 1)] * bool(others)
        yield Task(
            student=code,
            lesson=lessons[lesson],
            notebook=None if first.made_for else first.file.notebook,
            original=_original(folder, folders[code], copy),
            parameters=copy.parameters,
            tests=asked[lesson],
            tables=folder / index.data,
            limits=limits,
            notes=tuple(notes),
            aside=f"(made for {first.made_for})" if first.made_for else "",
        )


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


def _graded(tasks: list[Task], jobs: int, tell: Tell) -> Iterator[Graded]:
    """Grade copies side by side, each worker a process that loads what lessons need once."""
    jobs = min(jobs, len(tasks))
    parallel = Parallel(n_jobs=jobs, return_as="generator_unordered", pre_dispatch="all")
    for done, graded in enumerate(
        parallel(delayed(grade_or_say_why)(task) for task in tasks), start=1
    ):
        tell(done, len(tasks))
        yield graded


def _in_order(index: Index, graded: record.ByCopy) -> list[Graded]:
    """By lesson, then by student; with who handed nothing in of a lesson that others did."""
    lessons = {lesson for _, lesson in graded}
    return [
        graded.get((student.code, lesson.name)) or _missing(student, lesson.name)
        for lesson in index.lessons
        if lesson.name in lessons
        for student in index.students
    ]


def _missing(student: Student, lesson: str) -> Graded:
    return Graded(student.code, lesson, notes=(NOT_HANDED_IN,), handed_in=False)


def _write(
    folder: Path, index: Index, graded: list[Graded], given: dict[by_hand.Key, by_hand.Given]
) -> None:
    grades, students = folder / GRADES, {each.code: each for each in index.students}

    def about(code: str) -> str:
        return medians(students[code], folder / index.data) if code in students else ""

    grades.mkdir(parents=True, exist_ok=True)
    gradebook.write(grades / gradebook.NAME, index, graded)
    by_hand.write(grades / by_hand.NAME, graded, given, about)
    feedback.write(grades / FEEDBACK, index, graded)
