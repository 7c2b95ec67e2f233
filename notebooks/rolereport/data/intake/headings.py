"""Columns of published wages whose column of occupation codes is headed otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from rolereport.data.errors import DataError
from rolereport.data.intake.header import NAMES, SEARCHED, key
from rolereport.data.intake.lines import SOC, text
from rolereport.data.intake.sources import Row, Sheet
from rolereport.data.oews.columns import OFFICIAL

# Headers that only a release has: pay and jobs, as the Bureau names them.
RELEASE = frozenset(
    name.lower() for name, ours in OFFICIAL.names.items() if ours not in {"area", "soc_code"}
) - {"occ_title", "group", "occ_group"}
ENOUGH = 3
LOOKED_AT = 50  # rows below the header


def without_codes(sheet: Sheet) -> DataError | None:
    """The error of a sheet of published wages without OCC_CODE; None for any other sheet."""
    if sheet.hidden:
        return None
    rows = list(islice(sheet.rows(), SEARCHED + LOOKED_AT))
    for place, row in enumerate(rows[:SEARCHED]):
        keys = {key(text(cell)) for cell in row}
        if len(keys & RELEASE) >= ENOUGH:
            coded = any(NAMES.get(name) == "soc_code" for name in keys)
            return None if coded else _error(sheet, place + 1, row, rows[place + 1 :])
    return None


def _error(sheet: Sheet, number: int, header: Row, below: Sequence[Row]) -> DataError:
    meant = _like_codes(header, below)
    if meant is not None:
        return DataError(
            file=sheet.file,
            row=number,
            column=meant,
            problem="holds occupation codes beside a release's figures, and there is no OCC_CODE",
            fix="head this column OCC_CODE",
        )
    return DataError(
        file=sheet.file,
        row=number,
        value=", ".join(filter(None, map(text, header)))[:200],
        problem="has no column of occupation codes",
        fix="head it OCC_CODE; SOC codes look like 31-9092",
    )


def _like_codes(header: Row, below: Sequence[Row]) -> str | None:
    """The heading over most cells that look like occupation codes."""
    counts = {
        text(heading): sum(
            bool(SOC.fullmatch(text(row[place]))) for row in below if place < len(row)
        )
        for place, heading in enumerate(header)
        if text(heading)
    }
    best = max(counts, key=lambda heading: counts[heading], default=None)
    return best if best is not None and counts[best] * 2 > len(below) else None
