"""The one error that bad data raises: it says where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rolereport.paths import PROJECT

MOST_COLUMNS = 4  # that are named in one line


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
    """Several `DataError`, told together: at most twenty are spelt out, of one kind three.

    Parameters
    ----------
    more
        How many there were beyond `errors`.
    doubts
        What is unlikely beside them, and was no reason to raise.
    """

    shown = 20
    alike = 3

    def __init__(
        self, errors: list[DataError], more: int = 0, doubts: list[DataError] | None = None
    ) -> None:
        self.errors = errors
        self.more = more
        self.doubts = doubts or []
        super().__init__(str(self))

    def __str__(self) -> str:
        lines: list[str] = []
        room, rest = self.shown, len(self.errors) + self.more
        for kind in self._kinds():
            spelt = kind[: min(room, self.alike if len(kind) > self.alike + 1 else len(kind))]
            lines += map(str, spelt)
            room -= len(spelt)
            if spelt and len(spelt) < len(kind):
                lines.append(_others(kind[len(spelt) :]))
            rest -= len(kind) if spelt else 0
        return "\n".join([*lines, f"... and {rest:,} more"] if rest else lines)

    def _kinds(self) -> Iterable[list[DataError]]:
        """The errors that are mended in the same way, those of a kind together."""
        kinds: dict[tuple[str, str], list[DataError]] = {}
        for error in self.errors:
            kinds.setdefault((error.file, error.fix or error.problem), []).append(error)
        return kinds.values()


def _others(errors: list[DataError]) -> str:
    rows = [error.row for error in errors if isinstance(error.row, int)]
    columns = list(dict.fromkeys(error.column for error in errors if error.column))
    where = [f"in {_listed(columns)}"] if columns else []
    where += [f"in rows {min(rows)} to {max(rows)}"] if rows else []
    return ", ".join([f"... and {len(errors):,} more of this kind", *where])


def _listed(columns: list[str]) -> str:
    if len(columns) > MOST_COLUMNS:
        return f"{len(columns)} columns"
    return f"{'column' if len(columns) == 1 else 'columns'} {', '.join(columns)}"


def _relative(file: Path | str) -> str:
    path = Path(file)
    return str(path.relative_to(PROJECT)) if path.is_relative_to(PROJECT) else str(file)


def restore(path: Path) -> str:
    """How to get the committed file back."""
    known = path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path
    return f"restore the file, for example with `git checkout -- {known}`"
