"""From a roster to students: each with a code, a folder, a state and a pair of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rolereport.classroom import rosters, spread
from rolereport.classroom.index import Index, Student
from rolereport.classroom.rosters import Entry
from rolereport.classroom.spread import Share, Wish
from rolereport.data.errors import DataError, DataErrors

WISHES = ("area", "role", "other")
FIX = "leave area, role and other empty, or take them from notebooks/classroom/data/wages.csv"


def enrol(
    roster: Path, entries: tuple[Entry, ...], name: str, before: Index | None = None
) -> list[Student]:
    """The students of the class `name`, in the order of the roster.

    Parameters
    ----------
    roster
        The file of `entries`, to tell what is wrong with them.
    before
        What was made of the class earlier: its students keep what they have, unless the roster
        asks for something else.

    Raises
    ------
    DataErrors
        If the roster asks for a state or a pair of jobs that lessons cannot serve.
    """
    by_code = dict(zip(rosters.codes(entries, name), entries, strict=True))
    known = {each.code: each for each in (before.students if before else ())}
    wishes = _wishes(roster, by_code)
    held = {code: _share(each) for code, each in known.items()}
    settled = {code: each for code, each in held.items() if _meets(each, wishes.get(code, {}))}
    shares = spread.spread([*by_code], settled, wishes)
    folders = dict(zip(by_code, rosters.folders(entries, [*by_code]), strict=True))
    folders |= {code: each.folder for code, each in known.items()}
    return [_student(code, entry, folders[code], shares[code]) for code, entry in by_code.items()]


def _wishes(roster: Path, entries: Mapping[str, Entry]) -> dict[str, Wish]:
    """What the roster asks for, for those students for whom it asks for something."""
    wishes: dict[str, Wish] = {}
    errors = []
    for code, entry in entries.items():
        wish = {name: getattr(entry, name) for name in WISHES if getattr(entry, name)}
        try:
            spread.wished(wish)
        except ValueError as error:
            errors.append(DataError(file=roster, row=entry.row, problem=str(error), fix=FIX))
        if wish:
            wishes[code] = wish
    if errors:
        raise DataErrors(errors)
    return wishes


def _meets(share: Share, wish: Wish) -> bool:
    return all(getattr(share, name) == asked for name, asked in wish.items())


def _share(student: Student) -> Share:
    return Share(student.area, student.role, student.other)


def _student(code: str, entry: Entry, folder: str, share: Share) -> Student:
    return Student(
        code=code,
        name=entry.name,
        email=entry.email,
        login=entry.login,
        number=entry.number,
        folder=folder,
        area=share.area,
        role=share.role,
        other=share.other,
    )
