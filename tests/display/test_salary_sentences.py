"""Chapter 04's sentences hold the published figures, and say what is not published."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis.distributions import annual_from_hourly, overlap_table
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
    # 0.6125 and 0.9125, rounded outwards so that the range still holds.
    assert "between 61 and 92 of 100 such pairs" in said[1]
    assert len(said) == 4


def test_a_role_hidden_in_another_is_not_compared_in_the_findings(nation: pd.DataFrame) -> None:
    said = " ".join(salaries.findings(nation, overlap_of(nation), "the United States"))
    assert "one medication aide" not in said
    alt = salaries.overlap_alt(overlap_of(nation), nation, "the United States")
    assert "one medication aide (counted as a nursing assistant) and of one medical" in alt
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


PERCENTILES = ["p10_annual", "p25_annual", "p50_annual", "p75_annual", "p90_annual"]


def paid(nation: pd.DataFrame, **rows: list[float]) -> pd.DataFrame:
    """The two roles with own pay, at these percentiles."""
    pay = nation[nation["role"] != "medication-aide"].reset_index(drop=True)
    for place, figures in enumerate(rows.values()):
        pay.loc[place, PERCENTILES] = figures
    return pay


def test_equal_medians_are_no_gap(nation: pd.DataFrame) -> None:
    same = paid(nation, a=[30e3, 40e3, 50e3, 60e3, 70e3], b=[35e3, 45e3, 50e3, 55e3, 60e3])
    assert salaries.bars_title(same) == (
        "Laboratory staff and medical assistants have one median, $50,000"
    )


def test_one_role_is_told_by_its_middle_half(nation: pd.DataFrame) -> None:
    alone = nation[nation["role"] == "medical-assistant"]
    assert salaries.bars_title(alone) == (
        "The middle half of the jobs of medical assistants pay between $38,470 and $49,180"
    )


def test_the_overlap_title_says_what_is_settled(nation: pd.DataFrame) -> None:
    title = salaries.overlap_title(overlap_of(nation), nation)
    assert title == (
        "In at least 61 of 100 random pairs, a laboratory worker is paid more than a medical "
        "assistant"
    )
    low = paid(nation, a=[10e3, 11e3, 12e3, 13e3, 14e3])
    assert salaries.overlap_title(overlap_of(low), low).startswith("In at most 19 of 100")
    near = paid(nation, a=[36e3, 38e3, 45e3, 49e3, 59e3])
    assert salaries.overlap_title(overlap_of(near), near) == (
        "Five percentiles do not settle who is paid more in most random pairs, a laboratory worker "
        "or a medical assistant"
    )


def test_three_comparisons_a_pair(nation: pd.DataFrame) -> None:
    found = salaries.comparisons(overlap_of(nation), nation)
    assert found["line"].tolist()[:3] == [
        "Lab staff, combined paid more in a random pair",
        "Lab staff, combined above median of medical assistants",
        "Medical assistant above median of laboratory staff",
    ]
    assert found["share_high"].tolist()[:3] == [0.9125, 0.9, 0.1]
    assert found["role"].tolist()[2] == "medical-assistant"
    assert "(as nursing assistant)" in found["line"].iloc[3]


def test_the_widest_box_is_told(nation: pd.DataFrame) -> None:
    assert salaries.quantiles_title(nation) == (
        "Between two published points the pay of laboratory staff is known only to within $19,540"
    )
    alt = salaries.quantiles_alt(nation, "the United States")
    assert "widest between the 75th percentile, $81,450, and the 90th, $100,990" in alt
    nothing = nation.assign(**dict.fromkeys(PERCENTILES, float("nan")))
    assert "Too little is published" in salaries.quantiles_title(nothing)
    assert "too little is published" in salaries.quantiles_alt(nothing, "Texas")


def test_a_hidden_median_is_a_bound_in_every_sentence() -> None:
    pay = pay_in("US", "national", 2024, ["laboratory-combined", "medical-assistant"])
    pay.loc[0, ["p50_annual", "p75_annual", "p90_annual"]] = float("nan")
    codes = "p50_annual=#; p75_annual=#; p90_annual=#"
    pay = pay.assign(codes=[codes, ""], ceiling_annual=[239_200.0, float("nan")])
    assert "at least $239,200 for laboratory staff" in salaries.medians(pay, "Texas")
    assert salaries.bars_title(pay).startswith("Laboratory staff earn at least $195,000 more")
    assert "to $239,200 or more from the 50th percentile up" in salaries.bars_alt(pay, "Texas")
    assert "An arrow leads on" in salaries.bars_caption(pay)
    assert salaries.both_units(pay).iloc[0]["p90"] == "at least $239,200"
    both = pay.assign(codes=codes, ceiling_annual=239_200.0)
    assert "at or above what the survey prints" in salaries.bars_title(both)


def test_pay_by_the_year_and_by_the_hour(nation: pd.DataFrame) -> None:
    rows = salaries.both_units(nation)
    assert rows["per"].tolist() == ["year", "hour"] * 3
    assert rows.iloc[1][["p10", "p25", "p50", "p75", "p90", "mean"]].tolist() == [
        "$18.71", "$22.91", "$30.26", "$39.16", "$48.55", "$32.38"
    ]  # fmt: skip
    texas = salaries.both_units(pay_in("TX", "states", 2025))
    assert texas["per"].tolist()[1] == "hour, from the year"
    assert texas["mean"].tolist() == [""] * 6


def test_a_year_worked_out_from_the_hour_is_told() -> None:
    lines = annual_from_hourly(pay_in("WY", "states", 2024, ["registered-nurse"]))
    assert "times 2,080" in salaries.bars_caption(lines)
    assert salaries.both_units(lines)["per"].tolist() == ["year, from the hour", "hour"]
    assert salaries.worked_out(pay_in("US", "national", 2024)) == ""
