"""The rows below a header as frames of cells, without those that no report of ours reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from operator import itemgetter

import numpy as np
import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.header import Header
from rolereport.data.intake.lines import mapped, text
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.sources import Row, Sheet
from rolereport.data.intake.understood import Understood
from rolereport.data.oews.columns import NUMBERS

AT_A_TIME = 20_000
REPEATED = "rows that repeat the header"
INDUSTRIES, OWNERS = "rows of single industries", "rows of single kinds of owner"
# What stands in a row of all industries and all owners, by our name of the column.
WHOLE = {
    "industry_group": (INDUSTRIES, {"cross-industry", ""}),
    "industry": (INDUSTRIES, {"000000", "0", "", "00-0000"}),
    "ownership": (OWNERS, {"1235", ""}),
}
LIKE_CODE = re.compile(r"\d{2}\D?\d{3}")


def frames(
    sheet: Sheet, header: Header, problems: Problems, understood: Understood
) -> Iterator[pd.DataFrame]:
    """Cells under our column names, some thousand rows at a time; the index numbers the rows.

    Rows of single industries or owners are left out before a frame is made: of a file with all
    data they are most rows. Blank rows and notes are left out too.
    """
    below = islice(enumerate(sheet.rows(), start=1), header.row, None)
    whole = _whole(below, header, sheet.file, problems) if sheet.delimited else below
    once = _without_header(_filled(whole, header), header, understood)
    kept = _of_all_industries(once, header, understood)
    take = itemgetter(*header.columns.values())
    # Tuples of plain cells, unlike the lists they come from, cost the garbage collector nothing.
    taken = ((number, *take(row)) for number, row in kept)
    while chunk := list(islice(taken, AT_A_TIME)):
        cells = _without_notes(_frame(chunk, header), understood)
        understood.rows += len(cells)
        yield cells


@lru_cache(10_000)
def _like_code(cell: object) -> bool:
    return bool(LIKE_CODE.match(text(cell)))


def _whole(
    rows: Iterator[tuple[int, Row]], header: Header, file: str, problems: Problems
) -> Iterator[tuple[int, Row]]:
    """Rows of a text file that have as many cells as the header; a note may have fewer."""
    code, wide = header.columns["soc_code"], max(header.columns.values()) + 1
    for number, row in rows:
        if len(row) > header.width and any(row[header.width :]):
            fix = 'put a cell that holds the delimiter into double quotes, such as "45,690"'
            problems.add([_of_other_width(file, number, row, header, fix)])
        elif len(row) < wide and code < len(row) and _like_code(row[code]):
            fix = "the row is cut short: download or save the file again"
            problems.add([_of_other_width(file, number, row, header, fix)])
        else:
            yield number, row


def _of_other_width(file: str, number: int, row: Row, header: Header, fix: str) -> DataError:
    return DataError(
        file=file,
        row=number,
        value=", ".join(map(str, row))[:80],
        problem=f"has {len(row)} cells where the header has {header.width}",
        fix=fix,
    )


def _without_header(
    rows: Iterator[tuple[int, Row]], header: Header, understood: Understood
) -> Iterator[tuple[int, Row]]:
    """Rows without those that repeat the header, as files joined end to end do."""
    code, written = header.columns["soc_code"], header.written["soc_code"]
    for number, row in rows:
        if row[code] == written and _repeats(row, header):
            understood.leave_out(REPEATED)
        else:
            yield number, row


def _repeats(row: Row, header: Header) -> bool:
    return all(text(row[place]) == header.written[name] for name, place in header.columns.items())


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
            if _like_code(row[code]) and text(cell).casefold() not in whole:
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
    coded = mapped(cells["soc_code"], _like_code)
    suspects = cells[~coded.astype("bool")]
    notes = suspects[suspects[figures].isin(["", None]).all(axis=1)]
    for row in notes.itertuples(index=False):
        understood.notes.append(" ".join(str(cell) for cell in row if cell not in ("", None)))
    return cells.drop(notes.index) if len(notes) else cells
