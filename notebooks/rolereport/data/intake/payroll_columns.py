"""Finds the header of a sheet of salaries, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from rolereport.data.errors import DataError
from rolereport.data.intake.amounts import SPELT
from rolereport.data.intake.header import SEARCHED, key
from rolereport.data.intake.lines import text
from rolereport.data.intake.sources import Row, Sheet

# Headers as `key` leaves them, the most telling first.
ROLE = (
    "role", "soc_code", "soc", "occ_code", "job_title", "position_title", "title", "job_name",
    "position_name", "business_title", "occupation_title", "occupation", "job", "position",
    "job_description", "job_class", "classification", "current_title", "current_position",
    "employee_title", "job_code", "job_code_description",
)  # fmt: skip
UNIT = (
    "unit", "per", "pay_basis", "basis", "rate_type", "pay_rate_type", "pay_type", "pay_unit",
    "hourly_annual", "hourly_or_annual", "salary_basis", "wage_unit", "pay_per", "rate_unit",
    "compensation_type", "hourly_salary", "hourly_salaried", "salary_hourly", "salaried_hourly",
    "hourly_or_salary", "salary_or_hourly", "comp_frequency", "comp_freq",
    "compensation_frequency",
)  # fmt: skip
# How often wages are paid out, which need not be what a rate of pay is for.
FREQUENCY = (
    "pay_frequency", "frequency", "pay_period", "pay_schedule", "pay_cycle", "payroll_frequency",
)  # fmt: skip
AREA = (
    "area", "metro", "cbsa", "area_code", "work_state", "state", "work_location_state",
    "state_worked", "job_state",
)  # fmt: skip
# These may name a building as well: read where every one of them is an area.
PERHAPS_AREA = ("location", "work_location", "place", "region", "city", "site", "office")
SHARE = (
    "fte", "full_time_equivalent", "percent_fte", "fte_percent", "fte_pct", "percent_time",
    "percent_full_time", "share_of_full_time", "appointment_percent",
)  # fmt: skip
HOURS = (
    "hours_per_week", "weekly_hours", "hours_week", "hrs_week", "hrs_wk", "hours_wk", "hours",
    "hrs", "std_hours", "standard_hours", "scheduled_hours", "scheduled_weekly_hours",
    "budgeted_hours", "hours_worked",
)  # fmt: skip
STATUS = (
    "full_part_time", "full_time_part_time", "full_or_part_time", "ft_pt", "ft_or_pt", "time_type",
    "employment_type", "employee_type", "emp_type", "worker_type", "employment_status",
    "employee_status", "emp_status", "status",
)  # fmt: skip
PERSON = (
    "employee_id", "emp_id", "employee_number", "emp_no", "employee_no", "emp_number",
    "personnel_number", "person_number", "worker_id", "associate_id", "file_number", "ssn",
    "badge_number",
)  # fmt: skip
OTHERS = {
    "unit": UNIT, "frequency": FREQUENCY, "share": SHARE, "hours": HOURS, "status": STATUS,
    "person": PERSON,
}  # fmt: skip

MONEY = {
    "pay", "salary", "salaries", "wage", "wages", "rate", "compensation", "comp", "earnings",
    "amount", "remuneration", "hourly", "annual", "amt", "rt", "sal",
}  # fmt: skip
# Said of pay that is not what the job pays for its straight time, or of what is no pay at all.
BESIDE = {
    "bonus", "overtime", "ot", "commission", "commissions", "tip", "tips", "differential",
    "diff", "premium", "shift", "incentive", "stipend", "allowance", "benefit", "benefits",
    "deduction", "deductions", "tax", "taxes", "net", "ytd", "holiday", "vacation", "pto",
    "sick", "retro", "severance", "increase", "raise", "percent", "pct", "change", "merit",
    "grant", "equity", "stock", "retirement", "insurance", "reimbursement", "mileage",
    "previous", "prior", "old", "former", "last", "desired", "expected", "target", "market",
    "minimum", "maximum", "min", "max", "mid", "midpoint", "range",
}  # fmt: skip
NO_PAY = {
    "type", "basis", "frequency", "date", "period", "grade", "group", "band", "step",
    "schedule", "cycle", "code", "class", "level", "plan", "currency", "unit", "method",
    "status", "reason", "exempt", "ratio", "compa", "quartile", "effective", "review",
    "account", "check", "id", "number", "job", "title", "hours", "hrs", "count", "name",
    "average", "avg", "mean", "median", "sum",
}  # fmt: skip
EXTRA = {"bonus", "overtime", "ot", "commission", "commissions", "tips", "differential", "stipend"}
BASE, WHOLE = {"base", "regular", "straight", "basic"}, {"total", "gross", "all", "w2"}
THOUSANDS = {"thousand", "thousands", "000", "000s", "k"}
# What a question of a survey says that its pay is without: it is no other pay for that.
WITHOUT = re.compile(r"\b(?:before|excluding|excl|without|not including|exclusive of|no)\b.*")
QUESTION = 4  # words of a heading, from which it is a question of a survey
FULL_TIME = {"annualized", "annualised", "fte", "equivalent", "full"}


@dataclass(frozen=True)
class PayColumn:
    """A column of pay, counted from 0.

    Parameters
    ----------
    unit
        What its heading says that the pay is for, such as hourly; "" if nothing.
    thousands
        Whether its heading says thousands of dollars.
    full_time
        Whether its heading says that the pay is that of a full-time year.
    """

    place: int
    heading: str
    unit: str
    thousands: bool
    full_time: bool


@dataclass(frozen=True)
class Columns:
    """Which column of a sheet, counted from 0, holds what.

    Parameters
    ----------
    row
        The number of the header in the file, counted from 1.
    roles, areas
        Columns that may name the job or the place, the most telling first.
    pay
        Columns of pay, to be read in their order, each where those before it are empty.
    others
        Names of `OTHERS` to their column, for those there are.
    unread
        Headings of pay that is not read.
    """

    file: str
    row: int
    heading: list[str] = field(repr=False)
    roles: tuple[int, ...]
    areas: tuple[int, ...]
    perhaps_areas: tuple[int, ...]
    pay: tuple[PayColumn, ...]
    others: dict[str, int]
    unread: tuple[str, ...]

    def wrong(
        self, row: object, place: int | None, value: object, problem: str, fix: str
    ) -> DataError:
        """The error of a cell: in which row, in which column."""
        return DataError(
            file=self.file,
            row=int(str(row)),
            column=None if place is None else self.heading[place],
            value=value,
            problem=problem,
            fix=fix,
        )


def find(sheet: Sheet) -> Columns | None:
    """Where a sheet of salaries holds what; None if it is none."""
    for number, row in enumerate(islice(sheet.rows(), SEARCHED), start=1):
        columns = _columns(sheet.file, number, row)
        if columns is not None:
            return columns
    return None


def half_found(sheet: Sheet) -> tuple[str, str] | None:
    """What is wrong with a sheet that has a column of jobs or one of pay, and how to mend it.

    Returns
    -------
    The problem and the fix; None for a sheet that has neither or both.
    """
    for row in islice(sheet.rows(), SEARCHED):
        heading = [text(cell) for cell in row]
        roles = _places([key(cell) for cell in heading], ROLE) or _asked(heading, ROLE)
        pay, _ = _pay([each for each in enumerate(heading) if each[0] not in roles])
        if roles and not pay:
            problem = f"has a column of jobs ({heading[roles[0]]}) and none of pay"
            return problem, "head the column of pay with what it is, such as Hourly rate"
        if pay and not roles and len(list(filter(None, heading))) > 1:
            problem = f"has a column of pay ({pay[0].heading}) and none of jobs"
            return problem, "head the column of jobs Job title"
    return None


def _columns(file: str, number: int, row: Row) -> Columns | None:
    heading = [text(cell) for cell in row]
    keys = [key(cell) for cell in heading]
    roles = _places(keys, ROLE) or _asked(heading, ROLE)
    found = {name: _places(keys, known) for name, known in OTHERS.items()}
    found["hours"] = found["hours"] or _asked(heading, HOURS)
    areas = _places(keys, AREA) or _asked(heading, AREA)
    taken = {*roles, *(place for places in found.values() for place in places)}
    pay, unread = _pay([each for each in enumerate(heading) if each[0] not in taken])
    if not roles or not pay:
        return None
    return Columns(
        file, number, heading, roles, areas, _places(keys, PERHAPS_AREA), pay,
        {name: places[0] for name, places in found.items() if places}, unread,
    )  # fmt: skip


def _places(keys: list[str], known: Iterable[str]) -> tuple[int, ...]:
    return tuple(keys.index(name) for name in known if name in keys)


def _asked(heading: list[str], known: Iterable[str]) -> tuple[int, ...]:
    """The columns whose heading holds one of `known` among other words, and tells of no pay.

    Of one word alone, as `state`, only a question of a survey is taken to ask.
    """
    cells = [(at, f"_{key(cell)}_", len(cell.split()) >= QUESTION)
             for at, cell in enumerate(heading) if not _words(cell) & MONEY]  # fmt: skip
    found = [at for name in known for at, cell, asks in cells
             if f"_{name}_" in cell and (asks or "_" in name)]  # fmt: skip
    return tuple(dict.fromkeys(found))


def _pay(cells: list[tuple[int, str]]) -> tuple[tuple[PayColumn, ...], tuple[str, ...]]:
    """The columns of pay to read, and the headings of those not read."""
    worded = [(place, cell, _words(cell)) for place, cell in cells]
    money = [each for each in worded if each[2] & (MONEY | EXTRA) and not each[2] & NO_PAY]
    straight = [each for each in money if not each[2] & BESIDE]
    ranked = sorted(straight, key=lambda each: _rank(each[2]))
    taken: dict[str, tuple[int, str, set[str]]] = {}
    for each in ranked:
        # Of two columns in one unit the second is another pay; in two units, the other's people.
        if not taken or (_rank(each[2])[0] < 2 and _told_apart(each[2], taken)):
            taken.setdefault(_unit(each[2]), each)
    read = [each for each in ranked if each in taken.values()]
    unread = [cell for place, cell, words in money if (place, cell, words) not in read]
    return tuple(_column(*each) for each in read), tuple(unread)


def _told_apart(words: set[str], taken: dict[str, tuple[int, str, set[str]]]) -> bool:
    return _unit(words) not in taken and _unit(words) != "" and "" not in taken


def _rank(words: set[str]) -> tuple[int, int]:
    """Straight-time pay before any other, pay by the hour before pay that hides the hours."""
    kind = 0 if words & BASE else 2 if words & WHOLE else 1
    return kind, 0 if _unit(words) == "hourly" else 1


def _column(place: int, heading: str, words: set[str]) -> PayColumn:
    thousands, full_time = bool(words & THOUSANDS), bool(words & FULL_TIME)
    return PayColumn(place, heading, _unit(words), thousands, full_time)


def _unit(words: set[str]) -> str:
    for unit, spelt in SPELT.items():
        if {word for word in words if len(word) > 1} & set(spelt.split()):
            return unit
    return "annual" if words & {"salary", "salaries", "sal"} and not words & {"rate"} else ""


def _words(heading: str) -> set[str]:
    joined = re.sub(r"\b(bi|semi)[ -](weekly|monthly)", r"\1\2", heading.casefold())
    joined = WITHOUT.sub("", joined) if len(joined.split()) >= QUESTION else joined
    return set(re.findall(r"[a-z0-9]+", joined))
