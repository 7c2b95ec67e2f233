"""The self-check of the browser says what otter says, without otter."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import otter as real
import pytest

from rolereport.classroom.site import otter as ours

CASES = [
    (">>> assert isinstance(letter, str)\n", "Write a letter between quotation marks."),
    (">>> import math\n>>> assert letter in {'a', 'b'}\n>>> assert math.pi > 3\n", None),
]
ANSWERS = [("a", 0), ("z", 1), (..., 2), (["a"], 2)]


def notebook(path: Path, question: str = "q1") -> Path:
    """A notebook that bears the tests as otter writes them."""
    cases = [
        {"code": code, "hidden": False, "locked": False}
        | ({"failure_message": told} if told else {})
        for code, told in CASES
    ]
    suite = {"cases": cases, "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    tests = {question: {"name": question, "points": None, "suites": [suite]}}
    text = {"cells": [], "metadata": {"otter": {"OK_FORMAT": True, "tests": tests}}}
    path.write_text(json.dumps(text | {"nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def beside_the_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(answer: object, named: str = "lesson.ipynb") -> Any:
    with contextlib.redirect_stdout(io.StringIO()):
        return ours.Notebook(named).check("q1", {"letter": answer})


@pytest.mark.parametrize(("answer", "fails"), ANSWERS)
def test_as_many_tests_fail_as_under_otter(answer: object, fails: int, tmp_path: Path) -> None:
    path = notebook(tmp_path / "lesson.ipynb")
    otters = real.Notebook(path.name).check("q1", {"letter": answer})
    assert [each.passed for each in otters.test_case_results].count(False) == fails
    assert len(check(answer).failed) == fails


def test_a_failed_test_says_its_message_or_its_error(tmp_path: Path) -> None:
    notebook(tmp_path / "lesson.ipynb")
    told = repr(check(["a"]))
    assert told.splitlines() == [
        "q1: not yet.",
        "- Write a letter between quotation marks.",
        "- TypeError: " + told.partition("TypeError: ")[2],
    ]
    assert "the form is right" in repr(check("b"))


def test_an_answer_that_was_not_run_is_told_by_name(tmp_path: Path) -> None:
    notebook(tmp_path / "lesson.ipynb")
    with contextlib.redirect_stdout(io.StringIO()):
        checked = ours.Notebook("lesson.ipynb").check("q1", {})
    assert checked.failed[1] == "NameError: name 'letter' is not defined"


def test_the_names_are_those_of_the_cell_that_asks(tmp_path: Path) -> None:
    notebook(tmp_path / "lesson.ipynb")
    names = {"grader": ours.Notebook("lesson.ipynb"), "letter": "a"}
    exec("one = grader.check('q1')\nall = grader.check_all()", names)
    assert names["one"].failed == names["all"][0].failed == []  # type: ignore[attr-defined,index]


def test_a_renamed_copy_is_found_by_its_questions(tmp_path: Path) -> None:
    notebook(tmp_path / "lesson (1).ipynb")
    assert check("a").tests == 2
    notebook(tmp_path / "lesson.ipynb", question="q7")
    assert check("a").tests == 0


def test_a_question_without_tests_says_when_it_is_graded(tmp_path: Path) -> None:
    notebook(tmp_path / "lesson.ipynb", question="q7")
    assert "graded after you hand it in" in repr(check("a"))


def test_the_first_cell_says_how_to_be_graded(capsys: pytest.CaptureFixture[str]) -> None:
    ours.Notebook("lesson.ipynb").export("lesson.ipynb", pdf=False)
    assert capsys.readouterr().out == f"{ours.BROWSER}\n" * 2
    assert "hand in the .ipynb file" in ours.BROWSER


def test_it_needs_nothing_but_python() -> None:
    source = Path(str(ours.__file__)).read_text(encoding="utf-8")
    imported = {
        line.split()[1] for line in source.splitlines() if line.startswith(("import", "from"))
    }
    assert imported == {"__future__", "doctest", "json", "pathlib", "sys", "typing"}
