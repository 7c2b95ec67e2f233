"""The states of May 2025 as chapter 05 has them, for tests of what is said about them."""

from __future__ import annotations

from functools import cache

import pandas as pd

from rolereport.analysis import licence_pay, places
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles
from rolereport.display.labels import with_labels

LABORATORY, AIDE, ASSISTANT = "laboratory-combined", "medication-aide", "medical-assistant"
ROLES = [LABORATORY, AIDE, ASSISTANT]


@cache
def lines() -> pd.DataFrame:
    """One row for each role and state, set aside or not, with names; copy before changing."""
    wages = of_roles(load.wages("states", 2025), load.table("role_soc"), ROLES)
    complete = places.every_state(wages, load.table("areas"), ROLES, 2025)
    named = load.table("areas")[["area", "title"]].rename(columns={"title": "place"})
    labelled = with_labels(places.set_aside(complete, 100), load.table("roles"))
    return labelled.merge(named, on="area")


@cache
def states() -> pd.DataFrame:
    """The same ranked."""
    called = lines()[["area", "role", "place", "plural", "relation", "line"]]
    ranked = places.ranked(lines(), load.table("regional_price_parities"))
    return ranked.merge(called, on=["area", "role"])


@cache
def nation() -> pd.DataFrame:
    """The national line of each role."""
    pay = of_area(load.wages("national", 2025), load.table("role_soc"), ROLES, "US", 2025)
    return with_labels(pay, load.table("roles"))


def of(role: str) -> pd.DataFrame:
    """The states of one role."""
    return states()[states()["role"] == role]


def nothing(role: str = LABORATORY) -> pd.DataFrame:
    """The states of one role as if nothing were published."""
    figures = ["nominal", "adjusted", "nominal_rank", "adjusted_rank", "rank_change"]
    unknown = dict.fromkeys([*figures, "price_year", "price_index"], float("nan"))
    return of(role).assign(**unknown, left_out=places.NO_MEDIAN)


def names() -> pd.Series:
    """Area to name."""
    return load.table("areas").set_index("area")["title"]


@cache
def licensed() -> dict[str, list[str]]:
    """Role to the states with a licence."""
    licensure, areas = load.table("licensure"), load.table("areas")
    return {role: licence_pay.licensed_states(areas, licensure, role, 2025) for role in ROLES}
