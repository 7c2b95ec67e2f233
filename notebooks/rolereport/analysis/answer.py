"""What the short answer needs beside pay and training: licences and change."""

from __future__ import annotations

import pandas as pd

from rolereport.analysis.credentials import IN_FORCE, STATUS

# A state may license technologists and leave technicians alone: its titles tell.
LICENSED = {
    "laboratory-technologist": ("laboratory", r"technologist|scientist"),
    "laboratory-technician": ("laboratory", r"\btechnician"),
    "medical-assistant": ("medical-assistant", r"assistant"),
}


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
    """How medians moved from one vintage to another of the same area.

    Parameters
    ----------
    pay, before
        One row a role, with soc_code, year and p50_annual in dollars of the year itself.

    Returns
    -------
    DataFrame
        The rows of `pay` with before_year, before_pay and change (a share of before_pay). A role
        carried by another line in the earlier vintage, or unknown in either, is left out.
    """
    earlier = before[["role", "soc_code", "year", "p50_annual"]].rename(
        columns={"year": "before_year", "p50_annual": "before_pay"}
    )
    both = pay.merge(earlier, on=["role", "soc_code"], validate="one_to_one")
    change = both["p50_annual"] / both["before_pay"] - 1
    return both.assign(change=change).dropna(subset=["change"]).reset_index(drop=True)
