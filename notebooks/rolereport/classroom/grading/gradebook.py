"""`grades.csv`: a row for each student and lesson, which any spreadsheet opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rolereport.classroom.grading.graded import Graded
from rolereport.classroom.grading.marks import State
from rolereport.classroom.index import Index, Lesson, Student
from rolereport.classroom.sheets import short, write_sheet

NAME = "grades.csv"
OPENING = ["name", "email", "login", "number", "code", "lesson", "score", "out of"]


def write(path: Path, index: Index, all_graded: Sequence[Graded]) -> Path:
    """Write the grades; a question that waits for a person stays empty."""
    lessons = {each.name: each for each in index.lessons}
    students = {each.code: each for each in index.students}
    numbers = range(max(len(lessons[each.lesson].questions) for each in all_graded))
    questions = [f"question {at + 1}" for at in numbers]
    rows = [
        _row(students[each.student], lessons[each.lesson], each, len(questions))
        for each in all_graded
    ]
    return write_sheet(path, [*OPENING, *questions, "why"], rows)


def _row(student: Student, lesson: Lesson, graded: Graded, columns: int) -> list[object]:
    told = [student.name, student.email, student.login, student.number, student.code, lesson.name]
    points = sum(each.points for each in lesson.questions)
    scores = ["" if each.score is None else short(each.score) for each in graded.marks]
    scores += [""] * (columns - len(scores))
    score = "" if graded.score is None else short(graded.score)
    return [*told, score, short(points), *scores, why(graded)]


def why(graded: Graded) -> str:
    """What is behind the points, in a line."""
    told = [each.why for each in graded.marks if each.why]
    if graded.marks and all(each.state is State.UNANSWERED for each in graded.marks):
        told = [] if graded.notes else ["nothing answered"]
    notes = " ".join(filter(None, (*graded.notes, graded.aside)))
    return " | ".join(filter(None, (notes, *told)))
