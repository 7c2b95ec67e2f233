"""A small lesson on real pay, made for a small class: what the tests of grading grade."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from rolereport.classroom import copies
from rolereport.classroom.grading import cases
from rolereport.classroom.grading.graded import Graded, Task
from rolereport.classroom.grading.limits import MEBIBYTE, Limits
from rolereport.classroom.index import Copy

ROSTER = (
    "name,email,number\n"
    "Ada Lovelace,ada.l@school.example,1001\n"
    "=Běla Žižková,bela@school.example,1002\n"
    "Grace Hopper,grace@school.example,1003\n"
)
LESSON = "01-read-the-pay"
LIMITS = Limits(cell_seconds=15, copy_seconds=90, memory=256 * MEBIBYTE)
RAW, PROSE, CODE = (
    nbformat.v4.new_raw_cell, nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell,
)  # fmt: skip
OWN_MEDIAN = (
    "import pandas as pd\n"
    'pay = pd.read_csv("data/wages.csv")\n'
    'own = pay[(pay["area"] == area) & (pay["role"] == role)].iloc[0]'
)
FORM, LETTER, LETTER_A = "Write a letter.", "Half earn less than the median.", "That is the mean."
NUMBER, MEDIAN = "Write a number.", "Look at p50_annual of your own state and job."
SENTENCE = "Half of them earn less."
RIGHT = {
    "q1": 'letter = "b"',
    "q2": 'median = own["p50_annual"]',
    "q3": SENTENCE,
    "q4": "double = 2 * own['p50_annual']",
}


def case(source: str, points: float, message: str, hidden: bool) -> NotebookNode:
    told = {"points": points, "failure_message": message, "hidden": hidden}
    lines = "\n".join(f"{name}: {json.dumps(value)}" for name, value in told.items())
    return CODE(f'""" # BEGIN TEST CONFIG\n{lines}\n""" # END TEST CONFIG\n{source}')


def question(
    name: str, prompt: str, solution: NotebookNode, tests: list[NotebookNode]
) -> list[NotebookNode]:
    tested = [RAW("# BEGIN TESTS"), *tests, RAW("# END TESTS")] if tests else []
    return [
        RAW(f"# BEGIN QUESTION\nname: {name}" + ("" if tests else "\nmanual: true\npoints: 2")),
        PROSE(prompt), RAW("# BEGIN SOLUTION"), solution, RAW("# END SOLUTION"), *tested,
        RAW("# END QUESTION"),
    ]  # fmt: skip


def master(folder: Path) -> Path:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    config = (
        "# ASSIGNMENT CONFIG\ntests:\n  files: false\nrun_tests: false\ninit_cell: true\n"
        "export_cell: false\ngenerate:\n  show_stdout: true"
    )
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    notebook.cells = [
        RAW(config),
        PROSE("# What does half of them earn?"),
        CODE(
            'area: str = "TX"\nrole: str = "laboratory-combined"', metadata={"tags": ["parameters"]}
        ),
        *question(
            "q1", "**Question 1.** What is a median?", CODE('letter = "b"  # SOLUTION'),
            [case("assert letter in {'a', 'b'}", 0, FORM, False),
             case("assert letter == 'b'", 1, LETTER, True),
             case("assert letter != 'a'", 0, LETTER_A, True)],
        ),
        CODE('import pandas as pd\npay = pd.read_csv("data/wages.csv")\n'
             'own = pay[(pay["area"] == area) & (pay["role"] == role)].iloc[0]'),
        *question(
            "q2", "**Question 2 (read).** Of your job?",
            CODE('median = own["p50_annual"]  # SOLUTION'),
            [case("assert float(median) > 0", 1, NUMBER, False),
             case(f"{OWN_MEDIAN}\nassert median == own['p50_annual']", 2, MEDIAN, True)],
        ),
        *question("q3", "**Question 3.** Write a sentence.", PROSE(SENTENCE), []),
        *question(
            "q4", "**Question 4.** Twice that?",
            CODE('double = 2 * own["p50_annual"]  # SOLUTION'),
            [case(f"{OWN_MEDIAN}\nassert double == 2 * own['p50_annual']", 1, MEDIAN, True)],
        ),
    ]  # fmt: skip
    path = folder / f"{LESSON}.ipynb"
    nbformat.write(notebook, path)
    return path


@dataclass(frozen=True)
class Class:
    """A class as it was made, and ways to hand something in."""

    made: copies.Made

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.made.index.students]

    def copy(self, student: int = 0) -> Copy:
        return self.made.index.copies[student]

    def blank(self, student: int = 0) -> NotebookNode:
        return nbformat.read(self.made.folder / self.copy(student).notebook, as_version=4)

    def answered(self, student: int = 0, **answers: str) -> NotebookNode:
        """The student's copy with the answers given, or those that are right."""
        notebook = self.blank(student)
        for name, cell in zip(RIGHT, self.answer_cells(notebook), strict=True):
            cell.source = answers.get(name, RIGHT[name])
        return notebook

    @staticmethod
    def answer_cells(notebook: NotebookNode) -> list[NotebookNode]:
        return [c for c in notebook.cells if "otter_answer_cell" in c.metadata.get("tags", [])]


def small_class(folder: Path) -> Class:
    roster = folder / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    return Class(copies.make(roster, folder / "7b", [master(folder)]))


def with_cell(notebook: NotebookNode, source: str, before: str = "q2") -> NotebookNode:
    """The notebook with one more cell of code in front of the answer to a question."""
    cells = Class.answer_cells(notebook)
    at = notebook.cells.index(cells[[*RIGHT].index(before)])
    notebook.cells.insert(at, CODE(source))
    return notebook


def task(made: Class, notebook: NotebookNode | None, student: int = 0) -> Task:
    copy, index = made.copy(student), made.made.index
    return Task(
        student=copy.student,
        lesson=index.lessons[0],
        notebook=notebook,
        original=made.blank(student),
        parameters=copy.parameters,
        tests=tests_of(made.made.folder / copy.autograder),
        tables=made.made.folder / index.data,
        limits=LIMITS,
    )


tests_of = cache(cases.read)


def scores(graded: Graded) -> dict[str, float | None]:
    return {each.question: each.score for each in graded.marks}
