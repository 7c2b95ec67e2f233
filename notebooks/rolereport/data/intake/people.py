"""The rows of a sheet of salaries, and which of them are no person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.amounts import NOTHING, amount
from rolereport.data.intake.lines import text
from rolereport.data.intake.payroll_columns import Columns
from rolereport.data.intake.sources import Row, Sheet
from rolereport.data.intake.titles import jobs_of, plain

TOTAL = re.compile(
    r"(?:grand |sub ?)?totals?\b.*|(?:sum|average|mean|median|headcount|count)\b(?: of .*)?",
    re.IGNORECASE,
)
NEAR = 0.005  # of a sum: what rounding of its parts may take it apart
GONE = {"terminated", "inactive", "separated", "resigned", "retired", "former", "deceased"}
TOTALS, NOTES = "of totals or averages", "of notes below the last salary"
HEADINGS, LEFT = "that repeat the heading", "of people who have left"


def rows_of(sheet: Sheet, columns: Columns, left_out: dict[str, int]) -> dict[int, Row]:
    """The rows of people by their number in the file; others are counted in `left_out`."""
    rows = {
        number: [row[place] if place < len(row) else "" for place in range(len(columns.heading))]
        for number, row in enumerate(sheet.rows(), start=1)
        if number > columns.row and any(text(cell) for cell in row)
    }
    for why, numbers in (
        (HEADINGS, [number for number, row in rows.items() if _repeats(row, columns)]),
        (TOTALS, [number for number, row in rows.items() if _is_total(row, columns)]),
        (LEFT, [number for number, row in rows.items() if _has_left(row, columns)]),
    ):
        _leave_out(rows, numbers, why, left_out)
    _leave_out(rows, list(_unlabelled_total(rows, columns)), TOTALS, left_out)
    _leave_out(rows, list(_notes(rows, columns)), NOTES, left_out)
    return rows


def titles(rows: Mapping[int, Row], columns: Columns, given: Mapping[str, str]) -> pd.DataFrame:
    """The cell that names each row's job.

    Returns
    -------
    DataFrame
        title (text) and place (its column), by number of the row. Of several columns that may
        name the job, that in which most names are known is taken first.
    """
    ranked = sorted(columns.roles, key=lambda place: -_known(rows, place, given))
    found = [next((place for place in ranked if text(row[place])), ranked[0])
             for row in rows.values()]  # fmt: skip
    named = [text(row[place]) for row, place in zip(rows.values(), found, strict=True)]
    return pd.DataFrame({"title": named, "place": found}, index=[*rows])


def twice(rows: Mapping[int, Row], columns: Columns, roles: pd.Series) -> Iterator[DataError]:
    """An error for each row whose person stands in an earlier one with the same job."""
    place = columns.others.get("person")
    if place is None:
        return
    first: dict[tuple[str, object], int] = {}
    for number, row in rows.items():
        person = text(row[place])
        before = first.setdefault((person, roles[number]), number)
        if person and before != number:
            # The value itself is not told: it names a person.
            yield columns.wrong(
                number,
                place,
                None,
                f"names the same person as row {before}",
                "keep one row a person; a register of pay days has one row a payment",
            )


def _leave_out(
    rows: dict[int, Row], numbers: list[int], why: str, left_out: dict[str, int]
) -> None:
    for number in numbers:
        if rows.pop(number, None) is not None:
            left_out[why] = left_out.get(why, 0) + 1


def _repeats(row: Row, columns: Columns) -> bool:
    places = [columns.roles[0], columns.pay[0].place]
    return all(text(row[place]) == columns.heading[place] for place in places)


def _is_total(row: Row, columns: Columns) -> bool:
    jobs = [text(row[place]) for place in columns.roles if text(row[place])]
    named = jobs or [cell for cell in map(text, row) if cell][:1]
    return bool(named) and TOTAL.fullmatch(named[0]) is not None


def _has_left(row: Row, columns: Columns) -> bool:
    place = columns.others.get("status")
    return place is not None and plain(text(row[place])) in GONE


def _unlabelled_total(rows: Mapping[int, Row], columns: Columns) -> Iterator[int]:
    """A last row without a job whose pay is the sum of all others in that column."""
    last = max(rows, default=0)
    if len(rows) < 3 or any(text(rows[last][place]) for place in columns.roles):
        return
    for column in columns.pay:
        paid = [amount(row[column.place]).dollars for row in rows.values()]
        whole = paid[-1]
        parts = sum(each for each in paid[:-1] if each == each)
        if whole == whole and abs(whole - parts) <= NEAR * parts:
            yield last
            return


def _notes(rows: Mapping[int, Row], columns: Columns) -> Iterator[int]:
    """Rows after the last that has pay, unless they name a job that is known."""
    for number, row in sorted(rows.items(), reverse=True):
        if any(amount(row[pay.place]) != NOTHING for pay in columns.pay):
            return
        if not any(_names(text(row[place]), {}) for place in columns.roles):
            yield number


def _known(rows: Mapping[int, Row], place: int, given: Mapping[str, str]) -> float:
    """How well a column names jobs: the share of its texts that are known, 0 to 1."""
    named = {text(row[place]) for row in rows.values()} - {""}
    return sum(_names(title, given) for title in named) / max(1, len(named))


def _names(title: str, given: Mapping[str, str]) -> bool:
    return len(jobs_of(title, given)) == 1
