"""Chapter 07's sentences hold what the model says of the published figures, and what it cannot."""

from __future__ import annotations

import pandas as pd
import pytest
from support.payoff_case import Chapter, chapter

from rolereport.data import load
from rolereport.display.labels import with_source
from rolereport.display.sentences import payoff as say

BASE = "MA-CERT"


def said(case: Chapter, jobs: pd.DataFrame | None = None) -> list[str]:
    told = case.jobs if jobs is None else jobs
    return say.findings(told, case.apart, case.swings, case.base, case.assumed, case.ages)


class TestFindings:
    def test_of_the_nation(self) -> None:
        told = said(chapter())
        assert len(told) == 4
        assert told[0] == (
            "A medical assistant trains for 10 months without pay at a price of $4,175. A "
            "laboratory technologist trains for 48 months without pay at a price of $51,860. On "
            "the blended pay of May 2025 it pulls ahead 15.4 years after high school, at about age "
            "33 (14.5 to 16.9 as training is short or long), or after 17.6 with later dollars "
            "discounted at 3% a year. After 20 years it is $134,000 ahead ($43,000 discounted), at "
            "age 65 $1,005,000 ahead ($375,000 discounted): a return of 9.7% a year on what it "
            "costs and misses early."
        )
        assert "pulls ahead 6.8 years after high school" in told[1]
        assert "as in May 2016, when they were last published" in told[2]
        assert "laboratory technologists would pull ahead after 10.8 years" in told[2]
        assert "laboratory technicians would pull ahead after 15.5 years" in told[2]
        assert told[3].startswith("The answer rests most on “Laboratory pay split as in May 2016”.")
        assert told[3].endswith(
            "the verdict turns on “Price of training against the listed price” and “Pay of the "
            "experienced”."
        )

    def test_a_job_inside_another_is_not_in_the_findings(self) -> None:
        assert "medication aide" not in " ".join(said(chapter()))
        assert say.salaries.AIDES in say.lines_caption(chapter().jobs)

    def test_a_job_inside_another_is_told_where_it_is_all_there_is(self) -> None:
        told = said(chapter(roles=("medication-aide", "medical-assistant")))
        assert "A medication aide trains for 6 months without pay" in told[0]
        assert "it is ahead at first and falls behind after 8.8 years" in told[0]

    def test_own_lines_are_not_called_blended(self) -> None:
        case = chapter("states", "TX", 2015)
        told = " ".join(said(case))
        assert "blended" not in told and "On the pay of May 2015" in told
        assert "nothing to take apart" in say.nothing_apart(case.apart, BASE)

    def test_medians_alone_are_used_and_said(self) -> None:
        case = chapter("states", "TX", 2024)
        assert say.FLAT in said(case)
        assert say.FLAT in say.lines_caption(case.jobs)
        assert "trains for 48 months" in said(case)[0]

    def test_what_is_not_published_is_said(self) -> None:
        case = chapter()
        bare = case.jobs.assign(
            lead_cumulative=float("nan"), life_cumulative=float("nan"), start_pay=float("nan")
        )
        assert (
            "Laboratory technologists cannot be compared: too little pay is published for "
            "laboratory technologists and medical assistants." in said(case, bare)[0]
        )
        assert say.lines_title(bare, BASE, case.ages) == say.NOTHING
        assert "not published" in say.lines_alt(bare, BASE, "Texas")

    def test_one_job_alone_is_added_up(self) -> None:
        case = chapter(roles=("medical-assistant",))
        assert said(case) == [
            "No other job is asked for, so nothing is compared. A medical assistant trains for 10 "
            "months without pay at a price of $4,175. After 20 years pay less that price adds up "
            "to $880,000, or $647,000 with later dollars discounted at 3% a year."
        ]
        assert say.lines_title(case.jobs, case.base, case.ages) == (
            "Pay of medical assistants less the price of training, added up from high school"
        )

    def test_paid_training_of_equal_length(self) -> None:
        case = chapter(roles=("47-2111", "47-2152"), baseline="47-2152")
        told = said(case)
        assert "An electrician trains for 48 months with pay at no price." in told[0]
        assert "it stays behind" in told[0]
        assert say.lines_title(case.jobs, case.base, case.ages) == (
            "Electricians stay behind plumbers (with pipefitters and steamfitters) to age 65"
        )

    def test_long_training_of_unknown_price(self) -> None:
        case = chapter(roles=("29-1215", "registered-nurse"), baseline="registered-nurse")
        told = said(case)[0]
        assert "trains for 84 months without pay (36 months more that some employers pay)" in told
        assert "at a price of $51,600 or more" in told
        assert "is not known for family medicine physicians" in say.lines_caption(case.jobs)

    def test_a_way_that_is_not_described_is_said(self) -> None:
        case = chapter()
        lost = case.jobs.assign(
            pathway=case.jobs["pathway"].mask(case.jobs["role"].str.startswith("lab"), "")
        )
        assert "No way to the job of a laboratory technologist is described" in said(case, lost)[0]
        assert say.price_note(next(lost.itertuples())) == "No way in described"

    def test_a_baseline_without_a_way_in_is_said(self) -> None:
        case = chapter()
        told = say.findings(
            case.jobs.assign(baseline=""), case.apart, case.swings, "", case.assumed, case.ages
        )
        assert "no way into the job to compare with is described" in told[0]

    def test_a_job_that_falls_behind_is_not_said_to_catch_up(self) -> None:
        told = said(chapter(baseline="laboratory-technologist"))
        assert "is ahead at first and falls behind after 15.4 years" in told[1]
        assert "is ahead from the start" in told[0]

    @pytest.mark.parametrize("lead", [-499.0, 0.0, 499.0])
    def test_less_than_the_model_can_tell_is_level(self, lead: float) -> None:
        case = chapter()
        close = case.jobs.assign(lead_cumulative=lead, life_cumulative=lead)
        assert "After 20 years it is level ($43,000 ahead discounted)" in said(case, close)[0]
        assert "it comes out level." in said(case, close)[0]
        both = close.assign(lead_present_value=lead)
        assert "After 20 years it is level (level discounted)" in said(case, both)[0]
        apart = case.jobs.assign(lead_present_value=-9_000.0)
        assert "it is $134,000 ahead ($9,000 behind discounted)" in said(case, apart)[0]
        assert say.standing(close, BASE)["plain_when"].iloc[0] == "level"


