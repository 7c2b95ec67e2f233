"""Tells whose a file is: by who handed it in, as its path says, and by the mark that it bears."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from rolereport.classroom.grading.handed_in import HandedIn
from rolereport.classroom.index import Index, Student
from rolereport.classroom.rosters import slug

SHORTEST = 4  # letters or digits of what can tell a student in a path
AGAIN = re.compile(
    r"[-(](\d+)\)?\.ipynb", re.I
)  # of what comes a second time: x-1.ipynb, x (1).ipynb


@dataclass(frozen=True)
class Owned:
    """A file, the student and the lesson that it is graded for.

    Parameters
    ----------
    made_for
        The code of another student for whom the copy was made; "" where it is the student's own.
    marked
        Whether the copy still says whose it is.
    """

    file: HandedIn
    student: str
    lesson: str
    made_for: str = ""
    marked: bool = True


class Owners:
    """Knows the students of a class by what a path may call them."""

    def __init__(self, index: Index) -> None:
        self.lessons = [each.name for each in index.lessons]
        self.codes = {each.code for each in index.students}
        self._any_lesson = re.compile("|".join(map(re.escape, self.lessons)))
        self._tells: dict[str, set[str]] = {}
        for student in index.students:
            for told in _told(student):
                self._tells.setdefault(told, set()).add(student.code)

    def owned(self, file: HandedIn) -> Owned | None:
        """Whose `file` is; None if neither its path nor its mark tells."""
        mark = file.mark
        marked, by_path = mark.get("student", ""), self._by_path(file.path)
        lesson = mark.get("lesson", "") or self._lesson(file.path)
        student = by_path or marked
        if student not in self.codes or lesson not in self.lessons:
            return None
        return Owned(file, student, lesson, "" if marked in ("", student) else marked, bool(marked))

    def _by_path(self, path: PurePosixPath) -> str:
        """The one student whom the path names; "" where it names none, or several."""
        for part in reversed(path.parts):
            part = self._any_lesson.sub(" ", part)  # whose words may be somebody's name
            found = {code for run in _runs(part) for code in self._tells.get(run, ())}
            if len(found) == 1:
                return found.pop()
        return ""

    def _lesson(self, path: PurePosixPath) -> str:
        return next((name for name in self.lessons if name in path.name), "")


def newest(owned: Iterable[Owned]) -> dict[tuple[str, str], list[Owned]]:
    """The files of each student and lesson, the one to grade first: the newest that can be."""
    by_copy: dict[tuple[str, str], list[Owned]] = {}
    for each in owned:
        by_copy.setdefault((each.student, each.lesson), []).append(each)
    return {key: sorted(files, key=_how_late, reverse=True) for key, files in by_copy.items()}


def _how_late(owned: Owned) -> tuple[bool, float, int, str]:
    file = owned.file
    can_be_graded = file.notebook is not None and not owned.made_for
    again = AGAIN.search(file.path.name)
    return can_be_graded, file.time, int(again[1]) if again else 0, str(file.path)


def _told(student: Student) -> set[str]:
    """What names a student in a path: codes, numbers, and the name from any of its words on."""
    words = slug(student.name).split("-")
    turned = ["".join(words[at:] + words[:at]) for at in range(len(words))]
    others = [student.code, student.folder, student.login, student.number]
    others.append(student.email.partition("@")[0])
    told = {_joined(each) for each in [*turned, *others]}
    return {each for each in told if len(each) >= SHORTEST}


def _runs(part: str) -> set[str]:
    """Every row of neighbouring words of a part of a path, joined."""
    words = [_joined(word) for word in re.split(r"[\W_]+", part) if word]
    ends = range(1, len(words) + 1)
    return {"".join(words[start:end]) for end in ends for start in range(end)}


def _joined(text: str) -> str:
    return slug(text).replace("-", "")
