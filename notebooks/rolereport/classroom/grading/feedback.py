"""A page for each student, over all lessons: what was right, what was not, and how to go on.

A page bears the student's code for its name, and no name within: it can be handed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from rolereport.classroom.grading.graded import Graded
from rolereport.classroom.grading.marks import State
from rolereport.classroom.index import Index, Student
from rolereport.classroom.subject import subject

SIGNS = {
    State.RIGHT: "✓", State.PARTLY: "◐", State.WRONG: "✗", State.UNANSWERED: "–",
    State.BY_HAND: "…", State.GRADED: "✎",
}  # fmt: skip

PYTHONS = re.compile(r"\w+(:|$)")  # the name of an error, as Python writes it
DOTS = " There, three dots still stand where something of yours belongs."
NOT_HANDED_IN = "Nothing of this lesson was handed in."
NOTHING = "No question is answered yet: a beginning in any of them counts."
A_START = "You made a start. Read what is said below, change one thing at a time, and try again."
PARTLY = "Some of it is right already. What is said below helps with the rest."
QUESTIONS = "{full} of {count} questions {are} right already."
SO_FAR = "All that is graded so far is right. Well done."
ALL = "All right, from the first question to the last. Well done."


def write(folder: Path, index: Index, all_graded: Iterable[Graded]) -> list[Path]:
    """Write a page for each student of a class of which something was graded; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    by_student: dict[str, list[Graded]] = {}
    for each in all_graded:
        by_student.setdefault(each.student, []).append(each)
    students = {each.code: each for each in index.students}
    return [_page(folder, index, students[code], each) for code, each in by_student.items()]


def _page(folder: Path, index: Index, student: Student, graded: list[Graded]) -> Path:
    titles = {each.name: each.title for each in index.lessons}
    path = folder / f"{student.code}.html"
    page = _template().render(
        code=student.code,
        subject=subject(student),
        title=index.name,
        lessons=[_lesson(each, titles[each.lesson]) for each in graded],
        signs=SIGNS,
    )
    path.write_text(page, encoding="utf-8")
    return path


def _lesson(graded: Graded, title: str) -> dict[str, Any]:
    waiting = sum(each.points for each in graded.marks if each.score is None)
    return {
        "title": title or graded.lesson,
        "graded": graded,
        "possible": sum(each.points for each in graded.marks),
        "waiting": waiting,
        "opening": _opening(graded),
    }


def _opening(graded: Graded) -> str:
    """A word before the points."""
    settled = [each for each in graded.marks if each.score is not None]
    full = [each for each in settled if each.score == each.points]
    if not graded.handed_in:
        return NOT_HANDED_IN
    if all(each.state is State.UNANSWERED for each in graded.marks):
        return NOTHING if graded.was_read and graded.marks else ""
    if settled and len(full) == len(settled):
        return ALL if len(settled) == len(graded.marks) else SO_FAR
    if full:
        are = "is" if len(full) == 1 else "are"
        return QUESTIONS.format(full=len(full), count=len(settled), are=are)
    return PARTLY if graded.score else A_START


def _trouble(trouble: str) -> Markup:
    """What stopped a cell, in words for whoever has never seen Python."""
    if not PYTHONS.match(trouble):
        return Markup("A cell of this question did not come to its end: {}.").format(trouble)
    told = Markup("A cell of this question stopped. Python says: <code>{}</code>").format(trouble)
    return told + (DOTS if "ellipsis" in trouble.lower() else "")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["points"] = lambda value: f"{value:.4g}"
    environment.filters["trouble"] = _trouble
    return environment.get_template("feedback.html.j2")
