"""Which area a row of wages is for, in the codes of `data/areas.csv`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from rolereport.choices import area_codes, area_kinds
from rolereport.data.errors import DataError
from rolereport.data.intake.lines import texts
from rolereport.data.intake.problems import Problems
from rolereport.data.load import table
from rolereport.data.oews.tidy import NATION

if TYPE_CHECKING:
    from rolereport.data.intake.release import Understood

NATIONAL = {"99", "US", "U.S.", "USA", "UNITED STATES", "NATIONAL", "0", "00", "0000000"}
LEVELS = {"nation": "national", "state": "states", "metro": "metros", "nonmetro": "metros"}
UNPLACED = "rows of areas that the report has no name for"
OLDER = "rows of areas as drawn before 2005"
OLDER_CODE = re.compile(r"\d{4}")


def placed(
    cells: pd.DataFrame, file: str, problems: Problems, understood: Understood
) -> pd.DataFrame:
    """`cells` with the column `area` as the report knows it; rows it cannot place are left out."""
    found = _found(cells)
    area, title = _column(cells, "area"), _column(cells, "area_title")
    older = found.isna() & area.str.fullmatch(OLDER_CODE)
    coded = found.isna() & ~older & area.str.fullmatch(r"\d+|[A-Z]{2}")
    understood.leave_out(OLDER, int(older.sum()))
    understood.leave_out(UNPLACED, int(coded.sum()))
    nowhere = found.isna() & ~older & ~coded
    problems.add(
        _nowhere(file, int(str(row)), area[row] or title[row]) for row in cells.index[nowhere]
    )
    return cells.assign(area=found)[found.notna()]


def level_of(area: str) -> str:
    """national, states or metros."""
    return LEVELS[area_kinds()[area]]


def _found(cells: pd.DataFrame) -> pd.Series:
    columns = [name for name in ("area", "area_title", "state") if name in cells]
    if not columns:
        return pd.Series(NATION, index=cells.index)
    keys = [_column(cells, name) for name in ("area", "area_title", "state", "area_type")]
    rows = list(zip(*keys, strict=True))
    areas = {row: _area(*row) for row in set(rows)}
    return pd.Series([areas[row] for row in rows], cells.index, dtype="object")


def _column(cells: pd.DataFrame, name: str) -> pd.Series:
    if name not in cells:
        return pd.Series("", index=cells.index, dtype="object")
    return texts(cells[name])


def _area(area: str, title: str, state: str, kind: str) -> str | None:
    """The report's code of an area; None if it has none."""
    if kind == "1" or (not kind and area.upper() in NATIONAL) or title.upper() in NATIONAL:
        return NATION
    if kind in ("2", "3"):
        return _of_a_state(area, title, state)
    if kind in ("4", "6") or len(area) >= 5:
        return next((code for code in (area.zfill(5), area.zfill(7)) if code in area_kinds()), None)
    return _of_a_state(area, title, state) if not OLDER_CODE.fullmatch(area) else None


def _of_a_state(area: str, title: str, state: str) -> str | None:
    for code in (area.upper(), state.upper()):
        if area_kinds().get(code) == "state":
            return code
    named = area_codes().get(title.casefold()) or area_codes().get(area.casefold())
    return _states_by_fips().get(area.zfill(2)) or named


@cache
def _states_by_fips() -> dict[str, str]:
    areas = table("areas")
    states = areas[areas["kind"] == "state"]
    return dict(zip(states["area_code"], states["area"], strict=True))


def _nowhere(file: str, row: int, value: str) -> DataError:
    return DataError(
        file=file,
        row=row,
        column="area",
        value=value,
        problem="is no area that the report knows",
        fix="write US, a state's name or postal code, or the code that BLS gives the area",
    )
