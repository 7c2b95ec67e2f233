"""Training time: how long each pathway takes, how much of it is paid, when paid work can begin.

Months run from the high-school diploma, and the counted stages of a pathway follow one another.
Each length has three cases, the shortest, the typical and the longest that the sources support.
"""

from __future__ import annotations

import math
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rolereport.analysis.ways import in_state, usual

Case = Literal["min", "typical", "max"]
Months = NDArray[np.float64]

CASES: tuple[Case, ...] = get_args(Case)
CASE_MONTHS = [f"{case}_months" for case in CASES]
PAID = {"yes": "paid", "varies": "varying", "no": "unpaid"}
BASES = ["sourced", "derived", "assumed"]
ROLE_PARTS = {"laboratory-combined": ["laboratory-technologist", "laboratory-technician"]}
# Durations have one decimal; rounding far below it keeps equal sums equal, so that they tie.
MONTH_DECIMALS = 6


def jobs_of(roles: list[str]) -> list[str]:
    """`roles` with a combined one replaced by its parts, each once: nobody trains for a blend."""
    parts = [part for role in roles for part in ROLE_PARTS.get(role, [role])]
    return list(dict.fromkeys(parts))


def pathway_totals(stages: pd.DataFrame) -> pd.DataFrame:
    """How long each pathway takes, and of what its typical length is made.

    Parameters
    ----------
    stages
        One row for each stage: pathway, counted (yes, no), paid (yes, varies, no), basis
        (sourced, derived, assumed), min_months, typical_months, max_months.

    Returns
    -------
    DataFrame
        One row for each pathway, sorted: pathway, min_months, typical_months, max_months;
        paid_months_typical, varying_months_typical, unpaid_months_typical, which add up to
        typical_months; sourced_share, derived_share, assumed_share of typical_months (0 to 1, NaN
        if there are none).

    Raises
    ------
    ValueError
        If a counted stage lacks a duration, or has a `paid` or `basis` of another kind.
    """
    counted = _counted(stages)
    typical = counted["typical_months"].to_numpy()
    parts = {f"{told}_months_typical": counted["paid"] == paid for paid, told in PAID.items()}
    shares = {f"{basis}_share": counted["basis"] == basis for basis in BASES}
    split = {part: np.where(rows, typical, 0.0) for part, rows in (parts | shares).items()}
    totals = _summed(pd.DataFrame(counted[["pathway", *CASE_MONTHS]].to_dict("series") | split))
    whole = totals["typical_months"].where(totals["typical_months"] > 0)
    totals[list(shares)] = totals[list(shares)].div(whole, axis=0)
    return totals


def whole_months(stages: pd.DataFrame) -> pd.DataFrame:
    """Months of each whole pathway in each case: the first columns of `pathway_totals`."""
    return _summed(_counted(stages)[["pathway", *CASE_MONTHS]])


def stage_spans(stages: pd.DataFrame, case: Case = "typical") -> pd.DataFrame:
    """When each counted stage starts and ends.

    Parameters
    ----------
    stages
        As for `pathway_totals`, with stage_order and any other columns.
    case
        Which length of the stages.

    Returns
    -------
    DataFrame
        The counted rows by pathway and stage_order, with start_month and end_month added. The
        first stage of a pathway starts at 0, each other where the one before it ends.

    Raises
    ------
    ValueError
        As `pathway_totals` does, or if the case is unknown.
    """
    if case not in CASES:
        raise ValueError(f"no case {case}; choose one of {', '.join(CASES)}")
    ordered = _counted(stages).reset_index(drop=True)
    months = ordered[f"{case}_months"]
    ends = months.groupby(ordered["pathway"]).cumsum()
    return ordered.assign(
        start_month=(ends - months).round(MONTH_DECIMALS), end_month=ends.round(MONTH_DECIMALS)
    )


def first_paid_day(stages: pd.DataFrame, pathways: pd.DataFrame) -> pd.DataFrame:
    """Months until paid work becomes possible on each pathway.

    Parameters
    ----------
    stages
        As for `stage_spans`.
    pathways
        One row for each pathway: pathway, role, title, usual_entry, state, first_paid_role,
        first_paid_stage (a stage_order), first_paid_at (start or end of that stage).

    Returns
    -------
    DataFrame
        pathway, role, first_paid_role, title, usual_entry, state, min_months, typical_months,
        max_months; sorted by pathway.

    Raises
    ------
    ValueError
        As `stage_spans` does, or if a pathway's first_paid_stage is not one of its counted stages.
    """
    ordered = pathways.sort_values("pathway", ignore_index=True)
    known = ordered[["pathway", "role", "first_paid_role", "title", "usual_entry", "state"]]
    moments = pd.DataFrame(_moments(_counted(stages), ordered), columns=CASE_MONTHS)
    return pd.concat([known, moments], axis=1)


