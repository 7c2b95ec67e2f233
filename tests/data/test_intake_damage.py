"""Whatever is wrong with a wage file, its owner is told where, what, why and how to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from support import damaged_files
from support.wage_sheets import (
    ASSISTANTS,
    HEADER,
    NATION,
    TEXAS,
    archive,
    changed,
    national,
    text,
    workbook,
)

from rolereport.data.errors import DataErrors
from rolereport.data.intake import guards
from rolereport.data.intake.problems import write_problems
from rolereport.data.intake.reading import read_files

ROW = [*NATION, *ASSISTANTS]
NAME = "national_M2025_dl"
THIS_YEAR = dt.date.today().year
KINDS_ASKED = 40


@dataclass(frozen=True)
class Damage:
    """One kind of damage: how a file comes by it, and what its owner is told.

    Parameters
    ----------
    make
        Writes the file into a folder.
    where
        What the first message begins with: file, sheet, row, column, value.
    why, fix
        Words of the problem and of the way to mend it.
    """

    name: str
    make: Callable[[Path], Path]
    where: str
    why: str
    fix: str


def cell(row: list[object] | None = None, **cells: object) -> Callable[[Path], Path]:
    """A text file of the nation's wages with other cells in row 3."""
    return lambda folder: text(folder / f"{NAME}.csv", national(changed(row or ROW, **cells)))


def rows(*lines: list[object], name: str = NAME) -> Callable[[Path], Path]:
    return lambda folder: text(folder / f"{name}.csv", list(lines))


