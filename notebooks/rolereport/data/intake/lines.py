"""Which occupation a row of wages is for, and that each stands there once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pandas as pd

from rolereport.choices import occupation_names
from rolereport.data.errors import DataError
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.understood import Understood
from rolereport.data.oews.columns import KEY, LABELS

SOC = re.compile(r"\d{2}-\d{4}")
UNDASHED = re.compile(r"(\d{2})(\d{4})(?:\.0+)?")
ONET = re.compile(r"(\d{2}-\d{4})\.00")
OES = re.compile(r"\d{5}")
GROUPS = ("total", "major", "minor", "broad", "detailed")
TOTAL = "00-0000"
UNCODED = "rows of occupations that have no SOC code"


def text(cell: object) -> str:
    """A cell as text: a whole number without its decimal point, nothing as an empty text."""
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\xa0", " ").strip()


def texts(cells: pd.Series) -> pd.Series:
    """`text` of every cell; each different one is written once."""
    return mapped(cells, text)


def mapped(cells: pd.Series, write: Callable[[object], object]) -> pd.Series:
    """`write` of every cell, called once for each different one."""
    return cells.map({cell: write(cell) for cell in cells.unique()}).astype("object")


def with_codes(
    frame: pd.DataFrame, file: str, problems: Problems, understood: Understood
) -> pd.DataFrame:
    """`frame` with SOC codes, titles and groups as the report writes them.

    Rows whose code is none go to `problems`; codes of before 1999 become the SOC code of the
    occupation with the same title, and those without one are left out.
    """
    titles = texts(frame["soc_title"]).str.rstrip("*") if "soc_title" in frame else None
    codes = mapped(frame["soc_code"], _soc)
    older = mapped(codes, lambda code: bool(OES.fullmatch(str(code)))).astype("bool")
    if titles is not None and older.any():
        by_title = titles[older].str.casefold().map(occupation_names())
        codes = codes.mask(older, by_title.reindex(codes.index))
    understood.leave_out(UNCODED, int(codes.isna().sum()))
    like = mapped(codes, lambda code: bool(SOC.fullmatch(str(code)))).astype("bool")
    wrong = codes.notna() & ~like
    problems.add(
        _no_code(file, int(str(row)), frame.at[row, "soc_code"]) for row in frame.index[wrong]
    )
    kept = frame.assign(soc_code=codes)[codes.notna() & ~wrong]
    labels = {"soc_title": titles, "occupation_group": _groups(kept)}
    return kept.assign(
        **{name: label.loc[kept.index] for name, label in labels.items() if label is not None}
    )


def once_each(frame: pd.DataFrame, file: str, problems: Problems) -> pd.DataFrame:
    """`frame` with one row an area, code and year.

    A line that is both a broad group and the most detailed one is kept as detailed; one that
    stands twice with different figures goes to `problems`.
    """
    key = [*KEY, *(["year"] if "year" in frame else [])]
    if not frame.duplicated(key).any():
        return frame
    if "occupation_group" in frame:
        detailed_first = frame["occupation_group"].ne("detailed")
        frame = frame.loc[detailed_first.sort_values(kind="stable").index]
    different = frame.drop_duplicates([name for name in frame if name not in LABELS])
    first = different.drop_duplicates(key)
    again = different.loc[different.index.difference(first.index)]
    rows = first.reset_index().set_index(key)["index"] if len(again) else None
    for row, line in again.iterrows():
        assert rows is not None
        other = rows[tuple(line[name] for name in key)]
        problems.add([_twice(file, int(str(row)), line, int(other))])
    return first.sort_index()


def _soc(cell: object) -> str:
    if isinstance(cell, dt.date):
        return str(cell)
    written = text(cell).replace("–", "-").replace("—", "-").replace("−", "-")
    if found := UNDASHED.fullmatch(written):
        return f"{found[1]}-{found[2]}"
    found = ONET.fullmatch(written)
    return found[1] if found else written


def _groups(frame: pd.DataFrame) -> pd.Series | None:
    if "occupation_group" not in frame:
        return None
    # To May 2011 a blank meant the most detailed line, and the total was blank or called major.
    groups = texts(frame["occupation_group"]).str.casefold().replace({"": "detailed"})
    groups = groups.replace({"maj": "major", "div": "major", "line": "detailed"})
    return groups.mask(frame["soc_code"].eq(TOTAL), "total")


def _no_code(file: str, row: int, value: object) -> DataError:
    dated = isinstance(value, dt.date) or re.match(r"\d{4}-\d{2}-\d{2}|[A-Za-z]{3}-\d", text(value))
    fix = (
        "Excel has made a date of the code: format the column as text and type the code again"
        if dated
        else "write the SOC code as BLS does, such as 31-9092"
    )
    return DataError(
        file=file,
        row=row,
        column="OCC_CODE",
        value=value if not isinstance(value, dt.date) else str(value),
        problem="is no occupation code" if text(value) else "the occupation code is missing",
        fix=fix,
    )


def _twice(file: str, row: int, line: pd.Series, other: int) -> DataError:
    return DataError(
        file=file,
        row=row,
        column="OCC_CODE",
        value=line["soc_code"],
        problem=f"stands twice for {line['area']} with different figures, first in row {other}",
        fix="keep the row that the source has and remove the other",
    )
