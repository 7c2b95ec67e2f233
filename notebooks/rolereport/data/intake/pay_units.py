"""Dollars a year from pay by the hour, the week or the month, and from that of part-timers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.amounts import NOTHING, PERIODS, Amount, amount, unit_of
from rolereport.data.intake.lines import text
from rolereport.data.intake.payroll_columns import Columns, PayColumn
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.sources import Row
from rolereport.data.intake.titles import plain

# Between these nothing is sure: no full-time pay is this low a year, none this high an hour.
MOST_AN_HOUR, LEAST_A_YEAR = 500, 5_000
MOST_A_YEAR = 5_000_000
# Full-time pay by the year that a unit read from how often wages are paid out must give.
LIKELY = (12_000, 400_000)
SALARIED = {"s", "salary", "salaried"}
PART_TIME = re.compile(r"part ?time.*|pt|p", re.IGNORECASE)
PART_TIME_TITLE = re.compile(r"\bpart[ -]?time\b", re.IGNORECASE)
MOST_HOURS = {60: 40, 130: 80, 2_600: 2_080}  # largest figure of a column to full-time hours
IN_CELL, IN_COLUMN, IN_HEADING = "as the cell says", "as {} says", "as the heading says"
BY_FREQUENCY, BY_SIZE = "by {} and the size of the figure", "by the size of the figure"


@dataclass(frozen=True)
class Paid:
    """The pay of one row: dollars in a unit, how the unit was told, and the column it is from."""

    amount: Amount
    column: PayColumn
    unit: str
    told: str


def paid(row: Row, columns: Columns) -> Paid:
    """The pay of a row, from the first of the columns of pay that has any."""
    cells = [(amount(row[each.place]), each) for each in columns.pay]
    found, column = next((cell for cell in cells if cell[0] != NOTHING), cells[0])
    dollars = found.dollars
    if column.thousands and dollars < 1_000:
        found = Amount(dollars * 1_000, found.unit)
    unit, told = _unit(found, column, row, columns)
    return Paid(found, column, unit, told)


def unknown_units(rows: Mapping[int, Row], columns: Columns) -> Iterator[DataError]:
    """An error for each row whose column of units names none that is known."""
    place = columns.others.get("unit")
    if place is None:
        return
    for number, row in rows.items():
        written = text(row[place])
        if unit_of(written) is None and plain(written) not in SALARIED:
            problem = "is no time that pay is given for"
            fix = "write hourly, daily, weekly, biweekly, semimonthly, monthly or annual"
            yield columns.wrong(number, place, written, problem, fix)


def wrong_pay(number: int, row: Row, pay: Paid, columns: Columns) -> Iterator[DataError]:
    """What is wrong with the pay of a row as it is written."""
    place, written = pay.column.place, text(row[pay.column.place])
    if pay.amount.problem:
        yield columns.wrong(number, place, written, pay.amount.problem, pay.amount.fix)
    elif np.isnan(pay.amount.dollars):
        fix = "fill it in, or remove the row"
        yield columns.wrong(number, place, written, "no pay is given", fix)


def unlikely(annual: pd.Series, rows: Mapping[int, Row], pays: Mapping[int, Paid],
             columns: Columns) -> Iterator[DataError]:  # fmt: skip
    """An error for each row whose pay by the year no full-time job has."""
    for number, dollars in annual[(annual < LEAST_A_YEAR) | (annual > MOST_A_YEAR)].items():
        pay = pays[int(str(number))]
        written = text(rows[int(str(number))][pay.column.place])
        problem = (
            f"would be ${dollars:,.0f} a year ({pay.unit}, {pay.told}), which no full-time job pays"
        )
        fix = (
            "check the figure and what time it is for; head the column with both, such as "
            "Hourly pay, or Annual pay in thousands"
        )
        yield columns.wrong(number, pay.column.place, written, problem, fix)


def shares(rows: Mapping[int, Row], columns: Columns, problems: Problems) -> pd.Series:
    """Each row's share of full time (1 is full time); NaN where nothing says it."""
    for name, full in (("share", _full_share), ("hours", _full_hours)):
        place = columns.others.get(name)
        if place is None:
            continue
        cells = pd.Series({number: text(row[place]).rstrip("%") for number, row in rows.items()})
        numbers = pd.to_numeric(cells, errors="coerce")
        whole = full(numbers.max())
        if whole is None:
            continue
        wrong = cells.ne("") & ~(numbers / whole).between(0.01, 1.6)
        problem, fix = "is no share of full time", "write a share such as 0.5, or hours a week"
        problems.add(
            columns.wrong(row, place, cells[row], problem, fix) for row in cells.index[wrong]
        )
        return numbers / whole
    return pd.Series(np.nan, index=[*rows])


def is_part_time(row: Row, title: str, columns: Columns) -> bool:
    """Whether the row says in words that the job is part time."""
    place = columns.others.get("status")
    status = "" if place is None else plain(text(row[place]))
    return bool(PART_TIME.fullmatch(status) or PART_TIME_TITLE.search(title))


def _unit(found: Amount, column: PayColumn, row: Row, columns: Columns) -> tuple[str, str]:
    if found.unit:
        return found.unit, IN_CELL
    place = columns.others.get("unit")
    written = "" if place is None else text(row[place])
    if place is not None and (unit := unit_of(written)):
        return unit, IN_COLUMN.format(columns.heading[place])
    if column.unit:
        return column.unit, IN_HEADING
    if plain(written) in SALARIED and found.dollars >= LEAST_A_YEAR and place is not None:
        return "annual", IN_COLUMN.format(columns.heading[place])
    return _by_size(found.dollars, row, columns)


def _by_size(dollars: float, row: Row, columns: Columns) -> tuple[str, str]:
    place = columns.others.get("frequency")
    period = unit_of(text(row[place])) if place is not None else None
    if place is not None and period and LIKELY[0] <= dollars * PERIODS[period] <= LIKELY[1]:
        return period, BY_FREQUENCY.format(columns.heading[place])
    return "hourly" if dollars < MOST_AN_HOUR else "annual", BY_SIZE


def _full_share(largest: float) -> float | None:
    return 100 if largest > 2 else 1


def _full_hours(largest: float) -> float | None:
    return next((full for most, full in MOST_HOURS.items() if largest <= most), None)
