"""Training time: how long each pathway takes, how much of it is paid, when paid work can begin.

Months run from the high-school diploma, and the counted stages of a pathway follow one another.
Each length has three cases, the shortest, the typical and the longest that the sources support.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.ways import in_state, usual

Case = Literal["min", "typical", "max"]

CASES: tuple[Case, ...] = get_args(Case)
CASE_MONTHS = [f"{case}_months" for case in CASES]
PARTS = {
    "yes": "paid_months_typical",
    "varies": "varying_months_typical",
    "no": "unpaid_months_typical",
}
BASES = ["sourced", "derived", "assumed"]
SHARES = {basis: f"{basis}_share" for basis in BASES}
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
    rows = [_lengths(way) | _parts(way) for way in stages_by_way(stages).values()]
    return pd.DataFrame(rows, columns=["pathway", *CASE_MONTHS, *PARTS.values(), *SHARES.values()])


def whole_months(stages: pd.DataFrame) -> pd.DataFrame:
    """Months of each whole pathway in each case: the first columns of `pathway_totals`."""
    rows = [_lengths(way) for way in stages_by_way(stages).values()]
    return pd.DataFrame(rows, columns=["pathway", *CASE_MONTHS])


def stages_by_way(stages: pd.DataFrame) -> dict[str, list[Row]]:
    """The counted stages of each pathway as rows, both in order.

    `stages` is as for `stage_spans`; raises as `pathway_totals` does.
    """
    ways: dict[str, list[Row]] = {}
    for stage in rows_of(_counted(stages)):
        ways.setdefault(stage.pathway, []).append(stage)
    return ways


def months_of(stages: Iterable[Row], case: Case = "typical") -> float:
    """How long these stages take together."""
    together: float = sum((getattr(stage, f"{case}_months") for stage in stages), 0.0)
    return round(together, MONTH_DECIMALS)


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
    ways = stages_by_way(stages)
    moments = [_first_paid(way, ways.get(way.pathway, [])) for way in rows_of(ordered)]
    months = pd.DataFrame(moments, columns=CASE_MONTHS, dtype="float64")
    return pd.concat([known, months], axis=1)


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
    jobs = list(zip(first_paid["role"], first_paid["first_paid_role"], strict=True))
    leads = {
        role: np.array([{*pair} <= {*parts} for pair in jobs], dtype=bool)
        for role, parts in members.items()
    }
    return pd.DataFrame(
        [{"role": role, **_summary(first_paid[ways])} for role, ways in leads.items()]
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
    known = [PARTS.keys() >= set(counted["paid"]), {*BASES} >= set(counted["basis"])]
    if np.isnan(counted[CASE_MONTHS].to_numpy(dtype=float)).any() or not all(known):
        raise ValueError(_unusable(counted))
    return counted


def _unusable(counted: pd.DataFrame) -> str:
    """What is wrong with the first stage that lacks something."""
    unusable = {
        "duration": counted[CASE_MONTHS].isna().any(axis=1),
        "paid": ~counted["paid"].isin(list(PARTS)),
        "basis": ~counted["basis"].isin(BASES),
    }
    what, rows = next((what, rows) for what, rows in unusable.items() if rows.any())
    first = counted[rows].iloc[0]
    return f"stage {first['stage_order']:g} of {first['pathway']} has no valid {what}"


def _lengths(way: list[Row]) -> dict[str, Any]:
    return {"pathway": way[0].pathway} | {f"{case}_months": months_of(way, case) for case in CASES}


def _parts(way: list[Row]) -> dict[str, float]:
    """Typical months by whether they are paid, and the share of each basis."""
    whole = months_of(way) or math.nan
    paid = {
        part: months_of(stage for stage in way if stage.paid == kind)
        for kind, part in PARTS.items()
    }
    shares = {
        share: months_of(stage for stage in way if stage.basis == basis) / whole
        for basis, share in SHARES.items()
    }
    return paid | shares


def _first_paid(way: Row, stages: list[Row]) -> list[float]:
    """Months in each case until the stage at which a pathway first pays starts, or ends."""
    orders = [stage.stage_order for stage in stages]
    if way.first_paid_stage not in orders:
        raise ValueError(f"the first paid stage of {way.pathway} is not among its counted stages")
    place = orders.index(way.first_paid_stage) + (way.first_paid_at != "start")
    return [months_of(stages[:place], case) for case in CASES]


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
        "typical_months": _median(usual(used)["typical_months"].tolist()),
        "fastest_months": fastest,
        "fastest_pathways": "; ".join(title for title, months in ways if months == fastest),
        "min_months": min(used["min_months"], default=math.nan),
        "max_months": max(used["max_months"], default=math.nan),
        "pathway_titles": "; ".join(title for title, _ in ways),
    }


def _median(months: list[float]) -> float:
    return median(months) if months else math.nan
