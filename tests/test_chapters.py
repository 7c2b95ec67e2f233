"""Every chapter runs alone under plain papermill, in editions that ask much of its words.

A large and a small state; an area that publishes little, for two neighbours of the question; and
two occupations that have nothing to do with it. (The nation is what nbval runs, over the committed
notebooks.)
"""

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
EDITIONS: dict[str, dict[str, object]] = {
    "TX": {"area": "TX"},
    "WY": {"area": "WY", "year": 2024, "roles": ["registered-nurse", "medical-assistant"]},
    "phlebotomists-in-casper": {
        "area": "16220",
        "roles": ["phlebotomist", "pharmacy-technician"],
        "baseline": "pharmacy-technician",
    },
    "electricians": {"roles": ["47-2111", "47-2152"], "baseline": "47-2152"},
}
UNSAID = re.compile(r"\b(nan|NaT|inf)\b|\bNone\b(?! (?:of|takes|needs))")
# Chapters that hold for any pair; the others say in a line that they hold nothing on it.
OF_ANY_PAIR = {"00", "02", "04", "05", "06", "07"}
TOLD = ("caption", "source")
QUESTION = re.compile(r"medical assistant|laborator|medication aide|med tech", re.I)


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type != "stream"
    ]


def kind_of(output: nbformat.NotebookNode) -> str:
    return str(output.metadata.get("rolereport", {}).get("kind", ""))


def up_to_end(shown: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """What the page shows of a chapter: nothing after an output that ends it."""
    kinds = [kind_of(output) for output in shown]
    return shown[: kinds.index("end") + 1] if "end" in kinds else shown


def told(output: nbformat.NotebookNode) -> str:
    """Whatever a reader is told by one output: its text, and a figure's caption and source."""
    about = output.metadata.get("rolereport", {})
    return " ".join([output.data["text/plain"], *(about.get(key, "") for key in TOLD)])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_runs_for_an_edition(chapter: Path, edition: str, tmp_path: Path) -> None:
    executed = papermill.execute_notebook(
        chapter, tmp_path / chapter.name, EDITIONS[edition], cwd=NOTEBOOKS, progress_bar=False
    )
    shown = up_to_end(outputs(executed))
    assert [told(each) for each in shown if UNSAID.search(told(each))] == []
    if edition == "electricians" and chapter.stem[:2] in OF_ANY_PAIR:
        about = [told(each) for each in shown if kind_of(each) != "end"]
        assert [each for each in about if QUESTION.search(each)] == []


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
