"""Says what was understood of a user's salaries, and what a report will show of them."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterator
from typing import Any

import pandas as pd

from rolereport.choices import area_titles, titles_of_roles
from rolereport.data.intake.payroll import Payroll, Understood
from rolereport.data.intake.reading import Reading
from rolereport.data.intake.terms import Terms

POINTS = ("p50", "p10", "p25", "p75", "p90")
WRITTEN = {
    "hourly": "by the hour", "daily": "by the day", "weekly": "by the week",
    "biweekly": "by two weeks", "semimonthly": "by half a month", "monthly": "by the month",
    "annual": "by the year",
}  # fmt: skip
MOST_TITLES = 30
WIDTH = 80  # letters of a line on a terminal


def understood(reading: Reading) -> Iterator[str]:
    """Lines of text: each file of salaries, and what its columns and titles were taken for."""
    for file, payroll in reading.payrolls.items():
        yield f"{file}: salaries of {_counted(len(payroll.people), 'person', 'people')}"
        told = payroll.understood
        yield from (f"  left out: {_rows(rows)} {why}" for why, rows in told.left_out.items())
        yield from _titles(told)
        yield from _units(told)
        yield from _areas(payroll)
        if told.unread:
            yield _folded(f"  not read: {', '.join(told.unread)}")
        if told.sheets:
            yield _folded(f"  not read, as one sheet is all that is: {', '.join(told.sheets)}")
            yield "    (put every person on one sheet if they are other people)"


def groups(summarised: pd.DataFrame, terms: Terms) -> Iterator[str]:
    """Lines for each group: its people, and each percentile that may be shown."""
    yield "Full-time pay in dollars a year, with 90 percent intervals:"
    for row in summarised.to_dict("records"):
        name = f"  {titles_of_roles()[row['role']]}, {_place(row['area'])}"
        if row["hidden"]:
            yield f"{name}: not shown,\n    {_why(row['hidden'], terms.smallest)}"
        else:
            yield f"{name}: {row['people']:,.0f} people"
            yield from filter(None, (_figure(row, point) for point in POINTS))
    if terms.month == "":
        yield "The month of this pay is not known; --month 2026-03 would say it."


def never_kept(reading: Reading, terms: Terms) -> str:
    """What becomes of the salaries, and how to see them in a report."""
    paths = dict.fromkeys(str(payroll.path) for payroll in reading.payrolls.values())
    files = "".join(f" --wages {shlex.quote(path)}" for path in paths)
    same = "" if terms == Terms() else "\n  with the same options as here"
    return f"Salaries are never kept. To lay them over the report:\n  rolereport build{files}{same}"


def _titles(told: Understood) -> Iterator[str]:
    for (title, role), count in told.titles.most_common(MOST_TITLES):
        yield f"  {title} ({count:,}): taken for {titles_of_roles().get(role, role)}"
    rest = len(told.titles) - MOST_TITLES
    if rest > 0:
        yield f"  and {rest:,} more titles"
    if told.others:
        named = [f"{title} ({count:,})" for title, count in told.others.most_common(MOST_TITLES)]
        yield _folded(f"  left out, as the report knows no such job: {', '.join(named)}")
        yield "    (--title 'Clinic helper=medical-assistant' would say what a title means)"


def _units(told: Understood) -> Iterator[str]:
    for (unit, how, heading), count in told.units.most_common():
        yield f"  pay in {heading}: {count:,} {WRITTEN[unit]}, {how}"
    part, column = told.part_time
    if part:
        yield f"  {_counted(part, 'works', 'work')} part time: pay divided by the column {column}"


def _areas(payroll: Payroll) -> Iterator[str]:
    told = payroll.understood
    counts = payroll.people["area"].fillna("").value_counts()
    named = ", ".join(f"{_place(str(area), 'none')} {count:,}" for area, count in counts.items())
    how = [f"column {told.area_column}"] * bool(told.area_column) + ["--area"] * told.area_given
    told_by = f"  areas: {named} ({' and '.join(how)})"
    yield _folded(told_by) if how else "  areas: none are named"


def _figure(row: dict[str, Any], point: str) -> str:
    if pd.isna(row[point]):
        return ""
    low, high = row[f"{point}_low"], row[f"{point}_high"]
    interval = "" if pd.isna(low) else f"  (${low:,.0f} to ${high:,.0f})"
    name = "median" if point == "p50" else f"{point[1:]}th percentile"
    return f"    {name:<16}{f'${row[point]:,.0f}':>10}{interval}"


def _why(hidden: str, smallest: int) -> str:
    return {
        "few": f"fewer than {smallest} people",
        "rest": "as it would tell of people in an area that is not shown",
        "alike": "as nearly all are paid the same",
    }[hidden]


def _place(area: str, none: str = "all areas") -> str:
    return area_titles()[area] if area else none


def _folded(line: str) -> str:
    return textwrap.fill(line, WIDTH, subsequent_indent=" " * 4)


def _rows(count: int) -> str:
    return _counted(count, "row", "rows")


def _counted(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"
