"""The typical way into any occupation, as the employment projections describe it.

Nobody has collected the ways into most occupations. The projections assign to each a typical
education, related experience and training on the job; `typical_training` says what each of these
categories means in months. Together they make one way in, in the shape of `pathways` and `stages`.
"""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.training import (
    CASE_MONTHS,
    ROLE_PARTS,
    first_paid_day,
    whole_months,
)
from rolereport.recall import recalled

TITLE = "Typical way in (BLS projections)"
PREFIX = "TYPICAL-"
NOT_NEEDED = ("", "None")
ASSIGNED = {
    "education": "entry_education",
    "experience": "related_experience",
    "training": "on_the_job_training",
}
TABLES = ("stages", "pathways", "projections", "typical_training", "sources")
Lengths = dict[tuple[str, str], Row]
PAID_TRAINING = {frozenset({"no"}): "no", frozenset({"yes"}): "yes"}
LENGTH = [
    "stage", "kind", "min_months", "typical_months", "max_months", "basis", "paid", "credential",
    "source_url", "grade",
]  # fmt: skip


def with_typical(
    stages: pd.DataFrame,
    pathways: pd.DataFrame,
    projections: pd.DataFrame,
    typical_training: pd.DataFrame,
    sources: pd.DataFrame,
    wanted: list[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Stages and pathways, with a typical way in for each wanted role that has no pathway.

    Parameters
    ----------
    stages, pathways, projections, typical_training, sources
        The tables of those names, which `TABLES` lists.
    wanted
        Roles; a combined one whose parts have pathways needs none of its own.

    Returns
    -------
    stages, pathways
        As given, followed by the new rows, if there are any; the stages then have `elsewhere`, as
        `typical_stages` gives it. A role that no edition of the projections assigns an education is
        left without.

    Raises
    ------
    ValueError
        If the projections use a category that `typical_training` does not have.
    """
    assigned = assignments(projections, without_pathways(pathways, wanted))
    if assigned.empty:
        return stages, pathways
    steps = typical_stages(assigned, typical_training)
    ways = typical_pathways(assigned, steps, sources)
    return (
        pd.concat([stages.assign(elsewhere=False), steps], ignore_index=True),
        pd.concat([pathways, ways[pathways.columns]], ignore_index=True),
    )


def without_pathways(pathways: pd.DataFrame, wanted: list[str]) -> list[str]:
    """The wanted roles that have no pathway, nor parts with one, each once and in their order."""
    known = set(pathways["role"])
    covered = known | {whole for whole, parts in ROLE_PARTS.items() if known & set(parts)}
    return [role for role in dict.fromkeys(wanted) if role not in covered]


def assignments(projections: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """What the newest projections that know it assign to each role.

    Returns
    -------
    DataFrame
        role, edition, entry_education, related_experience, on_the_job_training, source_id; one row
        a role that has an education, in the order of `roles`.
    """
    told = projections[projections["role"].isin(roles) & (projections["entry_education"] != "")]
    by_edition = told.sort_values("edition", kind="stable")
    newest = by_edition.drop_duplicates("role", keep="last").set_index("role")
    columns = ["edition", *ASSIGNED.values(), "source_id"]
    return newest.loc[[role for role in roles if role in newest.index], columns].reset_index()


def typical_stages(assigned: pd.DataFrame, typical_training: pd.DataFrame) -> pd.DataFrame:
    """The stages of each role's typical way in.

    School comes first, each level after the one before it, then work in a related occupation, then
    training on the job, which starts the job. Where no training is needed, that last stage
    takes no time.

    Parameters
    ----------
    assigned
        As `assignments` returns.
    typical_training
        The table of that name.

    Returns
    -------
    DataFrame
        Columns as in the table `stages`, and elsewhere: whether the stage is work in another
        occupation. The pathway of a role is its name after "TYPICAL-".
    """
    lengths = _lengths(typical_training)
    stages = pd.DataFrame(
        [
            {column: getattr(_known(step, lengths), column) for column in LENGTH}
            | {"pathway": PREFIX + role.role, "stage_order": place}
            | {"elsewhere": step[0] == "experience"}
            for role in rows_of(assigned)
            for place, step in enumerate(_steps(role, lengths), 1)
        ]
    )
    counted = (stages["kind"] != "prerequisite").map({True: "yes", False: "no"})
    return stages.assign(counted=counted, required="yes", renewal_months=float("nan"))


def typical_pathways(
    assigned: pd.DataFrame, steps: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """The rows of the table `pathways` that go with `typical_stages`.

    Parameters
    ----------
    assigned, steps
        As `assignments` and `typical_stages` return.
    sources
        source_id, url.
    """
    urls = sources.set_index("source_id")["url"]
    stages = rows_of(steps)
    rows = [
        _pathway(role, [stage for stage in stages if stage.pathway == PREFIX + role.role])
        for role in rows_of(assigned)
    ]
    return pd.DataFrame(rows).assign(source_url=assigned["source_id"].map(urls))


@recalled
def typical_lengths(
    assigned: pd.DataFrame, typical_training: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """What the projections assign to each role, in months to the first paid day and in all.

    Parameters
    ----------
    assigned
        As `assignments` returns.
    typical_training, sources
        The tables of those names.

    Returns
    -------
    DataFrame
        `assigned` with min_months, typical_months and max_months to the first paid day, and
        whole_months, typical, to the end of training on the job.
    """
    if assigned.empty:
        return assigned.assign(**dict.fromkeys([*CASE_MONTHS, "whole_months"], 0.0))
    steps = typical_stages(assigned, typical_training)
    paid = first_paid_day(steps, typical_pathways(assigned, steps, sources))
    whole = whole_months(steps).set_index("pathway")["typical_months"]
    found = paid[["role", *CASE_MONTHS]].assign(whole_months=paid["pathway"].map(whole))
    return assigned.merge(found, on="role")


def categories_used(assigned: pd.DataFrame, typical_training: pd.DataFrame) -> pd.DataFrame:
    """The rows of `typical_training` that make up these assignments, in the order of a way in."""
    lengths = _lengths(typical_training)
    steps = {step for role in rows_of(assigned) for step in _steps(role, lengths)}
    used = typical_training[[step in steps for step in lengths]]
    return used.sort_values(["component", "typical_months"], ignore_index=True)


def is_typical(pathways: pd.Series) -> pd.Series:
    """Which of these pathways are the projections' typical way in, and no pathway we found."""
    return pathways.str.startswith(PREFIX)


def _lengths(typical_training: pd.DataFrame) -> Lengths:
    """The rows of the table, by component and category."""
    return {(row.component, row.category): row for row in rows_of(typical_training)}


def _steps(role: Row, lengths: Lengths) -> list[tuple[str, str]]:
    """The component and category of each stage of a role's way in."""
    levels: list[str] = [role.entry_education]
    while before := _known(("education", levels[0]), lengths).after:
        levels.insert(0, before)
    work = [] if role.related_experience in NOT_NEEDED else [role.related_experience]
    return [
        *(("education", level) for level in levels),
        *(("experience", years) for years in work),
        ("training", role.on_the_job_training or "None"),
    ]


def _known(step: tuple[str, str], lengths: Lengths) -> Row:
    if step not in lengths:
        raise ValueError(f"no length is known for the {step[0]} category {step[1]!r}")
    return lengths[step]


def _pathway(role: Row, stages: list[Row]) -> dict[str, object]:
    counted = [stage for stage in stages if stage.counted == "yes"]
    paid = frozenset(stage.paid for stage in counted if stage.max_months > 0)
    return {
        "pathway": PREFIX + role.role,
        "role": role.role,
        "title": TITLE,
        "usual_entry": "yes",
        "summary": f"What the employment projections {role.edition} call typical for entry.",
        "first_paid_stage": float(max(stage.stage_order for stage in counted)),
        "first_paid_at": "start",
        "first_paid_role": role.role,
        "paid_training": PAID_TRAINING.get(paid, "partly") if paid else "no",
        "working_allowed_note": "Once hired: training on the job is paid work. A licence may be "
        "asked for; the projections do not say.",
        "state": "",
    }
