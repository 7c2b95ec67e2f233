"""Runs lessons without a kernel: the cells of a copy, one after the other, in this process.

otter makes the copies and runs the tests. What is ours is only to execute a copy's cells in a
namespace of its own, for many students where a kernel each would take minutes.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import matplotlib
import pandas as pd
from IPython.display import display
from nbformat import NotebookNode
from otter.assign import main as assign
from otter.test_files.ok_test import OKTestFile
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from rolereport.classroom.notes import Notes
from rolereport.paths import NOTEBOOKS

matplotlib.use("agg")

FOLDER = NOTEBOOKS / "classroom"
MASTERS = sorted(FOLDER.glob("[0-9][0-9]-*.ipynb"))
ANSWER = "otter_answer_cell"  # otter's tag for the cell that a student fills in
SOLVED = "otter_assign_solution_cell"  # the same cell in the copy with solutions
CHECK = re.compile(r'grader\.check\("(\w+)"\)')

Values = dict[str, str]  # parameters of one student
Names = dict[str, Any]  # what a notebook's cells have defined


@dataclass(frozen=True)
class Copies:
    """What otter makes of a master: the copy with the solutions, and the student's."""

    solved: NotebookNode
    student: NotebookNode
    folder: Path

    @property
    def tests(self) -> dict[str, OKTestFile]:
        """The tests of each question, hidden ones too."""
        held = self.solved.metadata.otter.tests
        return {name: OKTestFile.from_spec(spec) for name, spec in held.items()}


@cache
def copies(master: Path) -> Copies:
    """The two copies, in a folder that holds the tables of the lessons as well."""
    made = Path(mkdtemp(prefix="lesson-"))
    with contextlib.redirect_stdout(io.StringIO()):
        assign(str(master), str(made), no_pdfs=True, no_run_tests=True)
    (made / "student" / "data").symlink_to(FOLDER / "data", target_is_directory=True)
    solved = load_notebook_node(str(made / "autograder" / master.name))
    student = load_notebook_node(str(made / "student" / master.name))
    return Copies(solved, student, made / "student")


def personal(notebook: NotebookNode, values: Values) -> NotebookNode:
    """The notebook with a student's parameters; those that it does not take are left out."""
    declared = next(
        cell.source for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])
    )
    taken = {
        name: value for name, value in values.items() if re.search(rf"^{name}\b", declared, re.M)
    }
    return parameterize_notebook(notebook, taken)


def question_of(notebook: NotebookNode, number: int) -> str | None:
    """The question whose check cell is the first after cell `number`; none after the last."""
    for cell in notebook.cells[number:]:
        if found := CHECK.search(cell.source):
            return found[1]
    return None


def is_otter(cell: NotebookNode) -> bool:
    """Whether a cell is there for otter alone."""
    return cell.source.startswith(("grader.check", "# Initialize Otter"))


def tagged(cell: NotebookNode, tag: str) -> bool:
    """Whether a code cell bears the tag."""
    return cell.cell_type == "code" and tag in cell.metadata.get("tags", [])


@contextlib.contextmanager
def at_work(folder: Path) -> Iterator[None]:
    """In the folder, silently, with no chart left open."""
    from matplotlib import pyplot

    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
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
    made, names, before = copies(master), fresh(), {}
    notebook = personal(made.solved, dict(student))
    with at_work(made.folder):
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type != "code" or is_otter(cell):
                continue
            if tagged(cell, SOLVED) and (question := question_of(notebook, number)):
                before[question] = kept(names)
            run(cell.source, names)
    return names, before


def failed(master: Path, question: str, names: Names) -> list[str]:
    """Names of the question's test cases that fail on what the cells defined."""
    return [each.test_case.name for each in results(master, question, names) if not each.passed]


def results(master: Path, question: str, names: Names) -> list[Any]:
    """The result of each test case of the question, in order."""
    made = copies(master)
    tests = made.tests[question]
    with contextlib.chdir(made.folder):
        tests.run(names)
    return tests.test_case_results


def blank(master: Path, values: Values) -> Names:
    """Run the student's copy as it was handed out, past any error, as a grader does."""
    made, names = copies(master), fresh()
    with at_work(made.folder):
        for cell in personal(made.student, values).cells:
            if cell.cell_type == "code" and not is_otter(cell):
                with contextlib.suppress(Exception):
                    run(cell.source, names)
    return names


def to_first_answer(master: Path, values: Values) -> Names:
    """Run the student's copy, otter's cells and all, to the check of the first question."""
    made, names = copies(master), fresh()
    with at_work(made.folder):
        for cell in personal(made.student, values).cells:
            if cell.cell_type == "code":
                run(cell.source, names)
                if CHECK.search(cell.source):
                    break
    return names


@cache
def notes(master: Path) -> Notes:
    """What the teacher is told about a lesson."""
    return Notes.read(master.with_suffix(".toml"))
