"""What is wrong with a file, all of it: told in short, or written as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from rolereport.data.errors import DataError, DataErrors
from rolereport.data.intake.doubts import Doubt

FIELDS = ("file", "sheet", "row", "column", "value", "problem", "fix", "kind")
KINDS = {False: "error", True: "doubt"}
MOST = 100_000  # a file that is wrong throughout is told as such, not remembered cell by cell


@dataclass
class Problems:
    """Gathers `DataError`; beyond `MOST` they are only counted. Doubts are kept apart."""

    found: list[DataError] = field(default_factory=list)
    uncounted: int = 0
    doubts: list[DataError] = field(default_factory=list)

    def add(self, errors: Iterable[DataError]) -> None:
        """Remember `errors`, in their order."""
        for error in errors:
            if isinstance(error, Doubt):
                self.doubts.append(error)
            elif len(self.found) < MOST:
                self.found.append(error)
            else:
                self.uncounted += 1

    def by_row(self) -> Problems:
        """The same, what concerns no row first, then row by row."""
        ordered = sorted(self.found, key=lambda error: _number(error.row))
        return Problems(ordered, self.uncounted, self.doubts)

    def take(self, others: Problems, told: Callable[[DataError], DataError]) -> None:
        """Add what `others` gathered, each as `told` words it."""
        self.add(map(told, [*others.found, *others.doubts]))
        self.uncounted += others.uncounted

    def raise_any(self) -> None:
        """Raise `DataErrors` if anything was found."""
        if self.found:
            raise DataErrors(self.found, self.uncounted, self.doubts)


def _number(row: int | str | None) -> int:
    return row if isinstance(row, int) else 0


def write_problems(errors: Iterable[DataError], path: Path) -> None:
    """Write one row an error or doubt to the CSV file `path`; its column `kind` tells them apart.

    A value that begins a formula is quoted.
    """
    rows = [
        {**vars(error), **_place(error.file), "kind": KINDS[isinstance(error, Doubt)]}
        for error in errors
    ]
    frame = pd.DataFrame(rows, columns=list(FIELDS), dtype="object").fillna("").astype("str")
    frame.map(harmless).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _place(told: str) -> dict[str, str]:
    """File and sheet of what a message calls `oesm25st.zip/state.xlsx, sheet data`."""
    file, _, sheet = told.partition(", sheet ")
    return {"file": file, "sheet": sheet}


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
