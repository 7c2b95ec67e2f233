"""Which month the wages of a file refer to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.intake.header import Header
from rolereport.data.intake.lines import text
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.sources import Sheet
from rolereport.vintages import FOLDER

FIRST_YEAR = 1997
LAST_FALL_SURVEY = 2002  # the survey of each year to 2002 refers to its fall
MONTHS = {"may": "05", "november": "11", "nov": "11"}
# oesm25nat.zip, oes99st.zip; state_M2025_dl.xlsx; national_november2003_dl.xls; May 2025
SHORT = re.compile(r"(?<![a-z])oes([mn]?)(\d{2})(?:nat|st|ma|all|in|\b|\.)", re.IGNORECASE)
LONG = re.compile(
    r"(?<![a-z0-9])(m|n|may|november|nov)?[ _-]?((?:19|20)\d{2})(?!\d)", re.IGNORECASE
)
FIX = "name the file as BLS does, such as state_M2026_dl.xlsx, or say the year: --year 2026"


def months(
    frame: pd.DataFrame,
    sheet: Sheet,
    header: Header,
    problems: Problems,
    year: int | None = None,
) -> pd.Series:
    """The reference month of each row of `frame`, such as 2026-05; rows of no year have none.

    Taken from a column of years; else from the names of the file and the sheet, the notes above
    the header, or the folder of a vintage that the file lies in; else it is that of `year`.

    Raises
    ------
    DataError
        If none of them tells the year, two of them disagree, or it is not one of a survey.
    """
    if "year" not in frame:
        return pd.Series(_told(sheet, header, year), index=frame.index)
    years = pd.to_numeric(frame["year"], errors="coerce")
    surveyed = years.between(FIRST_YEAR, _latest()) & years.mod(1).eq(0)
    problems.add(
        _no_survey(sheet.file, frame.at[row, "year"], int(str(row)))
        for row in frame.index[~surveyed]
    )
    told = set(years[surveyed].astype("int64"))
    marked = [year] if year else [int(month[:4]) for month in _marked(sheet.file)]
    for other in (each for each in marked if told and each not in told):
        raise _of_another_year(sheet, header, other, min(told))
    return years[surveyed].astype("int64").map(month_of).reindex(frame.index)


def month_of(year: int, written: str = "") -> str:
    """The month that the survey of `year` refers to; `written` names it where there were two."""
    usual = "11" if year <= LAST_FALL_SURVEY else "05"
    return f"{year}-{MONTHS.get(written.casefold(), usual)}"


def _told(sheet: Sheet, header: Header, year: int | None) -> str:
    named = _by_name(sheet)
    noted = [("a note in it", month) for month in _in_words(" ".join(header.notes))]
    given = [("--year", month_of(year))] if year else []
    found = named or noted or given or _of_folder(sheet)
    if not found:
        raise _undated(sheet)
    # The file itself knows better than the archive whether it is May or November.
    years = {month[:4]: month for _, month in found}
    if year and str(year) in years:
        return years[str(year)]
    if len(years) > 1:
        raise _wrong(sheet, f"is of two years: {_by_whom(found)}")
    if year:
        raise _wrong(sheet, f"is of {min(years)} by {found[0][0]}, and of {year} by --year")
    if not FIRST_YEAR <= int(min(years)) <= _latest():
        raise _no_survey(sheet.file, min(years))
    return found[-1][1]


def _by_name(sheet: Sheet) -> list[tuple[str, str]]:
    """What is named for a month, and the month: the archive, the file in it, the sheet."""
    files, _, tab = sheet.file.partition(", sheet ")
    *folders, name = files.split("/")
    names = [
        ("the file's name" if not place else "a folder in it", each)
        for place, each in enumerate(folders)
    ]
    names.append(("the name of the file in it" if folders else "the file's name", name))
    names.append(("the sheet's name", tab))
    return [(whose, month) for whose, name in names for month in _named(name)]


def _by_whom(found: list[tuple[str, str]]) -> str:
    years: dict[str, list[str]] = {}
    for whose, month in dict.fromkeys((whose, month[:4]) for whose, month in found):
        years.setdefault(whose, []).append(month)
    return ", ".join(f"{whose} says {' and '.join(said)}" for whose, said in years.items())


def _undated(sheet: Sheet) -> DataError:
    later = [year for _, year in LONG.findall(sheet.file) if int(year) > _latest()]
    if later:
        return _wrong(sheet, f"is called wages of {later[0]}, a year to come")
    return _wrong(sheet, "does not say which year it is for")


def _wrong(sheet: Sheet, problem: str) -> DataError:
    return DataError(file=sheet.file, problem=problem, fix=FIX)


def _of_folder(sheet: Sheet) -> list[tuple[str, str]]:
    """The month of the vintage that the file lies in, as in data/oews/2025-05/states.csv."""
    folder = sheet.path.absolute().parent.name
    return [("its folder", folder[:7])] if FOLDER.fullmatch(folder) else []


def _named(name: str) -> Iterator[str]:
    yield from _marked(name)
    yield from _in_words(name)


def _marked(name: str) -> Iterator[str]:
    """Months in the way that BLS names files, which is never the day of a download."""
    for kind, short in SHORT.findall(name):
        year = int(short) + (1900 if int(short) >= FIRST_YEAR - 1900 else 2000)
        yield month_of(year, {"n": "november", "m": "may"}.get(kind.lower(), ""))
    yield from _in_words(name, marked=True)


def _in_words(words: str, *, marked: bool = False) -> Iterator[str]:
    for month, year in LONG.findall(words):
        if FIRST_YEAR <= int(year) <= _latest() and (month or not marked):
            spelt = {"m": "may", "n": "november"}.get(month.lower(), month)
            yield month_of(int(year), spelt)


def _latest() -> int:
    return dt.date.today().year + 1


def _no_survey(file: str, year: object, row: int | None = None) -> DataError:
    written = text(year)
    later = written.isdigit() and int(written) > _latest()
    return DataError(
        file=file,
        row=row,
        column="year" if row else None,
        value=written,
        problem="is a year to come"
        if later
        else f"is no year of the survey, which began in {FIRST_YEAR}"
        if written
        else "no year is given",
        fix="write the year of the wages in four digits",
    )


def _of_another_year(sheet: Sheet, header: Header, named: int, held: int) -> DataError:
    return DataError(
        file=sheet.file,
        column=header.written["year"],
        value=held,
        problem=f"the file's name or --year says {named}, and no row does",
        fix="correct whichever is wrong: the years in the column, or the name of the file",
    )
