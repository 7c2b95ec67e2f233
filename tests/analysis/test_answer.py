"""Time to first pay, who leads, licences in force, and change from one vintage to the next."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import answer, names
from rolereport.data import load

NAN = float("nan")


def test_licences_in_force_by_role() -> None:
    found = answer.licensing_states(load.table("licensure")).groupby("role")["area"].agg(list)
    ten = ["CA", "FL", "HI", "LA", "MT", "ND", "NV", "NY", "TN", "WV"]
    assert sorted(found["laboratory-technician"]) == ten
    assert sorted(found["laboratory-technologist"]) == sorted([*ten, "PR"])
    assert found["medical-assistant"] == ["WA"]


def test_a_licence_that_ended_is_not_in_force() -> None:
    licensure = load.table("licensure")
    licensure.loc[licensure["state"] == "WA", "status"] = "repealed"
    assert "medical-assistant" not in set(answer.licensing_states(licensure)["role"])


def pay(year: int, mean: float = 50000, rse: float = 0.5, **medians: float) -> pd.DataFrame:
    rows = [
        (role.replace("_", "-"), "31-9092", year, median, mean, rse)
        for role, median in medians.items()
    ]
    columns = ["role", "soc_code", "year", "p50_annual", "mean_annual", "mean_rse"]
    return pd.DataFrame(rows, columns=columns)


def test_change_is_a_share_of_the_earlier_median() -> None:
    moved = answer.changes(pay(2025, medical_assistant=45690), pay(2024, medical_assistant=44200))
    assert moved["change"].tolist() == [pytest.approx(1490 / 44200)]
    assert moved[["before_year", "before_pay"]].to_numpy().tolist() == [[2024, 44200]]


def test_what_cannot_be_compared_is_left_out() -> None:
    now, before = pay(2025, a=1.0, b=2.0, c=3.0), pay(2024, a=float("nan"), b=2.0)
    before["soc_code"] = ["31-9092", "31-1131"]
    assert answer.changes(now, before).empty


@pytest.mark.parametrize(
    ("now", "before", "beyond"),
    [((51000, 0.5), (50000, 0.5), True), ((50500, 0.5), (50000, 0.5), False)],
)
def test_a_change_of_the_mean_is_held_against_its_error(
    now: tuple[float, float], before: tuple[float, float], beyond: bool
) -> None:
    later, earlier = pay(2025, *now, a=1.0), pay(2024, *before, a=1.0)
    row = answer.changes(later, earlier).iloc[0]
    assert row["beyond"] == beyond
    # The difference of two independent estimates, by hand: its variance is the sum of theirs.
    error = 1.645 * ((now[0] * now[1] / 100) ** 2 + (before[0] * before[1] / 100) ** 2) ** 0.5
    assert row["margin"] == pytest.approx(error / before[0])


def test_chance_alone_exceeds_the_margin_in_one_case_of_ten() -> None:
    draws = np.random.default_rng(7).normal(50000, 250, (2, 20000))
    several = [pd.DataFrame({"role": range(20000), "soc_code": "x", "year": year, "p50_annual": 1.0,
                             "mean_annual": drawn, "mean_rse": 0.5})
               for year, drawn in zip([2025, 2024], draws, strict=True)]  # fmt: skip
    beyond = answer.changes(*several)["beyond"].mean()
    assert beyond == pytest.approx(0.1, abs=0.01)


def test_without_an_error_chance_stays_unknown() -> None:
    moved = answer.changes(pay(2025, rse=float("nan"), a=2.0), pay(2024, a=1.0))
    assert moved["beyond"].isna().tolist() == [True]
    assert moved["change"].tolist() == [1.0]


def test_prices_of_two_mays() -> None:
    cpi = load.table("cpi")
    index = cpi.set_index("year")["may_index"]
    assert answer.price_change(cpi, 2024, 2025) == pytest.approx(index[2025] / index[2024] - 1)
    assert np.isnan(answer.price_change(cpi, 1800, 2025))


def percentiles(role: str, soc_code: str, *five: float) -> dict[str, object]:
    names = [f"p{p}_annual" for p in (10, 25, 50, 75, 90)]
    return {"role": role, "soc_code": soc_code, **dict(zip(names, five, strict=True))}


LOW, HIGH = (10.0, 20.0, 30.0, 40.0, 50.0), (60.0, 70.0, 80.0, 90.0, 100.0)


def test_the_leader_is_the_better_paid_whatever_the_order() -> None:
    rows = [percentiles("a", "1", *LOW), percentiles("b", "2", *HIGH)]
    for both in (rows, rows[::-1]):
        (row,) = answer.leader(pd.DataFrame(both)).to_dict("records")
        assert (row["role"], row["other"], row["gap"]) == ("b", "a", 50)
        assert 0.8 <= row["low"] <= row["point"] <= row["high"] <= 1


def test_two_roles_on_one_line_have_no_leader() -> None:
    shared = pd.DataFrame([percentiles("a", "1", *LOW), percentiles("b", "1", *LOW)])
    assert answer.leader(shared).empty
    missing = pd.DataFrame([percentiles("a", "1", *LOW), percentiles("b", "2", *[NAN] * 5)])
    assert answer.leader(missing).empty


def test_a_median_alone_leads_without_a_known_chance() -> None:
    alone = pd.DataFrame(
        [percentiles("a", "1", *LOW), percentiles("b", "2", NAN, NAN, 80, NAN, NAN)]
    )
    (row,) = answer.leader(alone).to_dict("records")
    assert row["role"] == "b" and np.isnan(row["point"])


def test_time_needed_adds_the_whole_length_of_the_usual_ways() -> None:
    stages, pathways = load.table("stages"), load.table("pathways")
    found = answer.time_needed(stages, pathways, [], list(names.JOBS)).set_index("role")
    ways = pathways[pathways["role"].eq("laboratory-technologist") & pathways["state"].eq("")]
    own = ways[ways["role"] == ways["first_paid_role"]]
    usual = own[own["usual_entry"] == "yes"]
    counted = stages[(stages["counted"] == "yes") & stages["pathway"].isin(usual["pathway"])]
    by_hand = counted.groupby("pathway")["typical_months"].sum().median()
    assert found["whole_months"]["laboratory-technologist"] == by_hand == 49
    assert (found["whole_months"] >= found["typical_months"]).all()
