"""Every copy runs where otter is not installed, as in the browser: its check is ours there."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest
from lesson_runs import fresh, pressing
from matplotlib import pyplot
from nbformat import NotebookNode

from rolereport.classroom.masters import masters
from rolereport.classroom.site import content
from rolereport.classroom.site import otter as ours

CHECK = "grader.check("


@pytest.fixture
def browser_like(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the site's files."""
    content.write(tmp_path / "files", [])
    monkeypatch.chdir(tmp_path / "files")
    return tmp_path / "files"


def checked(folder: Path, notebook: NotebookNode, name: str) -> dict[str, ours.Checked]:
    """Run the cells in order; return what each check said."""
    nbformat.write(notebook, folder / f"{name}.ipynb")
    names = fresh()
    said = {}
    for cell in (cell.source for cell in notebook.cells if cell.cell_type == "code"):
        if cell.startswith(CHECK):
            result = eval(cell, names)
            said[result.question] = result
        else:
            exec(cell, names)
    pyplot.close("all")
    return said


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_solutions_pass_every_check_in_the_browser(
    master: Path, browser_like: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pressing(master)
    monkeypatch.setitem(sys.modules, "otter", ours)
    said = checked(browser_like, made.solution, master.stem)
    asked = [each.name for each in made.lesson.questions if not each.manual]
    assert [*said] == asked
    assert {name: result.failed for name, result in said.items()} == {name: [] for name in asked}
    assert all(result.tests for result in said.values())


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_a_copy_as_handed_out_runs_to_its_first_check_which_says_what_is_missing(
    master: Path, browser_like: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = pressing(master).student
    asked = next(n for n, cell in enumerate(student.cells) if cell.source.startswith(CHECK))
    monkeypatch.setitem(sys.modules, "otter", ours)
    begun = nbformat.v4.new_notebook(cells=student.cells[: asked + 1], metadata=student.metadata)
    (first,) = checked(browser_like, begun, master.stem).values()
    assert first.failed
    assert not any(told.startswith("AssertionError") for told in first.failed)
