"""Ranks against known answers, against a computation by hand, and against draws of the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from rolereport.analysis import place_ranks, places
from rolereport.data import load
from rolereport.data.wages import of_own_lines, of_roles

LABORATORY, ASSISTANT = "laboratory-combined", "medical-assistant"


def ranks_of(before: list[float], after: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"role": "x", "nominal_rank": before, "adjusted_rank": after})


@pytest.fixture(scope="module")
def states() -> pd.DataFrame:
    roles = [LABORATORY, ASSISTANT]
    wages = of_roles(load.wages("states", 2025), load.table("role_soc"), roles)
    complete = places.every_state(wages, load.table("areas"), roles, 2025)
    return places.ranked(places.set_aside(complete, 100), load.table("regional_price_parities"))


class TestAgreement:
    def test_by_the_formula_of_spearman(self, states: pd.DataFrame) -> None:
        found = place_ranks.agreement(states).set_index("role")
        for role in (LABORATORY, ASSISTANT):
            ranked = states[states["role"] == role].dropna(subset=["adjusted_rank"])
            squares = (ranked["rank_change"] ** 2).sum()
            count = len(ranked)
            by_hand = 1 - 6 * squares / (count * (count**2 - 1))
            assert found.loc[role, "spearman"] == pytest.approx(by_hand)
            assert found.loc[role, "places"] == 51

    def test_the_same_and_the_reversed_order(self) -> None:
        same = place_ranks.agreement(ranks_of([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).iloc[0]
        assert same["spearman"] == pytest.approx(1)
        assert same["largest_move"] == 0
        back = place_ranks.agreement(ranks_of([1, 2, 3, 4, 5], [5, 4, 3, 2, 1])).iloc[0]
        assert back["spearman"] == pytest.approx(-1)
        assert (back["median_move"], back["largest_move"]) == (2, 4)

    @pytest.mark.parametrize(
        ("before", "after"), [([], []), ([1, 2, 3], [2, 1, 3]), ([1] * 5, [1, 2, 3, 4, 5])]
    )
    def test_too_little_to_correlate(self, before: list[float], after: list[float]) -> None:
        found = place_ranks.agreement(ranks_of([*before, np.nan], [*after, 1]))
        assert found["spearman"].isna().all()
        assert found["places"].tolist() == [len(before)]


class TestOverYears:
    def test_only_places_in_both_are_ranked_and_anew(self) -> None:
        earlier = pd.DataFrame({"role": "x", "area": list("ABCD"), "nominal_rank": [1, 2, 3, 4]})
        later = pd.DataFrame({"role": "x", "area": list("ACDE"), "nominal_rank": [3, 1, 2, 4]})
        moves = place_ranks.over_years(earlier, later, "nominal_rank").set_index("area")
        assert moves["earlier_rank"].to_dict() == {"A": 1, "C": 2, "D": 3}
        assert moves["later_rank"].to_dict() == {"A": 3, "C": 1, "D": 2}
        assert moves["rank_change"].to_dict() == {"A": -2, "C": 1, "D": 1}

    def test_a_role_in_one_vintage_only_has_no_moves(self, states: pd.DataFrame) -> None:
        assert place_ranks.over_years(states.head(0), states, "nominal_rank").empty
        unranked = states.assign(nominal_rank=float("nan"))
        for pair in [(unranked, unranked), (states, unranked), (unranked, states)]:
            assert place_ranks.over_years(*pair, "nominal_rank").empty


class TestPriceResponse:
    @given(
        slope=st.floats(-2, 3),
        level=st.floats(20_000, 90_000),
        index=st.lists(st.integers(80, 120), min_size=10, max_size=20, unique=True),
    )
    def test_finds_the_line_that_made_the_pay(
        self, slope: float, level: float, index: list[int]
    ) -> None:
        prices = np.array(index, dtype=float)
        made = pd.DataFrame(
            {"role": "x", "price_index": prices, "nominal": level * (prices / 100) ** slope}
        )
        found = place_ranks.price_response(made.assign(left_out="")).iloc[0]
        assert found["slope"] == pytest.approx(slope, abs=1e-6)
        assert found["at_nation"] == pytest.approx(level)

    def test_by_least_squares_of_numpy(self, states: pd.DataFrame) -> None:
        found = place_ranks.price_response(states).set_index("role").loc[LABORATORY]
        kept = states[(states["role"] == LABORATORY) & (states["left_out"] == "")]
        x, y = np.log(kept["price_index"] / 100), np.log(kept["nominal"])
        design = np.column_stack([x, np.ones(len(x))])
        (slope, intercept), residual, *_ = np.linalg.lstsq(design, y, rcond=None)
        error = np.sqrt(residual[0] / (len(x) - 2) / ((x - x.mean()) ** 2).sum())
        assert found["slope"] == pytest.approx(slope)
        assert found["at_nation"] == pytest.approx(np.exp(intercept))
        # 1.677: the 95th percentile of Student's t with 49 degrees of freedom, from its table.
        assert found["slope_high"] - slope == pytest.approx(1.677 * error, rel=1e-3)

    @pytest.mark.parametrize("index", [[], list(range(90, 99)), [100.0] * 10])
    def test_too_little_for_a_line(self, index: list[float]) -> None:
        made = pd.DataFrame({"role": "x", "price_index": [*index, 95.0], "nominal": 40_000.0})
        made["left_out"] = [""] * len(index) + ["no"]
        found = place_ranks.price_response(made).iloc[0]
        assert found["places"] == len(index)
        assert np.isnan(found["slope"])
        assert np.isnan(found["at_nation"])


def mean_ranks(mean: NDArray[np.float64], rse: NDArray[np.float64]) -> pd.DataFrame:
    areas = [f"A{number:02}" for number in range(len(mean))]
    frame = pd.DataFrame({"role": "x", "area": areas, "mean_annual": mean, "mean_rse": rse})
    return place_ranks.mean_ranks(frame).set_index("area").loc[areas]


class TestMeanRanks:
    def test_the_joint_interval_of_51_states_is_that_of_the_paper(self) -> None:
        # Klein, Wright and Wieczorek: about 3.081 standard errors for 51 states at 90 percent.
        found = mean_ranks(np.full(51, 50_000.0), np.full(51, 1.0))
        assert found["margin"].iloc[0] / 500 == pytest.approx(3.081, abs=5e-4)

    def test_by_hand(self) -> None:
        # Two places, 90 percent jointly: 1.949 standard errors each (the table of the normal).
        apart = mean_ranks(np.array([50_000.0, 40_000.0]), np.array([5.0, 5.0]))
        assert apart["best_rank"].tolist() == [1, 2]
        assert apart["worst_rank"].tolist() == [1, 2]
        alike = mean_ranks(np.array([50_000.0, 41_500.0]), np.array([5.0, 5.0]))
        assert alike["best_rank"].tolist() == [1, 1]
        assert alike["worst_rank"].tolist() == [2, 2]

    @given(
        st.lists(st.tuples(st.floats(20_000, 90_000), st.floats(0.1, 8)), min_size=1, max_size=15)
    )
    def test_the_published_rank_lies_within_its_range(
        self, drawn: list[tuple[float, float]]
    ) -> None:
        found = mean_ranks(*np.array(drawn).T)
        assert (found["best_rank"] <= found["rank"]).all()
        assert (found["rank"] <= found["worst_rank"]).all()
        assert found["worst_rank"].max() <= len(drawn)

    def test_the_true_ranks_lie_within_the_ranges_as_often_as_promised(self) -> None:
        random = np.random.default_rng(20250501)
        truth, rse = np.linspace(40_000, 48_000, 12), 2.0
        ranks = len(truth) - np.arange(len(truth))
        held = 0
        for _ in range(400):
            drawn = truth * (1 + random.normal(0, rse / 100, len(truth)))
            found = mean_ranks(drawn, 100 * (rse / 100 * truth) / drawn)
            held += ((found["best_rank"] <= ranks) & (ranks <= found["worst_rank"])).all()
        assert held / 400 > 0.87

    def test_known_answers_of_may_2015(self) -> None:
        table = load.table("role_soc")
        wages = of_own_lines(load.wages("states", 2015), table, [LABORATORY, ASSISTANT])
        assert set(wages["role"]) == {"laboratory-technician", "laboratory-technologist", ASSISTANT}
        ranks = place_ranks.mean_ranks(wages)
        told = place_ranks.certainty(ranks).set_index("role")
        assert told.loc[ASSISTANT, "first_area"] == "DC"
        assert told.loc[ASSISTANT, "first_worst"] == 6
        assert told.loc["laboratory-technologist", "first_area"] == "CA"
        assert told["places"].tolist() == [51, 51, 51]
        # Each pair is told apart by its two intervals, asked for one by one.
        mine = ranks[ranks["role"] == ASSISTANT]
        low, high = mine["mean"] - mine["margin"], mine["mean"] + mine["margin"]
        above = [int((low > top).sum()) + 1 for top in high]
        assert mine["best_rank"].tolist() == above

    def test_places_without_an_error_take_no_part(self) -> None:
        frame = pd.DataFrame(
            {"role": "x", "area": ["A", "B"], "mean_annual": [1.0, 2.0], "mean_rse": [1.0, np.nan]}
        )
        assert place_ranks.mean_ranks(frame)["area"].tolist() == ["A"]
        assert place_ranks.mean_ranks(frame.assign(mean_rse=np.nan)).empty
        assert place_ranks.mean_ranks(frame.head(0)).empty
        assert place_ranks.certainty(place_ranks.mean_ranks(frame.head(0))).empty
