"""Which area a row of wages is for, in the codes of `data/areas.csv`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import pandas as pd

from rolereport.choices import area_codes, area_kinds, area_titles
from rolereport.data.errors import DataError
from rolereport.data.intake.lines import text
from rolereport.data.intake.problems import Problems
from rolereport.data.intake.understood import Understood
from rolereport.data.load import table
from rolereport.data.oews.tidy import NATION
from rolereport.reads import remember

COLUMNS = ("area", "area_title", "state", "area_type")
NATIONAL = {"99", "US", "U.S.", "USA", "UNITED STATES", "NATIONAL", "0", "00", "0000000"}
LEVELS = {"nation": "national", "state": "states", "metro": "metros", "nonmetro": "metros"}
UNPLACED = "rows of areas that the report has no name for"
OLDER = "rows of areas as drawn before 2005"
TWO = "?"
# state_M2025_dl.xlsx, oesm25st.zip, MSA_M2025_dl.xlsx, oesm25ma.zip
OF_AREAS = re.compile(r"(?<![a-z])(?:state|msa|bos|metro)(?![a-z])|oes[mn]?\d\d(?:st|ma)", re.I)
CALLED = {
    "national": re.compile(r"national_\w*\d{4}|oes[mn]?\d\dnat", re.I),
    "states": re.compile(r"state_\w*\d{4}|oes[mn]?\d\dst", re.I),
    "metros": re.compile(r"(?:MSA|BOS)_\w*\d{4}|oes[mn]?\d\dma", re.I),
}
OLDER_CODE = re.compile(r"\d{4}")


def placed(
    cells: pd.DataFrame, file: str, problems: Problems, understood: Understood
) -> pd.DataFrame:
    """`cells` with the column `area` as the report knows it; rows it cannot place are left out."""
    columns = [name for name in COLUMNS if name in cells]
    if not columns:
        _require_nation(file)
        return cells.assign(area=NATION)
    rows = list(zip(*(cells[name] for name in columns), strict=True))
    # Few rows are different: each is looked up once.
    areas = {row: _area(**_written(columns, row)) for row in dict.fromkeys(rows)}
    for number, row in zip(cells.index, rows, strict=True):
        if areas[row] == TWO:
            problems.add([_two_areas(file, int(number), _written(columns, row))])
        elif areas[row] is None:
            _leave_out(file, int(number), _written(columns, row), problems, understood)
    found = pd.Series([areas[row] for row in rows], cells.index, dtype="object")
    return cells.assign(area=found)[found.notna() & found.ne(TWO)]


def _written(columns: list[str], row: tuple[object, ...]) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {
        name: text(cell) for name, cell in zip(columns, row, strict=True)
    }


def _leave_out(
    file: str, number: int, written: dict[str, str], problems: Problems, understood: Understood
) -> None:
    """A code that the report has no name for is only counted; other words are a mistake."""
    if OLDER_CODE.fullmatch(written["area"]):
        understood.leave_out(OLDER)
    elif re.fullmatch(r"\d+|[A-Z]{2}", written["area"]):
        understood.leave_out(UNPLACED)
    else:
        problems.add([_nowhere(file, number, written)])


def level_of(area: str) -> str:
    """national, states or metros."""
    return LEVELS[area_kinds()[area]]


def _area(area: str, area_title: str, state: str, area_type: str) -> str | None:
    """The report's code of an area; None if it has none, `TWO` if code and title disagree."""
    whole = not area_type and area.upper() in NATIONAL
    if area_type == "1" or whole or area_title.upper() in NATIONAL:
        return NATION
    if area_type in ("2", "3"):
        return _of_a_state(area, area_title, state)
    if area_type in ("4", "6") or len(area) >= 5:
        return next((code for code in (area.zfill(5), area.zfill(7)) if code in area_kinds()), None)
    return _of_a_state(area, area_title, state) if not OLDER_CODE.fullmatch(area) else None


def _of_a_state(area: str, title: str, state: str) -> str | None:
    if area_kinds().get(area.upper()) == "state":
        return area.upper()
    named = area_codes().get(title.casefold()) or area_codes().get(area.casefold())
    coded = _states_by_fips().get(area.zfill(2))
    if coded and named and coded != named and area_kinds()[named] == "state":
        return TWO
    by_letters = state.upper() if area_kinds().get(state.upper()) == "state" else None
    return coded or by_letters or named


@remember
def _states_by_fips() -> dict[str, str]:
    areas = table("areas")
    states = areas[areas["kind"] == "state"]
    return dict(zip(states["area_code"], states["area"], strict=True))


def require_level(file: str, levels: Iterable[str]) -> None:
    """Raise `DataError` if a file that is called one of areas holds the nation, or the reverse."""
    called = [level for level, like in CALLED.items() if like.search(file)]
    held = list(levels)
    crossed = "national" in called or held == ["national"]
    if held and len(called) == 1 and called[0] not in held and crossed:
        told = {"national": "the nation", "states": "states", "metros": "metropolitan areas"}
        raise DataError(
            file=file,
            problem=f"is called wages of {told[called[0]]}, and holds only those of "
            f"{' and '.join(told[level] for level in held)}",
            fix="look at the columns AREA and AREA_TYPE; if they are right, name the file for what "
            "it holds",
        )


def _require_nation(file: str) -> None:
    """Raise `DataError` if a file without a column of areas is called one of states or metros."""
    if OF_AREAS.search(file):
        raise DataError(
            file=file,
            problem="is called a file of states or metropolitan areas, and no column names an area",
            fix="keep the column AREA; if the wages are the nation's, call the file `national`",
        )


def _two_areas(file: str, row: int, written: dict[str, str]) -> DataError:
    code = _states_by_fips()[written["area"].zfill(2)]
    return DataError(
        file=file,
        row=row,
        column="area",
        value=written["area"],
        problem=f"is the code of {area_titles()[code]}, and the title says {written['area_title']}",
        fix="correct whichever is wrong",
    )


def _nowhere(file: str, row: int, written: dict[str, str]) -> DataError:
    column = next((name for name in COLUMNS if written[name]), "area")
    return DataError(
        file=file,
        row=row,
        column=column,
        value=written[column],
        problem=f"is no area that the report knows{_hint(written[column])}"
        if written[column]
        else "no area is named",
        fix="write US, a state's name or postal code, or the code that BLS gives the area",
    )


def _hint(written: str) -> str:
    near = difflib.get_close_matches(written.casefold(), list(area_codes()), n=1, cutoff=0.8)
    return f"; nearest: {area_titles()[area_codes()[near[0]]]}" if near else ""
