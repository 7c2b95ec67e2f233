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
from rolereport.classroom.index import Index

SIGNS = {
    State.RIGHT: "✓", State.PARTLY: "◐", State.WRONG: "✗", State.UNANSWERED: "–",
    State.BY_HAND: "…", State.GRADED: "✎",
}  # fmt: skip

PYTHONS = re.compile(r"\w+(:|$)")  # the name of an error, as Python writes it
DOTS = " There, three dots still stand where something of yours belongs."
NOTHING = "No question is answered yet: a beginning in any of them counts."
A_START = "You made a start. Read what is said below, change one thing at a time, and try again."


def write(folder: Path, index: Index, all_graded: Iterable[Graded]) -> list[Path]:
    """Write a page for each student of whom something was graded; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    by_student: dict[str, list[Graded]] = {}
    for each in all_graded:
        by_student.setdefault(each.student, []).append(each)
    return [_page(folder, index, code, graded) for code, graded in by_student.items()]


def _page(folder: Path, index: Index, code: str, graded: list[Graded]) -> Path:
    titles = {each.name: each.title for each in index.lessons}
    lessons = [_lesson(each, titles[each.lesson]) for each in graded]
    path = folder / f"{code}.html"
    page = _template().render(code=code, title=index.name, lessons=lessons, signs=SIGNS)
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
    states = [each.state for each in graded.marks]
    answered = [each for each in states if each is not State.UNANSWERED]
    right = states.count(State.RIGHT)
    if not graded.handed_in:
        return "Nothing of this lesson was handed in."
    if not answered:
        return (
            ""
            if graded.notes
            else "No question is answered yet: a beginning in any of them counts."
        )
    if right == len(states):
        return "All right, from the first question to the last. Well done."
    if not right:
        return (
            "You made a start. Read what is said below, change one thing at a time, and try again."
        )
    return f"{right} of {len(states)} questions {'is' if right == 1 else 'are'} right already."


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
