"""Class lists are read as the common systems export them, and as people type them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolereport.classroom import rosters
from rolereport.data.errors import DataError

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (23),Current Score
    Points Possible,,,,,10.00,(read only)
"Lovelace, Ada",11,S1,alovelace,XC 101,8.00,80
"Žižková, Běla",12,S2,bela,XC 101,9.00,90
"Student, Test",13,,f00,XC 101,,
"""
MOODLE = """"First name","Last name","ID number",Institution,Department,"Email address","Quiz"
Ada,Lovelace,S1,"Moodle HQ",,ada@school.example,56.00
Běla,Žižková,,,,bela@school.example,-
"Overall average",,,,,,56.00
"""
PARTICIPANTS = """"First name",Surname,"Email address",Roles,Groups
Ada,Lovelace,ada@school.example,Student,A
Grace,Hopper,grace@school.example,Teacher,
Běla,Žižková,bela@school.example,Student,"A, B"
"""
GOOGLE = """Last Name,First Name,Email Address,Which job?
Date,,,2026-11-20
Points,,,10
Lovelace,Ada,ada@school.example,8
Žižková,Běla,bela@school.example,
"""
PLAIN = "name,email\nAda Lovelace,ada@school.example\n\nBěla Žižková,bela@school.example\n"
SEMICOLONS = (
    'sep=;\nname;email\n"Lovelace, Ada";ada@school.example\nBěla Žižková;bela@school.example\n'
)
NAMES = "Ada Lovelace\nBěla Žižková\n"
LONG = """Student,Email,Task,Topic,Max points,Points earned
Ada Lovelace,,Which job?,,10,8
Běla Žižková,,Which job?,,10,
Ada Lovelace,,Reading a pay table,,10,9
Běla Žižková,,Reading a pay table,,10,9
"""
TITLED = f"Class 7b,\nautumn term,\n{PLAIN}"
ALL = {
    "canvas": CANVAS,
    "moodle": MOODLE,
    "participants": PARTICIPANTS,
    "google": GOOGLE,
    "plain": PLAIN,
    "semicolons": SEMICOLONS,
    "names": NAMES,
    "google, a row a task": LONG,
    "titled": TITLED,
}


def roster(folder: Path, text: str | bytes) -> rosters.Roster:
    path = folder / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return rosters.read(path)


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-8 by Windows"])
def test_every_system_s_list_is_read_as_it_is(tmp_path: Path, text: str, encoding: str) -> None:
    if encoding.endswith("Windows"):
        text, encoding = text.replace("\n", "\r\n"), "utf-8"
    read = roster(tmp_path, text.encode(encoding))
    assert [each.name for each in read.entries] == ["Ada Lovelace", "Běla Žižková"]


def test_what_tells_a_student_from_another_is_kept(tmp_path: Path) -> None:
    ada = roster(tmp_path, CANVAS).entries[0]
    assert (ada.login, ada.number, ada.key, ada.row) == ("alovelace", "S1", "alovelace", 3)
    assert roster(tmp_path, MOODLE).entries[0].key == "ada@school.example"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (CANVAS, ["row 2: Points Possible is no student", "row 5: Test Student is no student"]),
        (MOODLE, ["row 4: Overall average is no student"]),
        (GOOGLE, ["row 2: Date is no student", "row 3: Points is no student"]),
        (PARTICIPANTS, ["row 3: in the class as Teacher"]),
        (PLAIN + "A. Lovelace,ADA@school.example\n", ["row 5: as in an earlier row"]),
        (LONG, ["row 4 and 1 more: as in an earlier row"]),
        (PLAIN, []),
    ],
)
def test_what_is_passed_over_is_told(tmp_path: Path, text: str, rows: list[str]) -> None:
    assert list(roster(tmp_path, text).passed_over) == rows


def test_a_role_in_the_class_is_no_job(tmp_path: Path) -> None:
    text = "name,role\nAda,Student\nGrace,Teacher\nBěla,phlebotomist\n"
    read = roster(tmp_path, text)
    assert [each.role for each in read.entries] == ["", "phlebotomist"]
    assert read.passed_over == ("row 3: in the class as Teacher",)


@pytest.mark.parametrize("heads", ["Last,First", "last name,first name", "Surname,Given name"])
def test_names_may_stand_in_two_columns(tmp_path: Path, heads: str) -> None:
    read = roster(tmp_path, f"{heads}\nLovelace,Ada\n")
    assert [each.name for each in read.entries] == ["Ada Lovelace"]


def test_an_old_windows_file_is_read(tmp_path: Path) -> None:
    read = roster(tmp_path, "name\nRenée Müller\n".encode("cp1252"))
    assert [each.name for each in read.entries] == ["Renée Müller"]


def test_namesakes_are_two_students(tmp_path: Path) -> None:
    entries = roster(tmp_path, "name\nAda Smith\nAda Smith\n").entries
    codes = rosters.codes(entries, "7b")
    assert len({*codes}) == 2
    assert rosters.folders(entries, codes) == [f"ada-smith-{code}" for code in codes]


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """Python's own for a field of CSV, which libraries change for everybody."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("usual_limit")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no student"),
        ("name,email\n", "holds no student"),
        ("a,b\n1,2\n", "no column has the students' names. To mend it: head the columns"),
        (b"PK\x03\x04...", "is a workbook, not a CSV file. To mend it: save it as CSV"),
        (b"name\n\x81\x8d\n", "is no text"),
        ("name\n" + "x" * 200_000, "cannot be read as CSV"),
    ],
)
def test_what_is_no_roster_is_told(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(DataError, match=told):
        roster(tmp_path, text)


def test_a_missing_roster_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such roster"):
        rosters.read(tmp_path / "roster.csv")


def test_codes_tell_no_name_and_depend_on_nothing_but_the_student(tmp_path: Path) -> None:
    entries = roster(tmp_path, PLAIN).entries
    codes = rosters.codes(entries, "7b")
    assert all(re.fullmatch("[g-y][0-9a-f]{5}", code) for code in codes)
    assert rosters.codes(entries[::-1], "7b") == codes[::-1]
    assert not {*rosters.codes(entries, "7c")} & {*codes}


def test_codes_that_begin_alike_grow() -> None:
    entries = tuple(rosters.Entry(f"student {number}") for number in range(8000))
    codes = rosters.codes(entries, "")
    assert len({*codes}) == 8000
    assert {len(code) for code in codes} == {7}


def test_no_spreadsheet_takes_a_code_for_a_number_or_a_day() -> None:
    entries = tuple(rosters.Entry(f"student {number}") for number in range(1000))
    assert not [each for each in rosters.codes(entries, "") if re.match("[0-9a-f]", each)]


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("Renée O'Müller-Lüdenscheidt", "renee-o-muller-ludenscheidt"),
        ("Ольга Ладыженская", "ольга-ладыженская"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-c0de"),
        ("!?", "c0de"),
        ("x" * 300, "x" * 40),
    ],
)
def test_a_folder_can_be_made_on_any_system(name: str, folder: str) -> None:
    assert rosters.folders((rosters.Entry(name),), ["c0de"]) == [folder]
