"""The typical way into occupations for which nobody has collected pathways."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import training, typical_way
from rolereport.data import load

TABLES = {name: load.table(name) for name in typical_way.TABLES}
LENGTHS = TABLES["typical_training"]
CASES = ["min_months", "typical_months", "max_months"]
HIGH_SCHOOL = "High school diploma or equivalent"


def assigned(role: str, school: str, experience: str = "None", training: str = "None") -> dict:
    return {
        "role": role,
        "edition": "2024-34",
        "entry_education": school,
        "related_experience": experience,
        "on_the_job_training": training,
        "source_id": "EP-2024-34",
    }


def extended(rows: list[dict] | None = None, *wanted: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Stages and pathways with the typical way of `wanted`, from invented assignments if given."""
    projections = TABLES["projections"] if rows is None else pd.DataFrame(rows)
    return typical_way.with_typical(**TABLES | {"projections": projections}, wanted=list(wanted))


def months(rows: list[dict], role: str) -> tuple[list[float], list[float]]:
    """The whole length and the first paid day of one role, shortest, typical and longest."""
    stages, pathways = extended(rows, role)
    whole = training.pathway_totals(stages).set_index("pathway").loc[f"TYPICAL-{role}"]
    paid = training.first_paid_day(stages, pathways).set_index("pathway").loc[f"TYPICAL-{role}"]
    return whole[CASES].tolist(), paid[CASES].tolist()


# Electricians and plumbers, physicians, managers and cashiers, reckoned by hand from the
# definitions: 3 to 5 years of apprenticeship; 4 years, 3 more and a residency; and so on.
@pytest.mark.parametrize(
    ("school", "experience", "on_the_job", "whole", "paid"),
    [
        (HIGH_SCHOOL, "None", "Apprenticeship", [36, 48, 60], [0, 0, 0]),
        (
            "Doctoral or professional degree",
            "None",
            "Internship/residency",
            [87, 120, 216],
            [84, 84, 132],
        ),
        ("Master's degree", "None", "None", [60, 66, 84], [60, 66, 84]),
        ("Bachelor's degree", "5 years or more", "None", [108, 108, 180], [108, 108, 180]),
        (
            "No formal educational credential",
            "None",
            "Short-term on-the-job training",
            [0, 0.5, 1],
            [0, 0, 0],
        ),
        ("No formal educational credential", "None", "None", [0, 0, 0], [0, 0, 0]),
        (
            "Postsecondary nondegree award",
            "Less than 5 years",
            "Moderate-term on-the-job training",
            [2.7, 48.5, 96],
            [1.7, 42, 84],
        ),
    ],
)
def test_months_follow_from_the_assignment(
    school: str, experience: str, on_the_job: str, whole: list[float], paid: list[float]
) -> None:
    assert months([assigned("a", school, experience, on_the_job)], "a") == (whole, paid)


def test_every_category_in_use_has_a_length_and_none_is_idle() -> None:
    used = {
        (component, category)
        for component, column in typical_way.ASSIGNED.items()
        for category in TABLES["projections"][column]
        if category and (component, category) != ("experience", "None")
    }
    assert used <= set(LENGTHS[["component", "category"]].itertuples(index=False, name=None))


def test_lengths_are_in_order_and_categories_follow_known_ones() -> None:
    assert (LENGTHS["min_months"] <= LENGTHS["typical_months"]).all()
    assert (LENGTHS["typical_months"] <= LENGTHS["max_months"]).all()
    schools = LENGTHS.loc[LENGTHS["component"] == "education", "category"]
    assert set(LENGTHS["after"]) - {""} <= set(schools)


@pytest.mark.parametrize("length", LENGTHS.to_dict("records"), ids=lambda row: row["category"])
def test_a_derived_length_is_the_middle_of_its_range_or_its_stated_least(length: dict) -> None:
    low, typical, high = (length[case] for case in CASES)
    if length["basis"] == "sourced":
        assert typical == low
    if length["basis"] == "derived":
        middle = (low + high) / 2
        assert typical == low or typical == pytest.approx(middle, abs=0.5)


