"""How near two occupations are by the skills and the knowledge that they need.

O*NET rates 68 skills and fields of knowledge from 1 (not important) to 5. Two occupations are as
near as their ratings are alike: one less the mean difference, as a share of the four points that a
rating can differ (Gower's measure). Since most jobs are alike in much, the share alone says
little; a place in the order of all occupations says more.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from rolereport.recall import recalled

CODE = "onet_soc_code"
SPAN = 4.0  # points from the least to the greatest rating
DETAIL = ".00"
STAND_INS = {"medication-aide": "nursing-assistant"}  # O*NET rates no medication aides


def rated_codes(roles: list[str], known: pd.Series, ratings: pd.DataFrame) -> dict[str, str]:
    """The O*NET occupation that stands for each of `roles`; roles without one are left out.

    Parameters
    ----------
    roles
        Slugs, or SOC codes such as 47-2111.
    known
        Slug to O*NET code.
    ratings
        The table `onet_ratings`.
    """
    told = {role: known.get(STAND_INS.get(role, role), f"{role}{DETAIL}") for role in roles}
    held = set(ratings[CODE])
    return {role: code for role, code in told.items() if code in held}


@recalled
def pairs(ratings: pd.DataFrame, codes: dict[str, str]) -> pd.DataFrame:
    """How near each two of the roles are, beside all other occupations.

    Parameters
    ----------
    ratings
        One row an occupation: onet_soc_code, and the ratings in columns that begin with skill_
        or knowledge_.
    codes
        Role to O*NET code, as `rated_codes` gives it.

    Returns
    -------
    DataFrame
        One row a pair of roles with different codes: `first`, `second`; `near` (share, 1 is
        alike); `correlation` of the ratings (Pearson); `place` of the second among all
        occupations seen from the first, 1 the nearest, and `place_back` the other way; `others`,
        how many occupations a place is out of; `farther`, the share of all pairs of occupations
        that are farther apart.
    """
    from scipy.spatial.distance import pdist

    values = _ratings(ratings)
    apart, correlated = _matrices(values, list(dict.fromkeys(codes.values())))
    all_pairs = _mean_share(pdist(values, "cityblock"), values)
    rows = [
        {
            "first": first,
            "second": second,
            "near": 1 - apart.at[codes[first], codes[second]],
            "correlation": correlated.at[codes[first], codes[second]],
            "place": _place(apart, codes[first], codes[second]),
            "place_back": _place(apart, codes[second], codes[first]),
            "farther": _farther(all_pairs, apart.at[codes[first], codes[second]]),
        }
        for first, second in combinations(codes, 2)
        if codes[first] != codes[second]
    ]
    columns = ["first", "second", "near", "correlation", "place", "place_back", "farther"]
    return pd.DataFrame(rows, columns=columns).assign(others=len(ratings) - 1)


def differences(ratings: pd.DataFrame, first: str, second: str) -> pd.Series:
    """Rating of `first` less that of `second` (codes), by element; the widest first."""
    values = _ratings(ratings)
    gap = values.loc[first] - values.loc[second]
    return gap.reindex(gap.abs().sort_values(ascending=False, kind="stable").index)


def _ratings(ratings: pd.DataFrame) -> pd.DataFrame:
    return ratings.set_index(CODE).filter(regex=r"^(skill|knowledge)_")


def _matrices(values: pd.DataFrame, codes: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """How far all occupations (rows) are from those of `codes`, and how these are correlated."""
    from scipy.spatial.distance import cdist

    chosen = values.loc[codes]
    apart = _mean_share(cdist(values, chosen, "cityblock"), values)
    correlated = np.corrcoef(chosen.to_numpy()) if len(codes) > 1 else np.ones((len(codes),) * 2)
    return (
        pd.DataFrame(apart, index=values.index, columns=codes),
        pd.DataFrame(correlated, index=codes, columns=codes),
    )


def _mean_share(distances: np.ndarray, values: pd.DataFrame) -> np.ndarray:
    return distances / values.shape[1] / SPAN


def _place(apart: pd.DataFrame, seen_from: str, code: str) -> int:
    nearer = apart[seen_from] < apart.at[code, seen_from]
    return int(nearer.sum() - nearer[seen_from]) + 1


def _farther(all_pairs: np.ndarray, distance: float) -> float:
    return float(1 - np.count_nonzero(all_pairs <= distance) / len(all_pairs))
