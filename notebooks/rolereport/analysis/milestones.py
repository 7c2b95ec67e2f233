"""What is gained on the way into a job, when, for how long, and what it spares a newcomer."""

from __future__ import annotations

import math
from statistics import mode

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.training import months_of, renewals, stages_by_way

KINDS = ("exam", "licence")
TRAINING = ("classroom", "clinical", "work")
AWARDS = ("nurse-aide certificate", "associate degree", "bachelor's degree")


def milestones(stages: pd.DataFrame) -> pd.DataFrame:
    """The examinations and licences of each pathway, in the typical case.

    Parameters
    ----------
    stages
        As for `training.stage_spans`.

    Returns
    -------
    DataFrame
        pathway, stage_order, credential, required (yes, no), month (when the stage ends) and
        renewal_months (NaN where no renewal is known): one row a credential; where a stage names
        several to choose from, one row each. Stages that are not counted are left out.
    """
    cycles: dict[tuple[str, str], list[float]] = {}
    for row in rows_of(renewals(stages)):
        cycles.setdefault((row.pathway, row.credential), []).append(row.renewal_months)
    rows = [
        [pathway, stage.stage_order, credential, stage.required, months_of(way[:place]), cycle]
        for pathway, way in stages_by_way(stages).items()
        for place, stage in enumerate(way, 1)
        if stage.kind in KINDS
        for credential in stage.credential.split("; ")
        for cycle in cycles.get((pathway, credential), [math.nan])
    ]
    columns = ["pathway", "stage_order", "credential", "required", "month", "renewal_months"]
    return pd.DataFrame(rows, columns=columns)


def head_starts(stages: pd.DataFrame) -> pd.DataFrame:
    """How much of each pathway is left for somebody who already has one of its awards.

    Counted are `AWARDS`, and only where more than an examination comes after them.

    Parameters
    ----------
    stages
        As for `training.stage_spans`.

    Returns
    -------
    DataFrame
        pathway, credential, months_left and unpaid_left (typical case), the shortest first.
    """
    columns = ["pathway", "credential", "months_left", "unpaid_left"]
    rows = [
        [pathway, stage.credential, months_of(later), months_of(_unpaid(later))]
        for pathway, way in stages_by_way(stages).items()
        for later, stage in ((way[place:], stage) for place, stage in enumerate(way, 1))
        if stage.credential in AWARDS and _trains(later)
    ]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(["months_left", "pathway"], ignore_index=True)


def stepping_stones(stages: pd.DataFrame, pathways: pd.DataFrame) -> pd.DataFrame:
    """Which ways into one job pass an examination or licence that is gained on the way to another.

    Parameters
    ----------
    stages
        As for `training.stage_spans`.
    pathways
        pathway and role.

    Returns
    -------
    DataFrame
        pathway, credential and held_by (the other job), one row each; a certificate counts for
        the job to which most ways that gain it lead.
    """
    job = dict(zip(pathways["pathway"], pathways["role"], strict=True))
    found = milestones(stages)
    gained = [
        (way, credential, job[way])
        for way, credential in zip(found["pathway"], found["credential"], strict=True)
        if way in job
    ]
    roles: dict[str, list[str]] = {}
    for _, credential, role in gained:
        roles.setdefault(credential, []).append(role)
    home = {credential: mode(sorted(held)) for credential, held in roles.items()}
    rows = [[way, each, home[each]] for way, each, role in gained if home[each] != role]
    return pd.DataFrame(rows, columns=["pathway", "credential", "held_by"], dtype="str")


def _trains(stages: list[Row]) -> bool:
    return any(stage.kind in TRAINING and stage.max_months > 0 for stage in stages)


def _unpaid(stages: list[Row]) -> list[Row]:
    return [stage for stage in stages if stage.paid == "no"]
