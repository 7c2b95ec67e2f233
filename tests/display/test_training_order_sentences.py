"""What chapter 02 says of the order of the ways, of head starts and of federal sources."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import milestones, order, schooling, timelines, training, typical_way
from rolereport.analysis.names import JOBS
from rolereport.data import load
from rolereport.display.labels import with_labels
from rolereport.display.sentences import schooling as say_school
from rolereport.display.sentences import training_order as say

TABLES = {name: load.table(name) for name in typical_way.TABLES}
ROLES, ANSWERS = load.table("roles"), load.table("onet_education")


def lines(*jobs: str) -> pd.DataFrame:
    stages, pathways = typical_way.with_typical(**TABLES, wanted=list(jobs))
    drawn = timelines.timeline(stages, pathways, ROLES, list(jobs), [])
    return drawn.drop_duplicates("pathway")


def placed(*jobs: str) -> pd.DataFrame:
    stages, _ = typical_way.with_typical(**TABLES, wanted=list(jobs))
    shown = lines(*jobs)[["pathway", "role", "label", "plural"]]
    held = shown.merge(training.pathway_totals(stages), on="pathway")
    return order.places(order.grouped(held))


def test_pairs_that_change_places_are_counted() -> None:
    assert say.order(placed(*JOBS)) == (
        "Of 82 pairs of ways to choose between, 13 change places: one way is the shorter if all "
        "goes fast, the other in the typical case or if all goes slowly. In 38 pairs one way is "
        "the shorter whatever happens."
    )


@pytest.mark.parametrize(
    ("jobs", "told", "title"),
    [
        (
            ("registered-nurse",),
            "There is a single way in, and so no order to test.",
            "There is a single way in, and so no order to test",
        ),
        (
            ("phlebotomist", "pharmacy-technician"),
            "Of one pair of ways to choose between, one changes places: one way is the shorter if "
            "all goes fast, the other in the typical case or if all goes slowly.",
            "“Phlebotomists, typical way in” is shorter if all goes fast, “pharmacy technicians, "
            "typical way in” if not",
        ),
        (
            ("registered-nurse", "phlebotomist"),
            "Of one pair of ways to choose between, none changes places between the cases. In one "
            "pair one way is the shorter whatever happens.",
            "The order of the ways in stands in every case",
        ),
    ],
)
def test_few_ways_are_told_without_a_slip(jobs: tuple[str, ...], told: str, title: str) -> None:
    assert say.order(placed(*jobs)) == told
    assert say.order_title(placed(*jobs)) == title


def test_ways_that_are_equally_long_have_no_order() -> None:
    both = placed("phlebotomist", "pharmacy-technician").assign(
        min_months=1.0, typical_months=2.0, max_months=3.0
    )
    assert say.order_title(order.places(both)) == "The ways in are equally long in every case"


def test_the_way_that_moves_most_is_the_title() -> None:
    assert say.order_title(placed(*JOBS)) == (
        "18 of 27 ways change places; “Training by an employer” does so with four others"
    )
    assert say.order_title(placed("medication-aide")) == (
        "4 of 7 ways change places with another when all goes fast or slowly"
    )


def test_the_alternative_text_has_every_pair() -> None:
    said = say.order_alt(placed("laboratory-technician"))
    assert "Army laboratory course (68K) is shorter than Military laboratory apprentice" in said
    assert "No two of them" in say.order_alt(placed("registered-nurse", "phlebotomist"))


def test_groups_have_headings_where_there_are_several() -> None:
    both = placed("medical-assistant", "phlebotomist", "registered-nurse")
    assert set(say.headings(both)) == {"Medical assistants", "One way into each job"}
    assert set(say.headings(placed("medical-assistant"))) == {""}


def test_what_an_award_spares() -> None:
    told = say.head_starts(milestones.head_starts(TABLES["stages"]), lines(*JOBS))
    assert len(told) == 3
    assert told[1] == (
        "**With a bachelor's degree**, becoming a laboratory technologist takes 13 months by "
        "“Science degree and a clinical year”, the shortest of four ways, and 61 months by "
        "“Science degree and five years of experience”, the longest. From high school the shortest "
        "would take 61 months; of what is left of it, no month is sure to be unpaid."
    )
    assert say.head_starts(milestones.head_starts(TABLES["stages"]).head(0), lines(*JOBS)) == [
        "No way told here passes through an award that other people already have."
    ]


def test_what_carries_over_from_one_job_to_another() -> None:
    stones = milestones.stepping_stones(TABLES["stages"], TABLES["pathways"])
    named = ROLES.set_index("role")
    assert say.from_job_to_job(stones, lines(*JOBS), list(JOBS), named) == [
        "**From one of these jobs to another,** by the ways told here: the MLT(ASCP) of laboratory "
        "technicians is a step of “Technician first, then bachelor's degree”; no certificate of "
        "laboratory technologists, medication aides or medical assistants counts towards another "
        "of them."
    ]
    (none,) = say.from_job_to_job(stones.head(0), lines(*JOBS), list(JOBS)[2:], named)
    assert none.endswith(
        "here: no certificate of medication aides or medical assistants counts towards another of "
        "them."
    )
    assert say.from_job_to_job(stones, lines(*JOBS), ["medical-assistant"], named) == []


def typical(*jobs: str) -> pd.DataFrame:
    assigned = typical_way.assignments(TABLES["projections"], list(jobs))
    lengths = typical_way.typical_lengths(assigned, TABLES["typical_training"], TABLES["sources"])
    return with_labels(lengths, ROLES)


def test_what_stands_in_for_ways_that_nobody_collected() -> None:
    jobs = ["pharmacy-technician", "registered-nurse", "medical-assistant"]
    (said,) = say_school.stands_in(typical(*jobs), jobs[:2])
    assert said.startswith("No ways of becoming a pharmacy technician or a registered nurse have")
    assert "(2024-34) call typical: for pharmacy technicians a high school diploma or " in said
    assert "and moderate-term on-the-job training; for registered nurses a bachelor's" in said
    assert say_school.stands_in(typical(*jobs), []) == []


def test_an_assignment_with_experience_is_told_in_full() -> None:
    row = pd.DataFrame(
        [
            {
                "entry_education": "No formal educational credential",
                "related_experience": "Less than 5 years",
                "on_the_job_training": "Apprenticeship",
            }
        ]
    )
    assert say_school.assigned(next(row.itertuples())) == (
        "no formal educational credential, less than 5 years of related experience and an "
        "apprenticeship"
    )


def test_roles_of_which_nothing_is_known_are_named() -> None:
    assert say_school.unknown([]) == []
    assert say_school.unknown(["a", "b"])[0].startswith("For a and b neither our tables nor")


def test_both_lengths_stand_beside_each_other() -> None:
    months = pd.DataFrame(
        {
            "role": ["medical-assistant", "medication-aide"],
            "plural": ["medical assistants", "medication aides"],
            "typical_months": [10.0, 6.0],
        }
    )
    assert say_school.beside_ours(typical(*months["role"]), months).endswith(
        "by the ways told here: 12 and 10 months for medical assistants; the projections have no "
        "row for medication aides."
    )
    assert "no other ways" in say_school.beside_ours(typical("phlebotomist"), months.head(0))


def levels(*jobs: str) -> pd.DataFrame:
    found = schooling.named_levels(ANSWERS, typical(*jobs), list(jobs))
    return with_labels(found, ROLES)


def test_the_title_names_the_jobs_whose_answers_are_not_the_typical_level() -> None:
    assert say_school.levels_title(levels(*JOBS)) == (
        "Job holders most often name a bachelor's degree for laboratory technicians, not the level "
        "called typical"
    )
    agreed = levels("laboratory-technologist", "phlebotomist")
    assert say_school.levels_title(agreed).startswith("Job holders name the schooling that")
    assert say_school.levels_title(levels("registered-nurse")).startswith("Too few job holders")


def test_the_answers_are_told_with_their_interval_and_size() -> None:
    said = say_school.levels_alt(levels(*JOBS))
    assert "Laboratory technicians: 46% name a bachelor's degree (25 to 69%)" in said
    assert "45% name a postsecondary certificate, too imprecise to rely on" in said
    caption = say_school.levels_caption(levels(*JOBS), ["medication aides"])
    assert "from 20 to 47 people" in caption
    assert caption.endswith("No answers are held for medication aides.")
    assert say_school.asked(levels("phlebotomist")).unique().tolist() == ["22 asked, 2019"]


def test_the_sources_carry_editions_and_dates() -> None:
    sources = TABLES["sources"]
    assert say_school.typical_source(typical(*JOBS), sources).startswith("Employment Projections 2")
    assert say_school.levels_source(levels("phlebotomist"), sources).endswith("answers of 2019-08.")
