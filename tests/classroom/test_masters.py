"""Every master is a lesson that works: for any student, blank, solved, or answered wrongly."""

from __future__ import annotations

import ast
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import lesson_runs as lessons
import nbformat
import pytest

from rolereport.classroom.masters import FOLDER, masters
from rolereport.classroom.notes import Wrong
from rolereport.classroom.spread import spread

# Ten students as a class would get them, among them states of which lessons have a tale to tell.
TOLD_OF = {"s1": {"area": "RI"}, "s2": {"area": "GA"}, "s3": {"area": "CA"}}
SHARES = spread([f"s{number}" for number in range(10)], wishes=TOLD_OF)
STUDENTS = [asdict(share) for share in SHARES.values()]
MASTERS = masters()
WRONG = [(master, wrong) for master in MASTERS for wrong in lessons.notes(master).wrong]
MINUTES, OBJECTIVES = 45, range(3, 6)
STUDENTS_LIBRARIES = {"IPython", "hashlib", "math", "matplotlib", "numbers", "pandas"}

of_masters = pytest.mark.parametrize("master", MASTERS, ids=lambda path: path.stem)
of_students = pytest.mark.parametrize("student", STUDENTS, ids="{area}-{role}-{other}".format_map)


def sources(master: Path, kind: str) -> list[str]:
    cells = nbformat.read(master, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == kind]


def points(master: Path, names: dict[str, Any]) -> dict[str, float]:
    tests = lessons.tests(master)
    return {
        question: sum(each.test_case.points for each in results if each.passed)
        for question in tests
        for results in [lessons.results(master, question, names)]
    }


def test_there_are_masters() -> None:
    assert MASTERS


@of_students
@of_masters
def test_solutions_pass_every_test(master: Path, student: dict[str, str]) -> None:
    names, before = lessons.solved(master, tuple(student.items()))
    tests = lessons.tests(master)
    assert {*before} == {*tests}, "each question has one cell with its solution"
    assert {question: lessons.failed(master, question, names) for question in tests} == {
        question: [] for question in tests
    }


@of_masters
def test_blank_answers_score_nothing(master: Path) -> None:
    for student in STUDENTS[:2]:
        scores = points(master, lessons.blank(master, student)[0])
        assert scores == dict.fromkeys(scores, 0)


@of_masters
def test_an_unanswered_question_stops_no_later_cell(master: Path) -> None:
    for student in STUDENTS[:2]:
        _, raised = lessons.blank(master, student)
        assert raised == []


@of_masters
def test_a_student_copy_runs_to_the_first_unanswered_question(master: Path) -> None:
    for student in STUDENTS[:2]:
        names = lessons.to_first_answer(master, student)
        assert type(names["grader"]).__name__ == "Notebook"
        assert names["area"] == student["area"]


@of_masters
def test_a_student_copy_holds_no_solution_and_no_hidden_test(master: Path) -> None:
    student = lessons.pressing(master).student
    specs = student.metadata.otter.tests.values()
    assert not any(case["hidden"] for spec in specs for case in spec["suites"][0]["cases"])
    text = "\n".join(cell.source for cell in student.cells)
    text = text.replace("<!-- BEGIN QUESTION -->", "").replace("<!-- END QUESTION -->", "")
    assert not re.search(r"SOLUTION|BEGIN|END|PROMPT", text)


@pytest.mark.parametrize(
    ("master", "wrong"),
    WRONG,
    ids=[f"{master.stem[:2]}-{wrong.question}" for master, wrong in WRONG],
)
def test_a_typical_wrong_answer_fails_exactly_the_tests_that_it_names(
    master: Path, wrong: Wrong
) -> None:
    for student in STUDENTS:
        _, before = lessons.solved(master, tuple(student.items()))
        fails = lessons.answered(master, wrong.question, before[wrong.question], wrong.answer)
        assert fails == [*wrong.fails], student


@of_masters
def test_every_question_has_a_typical_wrong_answer_that_costs_points(master: Path) -> None:
    tests = lessons.tests(master)
    wrong = lessons.notes(master).wrong
    assert {each.question for each in wrong} == {*tests}
    for each in wrong:
        cases = tests[each.question].test_cases
        assert any(case.points for case in cases if case.name in each.fails), each
        assert each.means.endswith((".", "?", "!"))


@of_masters
def test_every_test_says_what_helps(master: Path) -> None:
    for question, test in lessons.tests(master).items():
        assert not test.test_cases[0].hidden, f"{question} is checked for its form first"
        for case in test.test_cases:
            assert case.failure_message, case.name
            assert not re.search(r"^\s*[^>.\s]", case.body, re.M), "a test only asserts"


@of_masters
def test_no_formula_shows_where_two_prices_stand_in_a_sentence(master: Path) -> None:
    """JupyterLab takes what lies between two dollars for one; in prose `press` sees to it."""
    shown = [source for source in sources(master, "code") if "Markdown(" in source]
    apart = [re.sub(r"\*\*.*?\*\*|<span>.*?</span>", "", source) for source in shown]
    said = [item for source in apart for item in re.split(r"\n(?=\d\. |- )", source)]
    for test in lessons.tests(master).values():
        said += [case.failure_message for case in test.test_cases if not case.hidden]
    assert [sentence for sentence in said if sentence.count("$") > 1] == []


@of_masters
def test_the_notes_are_about_the_sections_of_the_lesson(master: Path) -> None:
    notes, prose = lessons.notes(master), "\n".join(sources(master, "markdown"))
    named = [each.title for each in notes.sections]
    headings = re.findall(r"^## (.+)$", prose, re.M)
    assert named == [heading for heading in headings if heading in named]
    assert notes.minutes == MINUTES
    assert notes.cut and notes.discussion


@of_masters
def test_a_master_opens_with_question_minutes_and_objectives(master: Path) -> None:
    opening, *rest = sources(master, "markdown")
    assert re.match(r"# .+\?\n", opening)
    assert f"{MINUTES} minutes" in opening
    assert len(re.findall(r"^- ", opening, re.M)) in OBJECTIVES
    assert any("## What to keep" in each for each in rest)
    assert any("<details><summary>" in each for each in rest)


@of_masters
def test_a_master_runs_on_any_laptop(master: Path) -> None:
    trees = [ast.parse(source) for source in sources(master, "code")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in imported} <= STUDENTS_LIBRARIES
    read = re.findall(r'read_csv\("([^"]+)"', "\n".join(sources(master, "code")))
    assert all((FOLDER / path).is_file() for path in read)
    assert not any("answers" in path for path in read), "students do not get the answers"


@of_masters
def test_a_master_is_kept_without_outputs(master: Path) -> None:
    cells = nbformat.read(master, as_version=4).cells
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)
