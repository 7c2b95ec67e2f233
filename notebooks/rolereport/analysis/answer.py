"""What the short answer needs beside pay and training: licences and change."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.analysis import training, ways
from rolereport.analysis.credentials import IN_FORCE, STATUS
from rolereport.analysis.distributions import probability_higher, published_percentiles
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
    totals = training.whole_months(stages)[["pathway", "typical_months"]]
    own = counted[counted["role"] == counted["first_paid_role"]]
    whole = ways.usual(own)[["pathway", "role"]].merge(totals, on="pathway")
    months = training.role_first_paid(counted, roles)
    lengths = whole.groupby("role")["typical_months"].median()
    return months.assign(whole_months=months["role"].map(lengths).astype("float64"))


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
    in_force = licensure["status"].map(STATUS) == IN_FORCE
    found = [
        licensure.loc[
            in_force
            & (licensure["occupation"] == occupation)
            & licensure["titles"].str.contains(title, case=False),
            ["state"],
        ].assign(role=role)
        for role, (occupation, title) in LICENSED.items()
    ]
    placed = pd.concat(found, ignore_index=True).rename(columns={"state": "area"})
    return placed[["role", "area"]]


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
    columns = ["year", "p50_annual", "mean_annual", "mean_rse"]
    earlier = before[["role", "soc_code", *columns]].rename(
        columns=dict(zip(columns, ["before_year", "before_pay", "was", "was_rse"], strict=True))
    )
    both = pay.merge(earlier, on=["role", "soc_code"], validate="one_to_one")
    ratio = both["mean_annual"] / both["was"]
    error = np.hypot(ratio * both["mean_rse"], both["was_rse"]) / 100
    moved = both.assign(
        change=both["p50_annual"] / both["before_pay"] - 1,
        mean_change=ratio - 1,
        margin=Z_90 * error,
    )
    beyond = (moved["mean_change"].abs() > moved["margin"]).astype("boolean")
    known = moved["margin"].notna() & moved["mean_change"].notna()
    told = moved.assign(beyond=beyond.where(known)).drop(columns=["was", "was_rse"])
    return told.dropna(subset=["change"]).reset_index(drop=True)


def price_change(cpi: pd.DataFrame, before: int, year: int) -> float:
    """By how much consumer prices rose from one May to another, as a share; NaN if unknown."""
    index = cpi.set_index("year")["may_index"]
    return float(index.get(year, np.nan) / index.get(before, np.nan) - 1)
