"""Runs lessons without a kernel: the cells of a copy, one after the other, in this process.

otter makes the copies and runs the tests. What is ours is only to execute a copy's cells in a
namespace of its own, for many students where a kernel each would take minutes.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib
import nbformat
import pandas as pd
from IPython.display import display
from matplotlib import pyplot
from nbformat import NotebookNode
from otter.test_files.ok_test import OKTestFile

from rolereport.classroom.masters import FOLDER, Pressing, own, press
from rolereport.classroom.notes import Notes

matplotlib.use("agg")

ANSWER = "otter_answer_cell"  # otter's tag for the cell that a student fills in
SOLVED = "otter_assign_solution_cell"  # the same cell where it is solved
CHECK = re.compile(r'grader\.check\("(\w+)"\)')

Values = Mapping[str, str]  # parameters of one student
Names = dict[str, Any]  # what a notebook's cells have defined


@cache
def pressing(master: Path) -> Pressing:
    """What otter makes of a master, asked once."""
    with contextlib.redirect_stdout(io.StringIO()):
        return press(master)


@cache
def tests(master: Path) -> dict[str, OKTestFile]:
    """The tests of each question, hidden ones too."""
    held = pressing(master).solution.metadata.otter.tests
    return {name: OKTestFile.from_spec(spec) for name, spec in held.items()}


@cache
def desk(master: Path) -> TemporaryDirectory[str]:
    """A folder with the student's copy and the tables of the lessons beside it."""
    made = TemporaryDirectory(prefix="lesson-")
    (Path(made.name) / "data").symlink_to(FOLDER / "data", target_is_directory=True)
    nbformat.write(pressing(master).student, Path(made.name) / master.name)
    return made


def personal(master: Path, notebook: NotebookNode, values: Values) -> NotebookNode:
    """The notebook with those of a student's parameters that the lesson takes."""
    taken = {name: values[name] for name in pressing(master).parameters if name in values}
    return own(notebook, taken, "Your own copy", {})


def question_of(notebook: NotebookNode, number: int) -> str | None:
    """The question whose check cell is the first after cell `number`; none after the last."""
    for cell in notebook.cells[number:]:
        if found := CHECK.search(cell.source):
            return found[1]
    return None


def is_otter(cell: NotebookNode) -> bool:
    """Whether a cell is there for otter alone."""
    return cell.source.startswith(("grader.check", "# Initialize Otter"))


def is_solution(cell: NotebookNode) -> bool:
    """Whether a code cell holds the solution of a question."""
    return cell.cell_type == "code" and SOLVED in cell.metadata.get("tags", [])


@contextlib.contextmanager
def at_desk(master: Path) -> Iterator[None]:
    """In the lesson's folder, silently, with no chart left open."""
    silent = contextlib.redirect_stdout(io.StringIO())
    with contextlib.chdir(desk(master).name), silent, warnings.catch_warnings():
        warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")
        yield
    pyplot.close("all")


def fresh() -> Names:
    """The names that a kernel begins with."""
    return {"__name__": "__main__", "display": display}


def run(source: str, names: Names) -> None:
    """Execute one cell's source."""
    exec(compile(source, "<cell>", "exec"), names)


def kept(names: Names) -> Names:
    """The names as they stand now: what later cells do to a table does not reach back."""
    return {
        name: value.copy() if isinstance(value, pd.DataFrame | pd.Series) else value
        for name, value in names.items()
    }


@cache
def solved(master: Path, student: tuple[tuple[str, str], ...]) -> tuple[Names, dict[str, Names]]:
    """Run the copy with solutions; return its names, and those before each question's answer."""
    names, before = fresh(), {}
    notebook = personal(master, pressing(master).solution, dict(student))
    with at_desk(master):
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type != "code" or is_otter(cell):
                continue
            if is_solution(cell) and (question := question_of(notebook, number)):
                before[question] = kept(names)
            run(cell.source, names)
    return names, before


def results(master: Path, question: str, names: Names) -> list[Any]:
    """The result of each test case of the question, in order."""
    with contextlib.chdir(desk(master).name):
        tests(master)[question].run(names)
    return tests(master)[question].test_case_results


def failed(master: Path, question: str, names: Names) -> list[str]:
    """Names of the question's test cases that fail on what the cells defined."""
    return [each.test_case.name for each in results(master, question, names) if not each.passed]


def answered(master: Path, question: str, names: Names, answer: str) -> list[str]:
    """Names of the test cases that fail on an answer, given where `names` were defined."""
    mine = kept(names)
    with at_desk(master):
        run(answer, mine)
    return failed(master, question, mine)


def blank(master: Path, values: Values) -> tuple[Names, list[str]]:
    """Run the student's copy as it was handed out, past any error, as a grader does.

    Returns the names, and the sources of those cells that raised and hold no answer.
    """
    names, raised = fresh(), []
    with at_desk(master):
        for cell in personal(master, pressing(master).student, values).cells:
            if cell.cell_type != "code" or is_otter(cell):
                continue
            try:
                run(cell.source, names)
            except Exception:
                raised += [] if ANSWER in cell.metadata.get("tags", []) else [cell.source]
    return names, raised


def to_first_answer(master: Path, values: Values) -> Names:
    """Run the student's copy, otter's cells and all, to the check of the first question."""
    names = fresh()
    with at_desk(master):
        for cell in personal(master, pressing(master).student, values).cells:
            if cell.cell_type == "code":
                run(cell.source, names)
                if CHECK.search(cell.source):
                    break
    return names


@cache
def notes(master: Path) -> Notes:
    """What the teacher is told about a lesson."""
    return Notes.read(master.with_suffix(".toml"))
