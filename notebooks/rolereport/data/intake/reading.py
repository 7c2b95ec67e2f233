"""Reads the files that a user names, as one set of wages by month and level."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

import pandas as pd

from rolereport.data import meaning
from rolereport.data.checks import rule_errors, rules
from rolereport.data.codebook import WAGES
from rolereport.data.errors import DataError
from rolereport.data.intake import (
    comparison,
    gaps,
    header,
    headings,
    lines,
    missed,
    payroll,
    payroll_columns,
    plausible,
    release,
)
from rolereport.data.intake.header import Header
from rolereport.data.intake.payroll import Payroll
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.release import Wages
from rolereport.data.intake.sources import Sheet, sheets
from rolereport.data.intake.terms import Terms
from rolereport.data.intake.understood import Understood
from rolereport.paths import DATA

MEND_CELL = "correct the cell; jobs and yearly pay are whole numbers, without cents"


@dataclass(frozen=True)
class Source:
    """A file that was read, as a sidecar records it.

    Parameters
    ----------
    modified
        The day of its last change, by universal time: that of its download, as a rule.
    """

    file: str
    sha256: str
    size: int
    modified: dt.date

    def holds(self, part: str) -> bool:
        """Whether what a message calls `part` is this file, a sheet of it or a file inside it."""
        return part == self.file or part.startswith((f"{self.file},", f"{self.file}/"))

    @classmethod
    def of(cls, path: Path) -> Source:
        """The file at `path`, by name and content; never by its folder."""
        with path.open("rb") as content:
            fingerprint = hashlib.file_digest(content, "sha256").hexdigest()
        known = path.stat()
        modified = dt.datetime.fromtimestamp(known.st_mtime, dt.UTC).date()
        return cls(path.name, fingerprint, known.st_size, modified)


@dataclass
class Reading:
    """All that the named files hold.

    Parameters
    ----------
    understood
        What a message calls a sheet to what was understood of it.
    unknown
        The same to headers that nothing is known about, with the nearest known one.
    hidden
        What a message calls each hidden sheet that holds wages, and was not read.
    payrolls
        What a message calls a sheet of salaries, one a row, to what was read of it.
    headers
        What a message calls a sheet to its header.
    doubts
        What is unlikely and may be right, beside the wages held too.
    """

    wages: list[Wages] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    understood: dict[str, Understood] = field(default_factory=dict)
    unknown: dict[str, dict[str, str | None]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    payrolls: dict[str, Payroll] = field(default_factory=dict)
    headers: dict[str, Header] = field(default_factory=dict)
    doubts: list[DataError] = field(default_factory=list)


def read_files(
    paths: Iterable[Path],
    year: int | None = None,
    data: Path = DATA,
    terms: Terms | None = None,
) -> Reading:
    """The wages of `paths`, checked; parts of one month and level are put together.

    A file without published wages may hold salaries, one a row; those are read as `terms` say.

    Parameters
    ----------
    year
        The year of the wages, where no file says it.

    Raises
    ------
    DataErrors
        With every problem of every file.
    """
    reading, problems, terms = Reading(), Problems(), terms or Terms()
    for path in paths:
        try:
            _read_file(path, year, data, reading, problems, terms)
        except DataError as error:
            problems.add([error])
    reading.wages = list(_together(reading.wages, problems))
    compared = Problems()
    for wages in reading.wages:
        compared.add(_compared(wages, reading, terms, data))
    # What is wrong with a file as a whole comes before what that does to its lines.
    problems = Problems(
        compared.found + problems.found, problems.uncounted, compared.doubts + problems.doubts
    )
    reading.doubts = problems.doubts
    problems.raise_any()
    return reading


def _read_file(
    path: Path,
    year: int | None,
    data: Path,
    reading: Reading,
    problems: Problems,
    terms: Terms,
) -> None:
    found = False
    for sheet in sheets(path):
        top = header.find(sheet)
        if top is not None and sheet.hidden:
            reading.hidden.append(sheet.file)
        elif top is not None:
            found = True
            _read_sheet(sheet, top, year, data, reading, problems)
    if found:
        reading.sources.append(Source.of(path))
    elif otherwise := list(filter(None, map(headings.without_codes, sheets(path)))):
        problems.add(otherwise)
    elif not _read_salaries(path, reading, problems, terms):
        raise missed.no_wages(path)


def _read_sheet(
    sheet: Sheet,
    top: Header,
    year: int | None,
    data: Path,
    reading: Reading,
    problems: Problems,
) -> None:
    found = Problems()
    try:
        wages, understood = release.read(sheet, top, found, year)
        for each in wages:
            found.add(_wrong(each, data))
            told = {(error.row, error.column) for error in found.found}
            found.add(gaps.blanks(each.frame, each.file, told))
    finally:
        problems.take(found.by_row(), top.as_written)
    reading.wages += wages
    reading.understood[sheet.file] = understood
    reading.headers[sheet.file] = top
    reading.unknown[sheet.file] = {name: header.nearest(name) for name in top.unknown}


def _read_salaries(path: Path, reading: Reading, problems: Problems, terms: Terms) -> bool:
    # One sheet only: others may well hold the same people in another month.
    held = ((sheet, payroll_columns.find(sheet)) for sheet in sheets(path) if not sheet.hidden)
    salaries = [(sheet, columns) for sheet, columns in held if columns is not None]
    for sheet, columns in salaries[:1]:
        found = payroll.read(sheet, columns, terms, problems)
        found.understood.sheets = tuple(other.file for other, _ in salaries[1:])
        reading.payrolls[sheet.file] = found
    return bool(salaries)


def _together(wages: list[Wages], problems: Problems) -> Iterable[Wages]:
    ordered = sorted(wages, key=lambda each: (each.month, each.level))
    for _, group in groupby(ordered, key=lambda each: (each.month, each.level)):
        parts = list(group)
        first, others = parts[0], tuple(part.file for part in parts[1:])
        if others:
            frames = pd.concat([part.frame for part in parts], keys=[part.file for part in parts])
            found = Problems()
            whole = lines.once_each(frames, first.file, found).droplevel(0)
            problems.take(found, _as_published)
            first = replace(first, frame=whole, others=others)
        yield first


def _compared(wages: Wages, reading: Reading, terms: Terms, data: Path) -> Iterable[DataError]:
    for error in comparison.judged(wages, terms.accepted, data):
        yield reading.headers[wages.file].as_written(error)


def _as_published(error: DataError) -> DataError:
    # Of several files each may call the column by another name.
    error.column = "OCC_CODE"
    return error


def _wrong(wages: Wages, data: Path) -> Iterable[DataError]:
    # The checks count rows of a file without its notes: the header is their row 1.
    frame = wages.frame.set_axis(wages.frame.index - 2)
    path = Path(wages.file)
    columns = tuple(frame.columns)
    unlikely = list(plausible.errors(path, frame))
    yield from unlikely
    # A figure in another unit is no whole number either, and out of order with all the others.
    cells = {(error.row, error.column) for error in unlikely}
    for error in rule_errors(path, frame, rules(WAGES, data, columns), fix=MEND_CELL):
        if (error.row, error.column) not in cells:
            yield error
    told = {error.row for error in unlikely}
    yield from (error for error in meaning.wage_errors(path, frame) if error.row not in told)
