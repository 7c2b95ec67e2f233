"""Made-up people stand in where no salaries are given, paid as official jobs are."""

from __future__ import annotations

import pytest

from rolereport.data import load
from rolereport.data.intake.example import KIND, PEOPLE, example
from rolereport.data.own import COLUMNS


@pytest.mark.parametrize(("year", "held"), [(2025, 2025), (2014, 2014), (2031, 2025)])
def test_the_example_has_the_official_quartiles_of_the_year(year: int, held: int) -> None:
    national = load.wages("national", held).set_index("soc_code")
    groups = example(year)
    (group,) = groups.to_dict("records")
    assert list(groups.columns) == list(COLUMNS)
    assert (group["people"], group["kind"], group["month"]) == (PEOPLE, KIND, f"{held}-05")
    assert group["p50"] == pytest.approx(national.at["31-9092", "p50_annual"], rel=0.01)
    assert national.at["31-9092", "p10_annual"] < group["p25"] < group["p50"] < group["p75"]
