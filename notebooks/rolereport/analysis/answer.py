"""What the short answer needs beside pay and training: licences and change."""

from __future__ import annotations

import re
from statistics import median

import numpy as np
import pandas as pd

from rolereport.analysis import training, ways
from rolereport.analysis.credentials import IN_FORCE, STATUS
from rolereport.analysis.distributions import probability_higher, published_percentiles
from rolereport.analysis.rows import rows_of
from rolereport.analysis.uncertainty import Z_90
from rolereport.recall import recalled

# A state may license technologists and leave technicians alone: its titles tell.
LICENSED = {
    "laboratory-technologist": ("laboratory", r"technologist|scientist"),
    "laboratory-technician": ("laboratory", r"\btechnician"),
    "medical-assistant": ("medical-assistant", r"assistant"),
}

LEADER = ["role", "other", "pay", "other_pay", "gap", "low", "point", "high"]


@recalled
def time_needed(
    stages: pd.DataFrame, pathways: pd.DataFrame, states: list[str], roles: list[str]
) -> pd.DataFrame:
    """Months to the first paid day of each role, and months of its usual way as a whole.

    Parameters
    ----------
    stages, pathways
        The tables of those names, perhaps with typical ways in.
    states
        Postal codes of the place; none for the nation.

    Returns
    -------
    DataFrame
        As `training.role_first_paid` returns, with whole_months: the median over the usual ways
        of their typical length to the end, training on the job and examination included.
    """
    counted = ways.in_state(training.first_paid_day(stages, pathways), states)
    totals = training.whole_months(stages)
    length = dict(zip(totals["pathway"], totals["typical_months"], strict=True))
    own = ways.usual(counted[counted["role"] == counted["first_paid_role"]])
    whole: dict[str, list[float]] = {}
    for role, way in zip(own["role"], own["pathway"], strict=True):
        whole.setdefault(role, []).append(length[way])
    months = training.role_first_paid(counted, roles)
    middle = [median(whole[role]) if role in whole else np.nan for role in months["role"]]
    return months.assign(whole_months=middle)


def trains_on(months: pd.DataFrame) -> pd.Series:
    """Whether each role is paid from the first day of a training that then goes on.

    Parameters
    ----------
    months
        As `time_needed` returns.
    """
    return (months["typical_months"] == 0) & (months["whole_months"] > 0)


def leader(pay: pd.DataFrame) -> pd.DataFrame:
    """The best-paid and the worst-paid of the roles, and how often the first pays more.

    Parameters
    ----------
    pay
        One row a role of one area and year, with soc_code and annual percentiles in dollars.

    Returns
    -------
    DataFrame
        One row: role, other (higher and lower median; the order of `pay` decides a tie), pay,
        other_pay, gap (dollars), and low, point, high, the chance that a random job of the first
        pays more than one of the second (NaN where unknown). None where fewer than two lines of
        different occupations have a median.
    """
    known = pay.dropna(subset=["p50_annual"]).drop_duplicates("soc_code")
    if len(known) < 2:
        return pd.DataFrame(columns=LEADER)
    ranked = known.sort_values("p50_annual", ascending=False, kind="stable")
    top, last = ranked.iloc[0], ranked.iloc[-1]
    chance = probability_higher(published_percentiles(top), published_percentiles(last))
    medians = [top["p50_annual"], last["p50_annual"]]
    row = [top["role"], last["role"], *medians, medians[0] - medians[1]]
    return pd.DataFrame([[*row, chance.low, chance.point, chance.high]], columns=LEADER)


def licensing_states(licensure: pd.DataFrame) -> pd.DataFrame:
    """Where each of the licensed roles needs a licence: role and area, one row each.

    A row of `licensure` counts for a role if it is in force and one of its titles is the role's.
    """
    rows = rows_of(licensure[["state", "occupation", "titles", "status"]])
    in_force = [row for row in rows if STATUS.get(row.status) == IN_FORCE]
    found = [
        (role, row.state)
        for role, (occupation, title) in LICENSED.items()
        for row in in_force
        if row.occupation == occupation and re.search(title, row.titles, re.IGNORECASE)
    ]
    return pd.DataFrame(found, columns=["role", "area"])


def changes(pay: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """How pay moved from one vintage to another of the same area.

    Parameters
    ----------
    pay, before
        One row a role, with soc_code, year, p50_annual, mean_annual (dollars of the year itself)
        and mean_rse (percent).

    Returns
    -------
    DataFrame
        The rows of `pay` with before_year, before_pay and change (of the median, a share of
        before_pay); mean_change (a share of the earlier mean), margin (the most by which the means
        would differ by chance alone in nine cases of ten, as such a share, the two samples taken
        as independent) and beyond (whether mean_change is larger; missing where no error is
        published). A role carried by another line in the earlier vintage, or whose median is
        unknown in either, is left out.
    """
    lines, held = (
        [*zip(each["role"].tolist(), each["soc_code"].tolist(), strict=True)]
        for each in (pay, before)
    )
    at = {line: place for place, line in enumerate(held)}
    now = pay[[line in at for line in lines]].reset_index(drop=True)
    then = before.take([at[line] for line in lines if line in at]).reset_index(drop=True)
    ratio = now["mean_annual"] / then["mean_annual"]
    margin = Z_90 * (np.hypot(ratio * now["mean_rse"], then["mean_rse"]) / 100)
    beyond = ((ratio - 1).abs() > margin).astype("boolean").where(margin.notna() & ratio.notna())
    told = now.assign(
        before_year=then["year"],
        before_pay=then["p50_annual"],
        change=now["p50_annual"] / then["p50_annual"] - 1,
        mean_change=ratio - 1,
        margin=margin,
        beyond=beyond,
    )
    return told.dropna(subset=["change"]).reset_index(drop=True)


def price_change(cpi: pd.DataFrame, before: int, year: int) -> float:
    """By how much consumer prices rose from one May to another, as a share; NaN if unknown."""
    index = cpi.set_index("year")["may_index"]
    return float(index.get(year, np.nan) / index.get(before, np.nan) - 1)
