"""What may be wrong and may be right: told, and refused only where it says so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from rolereport.data.errors import DataError

# What a user can say of wages that are refused as unlike those held.
Accepted = Literal["part", "repeat", "scale", "unlike"]
ACCEPTED: dict[Accepted, str] = {
    "part": "lines that an earlier release has are left out",
    "repeat": "the figures of another year stand here again",
    "scale": "most figures are larger or smaller by one factor",
    "unlike": "many lines, or all occupations, are far from an earlier release",
}


class Doubt(DataError):
    """Something unlikely that stops nothing; its owner should look at it."""


def refused_unless(
    accepted: Collection[str],
    kind: Accepted,
    *,
    file: str,
    problem: str,
    fix: str,
    row: int | str | None = None,
    column: str | None = None,
    value: object = None,
) -> DataError:
    """An error that says how to accept it; a doubt if it is accepted."""
    if kind in accepted:
        return Doubt(file=file, row=row, column=column, value=value, problem=problem)
    return DataError(
        file=file,
        row=row,
        column=column,
        value=value,
        problem=problem,
        fix=f"{fix}; if it is meant, say --accept {kind}",
    )
