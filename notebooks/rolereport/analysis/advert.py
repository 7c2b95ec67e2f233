"""Which job an advert means: what each clue in it leaves open, read off the table of roles."""

from __future__ import annotations

import re
from collections import defaultdict

import pandas as pd

from rolereport.analysis.names import JOBS
from rolereport.analysis.rows import rows_of

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
    known = {row.role: row for row in rows_of(roles)}
    rows = [
        [clue, kind, [job for job in JOBS if _mentions(getattr(known[job], kind), pattern)]]
        for clue, kind, pattern in CLUES
    ]
    return pd.DataFrame([row for row in rows if row[-1]], columns=["clue", "kind", "jobs"])


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
    shared: dict[str, set[str]] = defaultdict(set)
    for use in rows_of(used[used["shared"]]):
        shared[use.name].add(use.role)
    rows = [
        [name, clue.clue, clue.kind, [job for job in clue.jobs if job in shared[name]]]
        for name in sorted(shared)
        for clue in rows_of(told)
    ]
    return pd.DataFrame(rows, columns=["name", "clue", "kind", "jobs"])


def _mentions(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None
