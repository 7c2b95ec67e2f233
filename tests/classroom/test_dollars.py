"""Two prices in a paragraph are two prices: JupyterLab makes no formula of what lies between."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from rolereport.classroom.masters import masters, press

ALONE = r"<span>\$</span>"
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
APART = re.compile(r"(?:<span>|\*\*)\\\\\$")  # in an element of its own, in a text within code
BLOCK = re.compile(r"\n(?=\s*\n|\d+\. |- |\|)")  # where a paragraph, an item or a row begins


@cache
def copies(master: Path) -> tuple[NotebookNode, NotebookNode]:
    pressing = press(master)
    return pressing.student, pressing.solution


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_each_dollar_of_the_prose_stands_alone(master: Path) -> None:
    for copy in copies(master):
        prose = [cell.source for cell in copy.cells if cell.cell_type == "markdown"]
        for text in (CODE.sub("", source) for source in prose):
            assert "$" not in text.replace(ALONE, "")


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_a_master_has_one_bare_dollar_a_block(master: Path) -> None:
    cells = nbformat.read(master, nbformat.NO_CONVERT).cells
    for cell in (cell for cell in cells if cell.cell_type == "markdown"):
        for block in BLOCK.split(CODE.sub("", cell.source)):
            assert block.replace(ALONE, "").count("$") <= 1, block


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_prose_that_code_shows_has_one_bare_dollar_a_block(master: Path) -> None:
    student, _ = copies(master)
    for cell in student.cells:
        if cell.cell_type == "code" and "Markdown(" in cell.source:
            for block in BLOCK.split(cell.source):
                assert block.count(r"\\$") - len(APART.findall(block)) <= 1, block


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_what_a_check_says_has_one_dollar(master: Path) -> None:
    student, _ = copies(master)
    for test in student.metadata.otter.tests.values():
        for case in test["suites"][0]["cases"]:
            assert case.get("failure_message", "").count("$") <= 1


def test_some_lesson_has_prices() -> None:
    assert any(ALONE in cell.source for master in masters() for cell in copies(master)[0].cells)
