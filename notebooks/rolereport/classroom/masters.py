"""The masters of the lessons: which there are, what they ask, and what a copy of one is.

A master is a notebook in the format of Otter Assign, with a cell of parameters as papermill knows
it. `press` makes of it what students get, the same with solutions, and the tests that grade it;
`own` puts one student's parameters into either. The order does not matter for the result, since a
test takes the parameters from the notebook that it grades; this one asks Otter once a lesson.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import yaml
from nbformat import NotebookNode
from papermill import inspect_notebook
from papermill.parameterize import parameterize_notebook

from rolereport.classroom.index import MARK, Lesson, Question
from rolereport.paths import NOTEBOOKS

FOLDER = NOTEBOOKS / "classroom"
PATTERN = "[0-9][0-9]-*.ipynb"
PARAMETERS, INJECTED = "parameters", "injected-parameters"  # papermill's tags
LOCKED = {"deletable": False, "editable": False}
OTTER = "# Initialize Otter"
KEEP_THE_NAME = (
    ", which checks answers. It finds the checks by this file's name:\n# please keep it."
)
SOLVED = "otter_assign_solution_cell"
MARKS = re.compile(
    r'''^""" *# BEGIN PROMPT\n.*?^""" *;? *# END PROMPT\n?|'''
    r"^ *# (?:BEGIN|END) SOLUTION(?: NO PROMPT)?\n?|"
    r" *# SOLUTION(?: NO PROMPT)?$",
    re.M | re.S,
)
# JupyterLab takes what stands between two escaped dollars of one paragraph for a formula.
DOLLAR, OWN_DOLLAR = re.compile(r"(?<!<span>)\\\$"), r"<span>\\$</span>"
QUESTION = re.compile(r"# BEGIN QUESTION\s", re.I)


@dataclass(frozen=True)
class Pressing:
    """What Otter Assign makes of a master.

    Parameters
    ----------
    lesson
        Name, title and questions.
    parameters
        The names that the master's cell of parameters sets.
    student, solution
        The notebook without and with solutions; the latter has the hidden tests as well.
    autograder
        The content of the zip file that grades it.
    """

    lesson: Lesson
    parameters: tuple[str, ...]
    student: NotebookNode
    solution: NotebookNode
    autograder: bytes


def masters(folder: Path = FOLDER) -> list[Path]:
    """Every master, in the order of the course."""
    return sorted(folder.glob(PATTERN))


def press(master: Path) -> Pressing:
    """Take a master apart, for its own parameters; equal masters give equal pressings."""
    from otter.assign import main as assign

    notebook = nbformat.read(master, as_version=4)
    with TemporaryDirectory() as name:
        folder = Path(name)
        nbformat.write(_without_outputs(notebook), folder / master.name)
        assign(str(folder / master.name), str(folder / "made"), no_run_tests=True, no_pdfs=True)
        student, solution = (
            _finished(nbformat.read(folder / "made" / kind / master.name, as_version=4))
            for kind in ("student", "autograder")
        )
        packed = next((folder / "made" / "autograder").glob("*.zip"))
        autograder = _same_bytes(packed)
    names = tuple(inspect_notebook(str(master)))
    lesson = _lesson(master.stem, notebook, solution)
    return Pressing(lesson, names, student, _legible(solution), autograder)


def own(
    notebook: NotebookNode, values: Mapping[str, str], note: str, mark: Mapping[str, str]
) -> NotebookNode:
    """A student's own copy of a notebook of a pressing.

    Parameters
    ----------
    values
        Parameters by name; the notebook keeps its own value of the others.
    note
        What stands above the parameters.
    mark
        What the copy's metadata say of it.
    """
    mine = copy.deepcopy(notebook)
    if values:
        mine = _parameterized(mine, values, note)
        mine.cells = [*_with_parameters(mine.cells, values)]
    mine.metadata[MARK] = dict(mark)
    return _steady(mine)


