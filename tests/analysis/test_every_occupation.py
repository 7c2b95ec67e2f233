"""The control: steps of all occupations, by hand, simulated, and as published."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import every_occupation, trends
from rolereport.data import load

BREAKS = pd.DataFrame(
    [
        [2021, "all", "method", "New method"],
        [2024, "all", "delineation", "New boundaries"],
        [2017, "a", "classification", "Merged"],
    ],
    columns=["year", "roles", "kind", "title"],
)


def wages(pay: np.ndarray, first_year: int = 2012) -> pd.DataFrame:
    """Pay by occupation (rows) and year (columns)."""
    frame = pd.DataFrame(pay, columns=range(first_year, first_year + pay.shape[1]))
    frame["soc_code"] = [f"11-{number:04}" for number in range(len(pay))]
    tall = frame.melt("soc_code", var_name="year", value_name="p50_annual")
    return tall.assign(occupation_group="detailed", year=tall["year"].astype(int))


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    return trends.real(load.wages("national"), load.table("cpi"), 2025)


@pytest.fixture(scope="module")
def control(everyone: pd.DataFrame) -> every_occupation.Control:
    return every_occupation.control(everyone, load.table("breaks"))


class TestSteps:
    def test_from_each_year_to_the_next_only(self) -> None:
        pay = wages(np.array([[10.0, 11.0, np.nan, 12.0, 9.0]]))
        steps = every_occupation.yearly_steps(pay)
        assert steps[["year", "step"]].to_numpy().tolist() == [
            [2013, pytest.approx(0.1)], [2016, pytest.approx(-0.25)],
        ]  # fmt: skip

    def test_groups_and_totals_are_no_occupations(self) -> None:
        pay = wages(np.array([[10.0, 11.0]]))
        twice = pd.concat([pay, pay.assign(occupation_group="major", soc_code="11-0000")])
        assert len(every_occupation.yearly_steps(twice)) == 1

    def test_the_spread_is_the_median_distance_from_the_middle(self) -> None:
        pay = wages(100 * np.array([[1, 1.0], [1, 1.01], [1, 1.02], [1, 1.06], [1, 0.9]]))
        row = every_occupation.spread(every_occupation.yearly_steps(pay)).iloc[0]
        assert row["middle"] == pytest.approx(0.01)
        assert row["spread"] == pytest.approx(0.01)
        assert row["occupations"] == 5


@pytest.fixture(scope="module")
def seen() -> every_occupation.Control:
    draw = np.random.default_rng(6)
    steps = draw.normal(0.01, 0.012, (700, 13))
    pay = 4e4 * np.exp(np.cumsum(steps, axis=1))
    pay[:, 2021 - 2012] *= np.exp(draw.normal(0, 0.05, 700))
    return every_occupation.control(wages(pay), BREAKS)


class TestSimulatedMethod:
    """Pay walks quietly; the estimates of one year carry an error that is gone a year later."""

    def test_the_year_stands_out_and_so_does_the_return(
        self, seen: every_occupation.Control
    ) -> None:
        assert list(seen.broken) == [2021]
        assert seen.unsettled == [2022]
        spread = seen.spreads.set_index("year")["spread"]
        assert spread[2021] / seen.usual > 3
        assert set(seen.settled) == set(spread.index) - {2021, 2022}
        # The median distance of a normal variable from its middle is 0.6745 standard deviations.
        assert seen.usual == pytest.approx(0.6745 * 0.012, rel=0.1)

    def test_the_error_is_taken_back(self, seen: every_occupation.Control) -> None:
        undone = every_occupation.undone(seen.steps).set_index("year")["correlation"]
        assert undone[2022] < -0.6
        assert undone.drop(2022).abs().max() < 0.35

    def test_a_step_is_rare_in_ordinary_years_and_not_in_that_one(
        self, seen: every_occupation.Control
    ) -> None:
        own = pd.DataFrame({"role": ["a"], "year": [2021], "percent": [0.06]})
        row = every_occupation.standing(own, seen.steps, seen.settled).iloc[0]
        assert row["as_far_usually"] < 0.01
        assert row["as_far_then"] > 0.2
        assert row["apart"] == pytest.approx(0.06 - row["middle"])


def test_without_error_no_year_is_unsettled() -> None:
    draw = np.random.default_rng(7)
    pay = 4e4 * np.exp(np.cumsum(draw.normal(0, 0.012, (400, 13)), axis=1))
    assert every_occupation.control(wages(pay), BREAKS).unsettled == []


class TestPublished:
    def test_all_occupations_are_held(self, control: every_occupation.Control) -> None:
        assert control.spreads["occupations"].min() > 650
        assert control.spreads["year"].tolist() == list(range(2003, 2026))

    def test_the_new_method_is_three_times_as_wide(self, control: every_occupation.Control) -> None:
        assert list(control.broken) == [2003, 2021]
        assert control.unsettled == [2022]
        spread = control.spreads.set_index("year")["spread"]
        assert spread[2021] / control.usual == pytest.approx(2.98, abs=0.02)
        assert spread[list(range(2004, 2021))].max() < 1.3 * control.usual

    def test_by_another_way(
        self, everyone: pd.DataFrame, control: every_occupation.Control
    ) -> None:
        held = everyone[everyone["occupation_group"] == "detailed"].set_index("soc_code")
        before, after = (held.loc[held["year"] == year, "p50_annual"] for year in (2020, 2021))
        codes = before.dropna().index.intersection(after.dropna().index)
        steps = np.exp(np.log(after[codes].to_numpy()) - np.log(before[codes].to_numpy())) - 1
        row = control.spreads.set_index("year").loc[2021]
        assert row["occupations"] == len(codes)
        assert row["spread"] == pytest.approx(np.median(np.abs(steps - np.median(steps))))

    def test_much_of_it_was_undone(self, control: every_occupation.Control) -> None:
        undone = every_occupation.undone(control.steps).set_index("year")["correlation"]
        assert undone.idxmin() == 2022
        assert undone[2022] == pytest.approx(-0.41, abs=0.01)
        wide = control.steps.pivot(index="soc_code", columns="year", values="step")
        ranks = wide[[2021, 2022]].dropna().rank().to_numpy()
        assert undone[2022] == pytest.approx(np.corrcoef(ranks.T)[0, 1])


def test_figures_gather_where_three_are_alike() -> None:
    pay = wages(np.array([[10.0, 7.0], [10.0, 7.0], [10.0, 8.0], [20.0, np.nan]]))
    shares = every_occupation.gathered(pay)
    assert shares.to_dict() == {2012: 0.75, 2013: 0.0}


def test_middle_change_is_that_of_the_same_codes() -> None:
    pay = wages(np.array([[10.0, 11.0, 12.0], [10.0, 12.0, 20.0], [10.0, np.nan, 15.0]]))
    spans = pd.DataFrame(
        {"first_year": [2012, 2012], "last_year": [2013, 2014], "percent": [0.15, 0.15]}
    )
    found = every_occupation.middle_change(pay, spans, "p50_annual")
    assert found["middle"].tolist() == pytest.approx([0.15, 0.5])
    assert found["below"].tolist() == pytest.approx([0.5, 0.0])


@given(st.lists(st.floats(-0.2, 0.2), min_size=1, max_size=30), st.floats(-0.2, 0.2))
def test_shares_are_shares_and_fall_with_distance(steps: list[float], own: float) -> None:
    frame = pd.DataFrame({"soc_code": range(len(steps)), "year": 2020, "step": steps})
    roles = pd.DataFrame({"role": "a", "year": 2020, "percent": [own, 2 * own]})
    found = every_occupation.standing(roles, frame, [2020])
    assert found["as_far_then"].between(0, 1).all()
    near, far = found["apart"].abs()
    shares = found["as_far_then"].tolist()
    assert shares[0] >= shares[1] if near <= far else shares[0] <= shares[1]
    assert found["as_far_then"].tolist() == found["as_far_usually"].tolist()


def test_a_year_without_others_is_unknown() -> None:
    roles = pd.DataFrame({"role": ["a"], "year": [1999], "percent": [0.1]})
    steps = pd.DataFrame({"soc_code": ["x"], "year": [2020], "step": [0.1]})
    row = every_occupation.standing(roles, steps, [2020]).iloc[0]
    assert pd.isna(row["as_far_then"]) and pd.isna(row["middle"])


def test_a_broken_year_is_no_measure_of_the_usual() -> None:
    spreads = pd.DataFrame({"year": [2019, 2020, 2021], "spread": [0.01, 0.02, 0.09]})
    assert every_occupation.ordinary(spreads, [2021]) == pytest.approx(0.015)
    assert every_occupation.unsettled(spreads, [2019]) == []
    assert every_occupation.unsettled(spreads, [2019], times=1.5) == [2021]


def test_middle_changes_hold_for_several_measures_and_for_none() -> None:
    pay = pd.DataFrame(
        {"soc_code": ["A", "A", "B", "B"], "occupation_group": "detailed", "year": [2020, 2021] * 2}
    ).assign(p10_annual=[10, 11, 10, 12], p90_annual=[100, 100, 100, 120])
    spans = pd.DataFrame({"first_year": 2020, "last_year": 2021, "percent": [0.15, 0.1]})
    spans = spans.assign(measure=["p90_annual", "p10_annual"])
    found = every_occupation.middle_changes(pay, spans)
    assert found["measure"].tolist() == ["p90_annual", "p10_annual"]
    assert found["middle"].round(6).tolist() == [0.1, 0.15]
    assert every_occupation.middle_changes(pay, spans.head(0)).empty