class TestTables:
    def test_standing(self) -> None:
        rows = say.standing(chapter().jobs, BASE).set_index("role")
        assert rows["plain_when"].to_dict() == {
            "laboratory-technologist": "ahead after 15.4 years",
            "laboratory-technician": "ahead after 6.8 years",
            "medication-aide": "falls behind after 8.8 years",
            "medical-assistant": "compared with",
        }
        assert rows["by_length"].to_dict() == {
            "laboratory-technologist": "14.5 to 16.9",
            "laboratory-technician": "4.3 to 8.9",
            "medication-aide": "never",
            "medical-assistant": "compared with",
        }
        assert rows["discounted_when"]["laboratory-technologist"] == "ahead after 17.6 years"
        assert rows["plain_lead"]["laboratory-technologist"] == 134_000
        assert rows["plain_life"]["laboratory-technologist"] == 1_005_000

    def test_standing_without_lengths(self) -> None:
        assert (say.standing(chapter().apart, BASE)["by_length"].iloc[:3] == "").all()

    def test_price_notes(self) -> None:
        notes = [say.price_note(row) for row in chapter().jobs.itertuples()]
        assert notes == [
            "From listed prices",
            "From listed prices",
            "Part of it assumed; not counted, as not known: “Nurse-aide training” and “State "
            "examination”",
            "Part of it assumed",
        ]

    def test_paid_training_has_nothing_to_pay(self) -> None:
        row = next(chapter().jobs.assign(amount_usd=0.0, unknown="").itertuples())
        assert say.price_note(row) == "Nothing to pay: training is at work"
        assert say.price(row) == "no price"

    def test_a_price_of_which_nothing_is_known(self) -> None:
        row = next(chapter().jobs.assign(amount_usd=0.0, unknown="Degree").itertuples())
        assert say.price(row) == "a price that is not known"

    def test_names_of_items_keep_their_capitals(self) -> None:
        row = next(chapter().jobs.assign(unknown="New York licence").itertuples())
        assert say.price_note(row) == "Not counted, as not known: “New York licence”"

    def test_training_in_words(self) -> None:
        row = next(chapter().jobs.assign(typical_months=0.0).itertuples())
        assert say.training(row) == "needs no training before the job"
        mixed = chapter().jobs.assign(
            typical_months=30.0, unpaid_months_typical=24.0, varying_months_typical=0.0
        )
        assert say.training(next(mixed.itertuples())) == (
            "trains for 24 months without pay and 6 months with pay at a price of $51,860"
        )

    def test_prices_of_another_year_are_dated(self) -> None:
        jobs, cpi = chapter().jobs, load.table("cpi").query("year <= 2026")
        assert say.prices_dated(jobs, 2025, cpi) == (
            "Prices are as listed, before any grant or loan; those of colleges are national "
            "averages in every edition."
        )
        older = jobs.assign(dollars_of=2015)
        told = say.prices_dated(older, 2025, cpi)
        assert "of about 2025, brought to dollars of May 2015 by consumer prices" in told
        unpriced = say.prices_dated(jobs.assign(dollars_of=2099), 2025, cpi)
        assert "brought to dollars of May 2026 by" in unpriced  # the last May that is held

    def test_an_item_without_an_address_cites_nothing(self) -> None:
        rows = pd.DataFrame({"source_url": ["", "https://mlsiacademy.com/ke74"]})
        cited = with_source(rows, load.table("sources"), key="source_url", on="url")["cited"]
        assert cited.tolist() == ["", "MLSI Academy, after 2023-01-01 (C)"]