def _without_outputs(notebook: NotebookNode) -> NotebookNode:
    bare = copy.deepcopy(notebook)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return bare


def _parameterized(notebook: NotebookNode, values: Mapping[str, str], note: str) -> NotebookNode:
    untagged = [cell for cell in notebook.cells if "tags" not in cell.metadata]
    for cell in untagged:  # papermill looks for tags in all of them
        cell.metadata["tags"] = []
    notebook.metadata["papermill"] = NotebookNode()
    notebook = parameterize_notebook(notebook, dict(values), comment=note)
    for cell in untagged:
        del cell.metadata["tags"]
    del notebook.metadata["papermill"]
    return notebook


def _with_parameters(
    cells: list[NotebookNode], values: Mapping[str, str]
) -> Iterator[NotebookNode]:
    """The cells with one cell of parameters, which nobody changes by mistake."""
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        if INJECTED in tags:
            cell.source = cell.source.rstrip("\n")
            cell.metadata = NotebookNode(tags=[PARAMETERS], **LOCKED)
        elif PARAMETERS in tags:
            cell.source = _others(cell.source, values)
        if cell.source or PARAMETERS not in tags:
            yield cell


def _others(source: str, values: Mapping[str, str]) -> str:
    """The lines that set no parameter of `values`; nothing if only comments are left."""
    names = "|".join(map(re.escape, values))
    kept = [line for line in source.splitlines() if not re.match(rf"({names})\s*[:=]", line)]
    return "\n".join(kept) if any(re.match(r"[^#\s]", line) for line in kept) else ""


def _finished(notebook: NotebookNode) -> NotebookNode:
    return _steady(_priced(_explained(notebook)))


def _explained(notebook: NotebookNode) -> NotebookNode:
    for cell in notebook.cells:
        if cell.source.startswith(OTTER):
            cell.source = f"{OTTER}{KEEP_THE_NAME}{cell.source.removeprefix(OTTER)}"
    return notebook


def _legible(solution: NotebookNode) -> NotebookNode:
    """Without the marks in the code by which Otter told solutions from prompts."""
    for cell in solution.cells:
        if SOLVED in cell.metadata.get("tags", []):
            cell.source = MARKS.sub("", cell.source).strip("\n")
    return solution


def _priced(notebook: NotebookNode) -> NotebookNode:
    """With each dollar sign in an element of its own, which begins no formula."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = DOLLAR.sub(OWN_DOLLAR, cell.source)
    return notebook


def _steady(notebook: NotebookNode) -> NotebookNode:
    """With the numbers of cells for their identifiers, which otherwise are drawn at random."""
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:03}"
    return notebook


def _same_bytes(packed: Path) -> bytes:
    """The zip file with its members in order and without the time."""
    content = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(content, "w") as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _lesson(name: str, notebook: NotebookNode, solution: NotebookNode) -> Lesson:
    tests = solution.metadata.otter.get("tests", {})
    questions = tuple(_question(config, tests) for config in _configs(notebook))
    return Lesson(name=name, title=_title(notebook), questions=questions)


def _title(notebook: NotebookNode) -> str:
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    headings = [line for source in prose for line in source.splitlines() if line.startswith("# ")]
    return headings[0].removeprefix("# ") if headings else ""


def _configs(notebook: NotebookNode) -> Iterator[Mapping[str, object]]:
    for cell in notebook.cells:
        if cell.cell_type == "raw" and QUESTION.match(cell.source):
            yield yaml.safe_load(cell.source)


def _question(config: Mapping[str, object], tests: Mapping[str, object]) -> Question:
    """With the points of its tests, shared out as Otter does; without tests its own, or 1."""
    from otter.test_files import OKTestFile

    name, is_manual = str(config["name"]), bool(config.get("manual"))
    if name in tests:
        cases = OKTestFile.from_metadata(tests[name], "").test_cases
        points = sum(case.points for case in cases)
    else:
        points = config.get("points") or 1
    return Question(name=name, points=points, manual=is_manual)
