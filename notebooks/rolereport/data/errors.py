"""The one error that bad data raises: it says where, what, and how to mend it."""

from __future__ import annotations

from pathlib import Path

from rolereport.paths import PROJECT


class DataError(Exception):
    """A table that cannot be used as it stands.

    Parameters
    ----------
    file
        The table, absolute or relative to the project.
    problem
        What is wrong, as a short sentence without a full stop.
    row
        Line number in the file (the header is line 1), or a key such as `TX 31-9092`.
    column, value
        The cell, where one cell is to blame.
    fix
        What its owner can do about it.
    """

    def __init__(
        self,
        *,
        file: Path | str,
        problem: str,
        row: int | str | None = None,
        column: str | None = None,
        value: object = None,
        fix: str | None = None,
    ) -> None:
        self.file = _relative(file)
        self.problem = problem
        self.row = row
        self.column = column
        self.value = value
        self.fix = fix
        super().__init__(str(self))

    def __str__(self) -> str:
        where = [self.file]
        if self.row is not None:
            where.append(f"row {self.row}" if isinstance(self.row, int) else self.row)
        if self.column is not None:
            where.append(f"column {self.column}")
        if self.value is not None:
            where.append(f"value {self.value!r}")
        message = f"{', '.join(where)}: {self.problem}."
        return f"{message} To mend it: {self.fix}." if self.fix else message


class DataErrors(Exception):
    """Several `DataError`, told together; the first twenty are spelt out.

    Parameters
    ----------
    more
        How many there were beyond `errors`.
    """

    shown = 20

    def __init__(self, errors: list[DataError], more: int = 0) -> None:
        self.errors = errors
        self.more = more
        super().__init__(str(self))

    def __str__(self) -> str:
        lines = [str(error) for error in self.errors[: self.shown]]
        rest = len(self.errors) - self.shown + self.more
        if rest > 0:
            lines.append(f"... and {rest:,} more")
        return "\n".join(lines)


def _relative(file: Path | str) -> str:
    path = Path(file)
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(file)
