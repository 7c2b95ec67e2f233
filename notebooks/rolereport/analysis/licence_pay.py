"""Pay where a licence is in force against pay elsewhere: a comparison, never an effect.

States did not draw lots for their licences. What differs between the two groups of states may be
their prices, their cities or anything else, and another job of the same states, which needs no
such licence, differs by that as well: it is the placebo here.
"""

from __future__ import annotations

from collections.abc import Collection
from statistics import NormalDist

import numpy as np
import pandas as pd

from rolereport.analysis.credentials import IN_FORCE, licence_status
from rolereport.recall import recalled

# Whose licence is curated, under the name that the licence table has for it.
LICENSED_AS = {
    "laboratory-combined": "laboratory",
    "laboratory-technologist": "laboratory",
    "laboratory-technician": "laboratory",
    "medical-assistant": "medical-assistant",
}
# California's law on laboratory staff licenses them too, so they are no placebo.
TOUCHED = {"phlebotomist"}
FEWEST_STATES = 3  # in each group, below which two groups are not compared
COMPARED = [
    "role", "measure", "licensed_states", "other_states", "licensed_median", "other_median",
    "percent", "shift_low", "shift_high", "superiority", "p_value",
]  # fmt: skip
MEASURES = ("nominal", "adjusted", "location_quotient")


def licensed_states(
    areas: pd.DataFrame, licensure: pd.DataFrame, role: str, year: int
) -> list[str]:
    """Postal codes of the states with a licence of `role`; none where none is curated.

    A licence counts if it is in force, or was in May of `year` and has ended on a known day since.
    """
    if role not in LICENSED_AS:
        return []
    status = licence_status(areas[["area", "kind"]], licensure, LICENSED_AS[role])
    rows = licensure[licensure["occupation"] == LICENSED_AS[role]]
    lasted = rows.loc[rows["valid_to"] >= f"{year}-05-31", "state"]
    return status.loc[(status["status"] == IN_FORCE) | status["area"].isin(lasted), "area"].tolist()


def studied(states: pd.DataFrame, licensed: dict[str, list[str]]) -> str | None:
    """The first role of which enough ranked states have a licence, and enough none; or None.

    Parameters
    ----------
    states
        What `places.ranked` returns.
    licensed
        Role to the postal codes of the states with a licence in force.
    """
    ranked = states[states["left_out"] == ""]
    for role, codes in licensed.items():
        inside = ranked.loc[ranked["role"] == role, "area"].isin(codes)
        if min(inside.sum(), (~inside).sum()) >= FEWEST_STATES:
            return role
    return None


def placebo(roles: list[str], role: str) -> str | None:
    """The first of `roles` that the licence of `role` does not concern; None if there is none."""
    return next((each for each in roles if not concerned(each, role) and each not in TOUCHED), None)


def concerned(other: str, role: str) -> bool:
    """Whether the licence of `role` is one of the role `other` as well."""
    return LICENSED_AS.get(other) == LICENSED_AS[role]


def grouped(states: pd.DataFrame, licensed: Collection[str]) -> pd.DataFrame:
    """The ranked states with `group` (licence or none): the figures that are compared."""
    ranked = states[states["left_out"] == ""]
    inside = ranked["area"].isin(list(licensed))
    group = inside.map({True: "licence", False: "none"})
    return ranked.assign(group=group)[["role", "area", "group", *MEASURES]]


def studied_beside(states: pd.DataFrame, role: str | None) -> pd.DataFrame:
    """The rows of `states` whose role can be set beside the licence of `role`: none for None."""
    return states.loc[~states["role"].isin(TOUCHED) & (role is not None)]


@recalled
def compare(
    states: pd.DataFrame, licensed: Collection[str], measures: Collection[str] = MEASURES
) -> pd.DataFrame:
    """The two groups of states side by side, for each role and measure.

    Parameters
    ----------
    states
        What `places.ranked` returns, with the columns `measures`; only ranked places enter.
    licensed
        Postal codes of the states with a licence.
    measures
        nominal and adjusted (dollars), location_quotient (jobs as a share of all jobs of the
        place, the nation being 1), or any other positive number.

    Returns
    -------
    DataFrame
        role, measure, licensed_states, other_states, licensed_median, other_median, percent (how
        much the first median is above the second), shift_low and shift_high (percent: a 90
        percent interval, by Hodges and Lehmann, of the one shift that would make the groups
        alike), superiority (in what share of pairs, one
        state of each group, the licensed state has more; ties count half), p_value (Mann-Whitney,
        two-sided: exact where there are no ties, by the normal approximation otherwise). NaN
        where a group has fewer than three states.
    """
    ranked = states[states["left_out"] == ""]
    inside = ranked["area"].isin(list(licensed)).to_numpy()
    values = {measure: ranked[measure].to_numpy(float) for measure in measures}
    rows = []
    for role in states["role"].unique():
        mine = (ranked["role"] == role).to_numpy()
        for measure, figures in values.items():
            known = mine & ~np.isnan(figures)
            groups = figures[known & inside], figures[known & ~inside]
            rows.append({"role": role, "measure": measure, **_compared(*groups)})
    return pd.DataFrame(rows, columns=COMPARED)


