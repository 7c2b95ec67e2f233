"""Training laid out for drawing: every pathway's stages in order."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.training import (
    BASES,
    CASES,
    first_paid_day,
    months_of,
    stage_spans,
    stages_by_way,
)
from rolereport.analysis.typical_way import is_typical
from rolereport.recall import recalled

DRAWN = [
    "pathway", "role", "title", "stage_order", "stage", "kind", "basis", "paid", "required",
    "start_month", "end_month", "shortest", "typical", "longest",
    "first_paid_month", "first_paid_role",
]  # fmt: skip
ABOUT = ["role", "family", "noun", "plural"]
TYPICAL, TYPICAL_LABEL = "typical", ", typical way in"
TOTALS = ("shortest", "typical", "longest")


@recalled
def timeline(
    stages: pd.DataFrame,
    pathways: pd.DataFrame,
    roles: pd.DataFrame,
    order: list[str],
    states: list[str],
) -> pd.DataFrame:
    """Every counted stage of every pathway, in the order in which a reader sees them.

    Parameters
    ----------
    stages, pathways, roles
        The tables of those names.
    order
        The roles to show, in this order.
    states
        Postal codes; the pathways that these states define come first within their role.

    Returns
    -------
    DataFrame
        As `stage_spans` returns for the typical case, with role, noun, plural, title and state of
        the pathway; chart (which chart it belongs to: its family's, or that of all typical ways);
        label (the title, or for a typical way whose it is); own (True for a pathway of
        `states`); shortest, typical and longest
        (months of the whole pathway in each case); first_paid_month and first_paid_role. Sorted by
        role, own pathways first, typical length, title and stage_order.
    """
    lines = pathway_lines(stages, pathways)
    shown = lines[lines["role"].isin(order)].merge(roles[ABOUT], on="role")
    typical = is_typical(shown["pathway"])
    placed = shown.assign(
        place=shown["role"].map(order.index),
        own=shown["state"].isin(states),
        chart=shown["family"].mask(typical, TYPICAL),
        label=shown["title"].mask(typical, shown["plural"] + TYPICAL_LABEL),
    )
    keys = ["place", "own", "typical", "title"]
    ordered = placed.sort_values(keys, ascending=[True, False, True, True])
    return ordered.drop(columns=["place", "family"]).merge(stage_spans(stages), on="pathway")


def pathway_lines(stages: pd.DataFrame, pathways: pd.DataFrame) -> pd.DataFrame:
    """One row a pathway: its whole length in each case and its first paid day.

    Returns
    -------
    DataFrame
        pathway, role, first_paid_role, title, state, first_paid_month (typical case); shortest,
        typical and longest, in months.
    """
    paid, ways = first_paid_day(stages, pathways), stages_by_way(stages)
    lengths = {
        name: [months_of(ways[way], case) for way in paid["pathway"]]
        for case, name in zip(CASES, TOTALS, strict=True)
    }
    known = paid[["pathway", "role", "first_paid_role", "title", "state"]]
    return known.assign(first_paid_month=paid["typical_months"], **lengths)


def basis_shares(totals: pd.DataFrame) -> pd.Series:
    """Of the typical months of all pathways, the share that is sourced, derived and assumed.

    Parameters
    ----------
    totals
        As `pathway_totals` returns.

    Returns
    -------
    Series
        0 to 1, by basis.
    """
    months = totals[[f"{basis}_share" for basis in BASES]].mul(totals["typical_months"], axis=0)
    return (months.sum() / totals["typical_months"].sum()).set_axis(BASES)
