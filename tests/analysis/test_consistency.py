"""The checks see what is wrong, and pass what rounding explains."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import consistency
from rolereport.analysis.distributions import hourly_check
from rolereport.data import load

FIFTY_ONE = [f"S{number:02}" for number in range(51)]


def states(jobs: float = 100, **changed: float | None) -> pd.DataFrame:
    employment = pd.Series(dict.fromkeys(FIFTY_ONE, float(jobs)) | changed, dtype=float)
    rows = pd.DataFrame({"area": employment.index, "employment": employment.to_numpy()})
    return rows.assign(year=2025, soc_code="31-9092")


def nation(jobs: float) -> pd.DataFrame:
    return pd.DataFrame({"year": [2025], "soc_code": ["31-9092"], "employment": [jobs]})


@pytest.mark.parametrize(
    ("jobs", "consistent"), [(5100, True), (5360, True), (5361, False), (4839, False)]
)
def test_rounding_of_fifty_two_figures_is_allowed(jobs: float, consistent: bool) -> None:
    sums = consistency.states_against_nation(states(), nation(jobs))
    assert sums["difference"].tolist() == [5100 - jobs]
    assert sums["consistent"].tolist() == [consistent]


def test_puerto_rico_is_no_part_of_the_nation() -> None:
    sums = consistency.states_against_nation(states(PR=5000), nation(5100))
    assert sums.loc[0, ["states", "published"]].tolist() == [5100, 51]


def test_a_withheld_state_leaves_the_sum_unjudged() -> None:
    sums = consistency.states_against_nation(states(S07=None), nation(5100))
    assert sums["consistent"].isna().all()
    assert consistency.sum_check(sums).loc[0, ["compared", "departing"]].tolist() == [0, 0]


def test_the_published_states_of_2025_add_up() -> None:
    sums = consistency.states_against_nation(
        load.wages("states", 2025), load.wages("national", 2025)
    )
    of_assistants = sums.set_index("soc_code").loc["31-9092"]
    assert of_assistants["nation"] == 817870
    assert of_assistants["states"] == 817850
    assert consistency.sum_check(sums).loc[0, ["compared", "departing"]].tolist() == [201, 0]


@pytest.fixture
def wages() -> pd.DataFrame:
    return load.wages("national", 2025).head(40).copy()


def departing(wages: pd.DataFrame) -> dict[str, int]:
    found = consistency.wage_checks([wages])
    return dict(zip(found["check"], found["departing"], strict=True))


def test_published_wages_pass(wages: pd.DataFrame) -> None:
    assert departing(wages) == {"order": 0, "hours": 0, "mean": 0, "key": 0}


def test_only_what_has_figures_counts_as_compared(wages: pd.DataFrame) -> None:
    lone = wages.head(3).copy()
    lone.loc[lone.index[0], wages.filter(regex=r"^p\d\d_").columns.drop("p50_annual")] = float(
        "nan"
    )
    lone.loc[lone.index[1], "mean_annual"] = float("nan")
    compared = consistency.wage_checks([lone]).set_index("check")["compared"]
    assert compared.to_dict() == {"order": 2, "hours": 12, "mean": 1, "key": 3}


@pytest.mark.parametrize(
    ("column", "value", "checks"),
    [
        ("p25_annual", 1e6, {"order", "hours"}),
        ("p50_hourly", 1.0, {"order", "hours"}),
        ("mean_annual", 1e4, {"hours", "mean"}),
        ("soc_code", "11-0000", {"key"}),
    ],
)
def test_one_wrong_figure_is_seen(
    wages: pd.DataFrame, column: str, value: object, checks: set[str]
) -> None:
    place = wages.index[wages["soc_code"] != "11-0000"][5]
    wages.loc[place, column] = value
    assert {check for check, count in departing(wages).items() if count} == checks


def test_pairs_apart_are_named_with_their_distance(wages: pd.DataFrame) -> None:
    wages.loc[wages.index[3], "mean_annual"] += 1000
    found = consistency.hours_departing([wages])
    assert found["measure"].tolist() == ["mean"]
    assert 980 < found["difference"].iloc[0] < 1020


def test_rows_without_pay_by_the_hour_change_no_count() -> None:
    wages = load.wages("states").iloc[::50]
    pairs = hourly_check(wages)
    known = pairs["consistent"].notna()
    departing = pairs[known & ~pairs["consistent"].fillna(True)]
    checks = consistency.wage_checks([wages]).set_index("check").loc["hours"]
    assert checks.tolist() == [known.sum(), len(departing)]
    found = consistency.hours_departing([wages])
    pd.testing.assert_frame_equal(found, departing.reset_index(drop=True))