def role_first_paid(first_paid: pd.DataFrame, roles: list[str] | None = None) -> pd.DataFrame:
    """Months until paid work in each role becomes possible, summed up over its pathways.

    Counted are the pathways that no single state defines; all of them where every one is a
    state's own (`ways.in_state`; give only those of a state to have that state's figure). The
    typical figure is the median over the usual ways in among them (those that give
    the education which the employment projections call typical for entry), or over all where none
    is usual. Each pathway counts once, as nobody publishes how many people take it: the figure
    describes ways, not people. Left out is a pathway whose first paid work is in another role;
    `laboratory-combined` takes in both of its parts.

    Parameters
    ----------
    first_paid
        As `first_paid_day` returns; `state` is "" where no single state defines the pathway.
    roles
        Which roles, in which order; by default all that occur, then the combined one.

    Returns
    -------
    DataFrame
        role; scope (national or state; "" if the role has no pathway here, which leaves its
        months NaN); pathways (their number); usual (number of usual ways in among them);
        typical_months (median of the typical lengths of the usual ways in);
        fastest_months and fastest_pathways (least typical length and the titles that have it);
        min_months and max_months (least and greatest length in any case); pathway_titles. Titles
        are separated by "; ".
    """
    chosen = _roles_in(first_paid) if roles is None else roles
    members = {role: ROLE_PARTS.get(role, [role]) for role in chosen}
    job, paid_job = first_paid["role"], first_paid["first_paid_role"]
    return pd.DataFrame(
        [
            {"role": role, **_summary(first_paid[job.isin(parts) & paid_job.isin(parts)])}
            for role, parts in members.items()
        ]
    )


def renewals(stages: pd.DataFrame) -> pd.DataFrame:
    """What has to be renewed after each pathway, and how often.

    Parameters
    ----------
    stages
        pathway, stage_order, stage, kind, credential, renewal_months, source_url.

    Returns
    -------
    DataFrame
        pathway, stage, credential, renewal_months, source_url; by pathway and stage_order.
    """
    columns = ["pathway", "stage", "credential", "renewal_months", "source_url"]
    found = stages[stages["kind"] == "renewal"]
    return found.sort_values(["pathway", "stage_order"], ignore_index=True)[columns]


def _counted(stages: pd.DataFrame) -> pd.DataFrame:
    counted = stages[stages["counted"] == "yes"].sort_values(["pathway", "stage_order"])
    known = [PAID.keys() >= set(counted["paid"]), {*BASES} >= set(counted["basis"])]
    if np.isnan(counted[CASE_MONTHS].to_numpy(dtype=float)).any() or not all(known):
        raise ValueError(_unusable(counted))
    return counted


def _unusable(counted: pd.DataFrame) -> str:
    """What is wrong with the first stage that lacks something."""
    unusable = {
        "duration": counted[CASE_MONTHS].isna().any(axis=1),
        "paid": ~counted["paid"].isin(list(PAID)),
        "basis": ~counted["basis"].isin(BASES),
    }
    what, rows = next((what, rows) for what, rows in unusable.items() if rows.any())
    first = counted[rows].iloc[0]
    return f"stage {first['stage_order']:g} of {first['pathway']} has no valid {what}"


def _summed(months: pd.DataFrame) -> pd.DataFrame:
    return months.groupby("pathway").sum().round(MONTH_DECIMALS).reset_index()


def _moments(counted: pd.DataFrame, pathways: pd.DataFrame) -> Months:
    """The month in each case at which each of `pathways` first pays."""
    lengths = counted[CASE_MONTHS].to_numpy()
    ends = counted.groupby("pathway")[CASE_MONTHS].cumsum().to_numpy()
    stages = zip(counted["pathway"], counted["stage_order"], strict=True)
    lines = {stage: line for line, stage in enumerate(stages)}
    paying = zip(pathways["pathway"], pathways["first_paid_stage"], strict=True)
    first = [_line(lines, stage) for stage in paying]
    at_start = (pathways["first_paid_at"] == "start").to_numpy()
    before = np.where(at_start[:, np.newaxis], lengths[first], 0.0)
    return (ends[first] - before).round(MONTH_DECIMALS)


def _line(lines: dict[tuple[str, float], int], stage: tuple[str, float]) -> int:
    if stage not in lines:
        raise ValueError(f"the first paid stage of {stage[0]} is not among its counted stages")
    return lines[stage]


def _roles_in(lengths: pd.DataFrame) -> list[str]:
    held = sorted(lengths["role"].unique())
    return held + [role for role, parts in ROLE_PARTS.items() if set(parts) & set(held)]


def _summary(lengths: pd.DataFrame) -> dict[str, object]:
    used = in_state(lengths, [])
    ways = sorted(zip(used["title"], used["typical_months"], strict=True))
    fastest = min((months for _, months in ways), default=math.nan)
    states = set(used["state"])
    return {
        "scope": "" if not states else "national" if "" in states else "state",
        "pathways": len(used),
        "usual": used["usual_entry"].tolist().count("yes"),
        "typical_months": usual(used)["typical_months"].median(),
        "fastest_months": fastest,
        "fastest_pathways": "; ".join(title for title, months in ways if months == fastest),
        "min_months": used["min_months"].min(),
        "max_months": used["max_months"].max(),
        "pathway_titles": "; ".join(title for title, _ in ways),
    }
