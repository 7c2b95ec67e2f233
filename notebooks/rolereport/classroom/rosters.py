"""Reads a class list as Canvas, Moodle or Google Classroom exports it, or as anyone would type it.

The columns are known by their names, whoever made the file; those of grades are passed over, and so
are rows that are no student (the points possible, an average, the teacher's trial student). A file
of one column, headed or not, is a list of names.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rolereport.classroom.sheets import text_of, unguarded
from rolereport.data.errors import DataError

# What a column may be called, in any case: what it holds.
HEADINGS = {
    "name": ("name", "student", "student name", "full name", "names", "students"),
    "first": ("first name", "firstname", "given name", "forename", "first"),
    "last": ("last name", "lastname", "surname", "family name", "last"),
    "email": ("email", "email address", "e-mail", "e-mail address", "mail"),
    "login": ("sis login id", "login id", "login", "username", "user name"),
    "number": ("sis user id", "id number", "student id", "student number", "number", "id"),
    "role_in_class": ("roles",),
    "area": ("area",),
    "role": ("role",),
    "other": ("other",),
}
# Rows of an export that are not of a student: what stands where a name does.
NO_STUDENTS = {
    "points possible", "points", "date", "due date", "average", "class average", "overall average",
    "manual posting", "test student",
}  # fmt: skip
STAFF = {"teacher", "instructor", "ta", "teaching assistant", "observer"}  # under "role"
SEPARATORS = ",;\t"
FIRST_LINES = 10  # among which the headings are looked for
CODE_LENGTH = 6
# How a code begins: with no digit, or spreadsheets save 012345 as 12345 and 65e105 as 6.5E+106; and
# with none of a to f, or dec012 becomes a day in December.
FIRST_LETTERS = "ghjkmnpqrstuvwxy"
LONGEST_FOLDER = 40
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.I)  # no file's name under Windows


@dataclass(frozen=True)
class Entry:
    """A student as the roster has it; text is "" where the roster is silent.

    Parameters
    ----------
    name
        Given name first.
    email, login, number
        As they stand in the file.
    area, role, other
        The parameters that the roster itself asks for.
    row
        The line of the file.
    namesake
        1, or 2 for the second student of a name in a mere list of names, and so on.
    """

    name: str
    email: str = ""
    login: str = ""
    number: str = ""
    area: str = ""
    role: str = ""
    other: str = ""
    row: int = 0
    namesake: int = 1

    @property
    def key(self) -> str:
        """What tells the student from all others, however the file is sorted."""
        told = self.email or self.login or self.number or self.name
        return f"{told} {self.namesake if self.namesake > 1 else ''}".strip().casefold()


@dataclass(frozen=True)
class Roster:
    """The students of a class in the order of the file.

    `passed_over` says of every other row why it was taken for none; it names no person.
    """

    entries: tuple[Entry, ...]
    passed_over: tuple[str, ...]


def read(path: Path) -> Roster:
    """The class list in `path`.

    Raises
    ------
    DataError
        If the file is missing, holds no student, or has no column that tells who they are.
    """
    sheet = max((_sheet(path, separator) for separator in SEPARATORS), key=_known_columns)
    found: dict[str, Entry] = {}
    others: dict[str, list[int]] = {}
    for row, cells in _rows(path, sheet):
        entry = _entry(sheet, cells, row, found)
        if entry is None:
            continue
        if why := _why_not(entry, sheet, cells, found):
            others.setdefault(why, []).append(row)
        else:
            found[entry.key] = entry
    if not found:
        raise DataError(file=path, problem="holds no student", fix="give each student a row")
    return Roster(tuple(found.values()), tuple(_told(*each) for each in others.items()))


def _told(why: str, rows: list[int]) -> str:
    return f"row {rows[0]}{f' and {more} more' if (more := len(rows) - 1) else ''}: {why}"


def codes(entries: tuple[Entry, ...], salt: str) -> list[str]:
    """A code for each student, from which no name can be read; the same at any time.

    Parameters
    ----------
    salt
        The name of the class, so that a student has another code in another class.
    """
    digests = [hashlib.sha256(f"{salt}\n{each.key}".encode()).hexdigest() for each in entries]
    whole = [FIRST_LETTERS[int(digest[0], 16)] + digest[1:] for digest in digests]
    long_enough = (n for n in range(CODE_LENGTH, 65) if len({c[:n] for c in whole}) == len(whole))
    length = next(long_enough)
    return [code[:length] for code in whole]


def folders(entries: tuple[Entry, ...], of: list[str]) -> list[str]:
    """A folder's name for each student, made from the name, with the code where that is taken."""
    names = [slug(each.name) for each in entries]
    often = Counter(names)
    alone = [often[name] == 1 and bool(name) and not RESERVED.fullmatch(name) for name in names]
    return [
        name if is_alone else f"{name}-{code}".lstrip("-")
        for name, code, is_alone in zip(names, of, alone, strict=True)
    ]


