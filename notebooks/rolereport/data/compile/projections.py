"""Employment projections of two editions: the newest, and the one in force for the article."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from rolereport.data.compile.tables import newest, numbers, write
from rolereport.data.errors import DataError

SAME_IN_BOTH = {
    "all-occupations": "00-0000",
    "laboratory-combined": "29-2010",
    "licensed-practical-nurse": "29-2061",
    "medical-assistant": "31-9092",
    "pharmacy-technician": "29-2052",
    "phlebotomist": "31-9097",
    "radiologic-technologist": "29-2034",
    "registered-nurse": "29-1141",
    "surgical-technologist": "29-2055",
}
# Medication aides are in neither edition: they are counted among nursing assistants.
ROLES = {
    "2016-26": SAME_IN_BOTH
    | {
        "laboratory-technician": "29-2012",
        "laboratory-technologist": "29-2011",
        "nursing-assistant": "31-1014",
    },
    "2024-34": SAME_IN_BOTH | {"nursing-assistant": "31-1131"},
}
NOT_AVAILABLE = "—"
OCCUPATION = "Line item"  # the workbooks' word for a row that is no summary of others
HEADER_ROWS = {"2016-26": 3, "2024-34": 2}
# Positions, because the 2016-26 header is spread over merged cells of two rows.
COLUMNS = {
    "2016-26": {
        0: "title",
        1: "soc_code",
        2: "kind",
        3: "employment_start_thousand",
        4: "employment_end_thousand",
        6: "change_percent",
        8: "openings_thousand_a_year",
        10: "entry_education",
        11: "related_experience",
        12: "on_the_job_training",
    },
    "2024-34": {
        0: "title",
        1: "soc_code",
        2: "kind",
        3: "employment_start_thousand",
        4: "employment_end_thousand",
        8: "change_percent",
        10: "openings_thousand_a_year",
        12: "entry_education",
        13: "related_experience",
        14: "on_the_job_training",
    },
}
SEPARATIONS = {1: "soc_code", 3: "employment_start_thousand", 13: "openings_thousand_a_year"}
TRAINING = {1: "soc_code", 2: "entry_education", 3: "related_experience", 4: "on_the_job_training"}
NUMBERS = [
    "employment_start_thousand",
    "employment_end_thousand",
    "change_percent",
    "openings_thousand_a_year",
]
# What the header above a column must say, so that a moved column cannot pass unseen.
LANDMARKS = {
    "employment_start_thousand": "Employment",
    "openings_thousand_a_year": "openings",
    "entry_education": "education",
    "related_experience": "experience",
    "on_the_job_training": "on-the-job training",
}


def compile_projections(sources: Path, out: Path) -> None:
    """Write `projections.csv`: employment in thousands, openings in thousands a year.

    One row an edition and role; an occupation that is no role of ours has its code for a name.

    Parameters
    ----------
    sources
        Folder of the publishers' files.
    out
        Folder that receives the table.

    Raises
    ------
    DataError
        If a workbook is missing, has other columns than expected, lacks an occupation, or
        contradicts itself between two of its tables.
    """
    older = newest(sources, "bls_ep/occupation_2016_26.xlsx")
    table = pd.concat(
        [
            _by_role("2016-26", _checked_2016(older), older),
            _by_role("2024-34", *_read_2024(newest(sources, "bls_ep/occupation_2024_34.xlsx"))),
        ]
    )
    write(table, out / "projections.csv", ["edition", "role"])


def read_titles(sources: Path) -> dict[str, str]:
    """SOC code to title, in sentence case, of every occupation in the newest projections.

    Raises
    ------
    DataError
        If the workbook is missing or has other columns than expected.
    """
    table, _ = _read_2024(newest(sources, "bls_ep/occupation_2024_34.xlsx"))
    return dict(zip(table["soc_code"], table["title"].str.strip(), strict=True))


def _read_2024(file: Path) -> tuple[pd.DataFrame, Path]:
    return _sheet(file, "Table 1.2", COLUMNS["2024-34"], HEADER_ROWS["2024-34"]), file


def _checked_2016(file: Path) -> pd.DataFrame:
    header = HEADER_ROWS["2016-26"]
    main = _sheet(file, "Table 1.7", COLUMNS["2016-26"], header)
    _require_agreement(main, _sheet(file, "Table 1.10", SEPARATIONS, header), file, "Table 1.10")
    _require_agreement(main, _sheet(file, "Table 1.12", TRAINING, 2), file, "Table 1.12")
    return main


def _sheet(file: Path, sheet: str, columns: dict[int, str], header_rows: int) -> pd.DataFrame:
    try:
        # "None" is an answer here (no training needed), so nothing may be read as missing.
        raw = pd.read_excel(
            file, sheet_name=sheet, header=None, engine="calamine", keep_default_na=False
        )
    except ValueError as error:
        raise DataError(file=file, problem=f"the workbook has no sheet {sheet}") from error
    _require_landmarks(raw.iloc[:header_rows], columns, file, sheet)
    data = raw[list(columns)].rename(columns=columns).astype("str")
    data = data[data["soc_code"].str.fullmatch(r"\d\d-\d{4}")]
    return data.replace(NOT_AVAILABLE, "").set_index("soc_code", drop=False)


def _require_landmarks(
    header: pd.DataFrame, columns: dict[int, str], file: Path, sheet: str
) -> None:
    for position, name in columns.items():
        cells = " ".join(header[position].astype("str")) if position in header else ""
        if LANDMARKS.get(name, "") not in cells:
            raise DataError(
                file=file,
                row=sheet,
                column=name,
                value=cells.strip(),
                problem=f"column {position + 1} has another heading than expected",
                fix="compare the workbook's header with COLUMNS",
            )


def _require_agreement(main: pd.DataFrame, other: pd.DataFrame, file: Path, sheet: str) -> None:
    both = main.index.intersection(other.index)
    for column in other.columns.drop("soc_code"):
        differs = main.loc[both, column] != other.loc[both, column]
        if differs.any():
            code = both[differs][0]
            raise DataError(
                file=file,
                row=f"{sheet} {code}",
                column=column,
                value=other.loc[code, column],
                problem=f"Table 1.7 says {main.loc[code, column]!r}",
            )


def _by_role(edition: str, table: pd.DataFrame, file: Path) -> pd.DataFrame:
    roles = ROLES[edition]
    for role, code in roles.items():
        if code not in table.index:
            raise DataError(file=file, row=code, problem=f"there is no row for {role}")
    others = table.index[table["kind"] == OCCUPATION].difference(list(roles.values()))
    names = [*roles, *others]
    chosen = table.loc[[*roles.values(), *others]].reset_index(drop=True)
    chosen = chosen.drop(columns=["title", "kind"])
    for column in NUMBERS:
        chosen[column] = numbers(chosen[column], file, chosen["soc_code"])
    chosen.insert(0, "role", names)
    chosen.insert(1, "edition", edition)
    return chosen.assign(source_id=f"EP-{edition}")
