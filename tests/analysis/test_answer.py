"""Licences in force, and change from one vintage to the next."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import answer
from rolereport.data import load


def test_licences_in_force_by_role() -> None:
    found = answer.licensing_states(load.table("licensure")).groupby("role")["area"].agg(list)
    ten = ["CA", "FL", "HI", "LA", "MT", "ND", "NV", "NY", "TN", "WV"]
    assert sorted(found["laboratory-technician"]) == ten
    assert sorted(found["laboratory-technologist"]) == sorted([*ten, "PR"])
    assert found["medical-assistant"] == ["WA"]  # South Dakota is uncertain


def test_a_licence_that_ended_is_not_in_force() -> None:
    licensure = load.table("licensure")
    licensure.loc[licensure["state"] == "WA", "status"] = "repealed"
    assert "medical-assistant" not in set(answer.licensing_states(licensure)["role"])


def pay(year: int, **medians: float) -> pd.DataFrame:
    rows = [(role.replace("_", "-"), "31-9092", year, median) for role, median in medians.items()]
    return pd.DataFrame(rows, columns=["role", "soc_code", "year", "p50_annual"])


def test_change_is_a_share_of_the_earlier_median() -> None:
    moved = answer.changes(pay(2025, medical_assistant=45690), pay(2024, medical_assistant=44200))
    assert moved["change"].tolist() == [pytest.approx(1490 / 44200)]
    assert moved[["before_year", "before_pay"]].to_numpy().tolist() == [[2024, 44200]]


def test_what_cannot_be_compared_is_left_out() -> None:
    now, before = pay(2025, a=1.0, b=2.0, c=3.0), pay(2024, a=float("nan"), b=2.0)
    before["soc_code"] = ["31-9092", "31-1131"]
    assert answer.changes(now, before).empty
