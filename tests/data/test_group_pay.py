"""Percentiles of groups of salaries: what they are, and that none of them shows a salary."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolereport.data.intake.disclosure import rounded_ends
from rolereport.data.intake.group_pay import summary

POINTS = (10, 25, 50, 75, 90)


def people(pay: list[float], area: str = "", role: str = "medical-assistant") -> pd.DataFrame:
    return pd.DataFrame({"role": role, "area": area, "annual": pay})


def spread(count: int, start: float = 40_000, step: float = 100) -> list[float]:
    return [start + step * number for number in range(count)]


def shown(*groups: pd.DataFrame, smallest: int = 10) -> dict[str, str]:
    found = summary(pd.concat(groups), smallest)
    return dict(zip(found["area"], found["hidden"], strict=True))


def test_percentiles_are_those_of_the_salaries() -> None:
    found = summary(people([1_000.0 * number for number in range(1, 102)])).iloc[0]
    assert [found[f"p{point}"] for point in POINTS] == [11e3, 26e3, 51e3, 76e3, 91e3]
    assert found["p50_low"] < 51_000 < found["p50_high"]


def test_pay_is_rounded_as_published_and_intervals_outwards() -> None:
    found = summary(people(spread(20, 40_004, 101))).iloc[0]
    assert found["p50"] == 40_960  # the middle of 40,913 and 41,014
    assert found["p50_low"] % 100 == 0 and found["p50_high"] % 100 == 0
    assert found["p50_low"] <= 40_913 and found["p50_high"] >= 41_014


@pytest.mark.parametrize(
    ("count", "known"), [(10, [50]), (19, [50]), (20, [25, 50, 75]), (50, [10, 25, 50, 75, 90])]
)
def test_a_percentile_has_five_people_on_either_side(count: int, known: list[int]) -> None:
    found = summary(people(spread(count))).iloc[0]
    assert [point for point in POINTS if not np.isnan(found[f"p{point}"])] == known


def test_an_interval_that_ends_at_the_last_two_people_is_not_shown() -> None:
    pay = np.array(spread(20))
    assert rounded_ends(pay, 40_200, 41_000) == (40_200, 41_000)
    assert rounded_ends(pay, 40_250, 41_050) == (40_200, 41_100)
    assert np.isnan(rounded_ends(pay, 40_199, 41_000)).all()
    assert np.isnan(rounded_ends(pay, 41_000, 41_701)).all()


def test_groups_of_a_few_are_not_even_counted() -> None:
    found = summary(people(spread(9))).iloc[0]
    assert (found["hidden"], np.isnan(found["people"])) == ("few", True)
    assert summary(people(spread(9)), smallest=9).iloc[0]["people"] == 9


def test_a_group_that_would_show_a_salary_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 5"):
        summary(people(spread(9)), smallest=4)


def test_all_areas_less_those_shown_tell_nothing_of_a_few() -> None:
    texas, few, others = people(spread(30), "TX"), people(spread(4), "CA"), people(spread(6))
    assert shown(texas, few) == {"": "rest", "CA": "few", "TX": ""}
    assert shown(texas, few, others) == {"": "", "CA": "few", "TX": ""}
    assert shown(texas, others) == {"": "rest", "TX": ""}
    assert shown(texas, people(spread(12), "CA")) == {"": "", "CA": "", "TX": ""}


def test_people_paid_alike_are_not_shown_nor_told_by_difference() -> None:
    texas, same = people(spread(30), "TX"), people([41_000.0] * 30, "CA")
    assert shown(texas, same) == {"": "rest", "CA": "alike", "TX": ""}
    assert shown(people([41_000.0] * 18 + spread(2))) == {"": ""}
    assert shown(people([41_000.0] * 19 + spread(1))) == {"": "alike"}


def test_one_area_is_told_once() -> None:
    assert shown(people(spread(12), "TX")) == {"TX": ""}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "TX", "CA", "NM"]), st.integers(1, 30)), max_size=5))
def test_no_difference_of_shown_groups_has_few_people(parts: list[tuple[str, int]]) -> None:
    groups = [people(spread(count), area) for area, count in parts]
    if not groups:
        return
    everyone = pd.concat(groups)
    counts = everyone["area"].value_counts()
    found = shown(everyone)
    seen = [area for area, why in found.items() if why == ""]
    for area in seen:
        assert counts[area] >= 10 if area else len(everyone) >= 10
    if "" in seen:
        rest = len(everyone) - sum(counts[area] for area in seen if area)
        assert rest == 0 or rest >= 10


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(20_000, 90_000), min_size=10, max_size=60, unique=True), st.data())
def test_a_rise_for_all_moves_every_figure_by_it(pay: list[int], data: st.DataObject) -> None:
    rise = 1_000 * data.draw(st.integers(1, 30))
    mixed = data.draw(st.permutations(pay))
    before = summary(people([float(each) for each in pay])).iloc[0]
    after = summary(people([float(each + rise) for each in mixed])).iloc[0]
    for name in before.index[before.index.str.fullmatch(r"p\d\d(_low|_high)?")]:
        if not np.isnan(before[name]):
            assert after[name] - before[name] == pytest.approx(rise, abs=100.1)
    assert after["p50"] - before["p50"] == rise


def test_twice_the_pay_is_twice_every_figure_and_chance_draws_the_same() -> None:
    pay = [float(value) for value in np.random.default_rng(5).integers(400, 600, 60) * 100]
    once, twice = summary(people(pay)).iloc[0], summary(people([2 * each for each in pay])).iloc[0]
    assert summary(people(pay)).iloc[0].equals(once)
    for point in POINTS:
        assert twice[f"p{point}"] == pytest.approx(2 * once[f"p{point}"], abs=15)
        assert twice[f"p{point}_low"] == pytest.approx(2 * once[f"p{point}_low"], abs=200)


def test_the_interval_of_the_median_covers_it_nine_times_in_ten() -> None:
    draws = np.random.default_rng(7)
    covered = 0
    for _ in range(60):
        found = summary(people(list(draws.lognormal(10.7, 0.2, 40)))).iloc[0]
        covered += found["p50_low"] <= np.exp(10.7) <= found["p50_high"]
    assert 47 <= covered <= 60
