"""Whose a file is, where a student is called as a lesson is."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from rolereport.classroom.grading.handed_in import HandedIn
from rolereport.classroom.grading.whose import Owners
from rolereport.classroom.index import Index, Lesson, Student

LESSON = "02-reading-a-pay-table"
PAIR = {"area": "TX", "role": "laboratory-combined", "other": "medical-assistant"}


def student(name: str, code: str) -> Student:
    folder = name.lower()
    return Student(code=code, name=name, email="", login="", number="", folder=folder, **PAIR)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("{}.ipynb", ""),
        ("hopper/{}.ipynb", "g2"),
        ("reading/{}.ipynb", "h1"),
        ("{}-Reading.ipynb", "h1"),
    ],
)
def test_a_word_of_a_lesson_s_name_names_no_student(path: str, code: str) -> None:
    students = student("Reading", "h1"), student("Hopper", "g2")
    lesson = Lesson(name=LESSON, title="", questions=())
    owners = Owners(Index(name="7b", lessons=(lesson,), students=students, copies=()))
    owned = owners.owned(HandedIn(PurePosixPath(path.format(LESSON)), 0, None))
    assert (owned.student if owned else "") == code
