"""Chapter 07's sentences hold what the model says of the published figures, and what it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd
import pytest

from rolereport.analysis import pathway_prices, payoff, payoff_cases, training
from rolereport.analysis.distributions import percentiles_long
from rolereport.analysis.payoff import PayoffAssumptions
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles
from rolereport.display.labels import with_labels, with_source
from rolereport.display.sentences import payoff as say

ROLES = ["laboratory-combined", "medication-aide", "medical-assistant"]
BASE = "MA-CERT"


class Case(NamedTuple):
    jobs: pd.DataFrame
    apart: pd.DataFrame
    assumed: PayoffAssumptions


def case_of(level: str, area: str, year: int, roles: list[str] = ROLES, base: str = BASE) -> Case:
    role_soc, jobs = load.table("role_soc"), payoff_cases.jobs_of(roles)
    stages, ways, assumptions = (load.table(name) for name in ("stages", "pathways", "assumptions"))
    ways = ways[ways["role"].isin(jobs)]
    lines = of_area(load.wages(level, year), role_soc, jobs, area, year)  # type: ignore[arg-type]
    lines = lines.assign(dollars_of=year)
    laboratory = ["laboratory-combined", *training.ROLE_PARTS["laboratory-combined"]]
    ratios = payoff_cases.split_ratios(of_roles(load.wages("national"), role_soc, laboratory))
    pay, assumed = percentiles_long(lines), PayoffAssumptions.from_table(assumptions)
    items = pathway_prices.price_items(stages, ways, load.table("costs"), assumptions)
    prices = pathway_prices.pathway_prices(items)
    spans = training.stage_spans(stages).merge(ways[["pathway", "role"]], on="pathway")
    about = payoff_cases.described(
        with_labels(lines, load.table("roles")),
        payoff_cases.representatives(stages, ways, jobs, []),
        prices,
        payoff_cases.starting_pay(pay, assumed),
        ratios,
    )
    pays = (pay, payoff_cases.as_if_apart(pay, lines, ratios))
    sums = [payoff.cumulative_pay(spans, each, prices, assumed) for each in pays]
    return Case(*(payoff_cases.against(about, paths, base) for paths in sums), assumed)


@pytest.fixture(scope="module")
def nation() -> Case:
    return case_of("national", "US", 2025)


@pytest.fixture(scope="module")
def before_the_blend() -> Case:
    return case_of("states", "TX", 2015)


@pytest.fixture(scope="module")
def medians_only() -> Case:
    return case_of("states", "TX", 2024)


def swing_rows() -> pd.DataFrame:
    assumptions = load.table("assumptions")
    columns = ["assumption", "outcome_low", "outcome", "outcome_high", "swing"]
    rows = pd.DataFrame(
        [
            ["cost_factor", 65_000.0, 43_000.0, -2_000.0, 67_000.0],
            ["discount_rate", 134_000.0, 43_000.0, 3_000.0, 131_000.0],
            ["horizon_years", -114_000.0, 43_000.0, 312_000.0, 426_000.0],
            ["varying_stage_share", 43_000.0, 43_000.0, 43_265.0, 265.0],
        ],
        columns=columns,
    )
    split = pd.DataFrame([["split", 43_000.0, 43_000.0, 193_000.0, 150_000.0]], columns=columns)
    return say.swing_rows(rows, split, assumptions, 2016).assign(lead_of="A over B")


class TestFindings:
    def test_of_the_nation(self, nation: Case) -> None:
        said = say.findings(nation.jobs, nation.apart, swing_rows(), BASE, nation.assumed, 18)
        assert len(said) == 4
        assert said[0] == (
            "A medical assistant trains for 10 months without pay at a price of $4,175. A "
            "laboratory technologist trains for 48 months without pay at a price of $51,860, and "
            "on the blended pay of May 2025 pulls ahead 15.4 years after high school, at about age "
            "33 (with later dollars discounted at 3% a year, after 17.6). After 20 years it is "
            "$134,000 ahead, or $43,000 ahead when discounted."
        )
        assert "pulls ahead 6.8 years after high school" in said[1]
        assert "as in May 2016, when they were last published" in said[2]
        assert "laboratory technologists would pull ahead after 10.8 years" in said[2]
        assert "laboratory technicians would pull ahead after 15.5 years" in said[2]
        assert said[3] == (
            "The answer rests most on “Laboratory pay split as in May 2016”. That alone moves "
            "the discounted lead of A over B after 20 years from $43,000 to $193,000."
        )

    def test_a_job_inside_another_is_not_in_the_findings(self, nation: Case) -> None:
        said = say.findings(nation.jobs, nation.apart, swing_rows(), BASE, nation.assumed, 18)
        assert "medication aide" not in " ".join(said)
        assert say.salaries.AIDES in say.lines_caption(nation.jobs)

    def test_own_lines_are_not_called_blended(self, before_the_blend: Case) -> None:
        jobs, apart, assumed = before_the_blend
        said = " ".join(say.findings(jobs, apart, swing_rows(), BASE, assumed, 18))
        assert "blended" not in said and "on the pay of May 2015" in said
        assert say.apart_title(apart, BASE, 20) == (
            "No blended line with published pay here: nothing to take apart"
        )
        assert "nothing was estimated" in say.apart_caption(apart)

    def test_what_is_not_published_is_said(self, medians_only: Case) -> None:
        jobs, apart, assumed = medians_only
        said = say.findings(jobs, apart, swing_rows().head(0), BASE, assumed, 18)
        assert "Laboratory technologists cannot be compared: too little pay is published" in said[0]
        assert say.lines_title(jobs, BASE, 20) == say.NOTHING
        assert "not published" in say.lines_alt(jobs, BASE, 20, "Texas")

    def test_a_job_without_a_way_in_is_said(self) -> None:
        nurses = case_of("national", "US", 2025, ["registered-nurse", "medical-assistant"])
        said = say.findings(
            nurses.jobs, nurses.apart, swing_rows().head(0), BASE, nurses.assumed, 18
        )
        assert "No way to the job of a registered nurse is described here" in said[0]
        assert say.price_note(next(nurses.jobs.itertuples())) == "No way in described"

    def test_a_baseline_without_a_way_in_is_said(self) -> None:
        nurses = case_of("national", "US", 2025, ["medical-assistant", "registered-nurse"], "")
        said = say.findings(nurses.jobs, nurses.apart, swing_rows().head(0), "", nurses.assumed, 18)
        assert "no way into the job to compare with is described" in said[0]
        assert say.standing(nurses.jobs, "", 20)["plain_when"].tolist() == [
            "no baseline described",
            "no way in described",
        ]

    def test_a_job_that_falls_behind_is_not_said_to_catch_up(self) -> None:
        case = case_of("national", "US", 2025, ROLES, "MLS-2+2")
        said = say.findings(case.jobs, case.apart, swing_rows(), "MLS-2+2", case.assumed, 18)
        assert "is ahead at first and falls behind after 15.4 years" in said[1]
        assert "is ahead from the start" in said[0]

    @pytest.mark.parametrize("lead", [-499.0, 0.0, 499.0])
    def test_less_than_the_model_can_tell_is_level(self, nation: Case, lead: float) -> None:
        close = nation.jobs.assign(lead_cumulative=lead)
        said = say.findings(close, nation.apart, swing_rows(), BASE, nation.assumed, 18)
        assert "After 20 years it is level, or $43,000 ahead when discounted." in said[0]
        assert say.standing(close, BASE, 20)["plain_when"].iloc[0] == "level"


class TestTables:
    def test_standing(self, nation: Case) -> None:
        rows = say.standing(nation.jobs, BASE, 20).set_index("role")
        assert rows["plain_when"].to_dict() == {
            "laboratory-technologist": "ahead after 15.4 years",
            "laboratory-technician": "ahead after 6.8 years",
            "medication-aide": "falls behind after 8.8 years",
            "medical-assistant": "compared with",
        }
        assert rows["discounted_when"]["laboratory-technologist"] == "ahead after 17.6 years"
        assert rows["plain_lead"]["laboratory-technologist"] == 134_000

    def test_price_notes(self, nation: Case) -> None:
        notes = [say.price_note(row) for row in nation.jobs.itertuples()]
        assert notes == [
            "From listed prices",
            "From listed prices",
            "Part of it assumed; not counted, as not known: “Nurse-aide training” and “State "
            "examination”",
            "Part of it assumed",
        ]

    def test_names_of_items_keep_their_capitals(self, nation: Case) -> None:
        row = next(nation.jobs.assign(unknown="New York licence").itertuples())
        assert say.price_note(row) == "Not counted, as not known: “New York licence”"

    def test_assumptions_have_their_units(self) -> None:
        rows = say.with_ranges(load.table("assumptions")).set_index("assumption")
        assert rows["taken"]["discount_rate"] == "3%"
        assert rows["tried"]["discount_rate"] == "0% to 5%"
        assert rows["tried"]["experience_start_percentile"] == "10th percentile to 50th percentile"
        assert rows["taken"]["tuition_public_four_year"] == "$11,610"
        assert rows["tried"]["tuition_public_four_year"] == ""

    def test_prices_of_another_year_are_dated(self, nation: Case) -> None:
        assert say.prices_dated(nation.jobs, 2025) == (
            "Prices are as listed, before any grant or loan; those of colleges are national "
            "averages in every edition."
        )
        older = nation.jobs.assign(dollars_of=2015)
        assert "brought to dollars of May 2015 by consumer prices" in say.prices_dated(older, 2025)

    def test_an_item_without_an_address_cites_nothing(self) -> None:
        rows = pd.DataFrame({"source_url": ["", "https://mlsiacademy.com/ke74"]})
        cited = with_source(rows, load.table("sources"), key="source_url", on="url")["cited"]
        assert cited.tolist() == ["", "MLSI Academy, after 2023-01-01 (C)"]

    def test_changed_assumptions_are_named(self, nation: Case) -> None:
        mine = replace(nation.assumed, discount_rate=0.0, work_while_training_hours_a_week=20)
        assumptions = load.table("assumptions")
        assert say.changed(nation.assumed, mine, assumptions) == (
            "“Side jobs during unpaid training” at 20 hours and “Discount rate” at 0%"
        )
        assert say.changed(mine, mine, assumptions) == "nothing changed"


class TestTitles:
    def test_lines_in_words_agree_in_number(self, nation: Case) -> None:
        assert say.lines_alt(nation.jobs, BASE, 20, "Texas") == (
            "Money added up from high school in Texas, against a medical assistant. Laboratory "
            "technologist: ahead after 15.4 years; laboratory technician: ahead after 6.8 years; "
            "medication aide: falls behind after 8.8 years."
        )

    def test_of_the_lines(self, nation: Case) -> None:
        assert say.lines_title(nation.jobs, BASE, 20) == (
            "On blended pay, laboratory technologists need 15 years from high school to pull "
            "ahead of medical assistants"
        )
        assert say.lines_title(nation.jobs.head(0), BASE, 20) == say.NOTHING

    def test_of_the_blend_taken_apart(self, nation: Case) -> None:
        title = say.apart_title(nation.apart, BASE, 20)
        assert title.startswith(
            "As far apart as in 2016, laboratory technologists would pull ahead"
        )
        assert "120% for laboratory technologists and 76%" in say.apart_caption(nation.apart)
        labels = say.labelled_apart(nation.apart)["label"]
        assert labels.iloc[0] == "Lab technologist\n(estimate, split of 2016)"
        assert labels.iloc[3] == "Medical assistant"

    def test_of_the_tornado(self, nation: Case) -> None:
        rows = swing_rows()
        assert rows["assumption"].tolist() == ["split", "discount_rate", "cost_factor"]
        assert rows["high_label"].tolist() == ["split", "5%", "2 times"]
        assert say.swing_title(rows) == (
            "What moves the lead most: “Laboratory pay split as in May 2016”, "
            "from $43,000 to $193,000"
        )
        assert say.swing_title(rows.head(0)) == say.NOTHING
        assert say.swing_alt(rows).startswith("Discounted lead of A over B by assumption")
        assert say.lead_of(nation.jobs, "MLS-2+2", BASE) == (
            "laboratory technologists over medical assistants"
        )
        assert say.lead_of(nation.jobs, "", BASE) == ""
        assert "less than $1,000 is left out" in say.swing_caption()
        assert "“Price of training against the listed price” −$2,000 to $65,000" in say.swing_alt(
            rows
        )
        subtitle = say.swing_subtitle(nation.jobs, "MLS-2+2", BASE, 20)
        assert "laboratory technologists over medical assistants 20 years" in subtitle
        assert say.swing_subtitle(nation.jobs, "", BASE, 20).startswith("Lead in money")
