"""Reads the official OEWS workbooks, and the stacked workbook that holds many of their years."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import OFFICIAL, Crosswalk, translate
from rolereport.data.oews.tidy import NATION, tidy

LOWEST_GROUP = "detailed"
GROUPS = ("total", "major", "minor", "broad", LOWEST_GROUP)
ALL_OCCUPATIONS = "00-0000"
STATE_AREA_TYPES = ("2", "3")
NATION_AREA_TYPE = "1"
# A copy that gained a second column of the same name; pandas numbers it on reading.
SECOND_OF_A_NAME = re.compile(r"(.+)\.\d+")
TOP_CODE = re.compile(r"#\s*=.*\$([\d,.]+) per hour or \$([\d,]+) per year")


def read_workbook(path: Path) -> pd.DataFrame:
    """Wages of one official workbook: national, state or metropolitan.

    Raises
    ------
    DataError
        If no sheet holds wages, or what it holds cannot be read.
    """
    return tidy_workbook(_wage_sheet(_sheets(path), path), path)


def read_stacked(path: Path) -> dict[int, pd.DataFrame]:
    """National wages by year from a workbook of official files stacked under a column YEAR."""
    raw = _wage_sheet(_sheets(path), path)
    if "YEAR" not in raw:
        raise DataError(file=path, row=1, column="YEAR", problem="this column is missing")
    return {int(year): tidy_workbook(rows, path) for year, rows in raw.groupby("YEAR")}


def read_top_code(path: Path) -> dict[str, float]:
    """Lowest pay that BLS prints as `#`, by `hourly` and `annual`; empty if the notes say none."""
    for sheet in _sheets(path).values():
        for note in sheet.to_numpy(dtype=str).ravel():
            if found := TOP_CODE.search(note):
                hourly, annual = (float(amount.replace(",", "")) for amount in found.groups())
                return {"hourly": hourly, "annual": annual}
    return {}


def tidy_workbook(raw: pd.DataFrame, file: Path, crosswalk: Crosswalk = OFFICIAL) -> pd.DataFrame:
    """Wages from a sheet as read, whichever case, names and padding its year used.

    Parameters
    ----------
    raw
        Cells as text, or numbers where a conversion kept them so.
    """
    sheet = _without_second_columns(raw.rename(columns=lambda name: str(name).strip().upper()))
    _check_industry(sheet, file)
    cells = translate(sheet.assign(AREA=_areas(sheet, file)), crosswalk, file)
    titles = cells["soc_title"].str.strip().str.rstrip("*")
    codes = cells["soc_code"].str.strip()
    groups = _groups(cells["occupation_group"], codes, file)
    return tidy(cells.assign(soc_code=codes, soc_title=titles, occupation_group=groups), file)


def _sheets(path: Path) -> dict[str, pd.DataFrame]:
    try:
        return pd.read_excel(
            path, sheet_name=None, dtype="str", keep_default_na=False, engine="calamine"
        )
    except FileNotFoundError as error:
        raise DataError(file=path, problem="the file is missing") from error
    except Exception as error:  # calamine raises its own kinds for each way a file can be broken
        raise DataError(file=path, problem=f"cannot be read as a workbook ({error})") from error


def _wage_sheet(sheets: dict[str, pd.DataFrame], path: Path) -> pd.DataFrame:
    for sheet in sheets.values():
        if "OCC_CODE" in (str(name).strip().upper() for name in sheet.columns):
            return sheet
    raise DataError(file=path, column="OCC_CODE", problem="no sheet has this column")


def _without_second_columns(sheet: pd.DataFrame) -> pd.DataFrame:
    taken = set(sheet.columns)
    numbered = {name: SECOND_OF_A_NAME.fullmatch(name) for name in sheet.columns}
    return sheet.drop(columns=[name for name, of in numbered.items() if of and of[1] in taken])


def _areas(sheet: pd.DataFrame, file: Path) -> pd.Series:
    """`US`, a state's postal code, or the code of a metropolitan or nonmetropolitan area."""
    if "ST" in sheet:
        return sheet["ST"].str.strip()
    if "AREA" not in sheet:
        return pd.Series(NATION, index=sheet.index)
    kind = _column(sheet, "AREA_TYPE", file)
    areas = sheet["AREA"].str.strip().mask(kind.eq(NATION_AREA_TYPE), NATION)
    of_a_state = kind.isin(STATE_AREA_TYPES)
    if of_a_state.any():
        areas = areas.mask(of_a_state, _column(sheet, "PRIM_STATE", file))
    return areas


def _column(sheet: pd.DataFrame, name: str, file: Path) -> pd.Series:
    if name not in sheet:
        raise DataError(file=file, row=1, column=name, problem="this column is missing")
    return sheet[name].str.strip()


def _check_industry(sheet: pd.DataFrame, file: Path) -> None:
    if "I_GROUP" in sheet and not sheet["I_GROUP"].str.strip().eq("cross-industry").all():
        raise DataError(
            file=file,
            column="I_GROUP",
            problem="wages by industry cannot be told from those of all industries",
            fix="read the release's national, state or metropolitan workbook instead",
        )


def _groups(groups: pd.Series, codes: pd.Series, file: Path) -> pd.Series:
    # To May 2011 a blank meant the most detailed line, and the total was blank or called major.
    named = groups.str.strip().replace("", LOWEST_GROUP).mask(codes.eq(ALL_OCCUPATIONS), GROUPS[0])
    for row, name in named[~named.isin(GROUPS)].items():
        raise DataError(
            file=file,
            row=f"occupation {codes[row]}",
            column="occupation_group",
            value=name,
            problem=f"not one of {', '.join(GROUPS)}",
        )
    return named