def test_roles_without_pathways_get_one_and_others_keep_theirs() -> None:
    stages, pathways = extended(None, "registered-nurse", "medical-assistant", "phlebotomist")
    added = pathways[typical_way.is_typical(pathways["pathway"])]
    assert added["role"].tolist() == ["registered-nurse", "phlebotomist"]
    pd.testing.assert_frame_equal(pathways.head(27), TABLES["pathways"])
    ours = stages.head(127)
    pd.testing.assert_frame_equal(
        ours.drop(columns="elsewhere"), TABLES["stages"], check_dtype=False
    )
    assert not ours["elsewhere"].any()
    assert list(stages) == [*TABLES["stages"], "elsewhere"]
    assert list(pathways) == list(TABLES["pathways"])


def test_work_in_a_related_occupation_and_no_other_stage_is_work_elsewhere() -> None:
    row = assigned("a", "Bachelor's degree", "5 years or more", "Long-term on-the-job training")
    stages, _ = extended([row], "a")
    elsewhere = stages.loc[stages["elsewhere"], ["pathway", "stage"]].to_numpy().tolist()
    assert elsewhere == [["TYPICAL-a", "Work in a related occupation, five years or more"]]


def test_the_blend_is_covered_by_its_parts_and_an_unknown_role_stays_unknown() -> None:
    stages, pathways = extended(None, "laboratory-combined", "all-occupations", "nobody")
    assert stages is TABLES["stages"] and pathways is TABLES["pathways"]


def test_the_newest_edition_that_knows_the_role_is_taken() -> None:
    old = assigned("a", HIGH_SCHOOL) | {"edition": "2016-26", "source_id": "EP-2016-26"}
    new = [assigned("a", "Associate's degree"), assigned("b", "") | {"edition": "2024-34"}]
    found = typical_way.assignments(
        pd.DataFrame([*new, old, old | {"role": "b"}]), ["b", "a", "c"]
    ).set_index("role")
    assert found["entry_education"].to_dict() == {"b": HIGH_SCHOOL, "a": "Associate's degree"}


def test_a_new_pathway_keeps_the_rules_of_the_table() -> None:
    roles = ["registered-nurse", "pharmacy-technician"]
    stages, pathways = extended(None, *roles)
    ways = pathways[pathways["role"].isin(roles)].set_index("role")
    assert ways["paid_training"].to_dict() == {
        "registered-nurse": "no",
        "pharmacy-technician": "yes",
    }
    assert set(ways["source_url"]) < set(TABLES["sources"]["url"])
    new = stages[typical_way.is_typical(stages["pathway"])]
    assert set(new["source_url"]) < set(TABLES["sources"]["url"])
    assert new.groupby("pathway")["stage_order"].agg(list).tolist() == [[1, 2], [1, 2, 3]]
    assert (new["counted"] == "no").tolist() == (new["kind"] == "prerequisite").tolist()
    known = set(TABLES["stages"]["kind"])
    assert set(new["kind"]) <= known and set(new["basis"]) <= set(training.BASES)


def test_school_is_unpaid_and_training_on_the_job_is_paid() -> None:
    rows = [assigned("a", "Bachelor's degree", "None", "Long-term on-the-job training")]
    stages, _ = extended(rows, "a")
    totals = training.pathway_totals(stages).set_index("pathway").loc["TYPICAL-a"]
    assert (totals["unpaid_months_typical"], totals["paid_months_typical"]) == (48, 24)


def test_a_category_without_a_length_is_named() -> None:
    with pytest.raises(ValueError, match="education category 'Night school'"):
        extended([assigned("a", "Night school")], "a")


def test_lengths_to_the_first_pay_and_in_all() -> None:
    rows = pd.DataFrame(
        [
            assigned("a", HIGH_SCHOOL, "None", "Apprenticeship"),
            assigned("b", "Bachelor's degree", "None", "Moderate-term on-the-job training"),
        ]
    )
    found = typical_way.typical_lengths(rows, LENGTHS, TABLES["sources"]).set_index("role")
    assert found[CASES].to_numpy().tolist() == [[0, 0, 0], [48, 48, 60]]
    assert found["whole_months"].tolist() == [48, 54.5]
    none = typical_way.typical_lengths(rows.head(0), LENGTHS, TABLES["sources"])
    assert none.empty and set(CASES) < set(none)


def test_the_categories_of_an_assignment_and_those_before_them() -> None:
    rows = pd.DataFrame([assigned("a", "Master's degree"), assigned("b", HIGH_SCHOOL)])
    used = typical_way.categories_used(rows, LENGTHS)["category"].tolist()
    assert used == [HIGH_SCHOOL, "Master's degree", "Bachelor's degree", "None"]
