"""Which job an advert means: what each clue in it leaves open, read off the table of roles."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.names import JOBS

# What an advert may say, the column of `roles` that knows it, and how it is put there.
CLUES = (
    ("a laboratory", "workplace", r"laborator"),
    ("a hospital", "workplace", r"hospital"),
    ("a physician's office", "workplace", r"physicians' offices"),
    ("an outpatient clinic", "workplace", r"outpatient"),
    ("a nursing home", "workplace", r"nursing home"),
    ("assisted living", "workplace", r"assisted living"),
    ("laboratory director", "supervision", r"laboratory (director|supervisor)"),
    ("nurse", "supervision", r"nurse"),
    ("physician", "supervision", r"physician"),
    ("bachelor's degree", "entry_education", r"bachelor"),
    ("associate's degree", "entry_education", r"associate"),
    ("certificate or diploma", "entry_education", r"certificate or diploma"),
    ("state medication course", "entry_education", r"state course"),
)  # fmt: skip
KINDS = {
    "workplace": "Place of work",
    "supervision": "Answers to",
    "entry_education": "Asks for",
}


def clues(roles: pd.DataFrame) -> pd.DataFrame:
    """Which of the four jobs each clue leaves.

    Parameters
    ----------
    roles
        The table of roles.

    Returns
    -------
    DataFrame
        clue, kind (column of `roles`), jobs (list of slugs in the order of `JOBS`); clues that no
        job has are left out.
    """
    known = roles.set_index("role").loc[list(JOBS)]
    rows = [
        [clue, kind, [job for job, found in _mentions(known[kind], pattern).items() if found]]
        for clue, kind, pattern in CLUES
    ]
    table = pd.DataFrame(rows, columns=["clue", "kind", "jobs"])
    return table[table["jobs"].map(len) > 0].reset_index(drop=True)


def narrowed(used: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """What a shared name and one clue leave together.

    Parameters
    ----------
    used
        As `names.uses` returns it.
    told
        As `clues` returns it.

    Returns
    -------
    DataFrame
        One row a shared name and clue: name, clue, kind, jobs (list; empty where the clue rules
        out every job of that name).
    """
    shared = used[used["shared"]].groupby("name")["role"].agg(set)
    rows = [
        [name, clue.clue, clue.kind, [job for job in clue.jobs if job in roles]]
        for name, roles in shared.items()
        for clue in told.itertuples()
    ]
    return pd.DataFrame(rows, columns=["name", "clue", "kind", "jobs"])


def _mentions(column: pd.Series, pattern: str) -> pd.Series:
    return column.str.contains(pattern.replace("(", "(?:"), case=False, regex=True)
