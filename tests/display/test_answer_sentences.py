"""The short answer says the published figures, and says so where there are none."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import answer as facts
from rolereport.analysis import claims, names, typical_way
from rolereport.analysis.credentials import states_of
from rolereport.analysis.dollars import in_dollars
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles
from rolereport.display.labels import with_labels
from rolereport.display.sentences import answer, choices

ROLES, SOC = load.table("roles"), load.table("role_soc")
RULES = load.table("medication_aide_rules").query("confidence != 'low'")
JOBS = list(names.JOBS)
NAN = float("nan")
PAIR = ["47-2111", "47-2152"]  # electricians, plumbers
NATION = "the United States"


def pay(area: str = "US", year: int = 2025, jobs: list[str] = JOBS) -> pd.DataFrame:
    level = "national" if area == "US" else "states" if area.isalpha() else "metros"
    lines = of_area(load.wages(level, year), SOC, jobs, area, year)
    return with_labels(in_dollars(lines, "nominal", load.table("cpi"), 2025), ROLES)


def months(area: str = "US", jobs: list[str] = JOBS) -> pd.DataFrame:
    states = states_of(load.table("areas"), area)
    found = facts.time_needed(load.table("stages"), load.table("pathways"), states, jobs)
    return with_labels(found, ROLES)


def of_pair(pair: list[str] = PAIR) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Pay, months and leader of occupations outside the question, in the nation in 2025."""
    named, lines = load.roles(pair), load.role_soc(pair)
    paid = of_area(load.wages("national", 2025), lines, pair, "US", 2025)
    paid = with_labels(in_dollars(paid, "nominal", load.table("cpi"), 2025), named)
    tables = {name: load.table(name) for name in typical_way.TABLES}
    needed = facts.time_needed(*typical_way.with_typical(**tables, wanted=pair), [], pair)
    return paid, with_labels(needed, named), facts.leader(paid)


@pytest.fixture(scope="module")
def split() -> pd.DataFrame:
    two = ["laboratory-technologist", "laboratory-technician"]
    return of_roles(load.wages("national", 2016), SOC, two)


def test_the_answer_names_three_jobs_and_a_fourth() -> None:
    assert answer.same(ROLES) == (
        "No. “Med tech” means a laboratory technologist, a laboratory technician or a medication "
        "aide; a medical assistant is a fourth job."
    )
    assert answer.naming(ROLES) == (
        "“Med tech” names three jobs: the medical laboratory technologist or scientist; the "
        "medical laboratory technician; the medication aide or medication technician."
    )


def test_the_answer_counts_the_jobs() -> None:
    fewer = ROLES.assign(
        called_med_tech=ROLES["called_med_tech"].mask(ROLES["role"] == JOBS[1], "no")
    )
    assert answer.naming(fewer).startswith("“Med tech” names two jobs")
    assert answer.same(fewer).endswith("is a third job.")


def test_the_answer_in_short_is_short() -> None:
    lead = facts.leader(pay(jobs=["laboratory-combined", "medical-assistant"]))
    asked = pay(jobs=["laboratory-combined", "medication-aide", "medical-assistant"])
    found = answer.findings(ROLES, pay(), asked, months(), lead, NATION)
    assert found[1:] == [
        "Median pay in the United States, May 2025: $62,930 for laboratory staff and $45,690 for "
        "medical assistants.",
        "Usual months from high school to first pay: 6 for medication aides, 10 for medical "
        "assistants, 24 for laboratory technicians and 48 for laboratory technologists.",
    ]
    assert max(map(len, found)) < 170  # the first screen of a phone


def test_another_pair_is_answered_as_itself() -> None:
    paid, needed, lead = of_pair()
    assert answer.findings(load.roles(PAIR), paid, paid, needed, lead, NATION) == [
        "No. Electricians and plumbers (with pipefitters and steamfitters) are two occupations, "
        "each with a wage line of its own.",
        "In the United States, plumbers (with pipefitters and steamfitters) earn $610 more at the "
        "median than electricians ($63,800 against $63,190, May 2025), and more in 39 to 75 of "
        "100 random pairs.",
        "By the usual way in, electricians and plumbers (with pipefitters and steamfitters) are "
        "paid from the first day, while training for 48 months.",
    ]


