"""Whom to ask about a job: who certifies it, and which office of a state regulates it."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.names import by_job

OCCUPATIONS = {
    "laboratory": ("laboratory-technologist", "laboratory-technician"),
    "medical-assistant": ("medical-assistant",),
}
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
    named = bodies[bodies["kind"].isin(["certifier", "association"])].set_index("body")["name"]
    awarded = credentials[
        (credentials["status"] == "awarded") & credentials["body"].isin(named.index)
    ]
    grouped = awarded.assign(whom=awarded["body"].map(named)).groupby(["role", "whom"], sort=False)
    table = grouped.agg(about=("letters", _listed), grade=("grade", "min")).reset_index()
    return table.assign(kind="certifier", as_of="")[COLUMNS]


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
    asked = licensure[licensure["status"].isin(REGULATED) & (licensure["agency"] != "")]
    licences = [
        [role, row.agency, f"{row.state}: {row.instrument}", row.as_of, row.grade]
        for row in asked.itertuples()
        for role in OCCUPATIONS[row.occupation]
    ]
    known = rules[rules["agency"] != ""].drop_duplicates(["state", "agency", "official_title"])
    aides = [
        ["medication-aide", row.agency, f"{row.state}: {row.official_title.lower()}", row.as_of, ""]
        for row in known.itertuples()
    ]
    table = pd.DataFrame([*licences, *aides], columns=["role", "whom", "about", "as_of", "grade"])
    here = table["about"].str[:2].isin(states) | (not states)
    return table[here].assign(kind="office")[COLUMNS].reset_index(drop=True)


def states_of(areas: pd.DataFrame, area: str) -> list[str]:
    """Postal codes of the states that an area lies in; none for the nation."""
    named = areas.set_index("area")["states"][area]
    return named.split("; ") if named else []


def whom(found: list[pd.DataFrame]) -> pd.DataFrame:
    """`certifiers` and `offices` together, job by job."""
    table = pd.concat(found, ignore_index=True)
    return table.sort_values(["role", "kind", "whom"], key=by_job, kind="stable", ignore_index=True)


def _listed(letters: pd.Series) -> str:
    return ", ".join(letter for letter in letters if letter)
