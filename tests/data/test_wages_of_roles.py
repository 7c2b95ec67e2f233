"""A role's pay comes from the line that carried it in that year."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.data import load
from rolereport.data.wages import last_apart, of_area, of_roles, up_to_last_whole


@pytest.fixture(scope="module")
def role_soc() -> pd.DataFrame:
    return load.table("role_soc")


def test_technologists_have_their_own_line_to_2016_and_the_blend_since(
    role_soc: pd.DataFrame,
) -> None:
    lines = of_roles(load.wages("national"), role_soc, ["laboratory-technologist"])
    by_year = lines.set_index("year")
    assert by_year["relation"][2016] == "own"
    assert by_year["p50_annual"][2016] == 61070
    assert by_year["soc_code"][2017] == "29-2010"
    assert by_year["relation"][2017] == "combined"
    assert by_year.index.is_unique


def test_roles_keep_the_order_asked_for(role_soc: pd.DataFrame) -> None:
    wages = load.wages("national", 2025)
    asked = ["registered-nurse", "medical-assistant", "laboratory-combined"]
    assert of_roles(wages, role_soc, asked)["role"].tolist() == asked
    assert of_roles(wages, role_soc, asked[::-1])["role"].tolist() == asked[::-1]


def test_years_keep_the_order_of_the_wages_across_a_role_s_lines(role_soc: pd.DataFrame) -> None:
    latest_first = load.wages("national").sort_values("year", ascending=False, kind="stable")
    years = of_roles(latest_first, role_soc, ["medication-aide", "laboratory-technologist"])["year"]
    held = sorted(latest_first["year"].unique(), reverse=True)
    assert years.tolist() == [*held, *held]


def test_a_role_without_a_published_line_is_named_with_nothing_in_it(
    role_soc: pd.DataFrame,
) -> None:
    wages = load.wages("states", 2015)
    lines = of_area(wages, role_soc, ["laboratory-combined", "medical-assistant"], "TX", 2015)
    assert lines["role"].tolist() == ["laboratory-combined", "medical-assistant"]
    assert lines["p50_annual"].isna().tolist() == [True, False]
    assert lines["soc_code"].tolist() == ["29-2010", "31-9092"]
    assert lines["codes"].tolist()[0] == ""


def test_the_laboratory_jobs_were_last_apart_in_may_2016(role_soc: pd.DataFrame) -> None:
    parts = ["laboratory-technologist", "laboratory-technician"]
    assert last_apart(role_soc, parts) == 2016
    longer = role_soc.replace({"last_year": {2016: 2018}})
    assert last_apart(longer, parts) == 2018
    assert last_apart(role_soc, ["laboratory-technologist"]) == 2016


def test_parts_that_still_have_a_line_of_their_own_are_refused(role_soc: pd.DataFrame) -> None:
    for parts in (["medical-assistant"], ["nursing-assistant"], ["medication-aide"], []):
        with pytest.raises(ValueError, match="no last year apart"):
            last_apart(role_soc, parts)


def test_a_role_without_a_line_in_the_year_has_a_row_too(role_soc: pd.DataFrame) -> None:
    asked = ["laboratory-combined", "medical-assistant"]
    early = of_area(load.wages("national", 2005), role_soc, asked, "US", 2005)
    assert early["role"].tolist() == asked
    assert early["p50_annual"].isna().tolist() == [True, False]
    assert early["soc_code"].tolist() == ["", "31-9092"]
    assert early["relation"].tolist() == ["own", "own"]
    neither = of_area(load.wages("national", 2005), role_soc, asked[:1], "US", 2005)
    assert neither["p50_annual"].isna().all() and len(neither) == 1


def test_a_later_file_of_few_occupations_is_not_the_newest_of_all() -> None:
    national, soc = load.wages("national"), load.table("role_soc")
    jobs = ["laboratory-combined", "laboratory-technologist", "medical-assistant"]
    newest = national["year"].max()
    later = national[national["year"] == newest].assign(year=newest + 1)
    for missing in ("29-2010", "31-9092", "00-0000"):
        few = pd.concat([national, later[later["soc_code"] != missing]])
        assert up_to_last_whole(few, soc, jobs)["year"].max() == newest
    whole = pd.concat([national, later])
    assert up_to_last_whole(whole, soc, jobs).equals(whole)
