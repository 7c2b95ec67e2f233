"""Which names are used for which jobs, and which names more than one job shares."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

import pandas as pd

from rolereport.analysis.rows import rows_of

JOBS = ("laboratory-technologist", "laboratory-technician", "medication-aide", "medical-assistant")
PAIR = ["name", "role"]


def jobs_of(wanted: list[str], roles: pd.DataFrame) -> list[str]:
    """The jobs of `JOBS` that `wanted` names, in that order.

    A combined role stands for the jobs of its family. Where `wanted` names none of the four, all
    four are returned: they are what the question is about.
    """
    family = roles.set_index("role")["family"]
    combined = roles.loc[roles["kind"].eq("combined") & roles["role"].isin(wanted), "family"]
    named = [job for job in JOBS if job in wanted or family[job] in set(combined)]
    return named or list(JOBS)


def with_neighbours(wanted: list[str], roles: pd.DataFrame) -> list[str]:
    """The jobs that an edition is about, one line each.

    All four jobs of the question and then the others of `wanted`, in the order asked for; only
    these where `wanted` names neither one of the four nor a group of them.
    """
    group = set(roles.loc[roles["kind"] == "combined", "role"])
    others = [role for role in wanted if role not in group.union(JOBS)]
    return others if len(others) == len(wanted) else [*JOBS, *others]


def uses(titles: pd.DataFrame, acronyms: pd.DataFrame) -> pd.DataFrame:
    """Every use of a name for one of the four jobs, one row a name and job.

    Parameters
    ----------
    titles, acronyms
        The tables `role_titles` and `acronyms`.

    Returns
    -------
    DataFrame
        `name`, `role`, and three booleans: `letters` where the name is an acronym, `official`
        where some list, law or certifier uses it (and not everyday speech alone), `shared` where
        another of the four jobs has the name as well. Letters without a space whose status is not
        known, such as a label on a vendor's page, are left out. Sorted by name and role.
    """
    listed = [(row.title, row.role, row.kind != "colloquial") for row in rows_of(titles)]
    short = [
        (row.letters, row.role, row.status != "unknown")
        for row in rows_of(acronyms)
        if row.status != "unknown" or " " in row.letters
    ]
    official: dict[tuple[str, str], bool] = {}
    for name, role, is_official in [*listed, *short]:
        if role in JOBS:
            official[name, role] = official.get((name, role), False) or is_official
    letters, jobs = {*acronyms["letters"].tolist()}, Counter(name for name, _ in official)
    rows = [
        [name, role, official[name, role], name in letters and " " not in name, jobs[name] > 1]
        for name, role in sorted(official)
    ]
    return pd.DataFrame(rows, columns=[*PAIR, "official", "letters", "shared"])


def meanings(acronyms: pd.DataFrame, used: pd.DataFrame) -> pd.DataFrame:
    """The rows of `acronyms` whose letters name two jobs or more, job by job."""
    shared = acronyms["letters"].isin(used.loc[used["shared"], "name"])
    kept = acronyms[shared & acronyms["role"].isin(JOBS)]
    return kept.sort_values(["letters", "role"], key=by_job, kind="stable", ignore_index=True)


def links(used: pd.DataFrame) -> pd.DataFrame:
    """What the names-to-jobs map draws: one line a row.

    Each shared name has a line to each of its jobs. The acronyms of one job alone are gathered into
    one entry a job. `place` orders the entries so that few lines cross: by the mean position of
    their jobs.

    Returns
    -------
    DataFrame
        `name`, `role`, `official`, `shared`, `place` (0 at the top).
    """
    lines = [_Line(row.name, row.role, row.official, True) for row in rows_of(used) if row.shared]
    alone = [row for row in rows_of(used) if row.letters and not row.shared]
    for role in sorted({row.role for row in alone}):
        own = [row for row in alone if row.role == role]
        names, official = ", ".join(row.name for row in own), all(row.official for row in own)
        lines.append(_Line(names, role, official, False))
    positions: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        positions[line.name].append(JOBS.index(line.role))
    height = {name: sum(jobs) / len(jobs) for name, jobs in positions.items()}
    lines.sort(key=lambda it: (height[it.name], not it.shared, it.name, JOBS.index(it.role)))
    place = {name: at for at, name in enumerate(dict.fromkeys(line.name for line in lines))}
    rows = [[*line, place[line.name]] for line in lines]
    return pd.DataFrame(rows, columns=[*_Line._fields, "place"])


class _Line(NamedTuple):
    name: str
    role: str
    official: bool
    shared: bool


def by_job(column: pd.Series) -> pd.Series:
    """A key for `sort_values`: jobs in the order of `JOBS`, other columns as they are."""
    return column.map(JOBS.index) if column.name == "role" else column
