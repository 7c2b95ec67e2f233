"""Students are made from a roster, and keep what they have when it grows."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolereport.classroom.enrolment import enrol
from rolereport.classroom.index import Index, Student
from rolereport.classroom.rosters import Entry
from rolereport.data.errors import DataErrors

ROSTER = Path("roster.csv")
CLASS = tuple(Entry(f"Student {n}", f"{n}@school.example", row=n + 2) for n in range(40))


def index(students: list[Student]) -> Index:
    return Index(name="7b", lessons=(), students=tuple(students), copies=())


def test_a_student_has_what_the_roster_has() -> None:
    entry = Entry("Ada Lovelace", "ada@school.example", "ada", "17", "TX")
    (student,) = enrol(ROSTER, (entry,), "7b")
    told = (student.name, student.email, student.login, student.number, student.area)
    assert told == ("Ada Lovelace", "ada@school.example", "ada", "17", "TX")
    assert student.folder == "ada-lovelace"


def test_a_roster_that_grew_and_was_sorted_anew_changes_nothing_for_who_was_there() -> None:
    before = enrol(ROSTER, CLASS, "7b")
    late = (Entry("Student 0", "other@school.example"), Entry("Zoe", "zoe@school.example"))
    after = enrol(ROSTER, (*late, *CLASS[::-1]), "7b", index(before))
    assert after[2:] == before[::-1]
    assert after[0].folder == f"student-0-{after[0].code}"


def test_what_the_roster_asks_for_now_goes_before_what_was() -> None:
    before = enrol(ROSTER, CLASS[:1], "7b")
    wish = "WY" if before[0].area != "WY" else "TX"
    asked = (Entry(CLASS[0].name, CLASS[0].email, area=wish),)
    (after,) = enrol(ROSTER, asked, "7b", index(before))
    assert after.area == wish
    assert after.code == before[0].code


def test_who_has_what_the_roster_asks_for_keeps_the_rest_of_it_too() -> None:
    entries = tuple(
        Entry(f"Student {n}", f"{n}@school.example", area="" if n % 5 else "TX") for n in range(60)
    )
    before = enrol(ROSTER, entries, "7b")
    assert enrol(ROSTER, entries, "7b", index(before)) == before


def test_every_wish_that_cannot_be_met_is_told_by_its_row() -> None:
    wrong = tuple(Entry(f"{n}", f"{n}@x", area="Texas", row=n) for n in (4, 7))
    with pytest.raises(DataErrors, match=r"(?s)row 4: .*area Texas.*row 7: .*To mend it: leave"):
        enrol(ROSTER, (*CLASS, *wrong), "7b")
