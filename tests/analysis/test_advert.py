"""Clues of an advert leave the jobs that the table of roles says, and no others."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import advert, names
from rolereport.data import load

TECHNOLOGIST, TECHNICIAN, AIDE, ASSISTANT = names.JOBS


@pytest.fixture(scope="module")
def clues() -> pd.DataFrame:
    return advert.clues(load.table("roles"))


@pytest.fixture(scope="module")
def left(clues: pd.DataFrame) -> pd.DataFrame:
    used = names.uses(load.table("role_titles"), load.table("acronyms"))
    return advert.narrowed(used, clues)


@pytest.mark.parametrize(
    ("clue", "jobs"),
    [
        ("a laboratory", [TECHNOLOGIST, TECHNICIAN]),
        ("a hospital", [TECHNOLOGIST, TECHNICIAN, ASSISTANT]),
        ("a nursing home", [AIDE]),
        ("nurse", [AIDE]),
        ("physician", [ASSISTANT]),
        ("bachelor's degree", [TECHNOLOGIST]),
        ("associate's degree", [TECHNICIAN]),
    ],
)
def test_known_clues(clues: pd.DataFrame, clue: str, jobs: list[str]) -> None:
    assert clues.set_index("clue")["jobs"][clue] == jobs


def test_every_clue_is_known_of_some_job(clues: pd.DataFrame) -> None:
    assert clues["clue"].tolist() == [clue for clue, _, _ in advert.CLUES]


def test_a_clue_that_no_job_has_is_left_out() -> None:
    roles = load.table("roles").assign(workplace="at sea")
    assert set(advert.clues(roles)["kind"]) == {"supervision", "entry_education"}


def test_a_name_and_a_clue_leave_what_both_allow(left: pd.DataFrame, clues: pd.DataFrame) -> None:
    used = names.uses(load.table("role_titles"), load.table("acronyms"))
    of_name = used.groupby("name")["role"].agg(set)
    of_clue = clues.set_index("clue")["jobs"].map(set)
    for row in left.itertuples():
        assert set(row.jobs) == of_name[row.name] & of_clue[row.clue]
    assert len(left) == left["name"].nunique() * len(clues)
