"""Which occupation a row of wages is for, and that each stands there once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable

import numpy as np
import pandas as pd

from rolereport.choices import occupation_names
from rolereport.data.errors import DataError
from rolereport.data.intake.header import NAMES, key
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.understood import Understood
from rolereport.data.oews.columns import KEY, LABELS
from rolereport.data.oews.figures import EXCEL_ERRORS, ROUNDED

SOC = re.compile(r"\d{2}-\d{4}")
UNDASHED = re.compile(r"(\d{2})(\d{4})(?:\.0+)?")
ONET = re.compile(r"(\d{2}-\d{4})\.00")
OES = re.compile(r"\d{5}")
OF_ONET = re.compile(r"\d{2}-\d{4}\.\d{2}")
DATED = re.compile(r"\d{4}-\d{2}-\d{2}|[A-Za-z]{3}-\d|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}-[A-Za-z]{3}")
LIKE_BLS = "write the SOC code as BLS does, such as 31-9092"
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

    Parameters
    ----------
    frame
        Its index numbers the rows of `file`, or names the file and numbers the row.
    """
    key = [*KEY, *(["year"] if "year" in frame else [])]
    if not frame.duplicated(key).any():
        return frame
    if "occupation_group" in frame:
        detailed_first = frame["occupation_group"].ne("detailed").to_numpy()
        frame = frame.iloc[np.argsort(detailed_first, kind="stable")]
    different = frame.drop_duplicates([name for name in frame if name not in LABELS])
    again = different.duplicated(key)
    first = different[~again]
    places = dict(zip(first[key].itertuples(index=False, name=None), first.index, strict=True))
    for place, line in different[again].iterrows():
        problems.add([_twice(file, place, line, places[tuple(line[name] for name in key)])])
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
    written = str(value) if isinstance(value, dt.date) else text(value)
    problem, fix = _told(written)
    return DataError(file=file, row=row, column="soc_code", value=written, problem=problem, fix=fix)


def _told(written: str) -> tuple[str, str]:
    """What is wrong with a code, and how to mend it."""
    if not written:
        return "the occupation code is missing", f"{LIKE_BLS}, or remove the row"
    if OF_ONET.fullmatch(written):
        return (
            "is a code of O*NET, which parts occupations further than BLS does",
            f"write the SOC code, {written[:7]}, if the wages are those of the whole occupation",
        )
    if DATED.match(written):
        return (
            "is no occupation code; Excel has made a date of it",
            "format the column as text and type the code again",
        )
    if ROUNDED.fullmatch(written):
        return (
            "is no occupation code; Excel has made a number of it and dropped digits",
            "format the column as text and type the code again",
        )
    if written.casefold() in EXCEL_ERRORS or written.startswith("="):
        return "a formula failed here", "open the file in Excel, mend the formula, save the values"
    if NAMES.get(key(written)) == "soc_code":
        return (
            "heads another table, whose columns differ from those of the first",
            "put each table into a file of its own, or its rows below one header",
        )
    return "is no occupation code", LIKE_BLS


def _twice(file: str, place: Hashable, line: pd.Series, first: Hashable) -> DataError:
    here, row = place if isinstance(place, tuple) else (file, place)
    there, other = first if isinstance(first, tuple) else (file, first)
    where = f"row {other}" if there == here else f"row {other} of {there}"
    return DataError(
        file=here,
        row=int(row),
        column="soc_code",
        value=line["soc_code"],
        problem=f"stands twice for {line['area']} with different figures, first in {where}",
        fix="keep the row that the source has and remove the other; if the rows are of two years, "
        "say so in a column YEAR",
    )
