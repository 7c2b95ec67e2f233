"""What a student's copies are about, in words: the own state, and the own two jobs."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from rolereport.classroom import pack
from rolereport.classroom.index import Student


def subject(student: Student) -> str:
    """The state and the jobs, such as "Texas, laboratory staff and medical assistants"."""
    areas, roles = pack.names()
    return f"{areas[student.area]}, {roles[student.role]} and {roles[student.other]}"


def medians(student: Student, tables: Path) -> str:
    """The same with the medians that the lessons' table of pay has, for whoever marks.

    Parameters
    ----------
    tables
        The folder with the tables of the class.
    """
    paid = _paid(tables / "wages.csv")
    areas, roles = pack.names()
    jobs = [
        f"{roles[job]} {paid.get((student.area, job), 'not published')}"
        for job in (student.role, student.other)
    ]
    return f"{areas[student.area]}: {', '.join(jobs)} (median pay a year)"


@cache
def _paid(file: Path) -> dict[tuple[str, str], str]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["p50_annual"]]
    return {(row["area"], row["role"]): f"${float(row['p50_annual']):,.0f}" for row in rows}
