"""Nearness by skills: hand-made ratings, O*NET's own, and properties."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import nearness
from rolereport.data import load

CODES = {"a": "11-0000.00", "b": "22-0000.00", "c": "33-0000.00"}
SMALL = pd.DataFrame(
    {
        "onet_soc_code": list(CODES.values()),
        "skill_x": [1.0, 2.0, 5.0],
        "skill_y": [3.0, 3.0, 1.0],
        "knowledge_z": [2.0, 4.0, 5.0],
        "source_id": "S",
    }
)
TECHNOLOGIST, TECHNICIAN, AIDE, ASSISTANT = (
    "laboratory-technologist", "laboratory-technician", "medication-aide", "medical-assistant",
)  # fmt: skip
rating = st.floats(min_value=1, max_value=5)


@pytest.fixture(scope="module")
def ratings() -> pd.DataFrame:
    return load.table("onet_ratings")


@pytest.fixture(scope="module")
def codes(ratings: pd.DataFrame) -> dict[str, str]:
    known = load.table("onet_job_zones").set_index("role")["onet_soc_code"]
    return nearness.rated_codes([TECHNOLOGIST, TECHNICIAN, AIDE, ASSISTANT], known, ratings)


def test_a_small_example_by_hand() -> None:
    found = nearness.pairs(SMALL, CODES).set_index(["first", "second"])
    assert found.loc[("a", "b"), "near"] == pytest.approx(1 - (1 + 0 + 2) / 3 / 4)
    assert found.loc[("b", "c"), "near"] == pytest.approx(1 - (3 + 2 + 1) / 3 / 4)
    assert found["place"].tolist() == [1, 2, 2]
    assert found["place_back"].tolist() == [1, 2, 1]
    assert found["farther"].tolist() == pytest.approx([2 / 3, 0, 1 / 3])
    assert set(found["others"]) == {2}


def test_medication_aides_are_rated_as_nursing_assistants(codes: dict[str, str]) -> None:
    assert codes[AIDE] == "31-1131.00"
    assert codes[ASSISTANT] == "31-9092.00"


def test_a_soc_code_is_its_own_and_an_unrated_one_is_left_out(ratings: pd.DataFrame) -> None:
    none = pd.Series(dtype="str")
    found = nearness.rated_codes(["47-2111", "29-2010", "laboratory-combined"], none, ratings)
    assert found == {"47-2111": "47-2111.00"}


def test_no_occupation_is_nearer_to_a_technologist_than_a_technician(
    ratings: pd.DataFrame, codes: dict[str, str]
) -> None:
    found = nearness.pairs(ratings, codes).set_index(["first", "second"])
    assert found.loc[(TECHNOLOGIST, TECHNICIAN), ["place", "place_back"]].tolist() == [1, 1]
    assert found.loc[(TECHNOLOGIST, ASSISTANT), "place"] == 134
    assert (found["others"] == 878).all()


def test_ratings_of_one_pair_by_another_method(
    ratings: pd.DataFrame, codes: dict[str, str]
) -> None:
    rated = ratings.set_index("onet_soc_code").drop(columns="source_id").astype(float)
    one, other = rated.loc[codes[TECHNOLOGIST]], rated.loc[codes[ASSISTANT]]
    found = nearness.pairs(ratings, codes).set_index(["first", "second"])
    row = found.loc[(TECHNOLOGIST, ASSISTANT)]
    assert row["near"] == pytest.approx(
        1 - np.mean([abs(a - b) for a, b in zip(one, other, strict=True)]) / 4
    )
    assert row["correlation"] == pytest.approx(one.corr(other))


def test_two_roles_of_one_occupation_are_no_pair(ratings: pd.DataFrame) -> None:
    same = {AIDE: "31-1131.00", "nursing-assistant": "31-1131.00"}
    assert nearness.pairs(ratings, same).empty


@given(st.lists(st.tuples(rating, rating, rating), min_size=3, max_size=8))
def test_places_are_counts_of_nearer_occupations(rows: list[tuple[float, float, float]]) -> None:
    table = pd.DataFrame(rows, columns=["skill_x", "skill_y", "knowledge_z"])
    table["skill_w"], table["skill_v"] = 1.0, 5.0  # a constant row has no correlation
    table.insert(0, "onet_soc_code", [f"{at:02}-0000.00" for at in range(len(table))])
    codes = {"one": "00-0000.00", "two": "01-0000.00"}
    row = nearness.pairs(table, codes).iloc[0]
    values = table.set_index("onet_soc_code")
    apart = (values - values.loc["00-0000.00"]).abs().mean(axis=1)
    assert (
        row["place"] == 1 + (apart.iloc[2:] < apart.iloc[1] - 1e-12).sum()
        or np.isclose(apart.iloc[2:], apart.iloc[1]).any()
    )
    assert 0 <= row["near"] <= 1
    assert 0 <= row["farther"] < 1


def test_the_widest_difference_comes_first() -> None:
    gaps = nearness.differences(SMALL, CODES["a"], CODES["c"])
    assert gaps.index.tolist() == ["skill_x", "knowledge_z", "skill_y"]
    assert gaps.tolist() == [-4, -3, 2]
