"""Salaries, one a row, from a payroll or a survey of alumni.

The salaries themselves are never written anywhere: what `intake.own` makes of them is all that
leaves this process. Nor does a message show a cell but the one that is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from rolereport.choices import area_kinds
from rolereport.data.errors import DataError
from rolereport.data.intake import pay_units, people
from rolereport.data.intake.amounts import PERIODS
from rolereport.data.intake.doubts import Doubt
from rolereport.data.intake.lines import text
from rolereport.data.intake.pay_units import Paid
from rolereport.data.intake.payroll_columns import Columns
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.sources import WORKBOOKS, Row, Sheet
from rolereport.data.intake.terms import Terms, area_code
from rolereport.data.intake.titles import UnknownTitle, jobs_of, misspelt, role_of

FAR_OFF = 4  # of the median of the job; a wage's 90th percentile is seldom twice it


@dataclass
class Understood:
    """What was taken for what, for the owner of the salaries to see.

    Parameters
    ----------
    titles
        Job title and the role it was taken for, to how many people have it.
    others
        Titles of jobs that the report does not know, whose rows are left out, to how many.
    units
        Unit of pay, how it was told and its column, to how many people.
    left_out
        What rows were left out to how many.
    part_time
        How many people's pay was brought to full time, and by which column.
    sheets
        Other sheets of the file that hold salaries too, and are not read.
    """

    titles: Counter[tuple[str, str]] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    units: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    left_out: dict[str, int] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    part_time: tuple[int, str] = (0, "")
    area_column: str = ""
    area_given: bool = False
    sheets: tuple[str, ...] = ()


FAR_OFF = 4  # of the median of the job; a wage's 90th percentile is seldom twice it


@dataclass(frozen=True)
class Payroll:
    """The salaries of a file, in memory only.

    Parameters
    ----------
    people
        role (a slug or SOC code), area (code, "" if none is given), annual (dollars of a full-time
        year), one row a person; the index numbers the rows of the file.
    kind
        What they were read from: workbook, text file.
    path
        The file that the user named.
    """

    people: pd.DataFrame
    kind: str
    path: Path
    understood: Understood


def read(sheet: Sheet, columns: Columns, terms: Terms, problems: Problems) -> Payroll:
    """The salaries of `sheet`; what is wrong goes to `problems`, by row."""
    found = Problems()
    payroll = _read(sheet, columns, terms, found)
    problems.take(found.by_row(), lambda error: error)
    return payroll


def _read(sheet: Sheet, columns: Columns, terms: Terms, problems: Problems) -> Payroll:
    understood = Understood(unread=columns.unread)
    rows = people.rows_of(sheet, columns, understood.left_out)
    if not rows:
        problems.add([_nobody(columns)])
    roles = _roles(rows, columns, terms, problems, understood)
    rows = {number: rows[number] for number in roles.index}
    problems.add(people.twice(rows, columns, roles))
    areas = _areas(rows, columns, terms, problems, understood)
    annual = _annual(rows, columns, problems, understood)
    kind = "workbook" if sheet.path.suffix.lower() in WORKBOOKS else "text file"
    frame = pd.DataFrame({"role": roles, "area": areas, "annual": annual})
    problems.add(_far_off(frame, sheet.file))
    return Payroll(frame, kind, sheet.path, understood)


def _far_off(paid: pd.DataFrame, file: str) -> Iterator[Doubt]:
    """Salaries that are several times, or a fraction of, what the middle of the job is paid."""
    times = paid["annual"] / paid.groupby("role")["annual"].transform("median")
    for row in paid.index[(times > FAR_OFF) | (times < 1 / FAR_OFF)]:
        yield Doubt(
            file=file,
            row=int(row),
            value=round(paid.at[row, "annual"]),
            problem=f"dollars a year are {times[row]:.2g} times what the middle of the job is paid "
            "here: a digit too many or too few?",
        )


def _nobody(columns: Columns) -> DataError:
    problem = "holds nobody below its heading"
    return columns.wrong(columns.row, None, None, problem, "give one row for each person")


def _roles(
    rows: Mapping[int, Row], columns: Columns, terms: Terms, problems: Problems, told: Understood
) -> pd.Series:
    """The role of each row; rows of jobs that the report does not know are left out."""
    named = people.titles(rows, columns, terms.titles)
    counts = named["title"].value_counts()
    known = {title: jobs_of(str(title), terms.titles) for title in counts.index}
    others = [title for title in counts.index if title and not known[title]]
    if len(others) < len(counts):
        others = [title for title in others if not misspelt(title)]
        told.others.update({title: int(counts[title]) for title in others})
        named = named[~named["title"].isin(others)]
    roles: dict[str, str] = {}
    for number, title, place in named.drop_duplicates("title").itertuples(name=None):
        try:
            roles[title] = role_of(title, terms.titles)
        except UnknownTitle as error:
            more = f" (in {counts[title]:,} rows)" if counts[title] > 1 else ""
            problem = error.problem if title else "no job is named"
            problems.add([columns.wrong(number, place, title, problem + more, error.fix)])
    told.titles.update((title, roles[title]) for title in named["title"] if title in roles)
    return named["title"].map(roles)


def _areas(
    rows: Mapping[int, Row], columns: Columns, terms: Terms, problems: Problems, told: Understood
) -> pd.Series:
    place, codes = _area_column(rows, columns)
    if place is None:
        told.area_given = bool(terms.area)
        return pd.Series(terms.area, index=[*rows], dtype="object")
    told.area_column = columns.heading[place]
    problem = "is no area that the report knows"
    fix = (
        "write a state's name or postal code, a metro's code or title, or leave it empty; "
        "--area TX says it for every row that is empty"
    )
    problems.add(
        columns.wrong(number, place, text(rows[number][place]), problem, fix)
        for number, code in codes.items()
        if code is None
    )
    blank = pd.Series({number: not text(row[place]) for number, row in rows.items()}, dtype="bool")
    told.area_given = bool(terms.area) and bool(blank.any())
    return codes.mask(blank, terms.area)


def _area_column(rows: Mapping[int, Row], columns: Columns) -> tuple[int | None, pd.Series]:
    for place in (*columns.areas[:1], *columns.perhaps_areas):
        found = {number: _area(text(row[place])) for number, row in rows.items()}
        codes = pd.Series(found, dtype="object", index=[*rows])
        if place in columns.areas or codes.notna().all():
            return place, codes
    return None, pd.Series(dtype="object")


def _area(written: str) -> str | None:
    """The code of an area; that of the state of a town, as in `Austin, TX`; None for no area."""
    code = area_code(written)
    state = written.rpartition(",")[2].strip().upper()
    return state if code is None and area_kinds().get(state) == "state" else code


def _annual(
    rows: Mapping[int, Row], columns: Columns, problems: Problems, told: Understood
) -> pd.Series:
    pays = {number: pay_units.paid(row, columns) for number, row in rows.items()}
    problems.add(pay_units.unknown_units(rows, columns))
    for number, pay in pays.items():
        problems.add(pay_units.wrong_pay(number, rows[number], pay, columns))
    annual = pd.Series(
        {number: pay.amount.dollars * PERIODS[pay.unit] for number, pay in pays.items()},
        dtype="float64",
    )
    told.units.update((pay.unit, pay.told, pay.column.heading) for pay in pays.values())
    annual /= _full_time(rows, pays, columns, problems, told)
    problems.add(pay_units.unlikely(annual, rows, pays, columns))
    return annual


def _full_time(
    rows: Mapping[int, Row],
    pays: Mapping[int, Paid],
    columns: Columns,
    problems: Problems,
    told: Understood,
) -> pd.Series:
    """What pay is to be divided by to be that of a full-time year: 1 for pay by the hour."""
    hides_hours = pd.Series(
        {number: pay.unit != "hourly" and not pay.column.full_time for number, pay in pays.items()},
        dtype="bool",
    )
    if not hides_hours.any():
        return pd.Series(1.0, index=[*rows])
    share = pay_units.shares(rows, columns, problems)
    problems.add(_no_hours(rows, columns, hides_hours & share.isna(), pays))
    part = hides_hours & share.lt(1)
    column = columns.others.get("share", columns.others.get("hours"))
    told.part_time = (int(part.sum()), columns.heading[column] if column is not None else "")
    return share.where(part, 1.0)


def _no_hours(
    rows: Mapping[int, Row], columns: Columns, without: pd.Series, pays: Mapping[int, Paid]
) -> Iterator[DataError]:
    for number in without.index[without]:
        row, place = rows[number], pays[number].column.place
        title = " ".join(text(row[role]) for role in columns.roles)
        if pay_units.is_part_time(row, title, columns):
            problem = f"is {pays[number].unit} pay of a part-time job whose hours are not given"
            fix = "add a column FTE (0.5 is half time) or hours a week, or give the hourly rate"
            yield columns.wrong(number, place, text(row[place]), problem, fix)