def test_a_mixed_pair_has_both_answers() -> None:
    mixed = ["medical-assistant", "47-2111"]
    asked, _, lead = of_pair(mixed)
    found = answer.findings(load.roles(mixed), pay(), asked, months(), lead, NATION)
    assert found[0] == answer.same(ROLES)
    assert found[3].startswith(
        "Electricians are another occupation. In the United States, electricians earn $17,500 more"
    )


def test_months_of_paid_training_are_not_hidden_behind_a_zero() -> None:
    _, needed, _ = of_pair(PAIR[:1])
    mixed = pd.concat([months(jobs=["medical-assistant"]), needed])
    assert answer.timed(mixed) == (
        "Usual months from high school to first pay: 0 for electricians (paid while training for "
        "48 months) and 10 for medical assistants."
    )


def test_one_occupation_has_nothing_to_lead() -> None:
    paid, needed, lead = of_pair(PAIR[:1])
    found = answer.findings(load.roles(PAIR[:1]), paid, paid, needed, lead, NATION)
    assert found[0] == "Electricians are one occupation, with a wage line of its own."
    assert found[1] == "Median pay in the United States, May 2025: $63,190 for electricians."


def test_who_leads_with_ties_and_gaps() -> None:
    paid, _, lead = of_pair()
    tie = lead.assign(gap=0.0)
    assert answer.leads(tie, paid, "Ohio") == [
        "In Ohio both earn $63,800 at the median (May 2025)."
    ]
    unsure = lead.assign(point=NAN)
    assert "random pairs" not in answer.leads(unsure, paid, "Ohio")[0]
    (none,) = answer.leads(lead.head(0), paid, "Ohio")
    assert none == "For Ohio too few medians are published to say which pays more."


def test_short_answers_without_pay_or_ways_in() -> None:
    unpaid = pay().assign(p50_annual=NAN)
    assert answer.paid(unpaid, "Nowhere") == (
        "No median pay of these jobs is published for Nowhere, May 2025."
    )
    assert answer.timed(months().assign(typical_months=NAN)) == answer.NO_WAY
    real = pay(year=2015).assign(dollars_of=2025)
    assert ", May 2015, in dollars of May 2025: " in answer.paid(real, NATION)


def test_training_of_different_lengths_is_told_apart() -> None:
    _, needed, _ = of_pair()
    told = answer.timed(needed.assign(whole_months=[48.0, 36.0]))
    assert told.endswith(
        "while training: 36 months for plumbers (with pipefitters and steamfitters) and 48 months "
        "for electricians."
    )
    assert answer.timed(needed.assign(whole_months=0.0)).endswith("paid from the first day.")


def test_schooling_is_what_the_projections_assign() -> None:
    assigned = typical_way.assignments(load.table("projections"), [*JOBS, *PAIR])
    assert answer.schooling(assigned).to_dict() == {
        "laboratory-technologist": "Bachelor's degree",
        "laboratory-technician": "Associate's degree",
        "medical-assistant": "Postsecondary nondegree award",
        "47-2111": "High school diploma, then apprenticeship",
        "47-2152": "High school diploma, then apprenticeship",
    }


def test_what_stands_behind_leaves_out_the_question_for_another_pair() -> None:
    _, needed, _ = of_pair()
    told = answer.behind(load.roles(PAIR), ["Medians."], "Split.", needed, "Article.")
    assert told[0] == "Medians." and len(told) == 2
    whole = answer.behind(ROLES, ["Here.", "There."], "Split.", months(), "Article.")
    assert whole[1:3] == ["Here. There.", "Split."] and whole[-1] == "Article."


def test_the_medians_of_may_2025() -> None:
    said = answer.medians(pay(), "the United States")
    assert said == (
        "In the United States, median pay in May 2025 was $62,930 for laboratory staff "
        "(technologists and technicians in one figure) and $45,690 for medical assistants, in "
        "dollars a year. Medication aides are counted only inside nursing assistants, whose "
        "median was $42,260."
    )


