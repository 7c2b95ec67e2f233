"""Lists of places: the ends of a ranking add up, neighbours are found, averages weigh jobs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import place_lists


def ranking(count: int, unranked: int = 0) -> pd.DataFrame:
    ranks = [*map(float, range(1, count + 1)), *[np.nan] * unranked]
    areas = [f"A{number}" for number in range(len(ranks))]
    frame = pd.DataFrame({"area": areas, "place": areas, "rank": ranks, "left_out": ""})
    return frame.assign(nominal=1.0, adjusted=1.0)


class TestEnds:
    def test_first_last_and_the_number_between(self) -> None:
        shown = place_lists.ends(ranking(10, 2), "rank", 2)
        assert shown["place"].tolist() == ["A0", "A1", "6 more", "A8", "A9"]
        assert shown["area"].tolist()[2] == ""

    def test_a_place_always_wanted_stands_where_it_ranks(self) -> None:
        shown = place_lists.ends(ranking(10, 2), "rank", 2, "A4", "A11")
        assert shown["place"].tolist() == [
            "A0", "A1", "2 more", "A4", "3 more", "A8", "A9", "A11",
        ]  # fmt: skip

    @given(st.integers(1, 30), st.integers(0, 4), st.integers(1, 6), st.integers(0, 35))
    def test_nothing_is_lost_or_told_twice(
        self, count: int, unranked: int, ends: int, wanted: int
    ) -> None:
        rows = ranking(count, unranked)
        shown = place_lists.ends(rows.sample(frac=1, random_state=1), "rank", ends, f"A{wanted}")
        remarks = shown[shown["area"] == ""]["place"].str.removesuffix(" more").astype(int).sum()
        own = count <= wanted < count + unranked
        assert remarks + (shown["area"] != "").sum() == count + own
        assert shown["rank"].dropna().is_monotonic_increasing
        if count <= 2 * ends:
            assert remarks == 0


def test_neighbours_lie_in_one_of_the_states_in_part_or_wholly() -> None:
    rows = pd.DataFrame({"area": ["1", "2", "3"], "states": ["TX", "TX; AR", "OK"]})
    assert place_lists.near(rows, ["TX"])["area"].tolist() == ["1", "2"]
    assert place_lists.near(rows, ["AR", "OK"])["area"].tolist() == ["2", "3"]
    assert place_lists.near(rows, []) is rows
    assert place_lists.near(rows, ["WY"]).empty


def test_an_area_counts_by_its_jobs() -> None:
    rows = pd.DataFrame(
        [["a", "1", 30.0, 300.0], ["a", "2", 60.0, 100.0], ["a", "3", 20.0, 50.0],
         ["a", "4", np.nan, 50.0], ["a", "5", 99.0, np.nan], ["b", "1", 10.0, 5.0]],
        columns=["role", "area", "nominal", "employment"],
    )  # fmt: skip
    kinds = pd.Series({"1": "metro", "2": "metro", "3": "nonmetro", "4": "metro", "5": "nonmetro"})
    found = place_lists.in_town_and_country(rows, kinds).set_index("role")
    assert found.loc["a", ["metro", "nonmetro"]].tolist() == pytest.approx([37.5, 20.0])
    assert found.loc["a", ["metro_areas", "nonmetro_areas"]].tolist() == [2, 1]
    assert np.isnan(found.loc["b", "nonmetro"])


def test_one_row_a_place_with_the_reasons_of_every_role() -> None:
    states = pd.DataFrame(
        [["Ohio", "a", 10.0, 1.0, 2.0, 91.0, ""], ["Ohio", "b", 20.0, 3.0, np.nan, 91.0, "few"],
         ["Guam", "a", np.nan, np.nan, np.nan, np.nan, "none"],
         ["Guam", "b", np.nan, np.nan, np.nan, np.nan, "none"]],
        columns=["place", "role", "employment", "nominal", "adjusted", "price_index", "left_out"],
    )  # fmt: skip
    wide = place_lists.side_by_side(states, {"a": "As", "b": "Bs"}).set_index("place")
    assert wide.index.tolist() == ["Guam", "Ohio"]
    assert wide["remark"].to_dict() == {"Guam": "As: none; Bs: none", "Ohio": "Bs: few"}
    assert wide.loc["Ohio", ["a employment", "b nominal", "a adjusted"]].tolist() == [10, 3, 2]
    assert wide["price_index"].to_dict() == pytest.approx({"Guam": np.nan, "Ohio": 91}, nan_ok=True)
