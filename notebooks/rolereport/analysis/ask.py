"""Whom to ask about a job: who certifies it, and which office of a state regulates it."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from rolereport.analysis.names import by_job
from rolereport.analysis.rows import Row, rows_of

OCCUPATIONS = {
    "laboratory": ("laboratory-technologist", "laboratory-technician"),
    "medical-assistant": ("medical-assistant",),
}
PRIVATE = ("certifier", "association")
REGULATED = ("licence required", "uncertain")
COLUMNS = ["role", "whom", "about", "kind", "as_of", "grade"]


def certifiers(credentials: pd.DataFrame, bodies: pd.DataFrame) -> pd.DataFrame:
    """The private bodies whose certificates are awarded today, job by job.

    Parameters
    ----------
    credentials, bodies
        The tables of these names.

    Returns
    -------
    DataFrame
        role, whom (the body), about (its certificates), kind (`certifier`), as_of (""), grade (the
        best of the sources behind them).
    """
    private = {row.body: row.name for row in rows_of(bodies) if row.kind in PRIVATE}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows_of(credentials):
        if row.status == "awarded" and row.body in private:
            found[row.role, private[row.body]].append(row)
    rows = [
        [*job_and_body, ", ".join(filter(None, (row.letters for row in rows))), "certifier", "",
         min(row.grade for row in rows)]
        for job_and_body, rows in found.items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def offices(licensure: pd.DataFrame, rules: pd.DataFrame, states: list[str]) -> pd.DataFrame:
    """The state offices that license or register the jobs.

    Parameters
    ----------
    licensure, rules
        The tables licensure and medication_aide_rules.
    states
        Postal codes; all states if there is none.

    Returns
    -------
    DataFrame
        role, whom (the agency), about (state and instrument or title), kind (`office`), as_of,
        grade ("" where the table has none).
    """
    licences = [
        [role, row.agency, f"{row.state}: {row.instrument}", "office", row.as_of, row.grade]
        for row in rows_of(licensure)
        if row.status in REGULATED and row.agency and _is_in(row, states)
        for role in OCCUPATIONS[row.occupation]
    ]
    known = rules.drop_duplicates(["state", "agency", "official_title"])
    aides = [
        ["medication-aide", row.agency, f"{row.state}: {row.official_title.lower()}", "office",
         row.as_of, ""]
        for row in rows_of(known)
        if row.agency and _is_in(row, states)
    ]  # fmt: skip
    return pd.DataFrame([*licences, *aides], columns=COLUMNS, dtype="str")


def states_of(areas: pd.DataFrame, area: str) -> list[str]:
    """Postal codes of the states that an area lies in; none for the nation."""
    named = areas.set_index("area")["states"][area]
    return named.split("; ") if named else []


def whom(found: list[pd.DataFrame]) -> pd.DataFrame:
    """`certifiers` and `offices` together, job by job."""
    table = pd.concat(found, ignore_index=True)
    return table.sort_values(["role", "kind", "whom"], key=by_job, kind="stable", ignore_index=True)


def _is_in(row: Row, states: list[str]) -> bool:
    return row.state in states or not states