def test_a_year_that_tells_technologists_and_technicians_apart() -> None:
    said = answer.medians(pay(year=2015), "the United States")
    assert "$60,520 for laboratory technologists, $38,970 for laboratory technicians" in said
    assert "in one figure" not in said


def test_what_is_not_published_is_said() -> None:
    said = answer.medians(pay("10380"), "Aguadilla, PR")
    assert "It is not published for medical assistants." in said
    assert "whose median is not published here" in said
    assert "nan" not in said


def test_a_place_without_any_median() -> None:
    nothing = pay().assign(p50_annual=float("nan"))
    assert answer.medians(nothing, "Nowhere") == (
        "For Nowhere, no median of these jobs is published for May 2025."
    )


def test_the_nation_s_medians_as_context() -> None:
    told = (
        "In the United States it was $62,930 for laboratory staff, $45,690 for medical assistants "
        "and $42,260 for nursing assistants"
    )
    assert answer.nationally(pay(), 2025) == f"{told}."
    assert answer.nationally(pay(), 2026) == f"{told} in May 2025, the nearest held."


def test_nursing_assistants_are_told_once() -> None:
    said = answer.nationally(pay(jobs=[*JOBS, "nursing-assistant"]), 2025)
    assert said.count("nursing assistants") == 1


def test_typical_months_to_the_first_paid_day() -> None:
    assert answer.first_paid(months()) == (
        "Typical months from high school to the first paid day, by the usual way in (in brackets, "
        "the fastest case and the slowest): 6 for medication aides (0.1 to 15, over 7 ways in, "
        "each set by one state), 10 for medical assistants (0 to 24, over 7 ways in), 24 for "
        "laboratory technicians (0 to 24, over 5 ways in) and 48 for laboratory technologists (48 "
        "to 60, over 4 ways in). Zero means that a way starts with paid work. Chapter 02 tells "
        "which ways are counted."
    )


def test_a_state_s_own_way_is_told_as_such() -> None:
    assert "7 for medication aides (1.5 to 12, one way in, set by one state)" in (
        answer.first_paid(months("TX"))
    )


def test_no_way_in_is_described() -> None:
    assert "no time to a first paid day is known" in answer.first_paid(
        months(jobs=["registered-nurse"])
    )


def test_the_article_s_tenth_percentile_against_the_published() -> None:
    told = load.table("claims")
    judged = claims.judge_figures(told, of_roles(load.wages("national"), SOC, JOBS))
    said = answer.article(with_labels(judged, ROLES), claims.verdict_counts(told))
    assert "medical assistant pay in May 2016 at $21,860; the published figure is $22,870" in said
    supported = (told["verdict"] == "supported").sum()
    assert f"Of its 71 claims, {supported} are supported." in said


def cards(area: str = "US", jobs: list[str] = JOBS) -> pd.DataFrame:
    lengths = months(area, jobs).drop(columns=["title", "noun", "plural"])
    return pay(area, jobs=jobs).merge(lengths, on="role")


@pytest.mark.parametrize(
    ("area", "more", "soonest", "most"),
    [
        ("US", [], "medication aides are paid", ", laboratory staff the most ($62,930"),
        ("US", ["registered-nurse"], "medication", ", registered nurses the most ($97,550"),
        ("WA", [], "medication aides are paid soonest (6", ", laboratory staff the most ($72,760"),
        ("PR", [], "medication aides are paid", ", medical assistants the most ($46,120"),
    ],
)  # fmt: skip
def test_the_chart_s_title_is_its_finding(
    area: str, more: list[str], soonest: str, most: str
) -> None:
    title = answer.cards_title(cards(area, [*JOBS, *more]))
    assert title.startswith(f"By the usual way in, {soonest}")
    assert title.endswith(" at the median)")
    assert most in title


