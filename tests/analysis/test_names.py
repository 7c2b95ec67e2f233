"""Names are counted as the tables hold them: shared, official, or of one job alone."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import names
from rolereport.data import load

TECHNOLOGIST, TECHNICIAN, AIDE, ASSISTANT = names.JOBS


@pytest.fixture
def used() -> pd.DataFrame:
    return names.uses(load.table("role_titles"), load.table("acronyms"))


def roles_of(used: pd.DataFrame, name: str) -> set[str]:
    return set(used.loc[used["name"] == name, "role"])


def test_the_jobs_are_the_focus_roles() -> None:
    roles = load.table("roles")
    assert set(names.JOBS) == set(roles.loc[roles["kind"] == "focus", "role"])


def test_the_known_collisions_are_found(used: pd.DataFrame) -> None:
    shared = used[used["shared"] & used["letters"]]
    assert set(shared["name"]) == {"CMA", "MA-C", "MT", "RMA"}
    assert roles_of(used, "NCMA") == {"medical-assistant"}  # the aide's is a vendor's label
    assert roles_of(used, "Med Tech") == {TECHNOLOGIST, TECHNICIAN, AIDE}
    assert roles_of(used, "MLS") == {TECHNOLOGIST}


def test_everyday_speech_alone_is_not_official(used: pd.DataFrame) -> None:
    said = used[used["name"] == "Med Tech"].set_index("role")["official"]
    assert said.to_dict() == {TECHNOLOGIST: False, TECHNICIAN: False, AIDE: True}


def test_a_title_with_a_space_is_not_letters(used: pd.DataFrame) -> None:
    assert not used.loc[used["name"] == "Lab Tech", "letters"].any()


def test_a_name_repeated_for_one_job_is_not_shared() -> None:
    titles = pd.DataFrame(
        {"title": ["MT", "MT"], "role": [TECHNOLOGIST] * 2, "kind": ["credential", "colloquial"]}
    )
    acronyms = pd.DataFrame({"letters": ["MT"], "role": [TECHNOLOGIST], "status": ["retired"]})
    used = names.uses(titles, acronyms)
    assert used["shared"].tolist() == [False]
    assert used["official"].tolist() == [True]


def test_every_shared_name_is_linked_to_each_of_its_jobs(used: pd.DataFrame) -> None:
    links = names.links(used)
    drawn = links[links["shared"]]
    expected = used[used["shared"]]
    assert set(map(tuple, drawn[["name", "role"]].to_numpy())) == set(
        map(tuple, expected[["name", "role"]].to_numpy())
    )


def test_letters_of_one_job_stand_together(used: pd.DataFrame) -> None:
    alone = names.links(used).query("not shared").set_index("role")["name"]
    assert alone[TECHNOLOGIST] == "CLS, MLS"
    assert alone[TECHNICIAN] == "MLT"
    assert len(alone) == len(names.JOBS)


def test_places_number_the_names_without_a_gap(used: pd.DataFrame) -> None:
    links = names.links(used)
    assert sorted(links["place"].unique()) == list(range(links["name"].nunique()))
    assert links.groupby("name")["place"].nunique().eq(1).all()


def test_meanings_are_the_rows_of_shared_letters_job_by_job(used: pd.DataFrame) -> None:
    rows = names.meanings(load.table("acronyms"), used)
    cma = rows[rows["letters"] == "CMA"]
    assert cma["role"].tolist() == [AIDE, AIDE, ASSISTANT]
    assert "MLS" not in set(rows["letters"])


@pytest.mark.parametrize(
    ("wanted", "jobs"),
    [
        (["laboratory-combined"], [TECHNOLOGIST, TECHNICIAN]),
        (["medical-assistant", "medication-aide"], [AIDE, ASSISTANT]),
        (["registered-nurse", "medical-assistant"], [ASSISTANT]),
        (["registered-nurse"], list(names.JOBS)),
    ],
)
def test_a_combined_role_stands_for_its_parts(wanted: list[str], jobs: list[str]) -> None:
    assert names.jobs_of(wanted, load.table("roles")) == jobs


def test_neighbours_follow_the_four_jobs() -> None:
    beside = names.with_neighbours(["registered-nurse", "medical-assistant"], load.table("roles"))
    assert beside == [*names.JOBS, "registered-nurse"]


def test_names_stand_at_the_height_of_their_jobs(used: pd.DataFrame) -> None:
    order = names.links(used).drop_duplicates("name")["name"].tolist()
    assert order[0] == "CLS, MLS"
    assert order.index("Medical Technologist") < order.index("MT") < order.index("MLT")
    assert order.index("MLT") < order.index("Medical Technician") < order.index("CMA")


def test_a_pair_outside_the_question_stands_alone() -> None:
    wanted = ["phlebotomist", "47-2111"]
    assert names.with_neighbours(wanted, load.roles(wanted)) == wanted
    mixed = ["laboratory-combined", "47-2111"]
    assert names.with_neighbours(mixed, load.roles(mixed)) == [*names.JOBS, "47-2111"]