def raw(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def sheet(*lines: list[object], **options: object) -> Callable[[Path], Path]:
    return lambda folder: workbook(folder / f"{NAME}.xlsx", [*lines], NAME, **options)


def without(*columns: str) -> list[list[object]]:
    """The nation's wages without some columns."""
    kept = [place for place, name in enumerate(HEADER) if name not in columns]
    return [[row[place] for place in kept] for row in national()]


def in_row_3(column: str, value: object) -> str:
    return f"{NAME}.csv, row 3, column {column}, value {value!r}: "


def figure(name: str, column: str, value: str, why: str, fix: str) -> Damage:
    return Damage(name, cell(**{column: value}), in_row_3(column, value), why, fix)


SHEET = f"{NAME}.xlsx, sheet {NAME}"
CELLS = [
    figure("text for no figure", "A_MEDIAN", "n/a", "says that there is no figure", "write * for"),
    figure("decimal comma", "A_MEDIAN", "45.690,00", "a decimal comma", "write 45690.50"),
    figure("negative pay", "A_MEDIAN", "-45690", "is below zero", "compare the cell"),
    figure("bookkeeper's minus", "TOT_EMP", "(817,870)", "is below zero", "compare the cell"),
    figure("failed formula as text", "A_MEDIAN", "#REF!", "a formula failed", "save the values"),
    figure("column too narrow", "A_MEDIAN", "######", "column is too narrow", "widen the column"),
    figure("letter O for zero", "A_MEDIAN", "4569O", "is neither a number nor", "in digits"),
    figure("truth value", "A_MEDIAN", "True", "is neither a number nor", "in digits"),
    figure("formula for a figure", "A_MEDIAN", "=V2*2", "value was not saved", "save it again"),
    figure("scientific notation", "A_MEDIAN", "4.57E+04", "drops the last digits", "as a number"),
    figure("percent sign on pay", "A_MEDIAN", "45%", "is a percentage where", "the figure itself"),
    figure("other currency", "A_MEDIAN", "€45,690", "in another currency", "convert it"),
    figure("thousands with a letter", "A_MEDIAN", "45.7K", "in thousands", "such as 45700"),
    figure("date for a figure", "H_MEDIAN", "21-Nov", "is a date", "type it again"),
    figure("range for a figure", "A_MEDIAN", "40,000-50,000", "is a range", "write one figure"),
    Damage(
        "pay in thousands", cell(A_MEDIAN=45.69), in_row_3("A_MEDIAN", 45.69),
        "would be $45.69 a year, which no job pays", "it may be in thousands",
    ),
    Damage(
        "hourly and annual swapped", cell(A_MEDIAN=21.97, H_MEDIAN=45690),
        f"{NAME}.csv, row 3, column A_MEDIAN, value 21.97: ",
        "hourly and annual pay have changed places", "exchange the two figures",
    ),
    Damage(
        "percentiles out of order", cell(A_MEDIAN=54690, H_MEDIAN=26.29),
        f"{NAME}.csv, row 3, column A_PCT75, value 49180: ",
        "percentiles out of order: A_MEDIAN is 54690", "a digit is often lost",
    ),
    Damage(
        "hour and year disagree", cell(H_MEDIAN=21.79),
        f"{NAME}.csv, row 3, column A_MEDIAN, value 45690: ",
        "is not 2,080 times H_MEDIAN 21.79", "compare both figures",
    ),
    Damage(
        "standard error above 100", cell(EMP_PRSE=500), f"{NAME}.csv, row 3, column EMP_PRSE, ",
        "above 100 percent", "printed in percent",
    ),
    Damage(
        "part of a job", cell(TOT_EMP=817.87), f"{NAME}.csv, row 3, column TOT_EMP, ",
        "not a whole number", "without cents",
    ),
    Damage(
        "unknown group", cell(O_GROUP="detail"), in_row_3("O_GROUP", "detail"),
        "not one of total, major, minor, broad, detailed", "correct the cell",
    ),
]  # fmt: skip
CODES = [
    figure("code cut short", "OCC_CODE", "31-909", "is no occupation code", "such as 31-9092"),
    figure("no code", "OCC_CODE", "", "occupation code is missing", "or remove the row"),
    figure("date for a code", "OCC_CODE", "2031-09-09", "made a date of it", "as text"),
    figure("rounded code", "OCC_CODE", "3.19E+05", "made a number of it", "as text"),
    figure("code of O*NET", "OCC_CODE", "31-9092.01", "code of O*NET", "SOC code, 31-9092"),
    Damage(
        "date cell for a code", sheet(*national(changed(ROW, OCC_CODE=dt.date(2031, 9, 9)))),
        f"{SHEET}, row 3, column OCC_CODE, value '2031-09-09': ", "made a date of it", "as text",
    ),
    Damage(
        "line twice with other figures", rows(*national(ROW, changed(ROW, TOT_EMP=1))),
        f"{NAME}.csv, row 4, column OCC_CODE, value '31-9092': ",
        "stands twice for US with different figures, first in row 3", "a column YEAR",
    ),
    Damage(
        "total twice", rows(*national(changed(national()[1], TOT_EMP=155_000_000), ROW)),
        f"{NAME}.csv, row 3, column OCC_CODE, value '00-0000': ",
        "stands twice for US with different figures, first in row 2", "remove the other",
    ),
    Damage(
        "second table below the first", rows(*national(), ["Area", *HEADER[:6], *HEADER[7:]]),
        f"{NAME}.csv, row 4, column OCC_CODE, value 'OCC_CODE': ",
        "heads another table", "into a file of its own",
    ),
]  # fmt: skip
AREAS = [
    Damage(
        "area misspelt", cell([*["", "Texass", "", ""], *NATION[4:], *ASSISTANTS]),
        in_row_3("AREA_TITLE", "Texass"), "the report knows; nearest: Texas", "postal code",
    ),
    Damage(
        "no area", cell([*[""] * 4, *NATION[4:], *ASSISTANTS]), in_row_3("AREA", ""),
        "no area is named", "write US",
    ),
    Damage(
        "area's code and title disagree",
        rows(HEADER, [*changed(TEXAS + ASSISTANTS, AREA_TITLE="California")], name="M2025"),
        "M2025.csv, row 2, column AREA, value '48': ", "is the code of Texas, and the title says",
        "whichever is wrong",
    ),
    Damage(
        "states without a column of areas",
        rows(*without("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE"), name="state_M2025_dl"),
        "state_M2025_dl.csv: ", "no column names an area", "keep the column AREA",
    ),
    Damage(
        "nation's rows in a file of states", rows(*national(), name="state_M2025_dl"),
        "state_M2025_dl.csv: ", "is called wages of states, and holds only those of the nation",
        "name the file for what it holds",
    ),
    Damage(
        "single industries alone", rows(HEADER, changed(ROW, I_GROUP="3-digit", NAICS="622000")),
        f"{NAME}.csv: ", "no row that the report can use (1 row of single industries)",
        "read the release's national",
    ),
]  # fmt: skip
YEARS = [
    Damage(
        "no year anywhere", rows(*national(), name="wages"), "wages.csv: ",
        "does not say which year", "--year",
    ),
    Damage(
        "two years in the name", rows(*national(), name="oesm24nat_M2025"),
        "oesm24nat_M2025.csv: ", "the file's name says 2024 and 2025", "--year",
    ),
    Damage(
        "year to come in the name", rows(*national(), name=f"national_M{THIS_YEAR + 6}_dl"),
        f"national_M{THIS_YEAR + 6}_dl.csv: ", f"wages of {THIS_YEAR + 6}, a year to come",
        "--year",
    ),
    Damage(
        "year to come in the column",
        rows(["Year", *HEADER], [2025, *ROW], [THIS_YEAR + 6, *ROW], name="w"),
        f"w.csv, row 3, column Year, value '{THIS_YEAR + 6}': ", "is a year to come", "four digits",
    ),
    Damage(
        "year before the survey", rows(["YEAR", *HEADER], [1985, *ROW], name="w"),
        "w.csv, row 2, column YEAR, value '1985': ", "which began in 1997", "four digits",
    ),
    Damage(
        "name and column of different years", rows(["YEAR", *HEADER], [2024, *ROW]),
        f"{NAME}.csv, column YEAR, value 2024: ", "says 2025, and no row does",
        "whichever is wrong",
    ),
]  # fmt: skip
HEADERS = [
    Damage(
        "no header", rows(*national()[1:]), f"{NAME}.csv, row 1: ", "the header is missing",
        "put the header back",
    ),
    Damage(
        "another table altogether",
        raw("other.csv", b"name,age\nx,one\n"),
        "other.csv, row 1, value 'name, age': ",
        "no sheet has a column of occupation codes",
        "one column with the job",
    ),
    Damage(
        "no column of codes", rows(*without("OCC_CODE")), f"{NAME}.csv, row 1, value 'AREA, ",
        "has no column of occupation codes", "SOC codes look like",
    ),
    Damage(
        "no column of wages", rows(*[row[:11] for row in national()]),
        f"{NAME}.csv, row 1, value 'AREA, ", "has no column of wages", "A_MEDIAN",
    ),
    Damage(
        "no column of jobs", rows(*without("TOT_EMP")), f"{NAME}.csv, row 1: ",
        "no column holds the number of jobs", "head it TOT_EMP",
    ),
    Damage(
        "header misspelt", rows([*HEADER[:22], "A_MEDAIN", *HEADER[23:]], *national()[1:]),
        f"{NAME}.csv, row 1, column A_MEDAIN: ", "A_MEDIAN is missing", "head it A_MEDIAN",
    ),
    Damage(
        "two columns for one figure", rows([*HEADER, "Annual median wage"], [*ROW, 45690]),
        f"{NAME}.csv, row 1, column Annual median wage: ",
        "holds the same figure as the column A_MEDIAN", "remove the other",
    ),
    Damage(
        "column twice", rows([*HEADER, "A_MEDIAN"], [*ROW, 45960]),
        f"{NAME}.csv, row 1, column A_MEDIAN: ", "stands twice in the header", "remove the other",
    ),
]  # fmt: skip
TEXTS = [
    Damage(
        "delimiter inside a cell",
        lambda folder: damaged_files.edited(folder, NAME, ",45690,", ",45,690,"),
        f"{NAME}.csv, row 3, value '99, U.S.", "has 26 cells where the header has 25",
        "into double quotes",
    ),
    Damage(
        "last line cut short",
        lambda folder: damaged_files.edited(folder, NAME, ",45690,49180,59310\r\n", ""),
        f"{NAME}.csv, row 3, value '99, U.S.", "has 22 cells where the header has 25",
        "cut short: download",
    ),
    Damage(
        "quote that is not closed",
        lambda folder: damaged_files.edited(folder, NAME, "Medical Assist", '"Medical Assist'),
        f"{NAME}.csv, row 3: ", "cannot be read from here on", "does not close it",
    ),
    Damage(
        "NUL characters", raw(f"{NAME}.csv", b"OCC_CODE,A_MEDIAN\n31-9092,45\x00690\n"),
        f"{NAME}.csv: ", "holds NUL characters", "as CSV UTF-8",
    ),
    Damage(
        "no encoding", raw(f"{NAME}.csv", b"\xff\xfe\x00\xd8"), f"{NAME}.csv: ",
        "is no text in UTF-8, UTF-16 or Windows-1252", "as CSV UTF-8",
    ),
    Damage(
        "a cell without end", raw(f"{NAME}.csv", b'"' + b"a" * (guards.LONGEST_CELL + 9) + b'"\n'),
        f"{NAME}.csv, row 1: ", "cannot be read from here on", "double quote",
    ),
]  # fmt: skip
BOOKS = [
    Damage(
        "failed formula in a workbook", sheet(*national(), failed={"W3": "#DIV/0!"}),
        f"{SHEET}, row 3, column A_MEDIAN, value '#DIV/0!': ", "a formula failed here",
        "mend the formula",
    ),
    Damage(
        "failed formula beyond the rows",
        sheet(*[row[:-1] for row in national()], failed={"Y1": "A_PCT90", "Y3": "#N/A"}),
        f"{SHEET}, row 3, column A_PCT90, value '#N/A': ", "a formula failed here",
        "mend the formula",
    ),
    Damage(
        "formula never worked out", sheet(*national(), failed={"W3": ""}),
        f"{SHEET}, row 3, column A_MEDIAN, value '=1/0': ", "whose value was not saved",
        "save it again",
    ),
    Damage(
        "wages on a hidden sheet", sheet(*national(), hidden=True), f"{SHEET}: ",
        "holds wages and is hidden", "Unhide",
    ),
    Damage(
        "nothing on any sheet", lambda folder: damaged_files.empty(folder / f"{NAME}.xlsx"),
        f"{NAME}.xlsx: ", "no sheet holds anything (Sheet1)", "name the file that has it",
    ),
    Damage(
        "password", lambda folder: damaged_files.protected(folder / f"{NAME}.xlsx"),
        f"{NAME}.xlsx: ", "is protected by a password", "save it without one",
    ),
    Damage(
        "workbook cut short",
        lambda folder: damaged_files.cut(sheet(*national())(folder)),
        f"{NAME}.xlsx: ", "cannot be read as a workbook", "download or save the file again",
    ),
    Damage(
        "web page in place of the file", raw(f"{NAME}.xlsx", b"<!DOCTYPE html><p>403</p>"),
        f"{NAME}.xlsx: ", "is a web page", "download the file itself",
    ),
    Damage(
        "table of a web page as .xls", raw(f"{NAME}.xls", b"<table><tr><td>OCC_CODE</td></tr>"),
        f"{NAME}.xls: ", "is a web page", "save that as .xlsx",
    ),
]  # fmt: skip
FILES = [
    Damage(
        "file of another kind", raw(f"{NAME}.pdf", b"%PDF-1.7"), f"{NAME}.pdf: ",
        "is no file that can be read (.csv, .xlsx, .xls or .zip)", "save it as .csv",
    ),
    Damage("empty file", raw(f"{NAME}.csv", b""), f"{NAME}.csv: ", "is empty", "download"),
    Damage(
        "no such file", lambda folder: folder / "none.csv", "", "the file is missing",
        "check the path",
    ),
    Damage("a folder", lambda folder: folder, "", "is a folder", "name the files in it"),
    Damage(
        "archive cut short",
        lambda folder: damaged_files.cut(
            archive(folder / "oesm25nat.zip", sheet(*national())(folder))
        ),
        "oesm25nat.zip: ", "cannot be read as a zip archive", "download or save",
    ),
    Damage(
        "archive without wages",
        lambda folder: archive(folder / "oesm25nat.zip", raw("a.pdf", b"%PDF")(folder)),
        "oesm25nat.zip: ", "holds no workbook or CSV file", "as BLS publishes it",
    ),
    Damage(
        "archive with a password", lambda folder: damaged_files.locked(folder / "oesm25nat.zip"),
        "oesm25nat.zip/national_M2025_dl.csv: ", "protected by a password", "was inside",
    ),
    Damage(
        "archive that fills the memory",
        lambda folder: archive(
            folder / "oesm25nat.zip", raw("a.csv", b"0" * (guards.SMALL + 1))(folder)
        ),
        "oesm25nat.zip: ", "would unpack from", "from its publisher again",
    ),
]  # fmt: skip
KINDS = [*CELLS, *CODES, *AREAS, *YEARS, *HEADERS, *TEXTS, *BOOKS, *FILES]


def messages(path: Path) -> list[str]:
    with pytest.raises(DataErrors) as caught:
        read_files([path])
    return [str(error) for error in caught.value.errors]


@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.name)
def test_damage_is_told_so_that_it_can_be_mended(tmp_path: Path, damage: Damage) -> None:
    first, *_ = found = messages(damage.make(tmp_path))
    assert first.startswith(damage.where), first
    problem, fix = first[len(damage.where) :].split(" To mend it: ")
    assert damage.why in problem
    assert damage.fix in fix
    assert all(" To mend it: " in message for message in found)
    assert "_annual" not in first and "_hourly" not in first, "our names are not the file's"


