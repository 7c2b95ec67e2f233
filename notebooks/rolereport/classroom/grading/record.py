"""What was graded so far: `graded.json`, so that each week's lessons join those of the last."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from rolereport.classroom.grading.graded import Graded
from rolereport.classroom.index import Index
from rolereport.data.errors import DataError

NAME = "graded.json"
RECORD = TypeAdapter(list[Graded])

ByCopy = dict[tuple[str, str], Graded]


def read(path: Path, index: Index) -> ByCopy:
    """What was graded earlier of the students and lessons that the class still has.

    Raises
    ------
    DataError
        If the file is damaged.
    """
    if not path.exists():
        return {}
    try:
        graded = RECORD.validate_json(path.read_bytes())
    except ValueError as error:
        problem = f"cannot be read ({str(error).splitlines()[0]})"
        fix = "delete it, and grade again all that was handed in"
        raise DataError(file=path, problem=problem, fix=fix) from None
    asked = {each.name: [question.name for question in each.questions] for each in index.lessons}
    codes = {each.code for each in index.students}
    return {
        (each.student, each.lesson): each
        for each in graded
        if each.student in codes
        and (not each.marks or [m.question for m in each.marks] == asked.get(each.lesson))
    }


def write(path: Path, graded: ByCopy) -> Path:
    """Write what was graded, before any points that a person gave."""
    path.write_bytes(RECORD.dump_json([graded[key] for key in sorted(graded)], indent=1))
    return path
