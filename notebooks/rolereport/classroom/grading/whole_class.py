"""Grades all that a class handed in, and writes grades, feedback, and what is left for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from joblib import Parallel, delayed

from rolereport.classroom.grading import by_hand, feedback, gradebook, record, whose
from rolereport.classroom.grading.graded import Graded, Task, grade_or_say_why
from rolereport.classroom.grading.handed_in import SUFFIX, HandedIn, find
from rolereport.classroom.grading.limits import Limits
from rolereport.classroom.grading.tasks import tasks_of
from rolereport.classroom.index import INDEX, STUDENTS, Index, Student
from rolereport.classroom.subject import medians
from rolereport.data.errors import DataError

GRADES = "grades"  # below the folder of the class
FEEDBACK = "feedback"
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
    count, same
        How many of them were graded now, and how many were handed in again as they were.
    unknown
        Files that are nobody's.
    """

    folder: Path
    graded: list[Graded]
    count: int
    same: int
    unknown: list[HandedIn]


def grade_class(
    handed_in: Path,
    folder: Path | None,
    classes: Path,
    limits: Limits,
    jobs: int = 1,
    again: bool = False,
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
    again
        Whether to grade also what was graded before and is the same since.
    tell
        Called with how many are done, of how many.

    Raises
    ------
    DataError
        If nothing there is a copy of the class, or the class is not known.
    """
    files = _files(handed_in)
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
    earlier = record.read(folder / GRADES / record.NAME, index)
    tasks = [*tasks_of(index, folder, found, limits)]
    new = tasks if again else [each for each in tasks if not _is_known(each, earlier)]
    done = _renewed(earlier, _graded(new, jobs, tell))
    graded = _in_order(index, {key: by_hand.entered(each, given) for key, each in done.items()})
    (folder / GRADES).mkdir(parents=True, exist_ok=True)
    record.write(folder / GRADES / record.NAME, done)  # first: a table may be open elsewhere
    _write(folder, index, graded, given)
    unknown = [file for file in files if owned[file.path] is None]
    return Outcome(folder / GRADES, graded, len(new), len(tasks) - len(new), unknown)


def _files(handed_in: Path) -> list[HandedIn]:
    """What was handed in; of the folder of a class the copies, and no parcel or solution."""
    files = find(handed_in)
    if not (handed_in / INDEX).is_file():
        return files
    copies = [each for each in files if each.path.parts[0] == STUDENTS]
    return [each for each in copies if (handed_in / each.path).is_file()]


def _class(files: Sequence[HandedIn], handed_in: Path, classes: Path) -> Path:
    """The folder of the class that most of the files are of, or where they lie."""
    if not any(each.notebook for each in files):
        fix = f"put into it what came back, the {SUFFIX} files or the zip files with them"
        raise DataError(file=handed_in, problem="holds no notebook that can be read", fix=fix)
    if (handed_in / INDEX).is_file():
        return handed_in
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


def _is_known(task: Task, earlier: record.ByCopy) -> bool:
    before = earlier.get((task.student, task.lesson.name))
    return before is not None and before.digest == task.digest


def _graded(tasks: list[Task], jobs: int, tell: Tell) -> Iterator[Graded]:
    """Grade copies side by side, each worker a process that loads what lessons need once."""
    jobs = max(1, min(jobs, len(tasks)))
    parallel = Parallel(n_jobs=jobs, return_as="generator_unordered", pre_dispatch="all")
    for done, graded in enumerate(
        parallel(delayed(grade_or_say_why)(task) for task in tasks), start=1
    ):
        tell(done, len(tasks))
        yield graded


def _renewed(earlier: record.ByCopy, new: Iterable[Graded]) -> record.ByCopy:
    """With what is `new`; what cannot be read takes nobody's earlier points away."""
    done = dict(earlier)
    for each in new:
        key = each.student, each.lesson
        if each.was_read or key not in done or not done[key].was_read:
            done[key] = each
    return done


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

    gradebook.write(grades / gradebook.NAME, index, graded)
    by_hand.write(grades / by_hand.NAME, graded, given, about)
    feedback.write(grades / FEEDBACK, index, graded)
