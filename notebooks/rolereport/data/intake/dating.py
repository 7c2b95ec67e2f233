"""Which month the wages of a file refer to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.header import Header
from rolereport.data.intake.lines import text
from rolereport.data.intake.sources import Sheet

FIRST_YEAR = 1997
LAST_FALL_SURVEY = 2002  # the survey of each year to 2002 refers to its fall
MONTHS = {"may": "05", "november": "11", "nov": "11"}
# oesm25nat.zip, oes99st.zip; state_M2025_dl.xlsx; national_november2003_dl.xls; May 2025
SHORT = re.compile(r"(?<![a-z])oes([mn]?)(\d{2})(?:nat|st|ma|all|in|\b|\.)", re.IGNORECASE)
LONG = re.compile(
    r"(?<![a-z0-9])(m|n|may|november|nov)?[ _-]?((?:19|20)\d{2})(?!\d)", re.IGNORECASE
)
FIX = "name the file as BLS does, such as state_M2026_dl.xlsx, or say the year: --year 2026"


def months(frame: pd.DataFrame, sheet: Sheet, header: Header, year: int | None = None) -> pd.Series:
    """The reference month of each row of `frame`, such as 2026-05.

    Taken from a column of years; else from the names of the file and the sheet, or the notes
    above the header; else it is that of `year`, which must not contradict them.

    Raises
    ------
    DataError
        If none of them tells the year, two of them disagree, or it is not one of a survey.
    """
    if "year" in frame:
        years = pd.to_numeric(frame["year"], errors="coerce")
        for row in frame.index[~years.between(FIRST_YEAR, _latest())][:1]:
            raise _no_survey(sheet.file, frame.at[row, "year"], int(str(row)), header)
        return years.astype("int64").map(month_of)
    month = _told(sheet, header, year)
    return pd.Series(month, index=frame.index)


def month_of(year: int, written: str = "") -> str:
    """The month that the survey of `year` refers to; `written` names it where there were two."""
    usual = "11" if year <= LAST_FALL_SURVEY else "05"
    return f"{year}-{MONTHS.get(written.casefold(), usual)}"


def _told(sheet: Sheet, header: Header, year: int | None) -> str:
    named = list(dict.fromkeys(_named(sheet.file)))
    noted = [] if named else list(dict.fromkeys(_in_words(" ".join(header.notes))))
    found = named or noted or ([month_of(year)] if year else [])
    if not found:
        raise DataError(file=sheet.file, problem="does not say which year it is for", fix=FIX)
    years = list(dict.fromkeys([month[:4] for month in found] + ([str(year)] if year else [])))
    if len(years) > 1:
        told = " and ".join(years)
        raise DataError(file=sheet.file, problem=f"names two years, {told}", fix=FIX)
    if not FIRST_YEAR <= int(found[0][:4]) <= _latest():
        raise _no_survey(sheet.file, found[0][:4])
    # The file itself knows better than the archive whether it is May or November.
    return found[-1]


def _named(name: str) -> Iterator[str]:
    for kind, short in SHORT.findall(name):
        year = int(short) + (1900 if int(short) >= FIRST_YEAR - 1900 else 2000)
        yield month_of(year, {"n": "november", "m": "may"}.get(kind.lower(), ""))
    yield from _in_words(name)


def _in_words(words: str) -> Iterator[str]:
    for month, year in LONG.findall(words):
        if FIRST_YEAR <= int(year) <= _latest():
            spelt = {"m": "may", "n": "november"}.get(month.lower(), month)
            yield month_of(int(year), spelt)


def _latest() -> int:
    return dt.date.today().year + 1


def _no_survey(
    file: str, year: object, row: int | None = None, header: Header | None = None
) -> DataError:
    return DataError(
        file=file,
        row=row,
        column=header.written["year"] if header else None,
        value=text(year),
        problem=f"is no year of the survey, which began in {FIRST_YEAR}",
        fix="write the year of the wages in four digits",
    )