def test_the_chart_s_title_without_pay_or_months() -> None:
    known = cards()
    unpaid = known.assign(p50_annual=float("nan"))
    for scarce in (unpaid, cards("10380")):  # in Aguadilla the laboratory alone is published
        assert answer.cards_title(scarce) == (
            "By the usual way in, medication aides are paid soonest (6 months)"
        )
    untimed = known.assign(typical_months=float("nan"))
    assert (
        answer.cards_title(untimed) == "Laboratory staff are paid the most ($62,930 at the median)"
    )
    nothing = untimed.assign(p50_annual=NAN)
    assert "as far as they are known" in answer.cards_title(nothing)


def test_the_chart_s_title_where_none_is_before_another() -> None:
    paid, needed, _ = of_pair()
    both = paid.merge(needed.drop(columns=["title", "noun", "plural"]), on="role")
    assert answer.cards_title(both) == (
        "By the usual way in, both are paid from the first day, plumbers (with pipefitters and "
        "steamfitters) the most ($63,800 at the median)"
    )
    assert answer.cards_title(both.head(1)) == (
        "By the usual way in, electricians are paid from the first day"
    )
    assert "paid training (dots)" in answer.cards_subtitle(both, NATION)
    assert "training" not in answer.cards_subtitle(cards(), NATION)


def test_alt_and_caption_tell_what_the_lines_measure() -> None:
    assert "$22" not in answer.cards_alt(months(), pay(), "the United States")
    assert "medical assistants from $36,050" in answer.cards_alt(months(), pay(), "here")
    assert "in one figure" in answer.cards_caption(pay())


@pytest.mark.parametrize(
    ("role", "states", "said"),
    [
        ("laboratory-technologist", [], "in ten states and Puerto Rico"),
        ("laboratory-technician", [], "in ten states"),
        ("medical-assistant", [], "in one state (WA)"),
        ("medication-aide", [], "by each state's rules; we found those of 17"),
        ("registered-nurse", [], ""),
        ("medical-assistant", ["WA"], "needed"),
        ("medical-assistant", ["TX"], "none in our sources"),
        ("medication-aide", ["TX"], "by state rules"),
        ("laboratory-technologist", ["AR", "MS", "TN"], "needed in TN"),
    ],
)
def test_the_licence_of_each_role(role: str, states: list[str], said: str) -> None:
    licensed = facts.licensing_states(load.table("licensure"))
    assert choices.licence(role, licensed, RULES, states) == said


def test_choosing_by_time() -> None:
    said = choices.by_time(months(jobs=[*JOBS, "registered-nurse"]))
    assert said.startswith(
        "**If time decides:** medication aides, by the usual way in paid after 6 months. Medical "
        "assistants after 10 months, laboratory technicians after 24 months and "
    )
    assert "ways of all are paid from the first day: medical assistants (“A year of" in said
    assert "“Training by an employer” or “Training on the job”) and laboratory technicians" in said
    assert said.endswith("No way in is described here for registered nurses.")


def test_choosing_by_time_among_slow_ways() -> None:
    said = choices.by_time(months(jobs=["laboratory-technologist"]))
    assert "The quickest ways of all are paid after 48 months: laboratory technologists (" in said
    assert "follow" not in said


def test_the_soonest_paid_may_be_the_best_paid() -> None:
    soonest = cards().assign(typical_months=[48, 24, 6, 0]).iloc[[3, 0]]
    soonest["p50_annual"] = [90000, 80000]
    assert answer.cards_title(soonest) == (
        "By the usual way in, medical assistants are paid soonest (from the first day) and the "
        "most ($90,000 at the median)"
    )


def test_choosing_by_money(split: pd.DataFrame) -> None:
    assert choices.by_money(pay(), split) == (
        "**If money decides:** laboratory staff, whose median of $62,930 is $17,240 above that of "
        "medical assistants. Medication aides have no figure of their own: $42,260, as nursing "
        "assistants. When technologists and technicians were last published apart, in the "
        "nation's figures of May 2016, technologists earned $22,120 more."
    )
    assert "too few medians" in choices.by_money(pay("10380"), split)


def test_nursing_assistants_asked_for_are_not_told_twice(split: pd.DataFrame) -> None:
    both = pay(jobs=[*JOBS, "nursing-assistant"])
    assert "no figure of their own" not in choices.by_money(both, split)
    assert "among them" not in choices.by_mobility(
        facts.licensing_states(load.table("licensure")), RULES, both
    )


