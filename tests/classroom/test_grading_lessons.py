"""The real lessons, made for two students and graded as a teacher grades them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolereport.classroom import copies
from rolereport.classroom.grading.limits import Limits
from rolereport.classroom.grading.marks import State
from rolereport.classroom.grading.whole_class import Outcome, grade_class

ROSTER = "name,area\nAda Lovelace,WY\nGrace Hopper,DC\n"
LIMITS = Limits(cell_seconds=60, copy_seconds=600)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> copies.Made:
    folder = tmp_path_factory.mktemp("lessons")
    roster = folder / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    return copies.make(roster, folder / "7b")


def graded(made: copies.Made, handed_in: Path) -> Outcome:
    return grade_class(handed_in, made.folder, made.folder.parent, LIMITS)


def test_solutions_score_full(made: copies.Made) -> None:
    outcome = graded(made, made.folder / "teacher/solutions")
    assert outcome.count == len(made.index.copies)
    marks = [mark for each in outcome.graded for mark in each.marks]
    assert {mark.state for mark in marks} == {State.RIGHT, State.BY_HAND}
    assert not [mark for mark in marks if mark.trouble or mark.messages]
    possible = {each.name: sum(q.points for q in each.questions) for each in made.index.lessons}
    for each in outcome.graded:
        waiting = sum(mark.points for mark in each.marks if mark.score is None)
        assert each.score == possible[each.lesson] - waiting


def test_blank_copies_score_nothing(made: copies.Made) -> None:
    outcome = graded(made, made.folder)
    assert {each.score for each in outcome.graded} == {0}
    assert {mark.state for each in outcome.graded for mark in each.marks} == {State.UNANSWERED}
    for each in outcome.graded:
        labels = [mark.label for mark in each.marks]
        numbers = [label.split(" (")[0] for label in labels]
        assert numbers == [f"Question {at}" for at in range(1, len(labels) + 1)]
