"""An edition is current exactly as long as nothing that it depends on, nor it itself, changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from rolereport.publish.depends.why import Project, why
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs, Manifest

VALUES = {"area": "US", "year": 2025, "since": ""}


def edit_cell(project: Layout) -> None:
    path = project.notebooks / "04-salaries.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source += "\npass"
    nbformat.write(notebook, path)


def append(name: str) -> Callable[[Layout], None]:
    def change(project: Layout) -> None:
        path = project.notebooks.parent / name
        path.write_text(path.read_text() + "x")

    return change


CHANGES = {
    "a data file": append("data/oews/2025-05/national.csv"),
    "a data file added": lambda project: (project.data / "new.csv").write_text("a\n"),
    "a chapter's cell": edit_cell,
    "a chapter removed": lambda project: (project.notebooks / "00-answer.ipynb").unlink(),
    "the package": append("package/code.py"),
    "the lock": append("uv.lock"),
}


@pytest.fixture
def built(project: Layout) -> Path:
    folder = project.build / "us"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "report.html").write_text("<html>")
    (folder / "notebooks" / "00-answer.ipynb").write_text("{}")
    Manifest("us", Inputs.gather(project, VALUES), ["It depends."]).write(folder)
    return folder


def is_current(project: Layout, folder: Path, values: dict[str, object] = VALUES) -> bool:
    edition = Edition("us", values, folder)
    return why(edition, Project(project)) == []


def test_untouched_edition_is_current(project: Layout, built: Path) -> None:
    assert is_current(project, built)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_changed_input_is_seen(
    project: Layout, built: Path, change: Callable[[Layout], None]
) -> None:
    change(project)
    assert not is_current(project, built)


def test_changed_parameter_is_seen(project: Layout, built: Path) -> None:
    assert not is_current(project, built, VALUES | {"year": 2024})


def test_changed_software_is_seen(project: Layout, built: Path) -> None:
    inputs = Inputs.gather(project, VALUES)
    older = replace(inputs, software=inputs.software | {"pandas": "1.0"})
    Manifest("us", older, ["It depends."]).write(built)
    assert not is_current(project, built)


@pytest.mark.parametrize("name", ["report.html", "notebooks/00-answer.ipynb"])
def test_damaged_or_missing_output_is_seen(project: Layout, built: Path, name: str) -> None:
    (built / name).write_text("other")
    assert not is_current(project, built)
    (built / name).unlink()
    assert not is_current(project, built)


def test_running_and_saving_a_chapter_changes_no_input(project: Layout, built: Path) -> None:
    path = project.notebooks / "04-salaries.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", name="stdout", text="1")]
    notebook.cells[-1].execution_count = 7
    notebook.cells[-1].metadata["execution"] = {"iopub.execute_input": "now"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13"}
    nbformat.write(notebook, path)
    assert is_current(project, built)


def test_caches_beside_the_code_are_no_input(project: Layout, built: Path) -> None:
    (project.package / "__pycache__").mkdir()
    (project.package / "__pycache__" / "code.pyc").write_text("x")
    (project.data / ".checkpoints").mkdir()
    (project.data / ".checkpoints" / "national.csv").write_text("x")
    assert is_current(project, built)


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"edition": "us"}'])
def test_manifest_that_cannot_be_read_is_none(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    assert Manifest.read(tmp_path) is None


def test_manifest_names_inputs_and_outputs(built: Path) -> None:
    record = json.loads((built / "manifest.json").read_text())
    assert set(record["outputs"]) == {"report.html", "notebooks/00-answer.ipynb"}
    assert {
        "notebooks/00-answer.ipynb",
        "data/oews/2025-05/national.csv",
        "rolereport/code.py",
        "uv.lock",
        "CITATION.cff",
    } <= set(record["inputs"]["files"])


def test_recognising_a_current_edition_loads_no_slow_module() -> None:
    slow = ["papermill", "nbconvert", "nbformat", "pandas", "matplotlib", "tqdm", "jinja2"]
    script = f"import sys, rolereport.publish.build; print([m for m in {slow} if m in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert ran.stdout.strip() == "[]"


def test_an_unchanged_edition_is_recognised_before_anything_slow_is_loaded() -> None:
    loaded = "import rolereport.publish.build, sys; print(*sys.modules)"
    command = [sys.executable, "-c", loaded]
    modules = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "numpy", "papermill", "nbconvert", "nbformat"} & {*modules}
