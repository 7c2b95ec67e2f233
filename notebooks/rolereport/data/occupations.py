"""Any occupation as a role: what the tables that describe roles say of a SOC code.

A role without curated facts is named by its code, such as 47-2111, throughout the report.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

OCCUPATION = "occupation"
EVERY_ROLE = "all"
NAMES = ["title", "short_title", "noun", "plural"]
MEASURED = "Has its own wage line; no facts beyond official figures are held about it."
RENAMED = "Renamed in the classification"
RENAMED_WHY = (
    "The line under this code is titled “{after}” from here on and was “{before}” before. A new "
    "title mostly means that other jobs are counted under it."
)


def is_soc_code(role: str) -> bool:
    """Whether a role is named by a SOC code, because nothing is curated about it."""
    return re.fullmatch(r"\d{2}-\d{4}", role) is not None


def with_roles(curated: pd.DataFrame, occupations: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    """The rows of `curated`, and one for each SOC code in `wanted`, "" where nothing is known.

    Parameters
    ----------
    curated, occupations
        The tables `roles` and `occupations`.
    """
    if not any(map(is_soc_code, wanted)):
        return curated
    rows = _of_codes(occupations, wanted)[["role", *NAMES]].assign(
        kind=OCCUPATION, called_med_tech="no", measured="own", measured_note=MEASURED
    )
    return _below(curated, rows)


def with_lines(curated: pd.DataFrame, occupations: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    """The rows of `curated`, the table `role_soc`, and one for each SOC code in `wanted`."""
    if not any(map(is_soc_code, wanted)):
        return curated
    lines = _of_codes(occupations, wanted)[["role", "first_year", "last_year"]]
    return _below(curated, lines.assign(soc_code=lines["role"], relation="own"))


def renamings(renamed: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    """Rows of the table `breaks` for the SOC codes in `wanted` whose line was renamed."""
    found = renamed[renamed["soc_code"].isin(wanted)].reset_index(drop=True)
    why = [RENAMED_WHY.format(**row) for row in found[["before", "after"]].to_dict("records")]
    years = found["year"].astype("int64").astype("str")
    return pd.DataFrame(
        {
            "break": "renamed-" + found["soc_code"] + "-" + years,
            "year": found["year"],
            "roles": found["soc_code"],
            "kind": "classification",
            "title": RENAMED,
            "explanation": pd.Series(why, dtype="str"),
            "source_id": "OEWS-" + years + "-05",
        }
    )


def touching(breaks: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """The breaks that touch any of `roles`, by year."""
    ours = {EVERY_ROLE, *roles}
    touched = [not ours.isdisjoint(named.split("; ")) for named in breaks["roles"]]
    touching = breaks[np.array(touched, dtype=bool)]
    return touching.sort_values("year", kind="stable", ignore_index=True)


def _of_codes(occupations: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    codes = [role for role in wanted if is_soc_code(role)]
    rows = occupations.set_index("soc_code").loc[codes].reset_index()
    return rows.rename(columns={"soc_code": "role"})


def _below(curated: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    text = curated.select_dtypes(exclude="number").columns
    both = pd.concat([curated, rows], ignore_index=True)[curated.columns]
    return both.fillna(dict.fromkeys(text, ""))
