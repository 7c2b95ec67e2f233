"""Two groups of states: known answers, an independent count, and a placebo over occupations."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import licence_pay, places
from rolereport.data import load
from rolereport.data.wages import of_roles

LABORATORY, ASSISTANT = "laboratory-combined", "medical-assistant"
LICENSED = ["CA", "FL", "HI", "LA", "MT", "ND", "NV", "NY", "TN", "WV"]


@pytest.fixture(scope="module")
def states() -> pd.DataFrame:
    roles = [LABORATORY, ASSISTANT]
    wages = of_roles(load.wages("states", 2025), load.table("role_soc"), roles)
    complete = places.every_state(wages, load.table("areas"), roles, 2025)
    return places.ranked(places.set_aside(complete, 100), load.table("regional_price_parities"))


def made(ours: Sequence[float], others: Sequence[float]) -> tuple[pd.DataFrame, list[str]]:
    areas = [f"A{number}" for number in range(len(ours) + len(others))]
    frame = pd.DataFrame({"role": "x", "area": areas, "nominal": [*ours, *others], "left_out": ""})
    return frame, areas[: len(ours)]


def compared(ours: Sequence[float], others: Sequence[float]) -> pd.Series:
    return licence_pay.compare(*made(ours, others), ["nominal"]).iloc[0]


class TestLicensedStates:
    def states_of(self, role: str, year: int = 2025) -> list[str]:
        return licence_pay.licensed_states(load.table("areas"), load.table("licensure"), role, year)

    def test_ten_states_and_puerto_rico_license_laboratory_staff(self) -> None:
        assert sorted(self.states_of(LABORATORY)) == sorted([*LICENSED, "PR"])

    def test_rhode_island_still_did_in_may_2015(self) -> None:
        assert set(self.states_of(LABORATORY, 2015)) - set(self.states_of(LABORATORY)) == {"RI"}

    def test_washington_alone_licenses_assistants_and_south_dakota_is_not_counted(self) -> None:
        assert self.states_of(ASSISTANT) == ["WA"]

    def test_nothing_is_curated_for_electricians(self) -> None:
        assert self.states_of("47-2111") == []

    def test_the_first_role_licensed_in_three_ranked_states_is_studied(
        self, states: pd.DataFrame
    ) -> None:
        licensed = {ASSISTANT: ["WA"], LABORATORY: LICENSED}
        assert licence_pay.studied(states, licensed) == LABORATORY
        assert licence_pay.studied(states, {ASSISTANT: ["WA"], "47-2111": []}) is None
        few = states.assign(
            left_out=states["left_out"].mask(states["area"].isin(LICENSED[2:]), "x")
        )
        assert licence_pay.studied(few, licensed) is None
        assert licence_pay.studied(states.assign(left_out="no price index"), licensed) is None

    def test_a_phlebotomist_is_no_placebo_for_the_laboratory(self) -> None:
        roles = [LABORATORY, "laboratory-technician", "phlebotomist", ASSISTANT]
        assert licence_pay.placebo(roles, LABORATORY) == ASSISTANT
        assert licence_pay.placebo(roles[:3], LABORATORY) is None


class TestCompare:
    def test_known_answers_of_may_2025(self, states: pd.DataFrame) -> None:
        found = licence_pay.compare(states, LICENSED).set_index(["role", "measure"])
        laboratory = found.loc[(LABORATORY, "nominal")]
        assert (laboratory["licensed_states"], laboratory["other_states"]) == (10, 41)
        assert laboratory["licensed_median"] == 62_375  # of West Virginia 61,810 and 62,940
        assert laboratory["other_median"] == 61_260
        assert found.loc[(ASSISTANT, "nominal"), "licensed_median"] == 45_590
        assert found["p_value"].between(0.05, 1).all()

    def test_p_is_the_share_of_all_deals(self) -> None:
        ours, others = [7.0, 9.0, 12.0], [1.0, 3.0, 4.0, 8.0]
        pooled = [*ours, *others]
        middle = len(ours) * len(others) / 2

        def above(chosen: tuple[int, ...]) -> float:
            rest = [value for at, value in enumerate(pooled) if at not in chosen]
            return sum(pooled[at] > other for at in chosen for other in rest)

        deals = list(itertools.combinations(range(len(pooled)), len(ours)))
        extreme = abs(above((0, 1, 2)) - middle)
        share = sum(abs(above(each) - middle) >= extreme for each in deals) / len(deals)
        found = compared(ours, others)
        assert found["p_value"] == pytest.approx(share)
        assert found["superiority"] == pytest.approx(above((0, 1, 2)) / 12)

    @given(
        st.lists(st.integers(1, 99), min_size=3, max_size=8),
        st.lists(st.integers(1, 99), min_size=3, max_size=8),
    )
    def test_changing_sides_turns_the_answer_round(
        self, ours: list[int], others: list[int]
    ) -> None:
        one, two = compared(ours, others), compared(others, ours)
        assert one["superiority"] == pytest.approx(1 - two["superiority"])
        assert one["p_value"] == pytest.approx(two["p_value"])
        assert (1 + one["shift_low"] / 100) * (1 + two["shift_high"] / 100) == pytest.approx(1)

    def test_the_interval_holds_the_true_shift_as_often_as_promised(self) -> None:
        random = np.random.default_rng(7)
        held = 0
        for _ in range(400):
            others = np.exp(random.normal(11, 0.1, 41))
            ours = 1.08 * np.exp(random.normal(11, 0.1, 10))
            found = compared(list(ours), list(others))
            held += found["shift_low"] <= 8 <= found["shift_high"]
        assert 0.85 < held / 400 < 0.95

    def test_the_interval_is_made_of_the_shifts_that_the_test_does_not_reject(
        self, states: pd.DataFrame
    ) -> None:
        found = licence_pay.compare(states, LICENSED, ["nominal"]).iloc[0]
        mine = states[(states["role"] == LABORATORY) & (states["left_out"] == "")]
        inside = mine["area"].isin(LICENSED)
        for edge, step in (("shift_low", 0.01), ("shift_high", -0.01)):
            for outside, rejected in ((-step, True), (step, False)):
                by = 1 + (found[edge] + outside) / 100
                shifted = mine.assign(nominal=mine["nominal"].where(~inside, mine["nominal"] / by))
                again = licence_pay.compare(shifted, LICENSED, ["nominal"]).iloc[0]
                assert (again["p_value"] < 0.1) == rejected

    def test_too_few_states_are_not_compared(self) -> None:
        found = compared([5.0, 6.0], [1.0, 2.0, 3.0, 4.0])
        assert found["licensed_states"] == 2
        assert found.drop(["role", "measure", "licensed_states", "other_states"]).isna().all()

    def test_ties_are_counted_half(self) -> None:
        found = compared([5.0, 5.0, 5.0], [5.0, 5.0, 5.0])
        assert (found["superiority"], found["p_value"], found["percent"]) == (0.5, 1, 0)

    def test_unranked_states_and_no_states_do_not_enter(self, states: pd.DataFrame) -> None:
        assert "PR" not in set(licence_pay.grouped(states, LICENSED)["area"])
        assert licence_pay.compare(states.head(0), LICENSED).empty
        assert licence_pay.studied_beside(states, None).empty
        assert len(licence_pay.studied_beside(states, LABORATORY)) == len(states)


class TestAcrossOccupations:
    @pytest.fixture
    def wages(self) -> pd.DataFrame:
        areas = [f"A{number}" for number in range(6)]
        rows = [
            {"area": area, "soc_code": code, "employment": jobs, "p50_annual": pay}
            for code, pays, jobs in (
                ("11-0001", [110, 110, 110, 100, 100, 100], 500),
                ("11-0002", [90, 90, 90, 100, 100, 100], 500),
                ("11-0003", [200, 200, 200, 100, 100, 100], 50),
                ("11-0004", [100, 100, 100, 100, 100, np.nan], 500),
            )
            for area, pay in zip(areas, pays, strict=True)
        ]
        return pd.DataFrame(rows)

    def test_only_occupations_that_all_places_have_in_number(self, wages: pd.DataFrame) -> None:
        areas = [f"A{number}" for number in range(6)]
        found = licence_pay.across_occupations(wages, areas[:3], areas, 100)
        assert found["soc_code"].tolist() == ["11-0001", "11-0002"]
        assert found["percent"].tolist() == pytest.approx([10, -10])
        assert licence_pay.share_as_large(found, 10.0) == 1
        assert licence_pay.share_as_large(found, -10.01) == 0
        assert np.isnan(licence_pay.share_as_large(found, float("nan")))

    def test_a_place_without_any_line_leaves_none(self, wages: pd.DataFrame) -> None:
        areas = [f"A{number}" for number in range(7)]
        found = licence_pay.across_occupations(wages, areas[:3], areas, 100)
        assert found.empty
        assert np.isnan(licence_pay.share_as_large(found, 1.0))

    def test_the_role_is_one_of_the_occupations(self, states: pd.DataFrame) -> None:
        ranked = states[(states["role"] == LABORATORY) & (states["left_out"] == "")]["area"]
        found = licence_pay.across_occupations(
            load.wages("states", 2025), LICENSED, ranked, 100
        ).set_index("soc_code")["percent"]
        own = licence_pay.compare(states, LICENSED, ["nominal"]).set_index("role")["percent"]
        assert found["29-2010"] == pytest.approx(own[LABORATORY])
        assert found["31-9092"] == pytest.approx(own[ASSISTANT])
        assert len(found) > 100