def test_choosing_by_patients() -> None:
    assert choices.by_contact(ROLES, JOBS) == (
        "**If patients decide:** contact is constant for medication aides and medical assistants, "
        "some for laboratory technicians and little for laboratory technologists."
    )


def test_advice_for_another_pair_says_what_is_not_held(split: pd.DataFrame) -> None:
    paid, needed, _ = of_pair()
    law = facts.licensing_states(load.table("licensure")), RULES
    told = choices.advice(needed, paid, paid, split, load.roles(PAIR), law)
    assert told == [
        "**If time decides:** electricians and plumbers (with pipefitters and steamfitters), by "
        "the usual way in paid from the first day. Paid training then goes on: about 48 months for "
        "electricians and plumbers (with pipefitters and steamfitters).",
        "**If money decides:** plumbers (with pipefitters and steamfitters), whose median of "
        "$63,800 is $610 above that of electricians.",
        "**If patients or moving decide:** contact with patients and licences are not held for "
        "these occupations. Jobs in the United States in May 2025: 757,220 of electricians and "
        "465,840 of plumbers (with pipefitters and steamfitters).",
    ]


def test_contact_that_is_held_for_some_jobs_alone() -> None:
    told = choices.by_contact(load.roles(PAIR), ["medical-assistant", "47-2111"])
    assert told.endswith("constant for medical assistants. It is not held for electricians.")
    unknown = choices.by_contact(load.roles(PAIR), PAIR[:1])
    assert unknown.endswith("contact with patients is not held for electricians.")


def test_neighbours_have_contact_but_no_licence_on_record(split: pd.DataFrame) -> None:
    pair = ["phlebotomist", "pharmacy-technician"]
    paid, needed, _ = of_pair(pair)
    law = facts.licensing_states(load.table("licensure")), RULES
    told = choices.advice(needed, paid, paid, split, load.roles(pair), law)
    assert told[2] == (
        "**If patients decide:** contact is constant for phlebotomists and some for pharmacy "
        "technicians."
    )
    assert told[3].startswith("**If moving decides:** where these occupations need a licence is")


def test_equal_medians_have_no_gap(split: pd.DataFrame) -> None:
    paid, _, _ = of_pair()
    assert choices.by_money(paid.assign(p50_annual=50000.0), split) == (
        "**If money decides:** the medians are equal, $50,000."
    )


def test_choosing_by_moving() -> None:
    said = choices.by_mobility(facts.licensing_states(load.table("licensure")), RULES, pay())
    assert "laboratory technologists need a licence in ten states and Puerto Rico, " in said
    assert said.endswith(
        "Jobs in the United States in May 2025: 817,870 of medical assistants, 332,940 of "
        "laboratory staff and 1,448,910 of nursing assistants, medication aides among them."
    )
    assert "of which we found those of 17 states" in said


def test_choosing_by_openings() -> None:
    projections = load.table("projections")
    (said,) = choices.by_openings(pay(), projections)
    assert said == (
        "**If openings decide:** the employment projections for 2024-34 expect in the United "
        "States, a year: 204,100 for nursing assistants, medication aides among them, total jobs "
        "+2.3% over the ten years; 112,300 for medical assistants, total jobs +12.5% over the ten "
        "years; 22,600 for laboratory staff, total jobs +1.7% over the ten years. Most openings "
        "are jobs that people leave, not new ones."
    )
    assert choices.by_openings(pay(), projections[projections["soc_code"] == "47-2111"]) == []
    two, _, _ = of_pair()
    assert "for electricians, total jobs +" in choices.by_openings(two, projections)[0]


@pytest.fixture(scope="module")
def breaks() -> pd.DataFrame:
    return load.table("breaks")


def moved(year: int) -> pd.DataFrame:
    return facts.changes(pay(year=year), pay(year=year - 1))


