"""Every chapter runs alone under plain papermill, for the nation, a large and a small state."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from rolereport.parameters import ParameterError, parse
from rolereport.paths import FIGURES, NOTEBOOKS

CHAPTERS = sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))
AREAS = ["TX", "WY"]  # the nation is what nbval runs, over the committed notebooks
UNSAID = re.compile(r"\b(nan|None|NaT|inf)\b")


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type != "stream"
    ]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_runs_for_a_state(chapter: Path, area: str, tmp_path: Path) -> None:
    executed = papermill.execute_notebook(
        chapter, tmp_path / chapter.name, {"area": area}, cwd=NOTEBOOKS, progress_bar=False
    )
    for output in outputs(executed):
        assert not UNSAID.search(output.data["text/plain"]), output.data["text/plain"]


def test_a_bad_value_is_refused_in_the_same_words_by_a_chapter_alone(tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as by_command_line:
        parse(["area=TZ"])
    with pytest.raises(PapermillExecutionError, match=re.escape(str(by_command_line.value))):
        papermill.execute_notebook(
            NOTEBOOKS / "04-salaries.ipynb",
            tmp_path / "out.ipynb",
            {"area": "TZ"},
            cwd=NOTEBOOKS,
            progress_bar=False,
        )


def test_papermill_s_own_command_takes_a_parameter(tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    subprocess.run(
        [sys.executable, "-m", "papermill", "04-salaries.ipynb", out, "-p", "area", "TX"],
        cwd=NOTEBOOKS,
        check=True,
        capture_output=True,
    )
    assert "In Texas" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_published_figures_are_those_of_the_saved_chapters(chapter: Path) -> None:
    saved = nbformat.read(chapter, as_version=4)
    figures = [each for each in outputs(saved) if "image/svg+xml" in each.get("data", {})]
    assert figures
    for figure in figures:
        name = figure.metadata["rolereport"]["name"]
        assert (FIGURES / f"{name}.svg").read_text("utf-8") == figure.data["image/svg+xml"]
        assert (FIGURES / f"{name}.csv").read_text("utf-8") == figure.data["text/csv"]
        assert (FIGURES / f"{name}.png").exists()