def test_forty_kinds_of_damage_are_told_apart() -> None:
    assert len({damage.name for damage in KINDS}) == len(KINDS) >= KINDS_ASKED
    told = {(damage.why, damage.fix) for damage in KINDS}
    assert len(told) >= KINDS_ASKED, "the kinds are different ones to their owner too"


def test_a_conflict_between_two_files_names_both(tmp_path: Path) -> None:
    one = text(tmp_path / "one M2025.csv", national())
    other = text(tmp_path / "other M2025.csv", national(changed(ROW, TOT_EMP=1)))
    with pytest.raises(DataErrors) as caught:
        read_files([one, other])
    (told,) = map(str, caught.value.errors)
    assert told.startswith("other M2025.csv, row 3, column OCC_CODE, value '31-9092': ")
    assert "first in row 3 of one M2025.csv" in told


def test_the_table_of_problems_has_a_column_for_the_sheet(tmp_path: Path) -> None:
    with pytest.raises(DataErrors) as caught:
        read_files([sheet(*national(changed(ROW, A_MEDIAN="x")))(tmp_path)])
    write_problems(caught.value.errors, tmp_path / "problems.csv")
    (told,) = pd.read_csv(tmp_path / "problems.csv").to_dict("records")
    assert [told[name] for name in ("file", "sheet", "row", "column", "value")] == [
        f"{NAME}.xlsx", NAME, 3, "A_MEDIAN", "x",
    ]  # fmt: skip


