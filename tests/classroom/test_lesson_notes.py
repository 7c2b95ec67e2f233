"""A teacher's notes of a lesson are read whole, or refused by the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolereport.classroom.notes import Notes

WHOLE = """
minutes = 45
cut = ["The stretch."]
discussion = ["Why?"]

[[sections]]
title = "Warm-up"
minutes = 5

[[sections]]
title = "Exercises"
minutes = 40

[[wrong]]
question = "q1"
answer = "letter = 'b'"
fails = ["q1 - 2"]
means = "Took the technician for the technologist."
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "01-which-job.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_whole_notes_are_read(tmp_path: Path) -> None:
    notes = Notes.read(written(tmp_path, WHOLE))
    assert [each.title for each in notes.sections] == ["Warm-up", "Exercises"]
    assert notes.wrong[0].fails == ("q1 - 2",)
    assert notes.rubric == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("minutes = 40", "minutes = 35", "the sections take 40 minutes, the lesson 45"),
        ('fails = ["q1 - 2"]', "fails = []", "wrong.0.fails"),
        ("cut =", "cuts =", "cuts"),
        ("minutes = 45", "minutes 45", "Expected"),
    ],
)
def test_what_is_wrong_is_told_with_the_file(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = written(tmp_path, WHOLE.replace(old, new, 1))
    with pytest.raises(ValueError, match=message) as told:
        Notes.read(path)
    assert str(path) in str(told.value)
