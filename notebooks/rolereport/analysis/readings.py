"""What becomes of the claims about a med tech if the words are read as one job throughout.

Duties are judged by the lists of duties, pay by the published wages, everything else by graded
evidence recorded in the table `claim_readings`.
"""

from __future__ import annotations

import math
from collections import Counter
from operator import itemgetter
from typing import Any

import pandas as pd

from rolereport.analysis.claim_evidence import BLEND, nearest, parts_listed, published
from rolereport.analysis.claims import PERIODS, STATISTICS, rounding_tolerance
from rolereport.analysis.feasibility import NEEDED, top_tenth_bounds
from rolereport.analysis.rows import Row, rows_of
from rolereport.recall import recalled

READINGS = ["laboratory-technologist", "laboratory-technician", "medication-aide"]
HOLDS = ["yes", "in part", "no", "not known"]
COLUMNS = ["claim", "role", "holds", "by", "year", "published", "reason", "source_ids"]
PRAISE = "CL64"
TOP = "mean of top decile"


@recalled
def readings(
    claims: pd.DataFrame,
    recorded: pd.DataFrame,
    duties: pd.DataFrame,
    wages: pd.DataFrame,
    benchmark: pd.Series,
) -> pd.DataFrame:
    """Whether each claim about a med tech holds under each of the three readings.

    Parameters
    ----------
    claims, recorded, duties
        The tables claims, claim_readings and claim_duties.
    wages
        National lines of the jobs, one row for each role and year, without those where a job is
        shown by a blend that has a row of its own.
    benchmark
        p50_annual and mean_annual of all occupations in the last year of `wages`.

    Returns
    -------
    DataFrame
        claim, role, holds (one of `HOLDS`), by (evidence, duties or pay), year and published (pay
        only: the nearest figure), reason and source_ids (evidence only); sorted by claim, roles
        in the order of `READINGS`.
    """
    about = claims[claims["subject_as_named"] != "medical assistant"]
    told = recorded.assign(by="evidence")
    listed = by_duties(duties[duties["claim"].isin(about["claim"])])
    paid = by_pay(about, wages)
    praised = _praise(wages, benchmark) if PRAISE in set(about["claim"]) else []
    rows = pd.concat([told, listed, paid, pd.DataFrame(praised)], ignore_index=True)
    rows = rows.reindex(columns=COLUMNS).fillna({"reason": "", "source_ids": ""})
    return rows.sort_values(["claim", "role"], key=_in_order, ignore_index=True)


def by_duties(duties: pd.DataFrame) -> pd.DataFrame:
    """Duty claims: yes where every part is on the job's list, in part where some are."""
    rows = []
    for claim, listed in parts_listed(duties).items():
        whole = set().union(*listed.values())
        for role in READINGS:
            done = listed.get(role)
            holds = "yes" if done == whole else "in part" if done else "no"
            rows.append({"claim": claim, "role": role, "holds": holds, "by": "duties"})
    return pd.DataFrame(rows, columns=["claim", "role", "holds", "by"])


def by_pay(claims: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Pay claims without a year: yes where some year's figure is the claim's, rounded.

    A mean of the best-paid tenth is never published: no where the job's latest line rules it out,
    else not known.
    """
    pay = claims[(claims["kind"] == "wage") & claims["figure"].notna()]
    lines = rows_of(wages)
    rows = [_pay(row, role, lines) for row in rows_of(pay) for role in READINGS]
    return pd.DataFrame(rows, columns=["claim", "role", "holds", "by", "year", "published"])


def tally(found: pd.DataFrame) -> pd.DataFrame:
    """How many claims hold under each reading.

    Returns
    -------
    DataFrame
        role, one column for each of `HOLDS`, claims (their sum), in the order of `READINGS`.
    """
    counts = Counter(zip(found["role"], found["holds"], strict=True))
    rows = [[role, *(counts[role, each] for each in HOLDS)] for role in READINGS]
    table = pd.DataFrame(rows, columns=["role", *HOLDS])
    return table.assign(claims=table[HOLDS].sum(axis="columns"))


def true_of_some(found: pd.DataFrame) -> pd.Series:
    """Claim to whether it holds under at least one of the readings."""
    return found["holds"].eq("yes").groupby(found["claim"]).any()


def _pay(row: Row, role: str, wages: list[Row]) -> dict[str, Any]:
    said = {"claim": row.claim, "role": role, "by": "pay"}
    if row.measure == TOP:
        low, high = _last_top_tenth(wages, role)
        return {**said, "holds": "not known" if low <= row.figure <= high else "no"}
    column = f"{STATISTICS[row.measure]}_{PERIODS[row.unit]}"
    pay, line = nearest(row.figure, published(wages, role, column))
    right = abs(pay - row.figure) <= rounding_tolerance(row.figure)
    return {**said, "holds": "yes" if right else "no", "year": line.year, "published": pay}


def _last_top_tenth(wages: list[Row], role: str) -> tuple[float, float]:
    """What the best-paid tenth can have averaged on the latest line that is whole."""
    lines = [line._asdict() for _, line in published(wages, role, "mean_annual")]
    whole = [line for line in lines if not any(math.isnan(line[each]) for each in NEEDED)]
    return top_tenth_bounds(max(whole, key=itemgetter("year")))


def _praise(wages: pd.DataFrame, benchmark: pd.Series) -> list[dict[str, Any]]:
    rows = []
    latest = wages[wages["year"] == wages["year"].max()].set_index("role")
    for role in READINGS:
        line = latest.loc[BLEND.get(role, role)]
        above = sum(line[key] > benchmark[key] for key in ("p50_annual", "mean_annual"))
        rows.append(
            {
                "claim": PRAISE,
                "role": role,
                "holds": ["no", "in part", "yes"][above],
                "by": "pay",
                "year": line["year"],
                "published": line["p50_annual"],
            }
        )
    return rows


def _in_order(column: pd.Series) -> pd.Series:
    return column.map(READINGS.index) if column.name == "role" else column
