"""The chapter on a user's own pay runs alone for any payroll, and says plainly if there is none."""

from __future__ import annotations

import ast
import random
import re
from pathlib import Path

import nbformat
import papermill
import pytest
from support import wage_sheets

from rolereport.data.intake import own
from rolereport.data.intake.reading import read_files
from rolereport.data.intake.terms import Terms
from rolereport.paths import NOTEBOOKS
from rolereport.vintages import OWN_VARIABLE

CHAPTER = NOTEBOOKS / "on-request" / "11-your-pay.ipynb"
UNSAID = re.compile(r"\b(nan|NaT|inf|None)\b")
GROUPS = [
    ("Medical assistant", 22, 37, "TX"), ("Medical assistant", 25, 14, "CA"),
    ("MLS", 36, 55, "TX"), ("Medication aide", 18, 24, "12420"),
    ("Registered nurse", 45, 30, ""), ("Phlebotomist", 20, 4, "TX"),
]  # fmt: skip


def payroll(folder: Path, groups: list[tuple[str, float, int, str]]) -> Path:
    draw = random.Random(11)
    rows: list[list[object]] = [["Name", "Job title", "Hourly rate", "Area"]]
    for job, rate, people, area in groups:
        rows += [["Jane Doe", job, round(draw.gauss(rate, rate / 10), 2), area]
                 for _ in range(people)]  # fmt: skip
    return wage_sheets.text(folder / "acme-payroll.csv", rows)


def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, groups: list[tuple[str, float, int, str]],
    month: str = "", **parameters: object,
) -> nbformat.NotebookNode:  # fmt: skip
    terms = Terms(month=month)
    own.write(read_files([payroll(folder, groups)], terms=terms), folder / "own", terms)
    monkeypatch.setenv(OWN_VARIABLE, str(folder / "own"))
    return papermill.execute_notebook(
        CHAPTER, folder / "out.ipynb", parameters, cwd=NOTEBOOKS, progress_bar=False
    )


def outputs(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [each for cell in notebook.cells for each in cell.get("outputs", []) if "data" in each]


def about(notebook: nbformat.NotebookNode, kind: str) -> list[dict[str, str]]:
    found = [each.metadata.get("rolereport", {}) for each in outputs(notebook)]
    return [each for each in found if each.get("kind") == kind]


def test_a_payroll_is_laid_over_the_official_pay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executed = run(tmp_path, monkeypatch, GROUPS, "2026-03")
    (drawn,) = about(executed, "figure")
    assert drawn["title"].startswith("Of six groups of your people")
    assert [each["name"] for each in about(executed, "table")] == [
        "your-pay", "your-pay-differences", "your-pay-shares",
    ]  # fmt: skip
    text = (tmp_path / "out.ipynb").read_text(encoding="utf-8")
    assert "Doe" not in text and "acme" not in text
    for shown in outputs(executed):
        told = shown.metadata.get("rolereport", {})
        words = " ".join(
            [shown.data["text/plain"], told.get("caption", ""), told.get("source", "")]
        )
        assert not UNSAID.search(words), words


def test_one_group_in_another_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    executed = run(tmp_path, monkeypatch, GROUPS[:1], area="TX", roles="47-2111,31-9092")
    (drawn,) = about(executed, "figure")
    assert drawn["title"].startswith("Your medical assistants in Texas are paid $")


def test_where_nobody_can_be_shown_a_sentence_ends_the_chapter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executed = run(tmp_path, monkeypatch, [("MLS", 36, 9, "TX"), ("Phlebotomist", 20, 4, "")])
    assert about(executed, "figure") == about(executed, "table") == []
    (end,) = [each for each in outputs(executed) if about_kind(each) == "end"]
    assert end.data["text/plain"].startswith("No group of your people can be shown")


def about_kind(shown: nbformat.NotebookNode) -> str:
    return str(shown.metadata.get("rolereport", {}).get("kind", ""))


def test_without_own_pay_made_up_people_stand_in_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(OWN_VARIABLE, raising=False)
    executed = papermill.execute_notebook(
        CHAPTER, tmp_path / "out.ipynb", cwd=NOTEBOOKS, progress_bar=False
    )
    told = str(outputs(executed)[0].data)
    assert "No salaries are given" in told and "rolereport build --wages FILE" in told
    (drawn,) = about(executed, "figure")
    assert "made-up example" in drawn["source"]
    assert "Your 40 medical assistants" in str(outputs(executed)[1].data)


def test_the_chapter_reads_like_an_essay() -> None:
    cells = nbformat.read(CHAPTER, as_version=4).cells
    assert len(cells) <= 30
    assert cells[0].source.startswith("# ") and "?" in cells[0].source.splitlines()[0]
    for cell in cells:
        if cell.cell_type == "code":
            nodes = list(ast.walk(ast.parse(cell.source)))
            assert not any(isinstance(node, ast.FunctionDef | ast.Try) for node in nodes)
        else:
            assert not re.search(r"\b(?:May|20\d\d)\b|\$\d", cell.source)


def test_the_chapter_is_committed_as_it_ran_without_a_payroll() -> None:
    saved = nbformat.read(CHAPTER, as_version=4)
    code = [cell for cell in saved.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert "parameters" in code[0].metadata["tags"]
    assert "No salaries are given" in str(saved)
