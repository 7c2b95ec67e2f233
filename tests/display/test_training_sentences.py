"""What chapter 02 says follows from the tables, for the nation, a state and other roles."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

from rolereport.analysis import milestones, timelines, training
from rolereport.analysis.names import JOBS
from rolereport.analysis.ways import counted_ways
from rolereport.data import load
from rolereport.display.labels import with_labels
from rolereport.display.sentences import schooling
from rolereport.display.sentences import training as say

STAGES, PATHWAYS, ROLES = load.table("stages"), load.table("pathways"), load.table("roles")
TOTALS = training.pathway_totals(STAGES)
PLACES = load.table("areas").set_index("area")["title"]


def drawn(*states: str) -> pd.DataFrame:
    return timelines.timeline(STAGES, PATHWAYS, ROLES, list(JOBS), list(states))


def lines(*states: str) -> pd.DataFrame:
    return drawn(*states).drop_duplicates("pathway")


def ways(*states: str) -> pd.DataFrame:
    return counted_ways(training.first_paid_day(STAGES, PATHWAYS), list(states))


def months(*states: str) -> pd.DataFrame:
    counted = ways(*states)
    return with_labels(training.role_first_paid(counted[counted["counted"]], list(JOBS)), ROLES)


def of_family(family: str, *states: str) -> pd.DataFrame:
    return drawn(*states)[lambda rows: rows["chart"] == family]


def test_first_pay_is_told_for_each_role_soonest_first() -> None:
    assert say.first_paid(months()).endswith(
        "typically 6 months for medication aides, 10 months for medical assistants, 24 months "
        "for laboratory technicians and 48 months for laboratory technologists."
    )


def test_first_pay_of_a_state_is_that_of_its_own_rules() -> None:
    assert "7 months for medication aides" in say.first_paid(months("TX"))
    assert "67.5 months for laboratory technologists" in say.first_paid(months("CA"))


def test_first_pay_without_pathways_is_said_not_to_be_known() -> None:
    none = months().assign(typical_months=float("nan"))
    assert say.first_paid(none).startswith("No pathway is described")


def test_a_role_that_is_paid_at_once_is_explained() -> None:
    assert say.at_once(ways(), months()) == [
        "Two of the five ways to become a laboratory technician start with paid work; by the "
        "others pay begins after 24 months.",
        "Four of the seven ways to become a medical assistant start with paid work; by the others "
        "pay begins after 9 to 24 months.",
    ]
    assert len(say.at_once(ways("WA"), months("WA"))) == 1


def test_the_extremes_have_their_ranges_and_paid_months() -> None:
    said = say.extremes(lines(), TOTALS)
    assert said.startswith("The shortest of our 27")
    assert "our 27 pathways is “Washington: registered medical assistant”, 1 month (0 to 2)" in said
    assert "five years of experience”, 109 months (108 to 111), of which 61 are paid" in said
    assert said.endswith("Six pathways pay from the first day.")
    soldiers = lines()[lambda rows: rows["pathway"].str.startswith("MLT-MIL")]
    assert "19 months (12 to 39), all of them paid." in say.extremes(soldiers, TOTALS)


def test_pathways_that_tie_are_all_named() -> None:
    tied = lines()[lambda rows: rows["pathway"].isin(["MLS-2+2", "MLS-3+1"])]
    said = say.extremes(tied, TOTALS)
    assert "Bachelor's 2+2" in said and "Bachelor's 3+1" in said
    assert "are paid" not in said


def test_the_basis_of_all_months_is_told() -> None:
    counted = STAGES[STAGES["counted"] == "yes"]
    months = counted.groupby("basis")["typical_months"].sum()
    share = (100 * months / months.sum()).round().astype(int)
    assert [f"{share[key]}%" for key in ("sourced", "derived", "assumed")] == ["56%", "26%", "18%"]
    assert "56% are stated" in say.basis(TOTALS)
    assert "26% are worked out" in say.basis(TOTALS)
    assert "18% are assumed" in say.basis(TOTALS)


def test_a_basis_that_no_month_rests_on_is_left_out() -> None:
    stated = TOTALS.assign(sourced_share=1.0, derived_share=0.0, assumed_share=0.0)
    assert say.basis(stated) == "Of all typical months, 100% are stated by a source."


def test_months_without_pay_are_those_of_the_usual_ways() -> None:
    assert say.unpaid(ways(), TOTALS, months()).endswith(
        "some are paid for: 0.5 to 6 for medication aides, 10 for medical assistants, 24 for "
        "laboratory technicians and 36 to 48 for laboratory technologists."
    )
    assert "67.5 for laboratory technologists" in say.unpaid(ways("CA"), TOTALS, months("CA"))


def test_ways_that_are_as_long_and_a_single_way_are_told_so() -> None:
    one = lines()[lambda rows: rows["pathway"] == "MED-KS"]
    assert say.extremes(one, TOTALS) == (
        "The way in told here is “Kansas medication aide”, 6 months (1.7 to 10). No pathways pay "
        "from the first day."
    )
    equal = lines()[lambda rows: rows["pathway"].isin(["MLS-2+2", "MLS-3+1"])]
    assert say.extremes(equal, TOTALS).startswith(
        "The ways in told here are equally long: “Bachelor's"
    )


def test_the_nation_lists_the_states_with_pathways_of_their_own() -> None:
    said = say.place(lines(), "US", PLACES)
    assert said.startswith("Ten of the pathways follow the rules of one state each: California")


def test_a_state_with_rules_names_its_pathway() -> None:
    said = say.place(lines("TX"), "TX", PLACES)
    assert said.startswith("By the rules of Texas: “Texas medication aide”, 7 months (1.5 to 12).")


def test_a_state_without_rules_says_so() -> None:
    said = say.place(lines("WY"), "WY", PLACES)
    assert said.startswith("No pathway in our table follows rules of Wyoming")
    assert "Virginia and Washington" in said


def test_a_metro_takes_the_rules_of_its_states() -> None:
    said = say.place(lines("MO", "KS"), "28140", PLACES)
    assert said.startswith("By the rules of Kansas and Missouri: ")


def test_where_no_way_is_a_state_s_own_no_state_is_named() -> None:
    national = lines()[lambda rows: rows["state"] == ""]
    assert say.place(national, "TX", PLACES).startswith("None of these ways in follows the rules")


def notes(*states: str) -> pd.Series:
    return say.gained(milestones.milestones(STAGES), lines(*states))


def test_where_nothing_is_gained_on_any_way_that_is_told_without_warnings() -> None:
    none = lines().query("pathway == 'MA-OJT'")
    with warnings.catch_warnings(action="error"):
        told = say.gained(milestones.milestones(STAGES).head(0), none)
    assert told.to_dict() == {"MA-OJT": say.NO_CREDENTIAL}


def test_what_is_gained_is_told_with_its_month_and_its_renewal() -> None:
    told = notes()
    assert told["MLS-R2-BRIDGE"] == (
        "MLT(ASCP), month 25; MLS(ASCP) by choice, month 74, renewed every 3 years"
    )
    assert told["MA-AAS"] == (
        "CMA (AAMA) or RMA (AMT) by choice, month 25, renewed every 5 years or 3 years"
    )
    assert told["MED-TX"] == "Texas medication aide permit, month 7, renewed every year"
    assert told["MED-MO"] == "Certified Medication Technician (Missouri), month 12"
    assert told["MA-OJT"] == say.NO_CREDENTIAL


@pytest.mark.parametrize(
    ("family", "states", "title"),
    [
        ("medication", (), "Becoming a medication aide takes 1.5 to 12 months"),
        (
            "medication",
            ("TX",),
            "Becoming a medication aide takes 7 months by the rules of Texas and 1.5 to 12 months "
            "elsewhere",
        ),
        (
            "laboratory",
            (),
            "Becoming a laboratory technologist takes 49 to 109 months, a laboratory technician "
            "14.9 to 61 months",
        ),
    ],
)
def test_titles_of_timelines(family: str, states: tuple[str, ...], title: str) -> None:
    assert say.timelines_title(of_family(family, *states), PLACES) == title


def test_the_alternative_text_has_every_pathway_with_length_and_first_pay() -> None:
    said = say.timelines_alt(of_family("assisting"))
    assert "Training on the job, 6 months, first pay at once" in said
    assert all(title in said for title in PATHWAYS[PATHWAYS["role"] == JOBS[3]]["title"])


def test_the_caption_has_the_shares_of_its_own_chart() -> None:
    only = of_family("assisting")[lambda rows: rows["pathway"] == "MA-OJT"]
    assert say.timelines_caption(only).startswith(
        "Of the months drawn here, 100% are assumed; 100% are paid."
    )


@pytest.mark.parametrize(
    ("waits", "title"),
    [
        ([0.0, 0.0], "A and b are typically paid from the first day"),
        ([6.0, 6.0], "A and b typically wait 6 months for the first pay"),
        ([0.0, 24.0], "A are typically paid from the first day, b after 24 months"),
        ([9.0, 1.0], "B typically wait 1 month for the first pay, a 9 months"),
        ([float("nan"), 12.0], "B typically wait 12 months for the first pay"),
        ([float("nan")] * 2, "When the first pay comes is not known for these jobs"),
    ],
)
def test_titles_of_first_pay_with_ties_and_gaps(waits: list[float], title: str) -> None:
    jobs = pd.DataFrame({"plural": ["a", "b"], "typical_months": waits})
    assert say.first_pay_title(jobs) == title


def test_roles_that_wait_as_long_are_told_together() -> None:
    jobs = months()[lambda rows: rows["role"].isin(JOBS[:2])].assign(typical_months=48.0)
    assert say.first_paid(jobs).endswith(
        "typically 48 months for laboratory technologists and laboratory technicians."
    )


def test_titles_of_first_pay() -> None:
    assert say.first_pay_title(months()) == (
        "Medication aides typically wait 6 months for the first pay, laboratory technologists "
        "48 months"
    )


def test_first_pay_in_words_has_the_range_of_each_role() -> None:
    said = say.first_pay_alt(ways(), months())
    assert "Medication aides: typically 6 months; over seven counted pathways, 0.5 to 12" in said
    assert "Medical assistants: typically 10 months; over seven counted pathways, 0 to 24" in said
    assert "two more not counted" in said


def hand(pathway: str = "MED-MO") -> pd.DataFrame:
    one = STAGES[(STAGES["pathway"] == pathway) & (STAGES["counted"] == "yes")]
    ends = one["typical_months"].cumsum()
    return one.assign(
        end_month=ends,
        start_month=ends - one["typical_months"],
        earliest_end=one["min_months"].cumsum(),
        latest_end=one["max_months"].cumsum(),
    )


def test_a_sum_by_hand_agrees_with_the_function() -> None:
    said = say.by_hand(hand(), training.stage_spans(STAGES), TOTALS)
    assert said.startswith("By hand the pathway ends after 12 months, or after 7.1 to 15 months.")
    assert "put its four stages where the sum does" in said
    assert say.by_hand_title(hand(), lines()).endswith("stages add up to 12 months")
    assert "Written and practical examination, from 11 to 12" in say.by_hand_alt(hand())


def test_a_wrong_sum_by_hand_is_not_passed_over() -> None:
    spans = training.stage_spans(STAGES)
    for column in ("start_month", "end_month", "earliest_end", "latest_end"):
        wrong = hand()
        wrong[column] += 1
        assert say.by_hand(wrong, spans, TOTALS).endswith("the charts differ.")


@pytest.mark.parametrize("pathway", PATHWAYS["pathway"])
def test_every_pathway_can_be_added_up_by_hand(pathway: str) -> None:
    spans = training.stage_spans(STAGES)
    assert "say the same" in say.by_hand(hand(pathway), spans, TOTALS)


def test_costs_are_counted_with_their_warning() -> None:
    found = load.table("costs")
    undated = found["as_of"].str.contains("undated|stored copy|n/s").sum()
    assert say.costs(found).startswith(f"We found {len(found)} prices, {undated} of them on pages")
    assert "One of them comes with a warning: the college's terms sum to $19,195.15, and" in (
        say.costs(found)
    )
    assert "$290 and $300). They are single finds" in say.costs(found)
    assert "warning" not in say.costs(found[found["cost"] != "jackson-state-mlt-programme"])
    assert say.costs(found[found["role"] == ""]).startswith("We found four prices, all on pages")


def test_two_warnings_are_both_quoted() -> None:
    found = load.table("costs").head(3).copy()
    found["note"] = ["Do not use without a warning: it is old.", "", f"{say.WARNING}it is odd."]
    assert "Two of them come with a warning: it is old; it is odd. They" in say.costs(found)


def test_one_pathway_pays_and_one_way_starts() -> None:
    paid = lines()
    one = paid[(paid["first_paid_month"] > 0) | (paid["pathway"] == "MA-OJT")]
    assert say.extremes(one, TOTALS).endswith("One pathway pays from the first day.")
    counted = ways()
    few = counted[~counted["pathway"].isin(["MA-OJT"])]
    few = few[(few["typical_months"] > 0) | (few["pathway"] == "MA-EMPLOYER")]
    assert "One of the four ways to become a medical assistant starts with" in " ".join(
        say.at_once(few, months())
    )


def test_one_state_s_pathway_follows_its_rules() -> None:
    ruled = lines()[lambda rows: rows["state"].isin(["", "TX"])]
    assert say.place(ruled, "US", PLACES).startswith(
        "One of the pathways follows the rules of one state: Texas."
    )


def test_hours_are_turned_into_months_as_assumed() -> None:
    assert say.conversion(load.table("assumptions")) == "a full-time month is taken as 173.9 hours"


def test_the_source_line_says_when_the_pages_were_read() -> None:
    assert say.source(load.table("sources")).endswith("read 23 November 2026.")


def test_jobs_that_take_as_long_share_a_title() -> None:
    equal = of_family("laboratory").assign(typical=48.0, own=False)
    assert say.timelines_title(equal, PLACES) == (
        "Becoming a laboratory technologist or a laboratory technician takes 48 months"
    )


def test_no_training_is_said_in_words() -> None:
    rows = pd.DataFrame({"category": ["None", "Apprenticeship"]})
    assert schooling.in_words(rows, "category")["category"].tolist() == [
        "no training", "Apprenticeship",
    ]  # fmt: skip
