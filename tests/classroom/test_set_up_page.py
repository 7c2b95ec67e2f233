"""What the set-up page has a student install is what the lessons need."""

from __future__ import annotations

import ast
import re
import shlex
import sys
from importlib.metadata import version

import nbformat

from rolereport.classroom.masters import masters
from rolereport.paths import NOTEBOOKS

PAGE = (NOTEBOOKS / "classroom" / "set-up.md").read_text(encoding="utf-8")
PROVIDES = {"otter-grader": "otter", "jupyterlab": "IPython"}  # what is imported, if not the name
BLOCKS = re.compile(r"^```\w*\n(.*?)\n```$", re.S | re.M)


def commands(program: str) -> list[list[str]]:
    lines = [line for block in BLOCKS.findall(PAGE) for line in block.splitlines()]
    return [words for line in lines if (words := shlex.split(line)) and words[0] == program]


def installed(words: list[str]) -> set[str]:
    """The packages that a command asks for, versions and options left out."""
    return {re.split(r"[=<>]", word)[0] for word in words if re.match(r"[a-z][a-z-]+(=|$)", word)}


def imported() -> set[str]:
    """What the lessons import beyond Python's own modules."""
    cells = [
        cell.source
        for master in masters()
        for cell in nbformat.read(master, as_version=4).cells
        if cell.cell_type == "code"
    ]
    found: set[str] = set()
    for node in (node for source in cells for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).partition(".")[0])
    return found - sys.stdlib_module_names


def test_every_way_installs_all_that_lessons_import() -> None:
    (uvx,), (pip,) = commands("uvx"), commands("python")
    for words in (uvx, pip):
        names = {PROVIDES.get(name, name) for name in installed(words)}
        assert imported() | {"otter"} <= names


def test_students_check_with_the_otter_that_grades_them() -> None:
    asked = set(re.findall(r"otter-grader==([\d.]+)", PAGE))
    assert asked == {version("otter-grader")}


def test_the_page_names_a_lesson_that_there_is() -> None:
    named = set(re.findall(r"`(\d\d-[\w-]+\.ipynb)`", PAGE))
    assert named
    assert named <= {master.name for master in masters()}


def test_what_the_lessons_import_is_found() -> None:
    assert "pandas" in imported()
