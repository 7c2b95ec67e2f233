"""The short answer says the published figures, and says so where there are none."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import answer as facts
from rolereport.analysis import claims, names, training, ways
from rolereport.analysis.credentials import states_of
from rolereport.analysis.dollars import in_dollars
from rolereport.data import load
from rolereport.data.wages import of_area, of_roles
from rolereport.display.labels import with_labels
from rolereport.display.sentences import answer, choices

ROLES, SOC = load.table("roles"), load.table("role_soc")
RULES = load.table("medication_aide_rules").query("confidence != 'low'")
JOBS = list(names.JOBS)


def pay(area: str = "US", year: int = 2025, jobs: list[str] = JOBS) -> pd.DataFrame:
    level = "national" if area == "US" else "states" if area.isalpha() else "metros"
    lines = of_area(load.wages(level, year), SOC, jobs, area, year)
    return with_labels(in_dollars(lines, "nominal", load.table("cpi"), 2025), ROLES)


def months(area: str = "US", jobs: list[str] = JOBS) -> pd.DataFrame:
    first = training.first_paid_day(load.table("stages"), load.table("pathways"))
    states = states_of(load.table("areas"), area)
    return with_labels(training.role_first_paid(ways.in_state(first, states), jobs), ROLES)


@pytest.fixture(scope="module")
def split() -> pd.DataFrame:
    two = ["laboratory-technologist", "laboratory-technician"]
    return of_roles(load.wages("national", 2016), SOC, two)


def test_the_answer_names_three_jobs_and_a_fourth() -> None:
    assert answer.naming(ROLES) == (
        "No. “Med tech” names three jobs (the medical laboratory technologist or scientist; the "
        "medical laboratory technician; the medication aide or medication technician), and a "
        "medical assistant is a fourth."
    )


def test_the_answer_counts_the_jobs() -> None:
    fewer = ROLES.assign(
        called_med_tech=ROLES["called_med_tech"].mask(ROLES["role"] == JOBS[1], "no")
    )
    assert answer.naming(fewer).startswith("No. “Med tech” names two jobs")
    assert answer.naming(fewer).endswith("is a third.")


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
    assert answer.nationally(pay()) == (
        "In the United States it was $62,930 for laboratory staff, $45,690 for medical assistants "
        "and $42,260 for nursing assistants."
    )


def test_nursing_assistants_are_told_once() -> None:
    said = answer.nationally(pay(jobs=[*JOBS, "nursing-assistant"]))
    assert said.count("nursing assistants") == 1


def test_typical_months_to_the_first_paid_day() -> None:
    assert answer.first_paid(months()) == (
        "Typical months from high school to the first paid day, by the usual way in (in brackets, "
        "the fastest case and the slowest): 6 for medication aides (0.1 to 15, over 7 ways in, "
        "each set by one state), 10 for medical assistants (0 to 24, over the 7 ways in that no "
        "single state sets), 24 for laboratory technicians (0 to 24, over the 5 ways in that no "
        "single state sets) and 48 for laboratory technologists (48 to 60, over the 4 ways in "
        "that no single state sets). Zero means that a way starts with paid work."
    )


def test_a_state_s_own_way_is_told_as_such() -> None:
    assert "7 for medication aides (1.5 to 12, over 1 way in, set by one state)" in (
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
    assert "as far as they are known" in answer.cards_title(untimed)


def test_alt_and_caption_tell_what_the_lines_measure() -> None:
    assert "$22" not in answer.cards_alt(months(), pay(), "the United States")
    assert "medical assistants from $36,050" in answer.cards_alt(months(), pay(), "here")
    assert "in one figure" in answer.cards_caption(pay())


@pytest.mark.parametrize(
    ("role", "states", "said"),
    [
        ("laboratory-technologist", [], "in ten states and Puerto Rico"),
        ("laboratory-technician", [], "in ten states"),
        ("medical-assistant", [], "in one state"),
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
        "By the usual way in, medical assistants are paid soonest (0 months) and the most ($90,000 "
        "at the median)"
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


def test_choosing_by_moving() -> None:
    said = choices.by_mobility(facts.licensing_states(load.table("licensure")), RULES, pay())
    assert "laboratory technologists need a licence in ten states and Puerto Rico, " in said
    assert said.endswith(
        "Jobs in the United States: 817,870 of medical assistants, 332,940 of laboratory staff "
        "and 1,448,910 of nursing assistants, medication aides among them."
    )
    assert "of which we found those of 17 states" in said


@pytest.fixture(scope="module")
def breaks() -> pd.DataFrame:
    return load.table("breaks")


def moved(year: int) -> pd.DataFrame:
    return facts.changes(pay(year=year), pay(year=year - 1))


def test_change_since_the_year_before(breaks: pd.DataFrame) -> None:
    assert choices.changed(moved(2025), 2024, "national", breaks) == (
        "From May 2024 to May 2025 the median moved by +6.9% for nursing assistants, among whom "
        "medication aides are counted, +3.4% for medical assistants and +1.7% for laboratory "
        "staff, before any adjustment for prices."
    )


def test_a_break_between_two_vintages_is_told(breaks: pd.DataFrame) -> None:
    assert "new estimation method" in choices.changed(moved(2021), 2020, "national", breaks)


def test_new_boundaries_break_the_metros_only(breaks: pd.DataFrame) -> None:
    assert "boundaries" not in choices.changed(moved(2024), 2023, "national", breaks)
    assert "boundaries" in choices.changed(moved(2024), 2023, "metros", breaks)


def test_nothing_to_compare_with(breaks: pd.DataFrame) -> None:
    none = moved(2025).head(0)
    assert choices.changed(none, None, "metros", breaks) == (
        "No earlier year of metropolitan areas is held, so change cannot be told."
    )
    assert "can be compared" in choices.changed(none, 2024, "states", breaks)


def test_nurses_of_2010_are_told_as_nurses() -> None:
    nurses = pay(year=2010, jobs=["registered-nurse", "medical-assistant"])
    assert answer.medians(nurses, "the United States") == (
        "In the United States, median pay in May 2010 was $64,690 for registered nurses and "
        "$28,860 for medical assistants, in dollars a year."
    )
    assert "nursing assistants" not in answer.nationally(nurses)
    with_aides = pay(year=2010, jobs=["registered-nurse", *JOBS])
    assert "Registered nurses are counted" not in answer.medians(with_aides, "the United States")
    assert "Medication aides are counted only" in answer.medians(with_aides, "the United States")


def test_the_blended_line_is_known_by_its_roles() -> None:
    recoded = pay().assign(soc_code=["29-2019", "29-2019", "31-1131", "31-9092"])
    assert answer.wage_lines(recoded)["plural"].tolist() == [
        "laboratory staff", "medical assistants",
    ]  # fmt: skip
