"""Salaries, one a row, from a payroll or a survey of alumni.

The salaries themselves are never written anywhere: what `intake.own` makes of them is all that
leaves this process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from rolereport.choices import area_codes, area_kinds
from rolereport.data.errors import DataError
from rolereport.data.intake.header import SEARCHED, key
from rolereport.data.intake.lines import text
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.sources import WORKBOOKS, Row, Sheet
from rolereport.data.intake.terms import Terms
from rolereport.data.intake.titles import UnknownTitle, role_of
from rolereport.data.meaning import HOURS_A_YEAR
from rolereport.data.oews.figures import part

ROLE = {"role", "title", "job", "job_title", "position", "occupation", "job_code", "soc",
        "soc_code", "occ_code", "job_name", "position_title", "classification"}  # fmt: skip
PAY = {"pay", "salary", "wage", "rate", "base_pay", "pay_rate", "compensation", "base_salary",
       "earnings", "base_rate", "pay_amount", "amount"}  # fmt: skip
UNIT = {"unit", "per", "pay_basis", "basis", "rate_type", "pay_type", "frequency", "hourly_annual"}
AREA = {"area", "state", "location", "site", "metro", "work_state", "place", "region"}
HOURLY = {"h", "hr", "hour", "hourly", "per hour", "/h", "/hr", "an hour"}
ANNUAL = {"a", "y", "yr", "year", "yearly", "annual", "annually", "per year", "salary", "salaried"}
# Between these nothing is sure: no full-time pay is this low a year, none this high an hour.
MOST_AN_HOUR, LEAST_A_YEAR = 500, 5_000
MOST_A_YEAR = 5_000_000


@dataclass(frozen=True)
class Payroll:
    """The salaries of a file, in memory only.

    Parameters
    ----------
    people
        role (a slug or SOC code), area (code, "" if none is given), annual (dollars a year), one
        row a person.
    kind
        What they were read from: workbook, text file.
    """

    people: pd.DataFrame
    kind: str


@dataclass(frozen=True)
class Columns:
    """Which column of a file, counted from 0, holds what; None where there is none."""

    file: str
    row: int
    role: int
    pay: int
    unit: int | None
    area: int | None
    pay_unit: str | None
    names: dict[str, str]

    def wrong(self, row: object, name: str, value: object, problem: str, fix: str) -> DataError:
        """The error of a cell: in which row, under which of `names`."""
        return DataError(
            file=self.file,
            row=int(str(row)),
            column=self.names[name],
            value=value,
            problem=problem,
            fix=fix,
        )


def read(sheet: Sheet, columns: Columns, terms: Terms, problems: Problems) -> Payroll:
    """The salaries of `sheet`; what is wrong goes to `problems`."""
    kind = "workbook" if sheet.path.suffix.lower() in WORKBOOKS else "text file"
    return Payroll(_people(sheet, columns, terms, problems), kind)


def find(sheet: Sheet) -> Columns | None:
    """Where a sheet of salaries holds what; None if it is none."""
    for number, row in enumerate(islice(sheet.rows(), SEARCHED), start=1):
        keys = [key(text(cell)) for cell in row]
        role, pay = _place(keys, ROLE), _pay_place(keys)
        if role is not None and pay is not None:
            unit, area = _place(keys, UNIT), _place(keys, AREA)
            written = {name: text(row[at]) for name, at in (("role", role), ("pay", pay))}
            written |= {
                name: text(row[at])
                for name, at in (("unit", unit), ("area", area))
                if at is not None
            }
            return Columns(sheet.file, number, role, pay, unit, area, _unit_of(keys[pay]), written)
    return None


def _place(keys: list[str], known: set[str]) -> int | None:
    return next((place for place, name in enumerate(keys) if name in known), None)


def _pay_place(keys: list[str]) -> int | None:
    exact = _place(keys, PAY)
    if exact is not None:
        return exact
    return next((at for at, name in enumerate(keys) if PAY & set(name.split("_"))), None)


def _unit_of(header: str) -> str | None:
    words = set(header.split("_"))
    if words & {"hourly", "hour", "hr"}:
        return "hourly"
    return "annual" if words & {"annual", "yearly", "year", "salary"} else None


def _people(sheet: Sheet, columns: Columns, terms: Terms, problems: Problems) -> pd.DataFrame:
    cells = _cells(sheet, columns)
    parted, errors = part(cells.assign(mean_annual=cells["pay"])[["mean_annual"]], sheet.file)
    for error in errors:
        error.column = columns.names["pay"]
    problems.add(errors)
    roles = _roles(cells["role"], columns, terms.titles, problems)
    areas = _areas(cells["area"], columns, problems).replace("", terms.area)
    pay = parted["mean_annual"]
    units = _units(cells["unit"], pay, columns, problems)
    annual = pay * np.where(units == "hourly", HOURS_A_YEAR, 1)
    problems.add(_unlikely(annual, cells["pay"], columns))
    problems.add(_unpaid(pay, cells["pay"], errors, columns))
    return pd.DataFrame({"role": roles, "area": areas, "annual": annual})


def _cells(sheet: Sheet, columns: Columns) -> pd.DataFrame:
    places = {"role": columns.role, "pay": columns.pay, "unit": columns.unit, "area": columns.area}
    rows = {
        number: {name: _cell(row, at) for name, at in places.items()}
        for number, row in enumerate(sheet.rows(), start=1)
        if number > columns.row and _filled(row, columns)
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=[*places], dtype="object")


def _cell(row: Row, place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else ""


def _filled(row: Row, columns: Columns) -> bool:
    return any(text(_cell(row, at)) for at in (columns.role, columns.pay))


def _roles(
    titles: pd.Series, columns: Columns, given: Mapping[str, str], problems: Problems
) -> pd.Series:
    written = titles.map(text)
    known: dict[str, str] = {}
    for title in written.unique():
        try:
            known[title] = role_of(title, given)
        except UnknownTitle as error:
            problem = error.problem if title else "no job is named"
            first = written.index[written.eq(title)][0]
            problems.add([columns.wrong(first, "role", title, problem, error.fix)])
    return written.map(known)


def _areas(areas: pd.Series, columns: Columns, problems: Problems) -> pd.Series:
    written = areas.map(text)
    codes = written.map(lambda area: area_codes().get(area.casefold(), area.upper()))
    problem = "is no area that the report knows"
    fix = "write a state's name or postal code, a metro's code or title, or leave it empty"
    wrong = written[written.ne("") & ~codes.isin([*area_kinds()])]
    problems.add(columns.wrong(row, "area", area, problem, fix) for row, area in wrong.items())
    return codes


def _units(units: pd.Series, pay: pd.Series, columns: Columns, problems: Problems) -> pd.Series:
    written = units.map(text).str.casefold()
    told = written.map(
        lambda unit: "hourly" if unit in HOURLY else "annual" if unit in ANNUAL else ""
    )
    problem = "says neither hourly nor annual"
    fix = "write hourly or annual; turn pay by the week or month into one of them"
    wrong = written[written.ne("") & told.eq("")]
    problems.add(columns.wrong(row, "unit", unit, problem, fix) for row, unit in wrong.items())
    guessed = pd.Series(np.where(pay < MOST_AN_HOUR, "hourly", "annual"), index=pay.index)
    return told.mask(told.eq(""), columns.pay_unit or guessed)


def _unlikely(annual: pd.Series, written: pd.Series, columns: Columns) -> Iterator[DataError]:
    fix = "check the figure and whether it is hourly or annual"
    for row, pay in annual[(annual < LEAST_A_YEAR) | (annual > MOST_A_YEAR)].items():
        problem = f"would be ${pay:,.0f} a year, which no full-time job pays"
        yield columns.wrong(row, "pay", written[row], problem, fix)


def _unpaid(
    pay: pd.Series, written: pd.Series, told: list[DataError], columns: Columns
) -> Iterator[DataError]:
    already = [error.row for error in told]
    for row in pay.index[pay.isna() & ~pay.index.isin(already)]:
        fix = "fill it in, or remove the row"
        yield columns.wrong(row, "pay", text(written[row]), "no pay is given", fix)
