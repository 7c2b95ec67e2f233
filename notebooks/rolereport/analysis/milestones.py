"""What is gained on the way into a job, when, for how long, and what it spares a newcomer."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.training import renewals, stage_spans

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
    spans = stage_spans(stages).rename(columns={"end_month": "month"})
    gained = spans.loc[spans["kind"].isin(KINDS)].drop(columns="renewal_months")
    gained = gained.assign(credential=gained["credential"].str.split("; ")).explode("credential")
    cycles = renewals(stages)[["pathway", "credential", "renewal_months"]]
    columns = ["pathway", "stage_order", "credential", "required", "month", "renewal_months"]
    return gained.merge(cycles, on=["pathway", "credential"], how="left")[columns]


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
    spans = stage_spans(stages)
    columns = ["pathway", "credential", "months_left", "unpaid_left"]
    rows = [
        [row.pathway, row.credential, *_left(spans, row.pathway, row.end_month)]
        for row in spans[spans["credential"].isin(AWARDS)].itertuples()
        if _trains_after(spans, row.pathway, row.stage_order)
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
    gained = milestones(stages)[["pathway", "credential"]].merge(
        pathways[["pathway", "role"]], on="pathway"
    )
    home = gained.groupby("credential")["role"].agg(lambda roles: roles.mode().iloc[0])
    placed = gained.assign(held_by=gained["credential"].map(home))
    other = placed[placed["held_by"] != placed["role"]]
    return other[["pathway", "credential", "held_by"]].reset_index(drop=True)


def _left(spans: pd.DataFrame, pathway: str, month: float) -> tuple[float, float]:
    after = spans[(spans["pathway"] == pathway) & (spans["start_month"] >= month)]
    unpaid = after.loc[after["paid"] == "no", "typical_months"]
    return round(after["typical_months"].sum(), 6), round(unpaid.sum(), 6)


def _trains_after(spans: pd.DataFrame, pathway: str, order: float) -> bool:
    after = spans[(spans["pathway"] == pathway) & (spans["stage_order"] > order)]
    return bool((after["kind"].isin(TRAINING) & (after["max_months"] > 0)).any())
