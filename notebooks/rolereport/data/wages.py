"""Joins OEWS lines with the roles that they carry."""

from __future__ import annotations

import pandas as pd


def of_roles(wages: pd.DataFrame, role_soc: pd.DataFrame, roles: list[str]) -> pd.DataFrame:
    """Rows of `wages` that carry one of `roles`, with columns `role` and `relation` added.

    `role_soc` says which SOC line carries a role from which year to which, and how: `own` line,
    `combined` with another role, or `contains` (the role is inside a larger occupation).
    Roles keep the order asked for; areas and years keep the order of `wages`.
    """
    carried = role_soc[role_soc["role"].isin(roles)]
    joined = wages.merge(
        carried[["role", "soc_code", "first_year", "last_year", "relation"]], on="soc_code"
    )
    in_force = joined["year"].between(
        joined["first_year"].fillna(0), joined["last_year"].fillna(9999)
    )
    order = {role: place for place, role in enumerate(roles)}
    kept = joined[in_force].drop(columns=["first_year", "last_year"])
    return kept.sort_values("role", key=lambda role: role.map(order), kind="stable").reset_index(
        drop=True
    )
