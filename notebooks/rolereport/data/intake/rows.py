"""The rows below a header as frames of cells, without those that no report of ours reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

import numpy as np
import pandas as pd

from rolereport.data.intake.header import Header
from rolereport.data.intake.lines import mapped, text
from rolereport.data.intake.sources import Row, Sheet
from rolereport.data.intake.understood import Understood
from rolereport.data.oews.columns import NUMBERS

AT_A_TIME = 20_000
INDUSTRIES, OWNERS = "rows of single industries", "rows of single kinds of owner"
# What stands in a row of all industries and all owners, by our name of the column.
WHOLE = {
    "industry_group": (INDUSTRIES, {"cross-industry", ""}),
    "industry": (INDUSTRIES, {"000000", "0", "", "00-0000"}),
    "ownership": (OWNERS, {"1235", ""}),
}
LIKE_CODE = re.compile(r"\d{2}\D?\d{3}")


def frames(sheet: Sheet, header: Header, understood: Understood) -> Iterator[pd.DataFrame]:
    """Cells under our column names, some thousand rows at a time; the index numbers the rows.

    Rows of single industries or owners are left out before a frame is made: of a file with all
    data they are most rows. Blank rows and notes are left out too.
    """
    below = islice(enumerate(sheet.rows(), start=1), header.row, None)
    kept = _of_all_industries(_filled(below, header), header, understood)
    take = itemgetter(*header.columns.values())
    # Tuples of plain cells, unlike the lists they come from, cost the garbage collector nothing.
    taken = ((number, *take(row)) for number, row in kept)
    while chunk := list(islice(taken, AT_A_TIME)):
        cells = _without_notes(_frame(chunk, header), understood)
        understood.rows += len(cells)
        yield cells


def _filled(rows: Iterator[tuple[int, Row]], header: Header) -> Iterator[tuple[int, Row]]:
    """Rows with anything in them, as wide as the header needs."""
    wide = max(header.columns.values()) + 1
    for number, row in rows:
        # A row of zeros alone is not blank; any() is quick, and right for all others.
        if any(row) or any(cell not in ("", None) for cell in row):
            yield number, row if len(row) >= wide else [*row, *[""] * (wide - len(row))]


def _of_all_industries(
    rows: Iterator[tuple[int, Row]], header: Header, understood: Understood
) -> Iterator[tuple[int, Row]]:
    tests = [(header.columns[name], *WHOLE[name]) for name in WHOLE if name in header.columns]
    wholes = [(place, why, whole, set[object]()) for place, why, whole in tests]
    code = header.columns["soc_code"]
    for number, row in rows:
        for place, why, whole, seen in wholes:
            cell = row[place]
            if cell in seen:
                continue
            if row[code] and text(cell).casefold() not in whole:
                understood.rows += 1
                understood.leave_out(why)
                break
            seen.add(cell)
        else:
            yield number, row


def _frame(chunk: list[tuple[object, ...]], header: Header) -> pd.DataFrame:
    numbers, *cells = zip(*chunk, strict=True)
    columns = {
        name: np.fromiter(column, dtype="object", count=len(chunk))
        for name, column in zip(header.columns, cells, strict=True)
    }
    return pd.DataFrame(columns, index=np.array(numbers), dtype="object")


def _without_notes(cells: pd.DataFrame, understood: Understood) -> pd.DataFrame:
    """Rows of the table: a note has neither a code nor a figure."""
    figures = [name for name in NUMBERS if name in cells]
    coded = mapped(cells["soc_code"], lambda cell: bool(LIKE_CODE.match(text(cell))))
    suspects = cells[~coded.astype("bool")]
    notes = suspects[suspects[figures].isin(["", None]).all(axis=1)]
    for row in notes.itertuples(index=False):
        understood.notes.append(" ".join(str(cell) for cell in row if cell not in ("", None)))
    return cells.drop(notes.index) if len(notes) else cells