class TestTitles:
    def test_lines_in_words_agree_in_number(self) -> None:
        assert say.lines_alt(chapter().jobs, BASE, "Texas") == (
            "Money added up from high school in Texas, against a medical assistant. Laboratory "
            "technologist: ahead after 15.4 years, discounted ahead after 17.6 years; laboratory "
            "technician: ahead after 6.8 years, discounted ahead after 7.2 years; medication aide: "
            "falls behind after 8.8 years, discounted falls behind after 9.9 years."
        )

    def test_of_the_lines(self) -> None:
        case = chapter()
        assert say.lines_title(case.jobs, BASE, case.ages) == (
            "On blended pay, laboratory technologists need 15 years from high school to pull "
            "ahead of medical assistants"
        )
        assert say.lines_title(case.jobs.head(0), BASE, case.ages) == say.NOTHING
        assert say.panels(case.assumed) == {
            "cumulative": "As paid: every dollar counts alike",
            "present_value": "Discounted: a dollar a year later counts 3% less",
        }

    def test_of_the_blend_taken_apart(self) -> None:
        case = chapter()
        assert say.nothing_apart(case.apart, BASE) == ""
        title = say.apart_title(case.apart, BASE, case.ages)
        assert title.startswith(
            "As far apart as in 2016, laboratory technologists would pull ahead"
        )
        assert "120% for laboratory technologists and 76%" in say.apart_caption(case.apart)
        labels = say.labelled_apart(case.apart)["label"]
        assert labels.iloc[0] == "Lab technologist\n(estimate, split of 2016)"
        assert labels.iloc[3] == "Medical assistant"

    def test_whose_lead(self) -> None:
        jobs = chapter().jobs
        assert say.lead_of(jobs, "MLS-2+2", BASE) == (
            "laboratory technologists over medical assistants"
        )
        assert say.lead_of(jobs, "", BASE) == ""
