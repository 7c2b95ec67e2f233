"""Chapter 04's sentences hold the published figures, and say what is not published."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis.distributions import overlap_table
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles
from rolereport.display.labels import with_labels
from rolereport.display.sentences import salaries

ROLES = ["laboratory-combined", "medication-aide", "medical-assistant"]


def pay_in(area: str, level: str, year: int, roles: list[str] = ROLES) -> pd.DataFrame:
    wages = load.wages(level, year)  # type: ignore[arg-type]
    lines = of_area(wages, load.table("role_soc"), roles, area, year)
    return with_labels(lines, load.table("roles"))


def overlap_of(pay: pd.DataFrame) -> pd.DataFrame:
    names = pay[["role", "title", "noun", "plural", "relation", "label", "line"]]
    return overlap_table(pay, "medical-assistant").merge(names, on="role")


@pytest.fixture(scope="module")
def nation() -> pd.DataFrame:
    return pay_in("US", "national", 2025)


def test_findings_hold_the_published_medians(nation: pd.DataFrame) -> None:
    said = salaries.findings(nation, overlap_of(nation), "the United States")
    assert said[0] == (
        "In the United States, median pay in May 2025 was $62,930 for laboratory staff, $45,690 "
        "for medical assistants and $42,260 for medication aides (counted as nursing assistants), "
        "in dollars a year."
    )
    assert "between 61 and 91 of 100 such pairs" in said[1]
    assert len(said) == 4


def test_a_role_hidden_in_another_is_not_compared_in_the_findings(nation: pd.DataFrame) -> None:
    said = " ".join(salaries.findings(nation, overlap_of(nation), "the United States"))
    assert "one medication aide" not in said
    assert salaries.AIDES in said


def test_the_title_compares_roles_that_have_their_own_pay(nation: pd.DataFrame) -> None:
    title = salaries.bars_title(nation)
    assert title == "Laboratory staff earn $17,240 more at the median than medical assistants"


def test_what_a_state_does_not_publish_is_said() -> None:
    pay = pay_in("TX", "states", 2015)
    assert "laboratory staff not published" in salaries.bars_alt(pay, "Texas")
    assert "laboratory" not in salaries.medians(pay, "Texas")
    nothing = pay.assign(p50_annual=float("nan"))
    assert salaries.medians(nothing, "Texas") == (
        "No median is published for these roles in Texas."
    )
    assert "as far as it is published" in salaries.bars_title(nothing)


def test_only_the_median_is_described_where_no_more_is_published() -> None:
    alt = salaries.bars_alt(pay_in("TX", "states", 2024), "Texas")
    assert "laboratory staff $54,840 at the median, no more published" in alt


def test_the_last_split_is_named() -> None:
    roles = ["laboratory-technologist", "laboratory-technician"]
    lines = of_roles(load.wages("national", 2016), load.table("role_soc"), roles)
    split = with_labels(lines, load.table("roles"))
    said = salaries.blend(split, 2025)
    assert "May 2016 is the last month" in said
    assert "($61,070 at the median)" in said and "($38,950)" in said
    assert salaries.split_title(split) == (
        "In 2016 technologists earned $22,120 more at the median than technicians"
    )


def test_real_dollars_are_named(nation: pd.DataFrame) -> None:
    assert salaries.unit(nation.assign(dollars_of=2025)) == "dollars"
    assert salaries.unit(nation.assign(year=2015, dollars_of=2025)) == "dollars of May 2025"


def test_nothing_to_compare_is_said(nation: pd.DataFrame) -> None:
    unknown = overlap_of(nation).assign(higher_low=float("nan"))
    assert "Too little is published" in salaries.overlap_title(unknown, nation)
    assert "No pair of roles" in salaries.overlap_alt(unknown, nation, "Texas")


def test_the_year_of_the_last_split_is_computed(
    nation: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert salaries.measured(nation) == [
        salaries.AIDES,
        "Laboratory staff are technologists and technicians in one figure: the wage survey has "
        "not told them apart since May 2016.",
    ]
    later = load.table("role_soc").replace({"last_year": {2016: 2018}})
    monkeypatch.setattr(load, "table", lambda name: later)
    assert salaries.measured(nation)[1].endswith("apart since May 2018.")


def test_the_blend_is_known_by_its_roles_and_not_by_a_code(nation: pd.DataFrame) -> None:
    recoded = nation.assign(soc_code="29-2019")
    assert len(salaries.measured(recoded)) == 2
    alone = pay_in("US", "national", 2025, ["laboratory-technologist", "medical-assistant"])
    assert len(salaries.measured(alone)) == 1
    before = pay_in("US", "national", 2015, ["laboratory-technologist", "medical-assistant"])
    assert salaries.measured(before) == []


def test_a_line_with_advanced_nurses_in_it_is_not_that_of_nursing_assistants() -> None:
    pay = pay_in("US", "national", 2010, ["registered-nurse", "medical-assistant"])
    assert pay["relation"].tolist() == ["contains", "own"]
    said = " ".join(salaries.findings(pay, overlap_of(pay), "the United States"))
    assert "nursing assistants" not in said
    assert "Draw the job of one registered nurse" in said
    assert salaries.bars_title(pay).startswith("Registered nurses earn")
