"""Which names are used for which jobs, and which names more than one job shares."""

from __future__ import annotations

import pandas as pd

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
    said = titles.assign(name=titles["title"], official=titles["kind"] != "colloquial")
    listed = (acronyms["status"] != "unknown") | acronyms["letters"].str.contains(" ")
    short = acronyms[listed].assign(name=acronyms["letters"])
    short["official"] = short["status"] != "unknown"
    both = pd.concat([said, short], ignore_index=True)[[*PAIR, "official"]]
    pairs = both[both["role"].isin(JOBS)].groupby(PAIR, as_index=False)["official"].any()
    return pairs.assign(
        letters=pairs["name"].isin(acronyms["letters"]) & ~pairs["name"].str.contains(" "),
        shared=pairs.groupby("name")["role"].transform("nunique") > 1,
    )


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
    alone = used[used["letters"] & ~used["shared"]]
    gathered = alone.groupby("role", as_index=False).agg(
        name=("name", ", ".join), official=("official", "all"), shared=("shared", "any")
    )
    lines = pd.concat([used[used["shared"]], gathered], ignore_index=True)
    position = lines["role"].map(JOBS.index)
    mean = position.groupby(lines["name"]).transform("mean")
    order = lines.assign(mean=mean, single=~lines["shared"], position=position).sort_values(
        ["mean", "single", "name", "position"]
    )
    order["place"] = pd.factorize(order["name"])[0]
    return order[[*PAIR, "official", "shared", "place"]].reset_index(drop=True)


def by_job(column: pd.Series) -> pd.Series:
    """A key for `sort_values`: jobs in the order of `JOBS`, other columns as they are."""
    return column.map(JOBS.index) if column.name == "role" else column
