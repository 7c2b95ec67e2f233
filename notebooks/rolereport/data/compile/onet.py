"""What O*NET says of the education that each role requires, and its job zone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from rolereport.data.compile.tables import newest, numbers, require_columns, write
from rolereport.data.errors import DataError

EDUCATION = "onet/29.2/Education, Training, and Experience.xlsx"
EDUCATION_SOURCE = "ONET-29.2"
JOB_ZONES = "onet/30.1/job_zones_v30.1.csv"
JOB_ZONES_SOURCE = "ONET-30.1"
REQUIRED_EDUCATION = "RL"
# Medication aides have no survey of their own: O*NET counts them among nursing assistants.
ROLES = {
    "laboratory-technician": "29-2012.00",
    "laboratory-technologist": "29-2011.00",
    "licensed-practical-nurse": "29-2061.00",
    "medical-assistant": "31-9092.00",
    "nursing-assistant": "31-1131.00",
    "pharmacy-technician": "29-2052.00",
    "phlebotomist": "31-9097.00",
    "radiologic-technologist": "29-2034.00",
    "registered-nurse": "29-1141.00",
    "surgical-technologist": "29-2055.00",
}
LEVELS = {
    1: "Less than a high-school diploma",
    2: "High-school diploma or equivalent",
    3: "Postsecondary certificate",
    4: "Some college courses",
    5: "Associate's degree",
    6: "Bachelor's degree",
    7: "Post-baccalaureate certificate",
    8: "Master's degree",
    9: "Post-master's certificate",
    10: "First professional degree",
    11: "Doctoral degree",
    12: "Post-doctoral training",
}
MEASURES = {
    "Category": "category",
    "Data Value": "share_percent",
    "N": "respondents",
    "Standard Error": "standard_error",
    "Lower CI Bound": "low_percent",
    "Upper CI Bound": "high_percent",
    "Recommend Suppress": "low_precision",
    "Date": "survey_date",
}
NUMBERS = list(MEASURES.values())[:6]
EDUCATION_COLUMNS = [
    "role",
    "onet_soc_code",
    "category",
    "level",
    "share_percent",
    "survey_date",
    "source_id",
    "respondents",
    "standard_error",
    "low_percent",
    "high_percent",
    "low_precision",
]
ROUNDING = 0.1


def compile_onet(sources: Path, out: Path) -> None:
    """Write `onet_education.csv` (percent of respondents by level) and `onet_job_zones.csv`.

    Parameters
    ----------
    sources
        Folder of the publishers' files.
    out
        Folder that receives the tables.

    Raises
    ------
    DataError
        If a file is missing or malformed, a role has no row, or its shares do not add to 100.
    """
    education = _education(newest(sources, EDUCATION))
    write(education, out / "onet_education.csv", ["role", "category"])
    write(_job_zones(newest(sources, JOB_ZONES)), out / "onet_job_zones.csv", ["role"])


def _education(file: Path) -> pd.DataFrame:
    raw = pd.read_excel(file, engine="calamine")
    require_columns(raw, ["O*NET-SOC Code", "Scale ID", *MEASURES], file)
    answers = _of_roles(raw[raw["Scale ID"] == REQUIRED_EDUCATION], file).rename(columns=MEASURES)
    for column in NUMBERS:
        answers[column] = numbers(answers[column], file, answers["O*NET-SOC Code"])
    whole = {column: answers[column].astype(int) for column in ("category", "respondents")}
    table = answers.assign(
        **whole,
        level=whole["category"].map(LEVELS),
        survey_date=_iso_month(answers["survey_date"]),
        source_id=EDUCATION_SOURCE,
        low_precision=answers["low_precision"].map({"Y": "yes", "N": "no"}),
    )[EDUCATION_COLUMNS]
    _require_whole(table, file)
    return table


def _job_zones(file: Path) -> pd.DataFrame:
    raw = pd.read_csv(file)
    require_columns(raw, ["O*NET-SOC Code", "Job Zone"], file)
    zones = _of_roles(raw, file)
    table = zones.rename(columns={"Job Zone": "job_zone"})
    return table[["role", "onet_soc_code", "job_zone"]].assign(source_id=JOB_ZONES_SOURCE)


def _of_roles(raw: pd.DataFrame, file: Path) -> pd.DataFrame:
    for role, code in ROLES.items():
        if code not in set(raw["O*NET-SOC Code"]):
            raise DataError(file=file, row=code, problem=f"there is no row for {role}")
    role = raw["O*NET-SOC Code"].map({code: role for role, code in ROLES.items()})
    return raw.assign(role=role, onet_soc_code=raw["O*NET-SOC Code"])[role.notna()]


def _iso_month(date: pd.Series) -> pd.Series:
    return date.str.replace(r"^(\d\d)/(\d{4})$", r"\2-\1", regex=True)


def _require_whole(table: pd.DataFrame, file: Path) -> None:
    totals = table.groupby("onet_soc_code")["share_percent"].sum()
    wrong = totals[(totals - 100).abs() > ROUNDING]
    if not wrong.empty:
        raise DataError(
            file=file,
            row=str(wrong.index[0]),
            column="Data Value",
            value=round(float(wrong.iloc[0]), 2),
            problem="the shares of the education levels do not add to 100 percent",
        )