def held_everywhere(
    wages: pd.DataFrame,
    places: Collection[str],
    minimum_employment: float,
    measure: str = "p50_annual",
) -> pd.DataFrame:
    """The rows of `places` and of the occupations that count, as `across_occupations` has them."""
    large = wages[measure].notna() & (wages["employment"] >= minimum_employment)
    here = wages[wages["area"].isin(list(places)) & large]
    codes, occupations = pd.factorize(here["soc_code"])
    count = np.bincount(codes, minlength=len(occupations))
    return here[count[codes] == len(set(places))]


@recalled
def across_occupations(
    wages: pd.DataFrame,
    licensed: Collection[str],
    places: Collection[str],
    minimum_employment: float,
    measure: str = "p50_annual",
) -> pd.DataFrame:
    """The difference between the same two groups of states, for every occupation.

    Parameters
    ----------
    wages
        One row for each area and soc_code of one year.
    licensed
        Postal codes of the states with the licence.
    places
        The states to look at; an occupation counts if all of them have `measure` and at least
        `minimum_employment` jobs in it.

    Returns
    -------
    DataFrame
        soc_code, percent (how much the median over the licensed states is above the median over
        the others), in the order of the codes.
    """
    here = held_everywhere(wages, places, minimum_employment, measure)
    grid = here.pivot(index="soc_code", columns="area", values=measure)
    inside, pay = grid.columns.isin(list(licensed)), grid.to_numpy()
    percent = 100 * (_middles(pay[:, inside]) / _middles(pay[:, ~inside]) - 1)
    return pd.DataFrame({"soc_code": grid.index, "percent": percent})


def _middles(pay: np.ndarray) -> np.ndarray:
    """The median of each row, NaN where there are no columns."""
    return np.median(pay, axis=1) if pay.size else np.full(len(pay), np.nan)


def share_as_large(occupations: pd.DataFrame, percent: float) -> float:
    """The share of the occupations whose difference, up or down, is at least that of `percent`.

    NaN where no occupation is held, or `percent` is NaN.
    """
    if np.isnan(percent):
        return np.nan
    sizes = occupations["percent"].abs()
    # A hair of tolerance, so that an occupation is always as large as itself.
    return float((sizes >= abs(percent) - 1e-9).mean()) if len(sizes) else np.nan


def _compared(ours: np.ndarray, others: np.ndarray) -> dict[str, float]:
    counts = {"licensed_states": len(ours), "other_states": len(others)}
    if min(len(ours), len(others)) < FEWEST_STATES:
        unknown = ["licensed_median", "other_median", "percent", "shift_low", "shift_high"]
        return counts | dict.fromkeys([*unknown, "superiority", "p_value"], np.nan)
    middle, other_middle = np.median(ours), np.median(others)
    low, high = _shift(ours, others)
    from scipy.stats import mannwhitneyu  # takes long to import, and one chapter alone needs it

    tied = len(np.unique([*ours, *others])) < len(ours) + len(others)
    test = mannwhitneyu(ours, others, method="asymptotic" if tied else "exact")
    return counts | {
        "licensed_median": middle,
        "other_median": other_middle,
        "percent": 100 * (middle / other_middle - 1),
        "shift_low": low,
        "shift_high": high,
        "superiority": test.statistic / (len(ours) * len(others)),
        "p_value": test.pvalue,
    }


def _shift(ours: np.ndarray, others: np.ndarray, level: float = 0.9) -> tuple[float, float]:
    ratios = np.sort(np.subtract.outer(np.log(ours), np.log(others)), axis=None)
    n, m = len(ours), len(others)
    # The rank-sum test turned round: the shifts that it would not reject.
    spread = NormalDist().inv_cdf((1 + level) / 2) * np.sqrt(n * m * (n + m + 1) / 12)
    cut = max(int(np.floor(n * m / 2 - spread)), 0)
    low, high = 100 * np.expm1(ratios[[cut, -cut - 1]])
    return float(low), float(high)
