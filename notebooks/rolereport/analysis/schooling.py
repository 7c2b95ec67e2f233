"""The schooling that job holders say a new colleague needs, beside what is called typical."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rolereport.analysis.rows import rows_of

# How O*NET names the levels of the employment projections.
SAME_LEVEL = {
    "No formal educational credential": "Less than a high-school diploma",
    "High school diploma or equivalent": "High-school diploma or equivalent",
    "Some college, no degree": "Some college courses",
    "Postsecondary nondegree award": "Postsecondary certificate",
    "Associate's degree": "Associate's degree",
    "Bachelor's degree": "Bachelor's degree",
    "Master's degree": "Master's degree",
    "Doctoral or professional degree": "First professional degree",
}
LEAST = 1.0  # percent; levels named by fewer are left out


def named_levels(answers: pd.DataFrame, assigned: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """The levels of schooling that job holders name, with the level called typical for entry.

    Parameters
    ----------
    answers
        The table `onet_education`.
    assigned
        role, entry_education, as `typical_way.assignments` returns.
    roles
        Which roles, in this order; those that O*NET did not ask are left out.

    Returns
    -------
    DataFrame
        The rows of `answers` named by at least `LEAST` percent, or typical, by role and from the
        lowest level, with typical: True for the level that the projections assign.
    """
    asked = answers[answers["role"].isin(roles)]
    school = {row.role: SAME_LEVEL.get(row.entry_education) for row in rows_of(assigned)}
    levels = zip(asked["role"], asked["level"], strict=True)
    found = asked.assign(typical=[level == school.get(role) for role, level in levels])
    kept = found[(found["share_percent"] >= LEAST) | found["typical"]]
    place = kept["role"].map(roles.index)
    return kept.iloc[np.lexsort([kept["category"], place])].reset_index(drop=True)


def most_named(levels: pd.DataFrame) -> pd.DataFrame:
    """The level that most job holders of each role name: its row of `named_levels`."""
    order = levels.sort_values("share_percent", ascending=False, kind="stable")
    return order.drop_duplicates("role").sort_index()