def slug(text: str) -> str:
    """`text` as the name of a folder on any system: small letters of any script, digits, hyphens.

    Accents are dropped.
    """
    plain = "".join(
        each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each)
    )
    words = re.split(r"[\W_]+", unicodedata.normalize("NFC", plain).lower())
    return "-".join(filter(None, words))[:LONGEST_FOLDER].strip("-")


@dataclass(frozen=True)
class _Sheet:
    lines: list[list[str]]
    header: int  # lines up to the headings, these included; 0 where there are none
    columns: dict[str, int]  # what a column holds: its place

    @property
    def is_a_list_of_names(self) -> bool:
        """Whether it has nothing else, so that a name that comes twice is of two people."""
        return all(len(cells) <= 1 for cells in self.lines[max(0, self.header - 1) :])


def _known_columns(sheet: _Sheet) -> int:
    return len(sheet.columns)


def _sheet(path: Path, separator: str) -> _Sheet:
    try:
        rows = [*csv.reader(io.StringIO(_text(path), newline=""), delimiter=separator)]
    except csv.Error as error:
        raise DataError(file=path, problem=f"cannot be read as CSV ({error})") from None
    lines = [[unguarded(" ".join(cell.split())) for cell in row] for row in rows]
    for number, cells in enumerate(lines[:FIRST_LINES], start=1):
        columns = _columns(cells)
        if columns.keys() & {"name", "first", "last", "email"}:
            return _Sheet(lines, number, columns)
    return _Sheet(lines, 0, {})


def _text(path: Path) -> str:
    if not path.is_file():
        fix = "put the class list into the folder where you type, or give its whole path"
        raise DataError(file=path, problem="there is no such roster", fix=fix)
    return text_of(path)


def _rows(path: Path, sheet: _Sheet) -> Iterator[tuple[int, list[str]]]:
    """The lines below the headings, with their numbers; all of them in a bare list of names."""
    if not sheet.columns:
        if any(len(list(filter(None, cells))) > 1 for cells in sheet.lines):
            fix = "head the columns, for example: name,email or: last name,first name"
            raise DataError(file=path, problem="no column has the students' names", fix=fix)
        sheet.columns["name"] = 0
    yield from enumerate(sheet.lines[sheet.header :], start=sheet.header + 1)


def _columns(cells: list[str]) -> dict[str, int]:
    lowered = [cell.lower() for cell in cells]
    found = {}
    for kind, headings in HEADINGS.items():
        places = [lowered.index(heading) for heading in headings if heading in lowered]
        if places:
            found[kind] = places[0]
    return found


def _entry(sheet: _Sheet, cells: list[str], row: int, found: Mapping[str, Entry]) -> Entry | None:
    """What a row says; nothing if it has neither name nor address."""
    told = {kind: cells[place] for kind, place in sheet.columns.items() if place < len(cells)}
    halves = filter(None, (told.get("first"), told.get("last")))
    name, email = told.get("name") or " ".join(halves), told.get("email", "")
    if not (name or email):
        return None
    role = told.get("role", "")
    entry = Entry(
        name=_given_name_first(name or email.partition("@")[0]),
        email=email,
        login=told.get("login", ""),
        number=told.get("number", ""),
        area=told.get("area", ""),
        role=role if role.lower() != "student" else "",  # a role in the class, not a job
        other=told.get("other", ""),
        row=row,
    )
    while sheet.is_a_list_of_names and entry.key in found:
        entry = replace(entry, namesake=entry.namesake + 1)
    return entry


def _given_name_first(name: str) -> str:
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name


def _why_not(entry: Entry, sheet: _Sheet, cells: list[str], found: Mapping[str, Entry]) -> str:
    """Why a row is not one more student's; nothing if it is."""
    if entry.name.lower() in NO_STUDENTS and not entry.email:
        return f"{entry.name} is no student"
    place = sheet.columns.get("role_in_class", len(cells))
    held = cells[place] if place < len(cells) else ""
    if (held and "student" not in held.lower()) or entry.role.lower() in STAFF:
        return f"in the class as {held or entry.role}"
    return "as in an earlier row" if entry.key in found else ""