def test_change_since_the_year_before(breaks: pd.DataFrame) -> None:
    assert choices.changed(moved(2025), 2024, "national", breaks, 0.024) == [
        "From May 2024 to May 2025 the median moved by +6.9% for nursing assistants (medication "
        "aides among them), +3.4% for medical assistants and +1.7% for laboratory staff; consumer "
        "prices rose by 2.4%.",
        "The order by median pay is unchanged; the gap between laboratory staff and medical "
        "assistants went from $17,690 to $17,240. By their means, the change is more than "
        "sampling error explains for nursing assistants (medication aides among them), medical "
        "assistants and laboratory staff.",
    ]


def test_a_change_of_order_is_a_headline() -> None:
    lines = pd.DataFrame(answer.wage_lines(moved(2025)))
    turned = lines.assign(before_pay=lines["before_pay"].to_numpy()[::-1])
    assert choices.headline(turned) == [
        "The order by median pay has changed: now laboratory staff, then medical assistants; "
        "before, medical assistants, then laboratory staff."
    ]
    still = lines.assign(before_pay=lines["p50_annual"])
    assert choices.headline(still)[0].endswith("medical assistants stayed at $17,240.")
    assert choices.headline(lines.head(1)) == []


def test_chance_is_told_from_change_where_errors_are_held() -> None:
    lines = pd.DataFrame(answer.wage_lines(moved(2025)))
    mixed = lines.assign(beyond=pd.array([True, False], dtype="boolean"))
    assert choices.chance(mixed) == (
        "By their means, the change is more than sampling error explains for laboratory staff and "
        "no more than chance may for medical assistants."
    )
    unknown = lines.assign(beyond=pd.array([None, None], dtype="boolean"))
    assert choices.chance(unknown).startswith("Sampling errors are not held for both years")
    rows = choices.change_rows(mixed.assign(change=0.1), 0.1)
    assert rows["verdict"].tolist() == ["yes", "no"]
    assert rows["real"].abs().max() < 1e-12


def test_a_break_between_two_vintages_is_told(breaks: pd.DataFrame) -> None:
    assert (
        "new estimation method" in choices.changed(moved(2021), 2020, "national", breaks, 0.05)[0]
    )


def test_new_boundaries_break_the_metros_only(breaks: pd.DataFrame) -> None:
    assert "boundaries" not in choices.changed(moved(2024), 2023, "national", breaks, NAN)[0]
    assert "boundaries" in choices.changed(moved(2024), 2023, "metros", breaks, NAN)[0]


def test_prices_that_fell_or_are_not_held_are_said_to(breaks: pd.DataFrame) -> None:
    told = {
        prices: choices.changed(moved(2025), 2024, "national", breaks, prices)[0]
        for prices in (0.0236, -0.0128, NAN)
    }
    assert "; consumer prices rose by 2.4%." in told[0.0236]
    assert "; consumer prices fell by 1.3%." in told[-0.0128]
    assert "; how consumer prices moved is not held." in told[NAN]


def test_nothing_to_compare_with(breaks: pd.DataFrame) -> None:
    none = moved(2025).head(0)
    assert choices.changed(none, None, "metros", breaks, NAN) == [
        "No earlier year of metropolitan areas is held, so change cannot be told."
    ]
    assert "can be compared" in choices.changed(none, 2024, "states", breaks, NAN)[0]


def test_nurses_of_2010_are_told_as_nurses() -> None:
    nurses = pay(year=2010, jobs=["registered-nurse", "medical-assistant"])
    assert answer.medians(nurses, "the United States") == (
        "In the United States, median pay in May 2010 was $64,690 for registered nurses and "
        "$28,860 for medical assistants, in dollars a year."
    )
    assert "nursing assistants" not in answer.nationally(nurses, 2010)
    with_aides = pay(year=2010, jobs=["registered-nurse", *JOBS])
    assert "Registered nurses are counted" not in answer.medians(with_aides, "the United States")
    assert "Medication aides are counted only" in answer.medians(with_aides, "the United States")


def test_the_blended_line_is_known_by_its_roles() -> None:
    recoded = pay().assign(soc_code=["29-2019", "29-2019", "31-1131", "31-9092"])
    plurals = [row.plural for row in answer.wage_lines(recoded)]
    assert plurals == ["laboratory staff", "medical assistants"]
