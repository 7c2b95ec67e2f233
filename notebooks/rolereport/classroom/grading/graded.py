"""Grades one handed-in copy."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from nbformat import NotebookNode

from rolereport.classroom import pack
from rolereport.classroom.grading import answers, marks, text
from rolereport.classroom.grading.answers import Answers
from rolereport.classroom.grading.cases import Case
from rolereport.classroom.grading.limits import Limits
from rolereport.classroom.grading.marks import Mark
from rolereport.classroom.grading.sitting import Exam, Sat, sit
from rolereport.classroom.index import Lesson

BY_A_PERSON = "This copy could not be graded by itself; your teacher looks at it."


@dataclass(frozen=True)
class Task:
    """A copy to grade.

    Parameters
    ----------
    student
        The student's code.
    notebook
        What was handed in; None where it cannot be graded, for the reason in `notes`.
    original
        The copy as it was handed out, where that is still known.
    tables
        The folder with all tables of the lessons, those with answers too.
    notes, aside
        What is to be said of the copy as a whole; the latter to the teacher alone.
    digest
        Of all that the points depend on.
    """

    student: str
    lesson: Lesson
    notebook: NotebookNode | None
    original: NotebookNode | None
    parameters: dict[str, str]
    tests: dict[str, list[Case]]
    tables: Path
    limits: Limits
    notes: tuple[str, ...] = ()
    aside: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Graded:
    """What came of a copy.

    Parameters
    ----------
    marks
        Of each question; none where the copy was not graded.
    notes, aside
        What is to be said of the copy as a whole; the latter to the teacher alone.
    handed_in
        Whether there was one.
    was_read
        Whether it could be graded, so that its marks say something of answers.
    digest
        Of all that this depends on.
    """

    student: str
    lesson: str
    marks: list[Mark] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    aside: str = ""
    handed_in: bool = True
    was_read: bool = True
    digest: str = ""

    @property
    def score(self) -> float | None:
        """Points so far; None where nothing was graded."""
        return sum(each.score or 0 for each in self.marks) if self.marks else None


def grade(task: Task) -> Graded:
    """Run a copy, ask its tests, and give points."""
    if task.notebook is None:
        return _with(task, _nothing(task), was_read=False)
    taken = answers.take_apart(task.notebook, task.original, task.lesson)
    bodies = {name: [case.body for case in cases] for name, cases in task.tests.items()}
    with box(task.tables) as (work, exam):
        sat = sit(taken.cells, bodies, task.parameters, work, exam, task.limits)
    return _with(task, [*_marks(task, taken, sat)])


def grade_or_say_why(task: Task) -> Graded:
    """Grade a copy; where the grader itself fails, say so, and lose no other copy by it."""
    try:
        return grade(task)
    except Exception as failure:
        why = f"(the grader failed: {text.error(f'{type(failure).__name__}: {failure}')})"
        notes = (*task.notes, BY_A_PERSON)
        return Graded(task.student, task.lesson.name, notes=notes, aside=why)


def _with(task: Task, given: list[Mark], was_read: bool = True) -> Graded:
    return Graded(
        student=task.student,
        lesson=task.lesson.name,
        marks=given,
        notes=task.notes,
        aside=task.aside,
        was_read=was_read,
        digest=task.digest,
    )


def _nothing(task: Task) -> list[Mark]:
    named = answers.labels(task.original, task.lesson)
    return [
        marks.unanswered(each.name, named.get(each.name, each.name), each.points)
        for each in task.lesson.questions
    ]


def _marks(task: Task, taken: Answers, sat: Sat) -> Iterator[Mark]:
    named = answers.labels(task.original, task.lesson)
    for question in task.lesson.questions:
        name, label = question.name, named.get(question.name, question.name)
        troubles = [sat.errors[at] for at in sorted(sat.errors) if taken.question(at) == name]
        trouble = troubles[-1] if troubles else ""
        if not taken.written[name]:
            yield marks.unanswered(name, label, question.points)
        elif question.manual:
            yield marks.by_hand(name, label, question.points, taken.written[name])
        else:
            cases, results = task.tests[name], sat.results.get(name, [])
            yield marks.by_tests(name, label, cases, results, trouble)


@contextmanager
def box(tables: Path) -> Iterator[tuple[Path, Exam]]:
    """A folder to run a copy in, and another for the tests, which the copy cannot change."""
    with TemporaryDirectory(prefix="rolereport-", ignore_cleanup_errors=True) as name:
        work, exam = Path(name, "copy"), Path(name, "exam")
        for folder in (work, exam):
            shutil.copytree(tables, folder / "data", ignore=_answers)
        yield work, Exam(exam, tuple(tables.glob(f"*{pack.ANSWERS}*")))


def _answers(_: str, names: list[str]) -> list[str]:
    return [name for name in names if pack.ANSWERS in name]
