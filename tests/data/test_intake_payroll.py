"""Salaries, one a row: jobs, units and places are understood, or told so as to be mended."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.wage_sheets import national, text

from rolereport.analysis.own_pay import summary, suppressed
from rolereport.data.errors import DataError, DataErrors
from rolereport.data.intake import telling
from rolereport.data.intake.payroll import salaries
from rolereport.data.intake.titles import UnknownTitle, role_of


def read(folder: Path, *rows: list[object]) -> pd.DataFrame:
    return salaries(text(folder / "pay.csv", list(rows)))


def problems(folder: Path, *rows: list[object]) -> list[str]:
    with pytest.raises(DataErrors) as caught:
        salaries(text(folder / "pay.csv", list(rows)))
    return [str(error) for error in caught.value.errors]


def test_titles_units_and_places(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["Job Title", "Pay Rate", "Pay Basis", "Work State"],
        ["Medical Assistant II", "$22.50", "hourly", "Texas"],
        ["MLS", "80,000", "annual", "TX"],
        ["29-1141", 45, "", ""],
    )
    assert found.to_dict("list") == {
        "role": ["medical-assistant", "laboratory-technologist", "registered-nurse"],
        "area": ["TX", "TX", ""],
        "annual": [46800, 80000, 93600],
    }


@pytest.mark.parametrize(
    ("header", "pay", "annual"),
    [("Hourly Rate", 600, 1_248_000), ("Annual Salary", 30_000, 30_000), ("Base Pay", 21, 43_680)],
)
def test_the_header_says_the_unit_else_the_size_does(
    tmp_path: Path, header: str, pay: float, annual: float
) -> None:
    found = read(tmp_path, ["role", header], ["medical-assistant", pay])
    assert found["annual"].tolist() == [annual]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (
            ["Med Tech", 20, "hourly", "TX"],
            "names 3 jobs: laboratory-technician, laboratory-techno",
        ),
        (["CMA", 20, "hourly", "TX"], "names 2 jobs: medical-assistant, medication-aide"),
        (["Astronomer in chief", 20, "hourly", "TX"], "no job title that the report knows"),
        (["MLS", "abc", "hourly", "TX"], "row 2, column Pay, value 'abc': is neither a number"),
        (["MLS", "", "hourly", "TX"], "row 2, column Pay, value '': no pay is given"),
        (["MLS", 20, "weekly", "TX"], "value 'weekly': says neither hourly nor annual"),
        (["MLS", 52000, "hourly", "TX"], "would be $108,160,000 a year"),
        (["MLS", 20, "hourly", "Tejas"], "column State, value 'Tejas': is no area"),
        (["", 20, "hourly", "TX"], "value '': no job is named"),
    ],
)
def test_what_cannot_be_understood_is_told(tmp_path: Path, row: list[object], told: str) -> None:
    found = problems(tmp_path, ["Title", "Pay", "Unit", "State"], row)
    assert any(told in message for message in found), found
    assert all("To mend it: " in message for message in found)


def test_an_owner_can_say_what_a_title_means() -> None:
    assert role_of("Med Tech II", {"med tech": "medication-aide"}) == "medication-aide"
    with pytest.raises(UnknownTitle, match="names 3 jobs"):
        role_of("Med Tech II")


def test_a_file_without_salaries_is_refused(tmp_path: Path) -> None:
    header = [name.replace("OCC_TITLE", "X") for name in map(str, national()[0])]
    for rows in ([["a", "b"], [1, 2]], [header]):
        with pytest.raises(DataError, match="no column of jobs beside one of pay"):
            salaries(text(tmp_path / "wages.csv", rows))


def test_a_group_is_told_in_a_line() -> None:
    both = pd.concat([people([40_000.0, 42_000.0] * 5), people([50_000.0] * 4, "CA")])
    lines = list(telling.salaries(summary(both), 10))
    assert lines[0].startswith(
        "Medical assistant, all areas: 14 people, median $42,000 (90 percent"
    )
    assert lines[1] == "Medical assistant, California: 4 people, fewer than 10 and not shown"


def people(pay: list[float], area: str = "TX") -> pd.DataFrame:
    return pd.DataFrame({"role": "medical-assistant", "area": area, "annual": pay})


def test_small_groups_are_counted_and_not_shown() -> None:
    pay = [40_000.0 + 100 * number for number in range(9)]
    both = pd.concat([people(pay), people([50_000.0] * 4, "CA")])
    found = summary(both).set_index("area")
    assert found["people"].to_dict() == {"": 13, "CA": 4, "TX": 9}
    assert found["p50"].notna().to_dict() == {"": True, "CA": False, "TX": False}
    assert suppressed(summary(both))["area"].tolist() == ["CA", "TX"]
    assert summary(both, smallest=9).set_index("area")["p50"].notna()["TX"]


def test_a_group_that_would_show_a_salary_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 3"):
        summary(people([1.0, 2.0]), smallest=2)


def test_percentiles_are_those_of_the_salaries() -> None:
    pay = [float(number) for number in range(1, 102)]
    found = summary(people(pay)).iloc[0]
    assert [found[f"p{point}"] for point in (10, 25, 50, 75, 90)] == [11, 26, 51, 76, 91]
    assert found["p50_low"] < 51 < found["p50_high"]


def test_equal_salaries_have_no_interval_to_either_side() -> None:
    found = summary(people([40_000.0] * 12)).iloc[0]
    assert (found["p10_low"], found["p50"], found["p90_high"]) == (40_000, 40_000, 40_000)


@given(st.lists(st.floats(20_000, 200_000), min_size=10, max_size=25))
def test_intervals_hold_their_percentile_and_stay_among_the_salaries(pay: list[float]) -> None:
    found = summary(people(pay)).iloc[0]
    for point in (10, 50, 90):
        low, high = found[f"p{point}_low"], found[f"p{point}_high"]
        assert min(pay) - 1e-6 <= low <= high <= max(pay) + 1e-6


def test_the_interval_of_the_median_covers_it_nine_times_in_ten() -> None:
    draws = np.random.default_rng(7)
    covered = 0
    for _ in range(100):
        found = summary(people(list(draws.lognormal(10.7, 0.2, 40)))).iloc[0]
        covered += found["p50_low"] <= np.exp(10.7) <= found["p50_high"]
    assert 80 <= covered <= 98
