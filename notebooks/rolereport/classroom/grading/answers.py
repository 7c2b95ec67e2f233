"""Takes a handed-in notebook apart: which cells answer which question, and which were touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from rolereport.classroom.grading.sitting import Cell
from rolereport.classroom.index import Lesson
from rolereport.classroom.masters import PARAMETERS

CHECK = re.compile(r"""\.check\(\s*["'](\w+)["']""")
BEGIN, END = (
    "<!-- BEGIN QUESTION -->",
    "<!-- END QUESTION -->",
)  # otter's, round what a person grades
LABEL = re.compile(r"\*\*(Question [^*]+?)[.:]?\*\*")

Placed = list[tuple[NotebookNode, str]]


@dataclass(frozen=True)
class Answers:
    """A notebook as it is graded.

    Parameters
    ----------
    cells
        Its cells of code, in order, each with the questions whose tests follow.
    questions
        For each of these cells, the question that it belongs to; "" after the last.
    written
        By question: what the student wrote or changed there; "" where nothing.
    """

    cells: list[Cell]
    questions: list[str]
    written: dict[str, str]

    def question(self, cell: int) -> str:
        """The question that a cell belongs to; "" if to none."""
        return self.questions[cell] if cell < len(self.questions) else ""


def take_apart(notebook: NotebookNode, original: NotebookNode | None, lesson: Lesson) -> Answers:
    """Sort the cells of a notebook by question.

    Parameters
    ----------
    original
        The copy as it was handed out; its parameters stand, whatever became of them.
    """
    before = [*_placed(original.cells if original else [], lesson)]
    placed = [*_placed(notebook.cells, lesson)]
    code = [(cell, question) for cell, question in placed if cell.cell_type == "code"]
    asked = _asked_after([cell for cell, _ in code], lesson)
    cells = [Cell(_source(cell, original), asked[at]) for at, (cell, _) in enumerate(code)]
    return Answers(
        cells=[*cells, Cell("", asked[-1])],
        questions=[question for _, question in code],
        written={each.name: _written(each.name, placed, before) for each in lesson.questions},
    )


def _written(question: str, placed: Placed, before: Placed) -> str:
    """What was written to answer a question: in its place or, where that is gone, anywhere."""
    given = {cell.source.strip() for cell, _ in before}
    if question in {where for _, where in placed}:
        places = {question}
    elif question in {where for _, where in before}:
        places = {where for _, where in placed}
    else:
        places = {""}  # it never had a place: its master has no test that students can run
    sources = [c.source.strip() for c, where in placed if where in places and _is_own(c)]
    return "\n\n".join(each for each in sources if each and each not in given)


def labels(original: NotebookNode | None, lesson: Lesson) -> dict[str, str]:
    """What each question is called in the notebook."""
    found: dict[str, str] = {}
    for cell, question in _placed(original.cells if original else [], lesson):
        if label := LABEL.search(cell.source):
            found[question] = label[1]
    return found


def _placed(cells: list[NotebookNode], lesson: Lesson) -> Iterator[tuple[NotebookNode, str]]:
    """Each cell with its question: up to the check of one, or between the marks round one."""
    by_hand = (each.name for each in lesson.questions if each.manual)
    known = {each.name for each in lesson.questions}
    waiting: list[NotebookNode] = []
    inside = ""
    for cell in cells:
        if cell.cell_type == "markdown" and END in cell.source:
            inside = ""
        if cell.cell_type == "markdown" and BEGIN in cell.source:
            inside = next(by_hand, "")
        if inside:
            yield cell, inside
            continue
        waiting.append(cell)
        if question := next((name for name in _checked(cell) if name in known), ""):
            yield from ((each, question) for each in waiting)
            waiting = []
    yield from ((each, "") for each in waiting)


def _asked_after(cells: list[NotebookNode], lesson: Lesson) -> list[list[str]]:
    """For each cell, and the end: the questions whose tests follow, each after its last check."""
    last = {name: at for at, cell in enumerate(cells) for name in _checked(cell)}
    asked: list[list[str]] = [[] for _ in range(len(cells) + 1)]
    for question in lesson.questions:
        if not question.manual:
            asked[last.get(question.name, len(cells))].append(question.name)
    return asked


def _checked(cell: NotebookNode) -> list[str]:
    return CHECK.findall(cell.source) if cell.cell_type == "code" else []


def _is_own(cell: NotebookNode) -> bool:
    """Whether what is written there can be an answer."""
    is_mark = BEGIN in cell.source or END in cell.source
    return not (is_mark or _checked(cell) or _has_parameters(cell))


def _has_parameters(cell: NotebookNode) -> bool:
    return PARAMETERS in (cell.metadata.get("tags") or [])


def _source(cell: NotebookNode, original: NotebookNode | None) -> str:
    if not (original and _has_parameters(cell)):
        return str(cell.source)
    return "\n".join(each.source for each in original.cells if _has_parameters(each))