def test_rows_are_told_in_order_and_by_their_number_in_the_sheet(tmp_path: Path) -> None:
    wrong = changed(ROW, A_MEAN="x", OCC_CODE="31")
    notes: list[list[object]] = [[], ["", "A note"], []]
    lines = [*notes, *national(wrong, changed(ROW, A_MEDIAN="y"), changed(ROW, OCC_CODE="z"))]
    for path in (workbook(tmp_path / f"{NAME}.xlsx", lines), text(tmp_path / f"{NAME}.csv", lines)):
        with pytest.raises(DataErrors) as caught:
            read_files([path])
        assert [error.row for error in caught.value.errors] == [6, 7, 8]


OTHER_WORDS = {"TOT_EMP": "Employees", "A_MEDIAN": "A_PCT50", "OCC_CODE": "SOC code"}
NARROW, NO_BREAK = "\u202f", "\xa0"
HARMLESS: dict[str, Callable[[Path], Path]] = {
    "tabs": lambda folder: text(folder / f"{NAME}.csv", national(), delimiter="\t"),
    "semicolons": lambda folder: text(folder / f"{NAME}.csv", national(), delimiter=";"),
    "bars": lambda folder: text(folder / f"{NAME}.txt", national(), delimiter="|"),
    "UTF-16 with a mark": lambda folder: text(folder / f"{NAME}.csv", national(), "utf-16"),
    "UTF-16 without": lambda folder: text(folder / f"{NAME}.csv", national(), "utf-16-le"),
    "UTF-8 with a mark": lambda folder: text(folder / f"{NAME}.csv", national(), "utf-8-sig"),
    "Windows-1252": lambda folder: text(
        folder / f"{NAME}.csv", national(changed(ROW, OCC_TITLE="Médical")), "cp1252"
    ),
    "commas and dollar signs": cell(TOT_EMP="817,870", A_MEDIAN="$45,690", H_MEDIAN="$ 21.97 "),
    "spaces for commas": cell(TOT_EMP=f"817{NO_BREAK}870", A_MEDIAN=f"45{NARROW}690"),
    "spaces that do not break": cell(A_MEDIAN=f"{NO_BREAK}45690{NO_BREAK}"),
    "percent sign on an error": cell(EMP_PRSE="0.5%", MEAN_PRSE="0.2 %"),
    "code without its dash": cell(OCC_CODE=319092),
    "code with another dash": cell(OCC_CODE="31–9092"),
    "code of O*NET for the whole": cell(OCC_CODE="31-9092.00"),
    "group in capitals": cell(O_GROUP="Detailed"),
    "title of two lines": cell(OCC_TITLE="Medical\nAssistants"),
    "title with quotes and delimiters": cell(OCC_TITLE='Assistants, "medical"; all'),
    "header in small letters": rows([name.lower() for name in HEADER], *national()[1:]),
    "header with spaces": rows([name.replace("_", " ") for name in HEADER], *national()[1:]),
    "header in other words": rows(
        [OTHER_WORDS.get(name, name) for name in HEADER], *national()[1:]
    ),
    "header repeated": rows(*national(), HEADER, ROW),
    "blank rows": rows(HEADER, [], national()[1], [""] * 25, ROW, []),
    "notes below": rows(*national(), [], ["* = not released"], ["Source: BLS, May 2025"]),
    "notes above": rows(["Wages"], ["Retrieved in the summer"], *national()),
    "row twice alike": rows(*national(), ROW),
    "numbers as text": sheet(*[[str(each) for each in row] for row in national()]),
    "hidden sheet beside": lambda folder: damaged_files.with_hidden(
        folder / f"{NAME}.xlsx", national(changed(ROW, TOT_EMP=1))
    ),
    "archive of it": lambda folder: archive(folder / "oesm25nat.zip", sheet(*national())(folder)),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_does_no_harm_is_read_alike(tmp_path: Path, kind: str) -> None:
    plain = sheet(*national())(tmp_path)
    (expected,) = read_files([plain]).wages
    (tmp_path / "other").mkdir()
    (found,) = read_files([HARMLESS[kind](tmp_path / "other")]).wages
    assert (found.month, found.level) == (expected.month, expected.level)
    figures = [name for name in expected.frame if name != "soc_title"]
    assert found.frame[figures].to_dict("list") == expected.frame[figures].to_dict("list")
