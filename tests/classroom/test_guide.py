"""The instructor's guide is made of the lessons as they are, and leads where it says."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from rolereport.classroom.guide import example
from rolereport.classroom.guide.guide import GUIDE, text, write_page
from rolereport.classroom.guide.lesson import shown, told
from rolereport.classroom.masters import masters
from rolereport.classroom.notes import Notes

STRETCH = "If you have time"


@pytest.fixture(scope="module")
def made() -> str:
    return text()


def headings(master: Path) -> list[str]:
    cells = nbformat.read(master, as_version=4).cells
    lines = [line for cell in cells for line in cell.source.splitlines()]
    return [line.removeprefix("## ") for line in lines if line.startswith("## ")]


def test_the_guide_is_what_the_lessons_say(made: str) -> None:
    assert GUIDE.read_text(encoding="utf-8") == made, "run `rolereport classroom guide`"


def test_its_links_lead_somewhere(made: str) -> None:
    anchors = {f"#{name}" for name in re.findall(r'<a id="([\w-]+)">', made)}
    anchors |= {
        "#" + re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", made, re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", made):
        assert target in anchors or (GUIDE.parent / target).is_file(), target


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_timing_follows_the_headings_of_the_lesson(master: Path) -> None:
    sections = [each.title for each in Notes.read(master.with_suffix(".toml")).sections]
    assert sections == [each for each in headings(master) if each != STRETCH]


@pytest.mark.parametrize("master", masters(), ids=lambda path: path.stem)
def test_every_question_has_wrong_answers_or_a_rubric(master: Path) -> None:
    lesson = told(master)
    for question in lesson.questions:
        lines = [line.points for line in lesson.rubric if line.question == question.name]
        wrong = [each for each in lesson.notes.wrong if each.question == question.name]
        assert sum(lines) == question.points if question.manual else wrong
    assert 3 <= len(lesson.goals) <= 5
    assert lesson.slots[-1].ends == lesson.notes.minutes == 45
    assert {each.name for each in lesson.questions} == {*lesson.kinds}


def test_marks_of_the_examples_are_points_of_the_rubric(made: str) -> None:
    (rubric,) = [lesson.rubric for lesson in map(told, masters()) if lesson.rubric]
    for each in example.marked():
        assert {*each.given} <= {*range(1, len(rubric) + 1)}
        named = {int(number) for number in re.findall(r"\((\d)\)", each.why)}
        assert named | {*each.given} == {*range(1, len(rubric) + 1)}
        assert not named & {*each.given}
        assert each.sentence.replace("$", "\\$") in made


def test_no_dollar_starts_a_formula_on_github(made: str) -> None:
    prose = re.sub(r"`[^`\n]*`", "", made)
    assert "$" in prose
    assert not re.search(r"(?<!\\)\$", prose)


@pytest.mark.parametrize(
    ("answer", "code"),
    [('x = "a"', '`x = "a"`'), ("x = 1\ny = 2", ""), (f"x = {'1' * 80}", "")],
)
def test_only_short_answers_are_shown(answer: str, code: str) -> None:
    assert shown(f"\n{answer}\n") == code


def test_the_page_to_print_has_every_table_and_lesson(tmp_path: Path, made: str) -> None:
    page = write_page(tmp_path / "new" / "guide.html").read_text(encoding="utf-8")
    assert page.count("<table>") == len(re.findall(r"^\|[-:| ]+\|$", made, re.M))
    for number, master in enumerate(masters(), 1):
        assert f'id="lesson-{number}"' in page
        assert told(master).title.replace("\\$", "$") in page


def test_links_of_the_page_to_print_lead_somewhere(tmp_path: Path) -> None:
    path = write_page(tmp_path / "new" / "guide.html")
    page = path.read_text(encoding="utf-8")
    targets = re.findall(r'href="(?!data:)([^"]+)"', page)
    assert targets
    anchors = {f"#{name}" for name in re.findall(r'id="([^"]+)"', page)}
    assert not [t for t in targets if t not in anchors and not (path.parent / t).is_file()]
