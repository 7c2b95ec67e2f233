"""The questions that a person grades: `by-hand.csv`, written to be filled in and read again."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rolereport.classroom.grading.graded import Graded
from rolereport.classroom.grading.marks import Mark, State
from rolereport.classroom.sheets import short, text_of, unguarded, write_sheet
from rolereport.data.errors import DataError, DataErrors

NAME = "by-hand.csv"
COLUMNS = ["code", "lesson", "question", "answer", "out of", "points", "comment"]
ABOUT = "about"  # a column to be read by a person, not by us
KEY = ("code", "lesson", "question")
WORKBOOKS = (".xlsx", ".xls", ".ods", ".numbers")
OTHER_ANSWER = "was given {points} for an earlier answer"

Key = tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """What a person gave for an answer."""

    answer: str
    points: float | None
    comment: str


def read(path: Path) -> dict[Key, Given]:
    """What was filled in, by code, lesson and question; nothing where there is no file.

    Raises
    ------
    DataError, DataErrors
        If the points were saved as a workbook; if they are no number, or more than there are, or
        less than none.
    """
    _refuse_workbook(path)
    if not path.exists():
        return {}
    found: dict[Key, Given] = {}
    errors = []
    for row, cells in enumerate(_rows(path), start=2):
        if not any(cells.values()):
            continue  # spreadsheets leave such lines behind
        try:
            found[tuple(cells[name] for name in KEY)] = _given(cells)
        except ValueError as error:
            errors.append(
                DataError(file=path, row=row, column="points", value=cells["points"],
                          problem=str(error), fix="write a number, or leave it empty")
            )  # fmt: skip
    if errors:
        raise DataErrors(errors)
    return found


def entered(graded: Graded, given: dict[Key, Given]) -> Graded:
    """`graded` with the points that a person gave, each for the answer that it was given for."""
    marks = [
        _entered(mark, given.get((graded.student, graded.lesson, mark.question)))
        for mark in graded.marks
    ]
    return replace(graded, marks=marks)


def write(
    path: Path,
    all_graded: Iterable[Graded],
    given: dict[Key, Given],
    about: Callable[[str], str],
) -> Path:
    """Write every answer that waits for a person or had one, with what was given.

    Parameters
    ----------
    about
        Tells, by a student's code, the facts that the answer has to agree with.
    """
    asked = [(g, m) for g in all_graded for m in g.marks if m.written]
    rows = {(g.student, g.lesson, m.question): _row(g, m) for g, m in asked}
    rest = {key: _kept(key, each) for key, each in given.items() if key not in rows}
    lines = [[*row[:3], about(str(row[0])), *row[3:]] for row in [*rows.values(), *rest.values()]]
    return write_sheet(path, [*COLUMNS[:3], ABOUT, *COLUMNS[3:]], lines)


def _entered(mark: Mark, given: Given | None) -> Mark:
    if given is None or mark.state is not State.BY_HAND:
        return mark
    if _plain(given.answer) != _plain(mark.written):
        told = OTHER_ANSWER.format(points=f"{given.points:g}") if given.points is not None else ""
        return replace(mark, comment=". ".join(filter(None, (given.comment, told))))
    if given.points is None:
        return replace(mark, comment=given.comment)
    return replace(mark, score=given.points, state=State.GRADED, comment=given.comment)


def _row(graded: Graded, mark: Mark) -> list[object]:
    score = "" if mark.score is None else short(mark.score)
    names = [graded.student, graded.lesson, mark.question]
    return [*names, mark.written, short(mark.points), score, mark.comment]


def _kept(key: Key, given: Given) -> list[object]:
    """A row of a copy that is not among those graded now."""
    points = "" if given.points is None else short(given.points)
    return [*key, given.answer, "", points, given.comment]


def _given(cells: dict[str, str]) -> Given:
    points = _number(cells["points"])
    most = _number(cells["out of"])
    if points is not None and (points < 0 or (most is not None and points > most)):
        raise ValueError(f"there are 0 to {cells['out of']} points")
    return Given(cells["answer"], points, cells["comment"])


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", ".")) if text else None
    except ValueError:
        number = math.nan
    if number is not None and not math.isfinite(number):
        raise ValueError("is no number")
    return number


def _refuse_workbook(path: Path) -> None:
    """Points in a workbook beside the file would be lost without a word."""
    time = path.stat().st_mtime if path.exists() else 0
    for suffix in WORKBOOKS:
        there = path.with_suffix(suffix)
        if there.exists() and there.stat().st_mtime > time:
            fix = f"save it as CSV, as {path.name} in the same folder, or delete it"
            raise DataError(file=there, problem="is a workbook, which is not read", fix=fix)


def _rows(path: Path) -> list[dict[str, str]]:
    text = text_of(path)
    separator = ";" if text.partition("\n")[0].count(";") > 2 else ","
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    if missing := [name for name in COLUMNS if name not in (rows.fieldnames or [])]:
        fix = f"delete it, and grade again to have it written anew with {', '.join(COLUMNS)}"
        raise DataError(file=path, problem=f"has no column {missing[0]}", fix=fix)
    return [{name: unguarded((row[name] or "").strip()) for name in COLUMNS} for row in rows]


def _plain(text: str) -> str:
    """Without what spreadsheets change in a text: ends of lines, spaces, letters that they lack."""
    kept = " ".join(text.split()).encode("cp1252", "replace").decode("cp1252")
    return re.sub(r"\?+", "?", kept)  # some write two for one
