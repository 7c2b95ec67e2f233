"""What becomes of the claims about a med tech if the words are read as one job throughout.

Duties are judged by the lists of duties, pay by the published wages, everything else by graded
evidence recorded in the table `claim_readings`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.claim_evidence import BLEND
from rolereport.analysis.claims import PERIODS, STATISTICS, rounding_tolerance
from rolereport.analysis.feasibility import top_tenth_by_year
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
    parts = duties.groupby("claim", sort=False)["part"].nunique()
    rows = []
    for claim, count in parts.items():
        of_claim = duties[duties["claim"] == claim]
        for role in READINGS:
            done = of_claim.loc[of_claim["role"] == role, "part"].nunique()
            holds = "yes" if done == count else "in part" if done else "no"
            rows.append({"claim": claim, "role": role, "holds": holds, "by": "duties"})
    return pd.DataFrame(rows, columns=["claim", "role", "holds", "by"])


def by_pay(claims: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Pay claims without a year: yes where some year's figure is the claim's, rounded.

    A mean of the best-paid tenth is never published: no where the job's latest line rules it out,
    else not known.
    """
    pay = claims[(claims["kind"] == "wage") & claims["figure"].notna()]
    rows = [_pay(row, role, wages) for row in rows_of(pay) for role in READINGS]
    return pd.DataFrame(rows, columns=["claim", "role", "holds", "by", "year", "published"])


def tally(found: pd.DataFrame) -> pd.DataFrame:
    """How many claims hold under each reading.

    Returns
    -------
    DataFrame
        role, one column for each of `HOLDS`, claims (their sum), in the order of `READINGS`.
    """
    counts = pd.crosstab(found["role"], found["holds"])
    counts = counts.reindex(index=READINGS, columns=HOLDS, fill_value=0)
    counts["claims"] = counts.sum(axis="columns")
    return counts.rename_axis(index="role", columns=None).reset_index()


def true_of_some(found: pd.DataFrame) -> pd.Series:
    """Claim to whether it holds under at least one of the readings."""
    return found["holds"].eq("yes").groupby(found["claim"]).any()


def _pay(row: Row, role: str, wages: pd.DataFrame) -> dict[str, Any]:
    lines = wages[wages["role"].isin([role, BLEND.get(role, role)])]
    said = {"claim": row.claim, "role": role, "by": "pay"}
    if row.measure == TOP:
        band = top_tenth_by_year(lines).sort_values("year").iloc[-1]
        possible = band["low"] <= row.figure <= band["high"]
        return {**said, "holds": "not known" if possible else "no"}
    column = f"{STATISTICS[row.measure]}_{PERIODS[row.unit]}"
    near = lines.loc[(lines[column] - row.figure).abs().idxmin()]
    right = abs(near[column] - row.figure) <= rounding_tolerance(row.figure)
    return {
        **said,
        "holds": "yes" if right else "no",
        "year": near["year"],
        "published": near[column],
    }


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
