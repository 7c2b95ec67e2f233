"""Chapter 01 says what the tables hold, and changes when they do."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import duties, names
from rolereport.data import load
from rolereport.display.sentences import which_med_tech as said


@pytest.fixture
def named() -> pd.DataFrame:
    return load.table("roles").set_index("role")


@pytest.fixture
def used() -> pd.DataFrame:
    return names.uses(load.table("role_titles"), load.table("acronyms"))


@pytest.fixture
def counts() -> pd.DataFrame:
    return duties.by_kind(load.table("duties"), list(names.JOBS))


@pytest.fixture
def pairs(counts: pd.DataFrame) -> pd.DataFrame:
    return duties.shared_work(counts)


def lines(*relations: str, year: int = 2025) -> pd.DataFrame:
    return pd.DataFrame({"role": names.JOBS, "relation": relations, "year": year})


def test_med_tech_is_three_jobs_and_not_the_assistant(
    used: pd.DataFrame, named: pd.DataFrame
) -> None:
    assert said.jobs_called(used, named) == (
        "“Med tech” is used for three jobs: the laboratory technologist, the laboratory "
        "technician and the medication aide. No list, law or certifier that we read gives it to "
        "the medical assistant."
    )


def test_a_job_that_loses_the_name_is_no_longer_counted(
    used: pd.DataFrame, named: pd.DataFrame
) -> None:
    fewer = used[(used["name"] != "Med Tech") | (used["role"] != "medication-aide")]
    assert "two jobs: the laboratory technologist and the" in said.jobs_called(fewer, named)
    assert "gives it to the medication aide or the medical assistant" in said.jobs_called(
        fewer, named
    )


def test_the_nearest_title_of_an_assistant_is_quoted() -> None:
    titles = load.table("role_titles")
    assert "“Medical Tech Assistant” and “Medical Technician Assistant”" in said.nearest(titles)
    assert said.nearest(titles[titles["says_med_tech"] == "no"]).startswith("No title")


def test_four_letters_are_shared_and_three_with_an_aide(
    used: pd.DataFrame, named: pd.DataFrame
) -> None:
    text = said.letters(used, named)
    assert "CMA, MA-C, MT and RMA each stand for more than one job" in text
    assert "Three of the four are shared by medical assistants and medication aides" in text


def test_one_or_no_shared_letters_agree_with_their_verb(
    used: pd.DataFrame, named: pd.DataFrame
) -> None:
    two = used[used["name"].isin(["MT", "CMA"])]
    assert "One of the two is shared by medical assistants" in said.letters(two, named)
    none = two.replace({"role": {"medication-aide": "laboratory-technician"}})
    assert "None of the two is shared by medical assistants" in said.letters(none, named)


def test_titles_written_out_are_not_letters(used: pd.DataFrame) -> None:
    text = said.full_titles(used)
    assert "“Medical Technician” and “Medical Technologist”" in text
    assert "CMA" not in text


def test_the_wage_lines_of_2025_and_of_2015(named: pd.DataFrame) -> None:
    today = said.measured(lines("combined", "combined", "contains", "own"), named)
    assert today == (
        "The wage survey of May 2025 puts laboratory technologists and laboratory technicians "
        "into one line and counts medication aides among nursing assistants; only medical "
        "assistants have a line of their own."
    )
    before = said.measured(lines("own", "own", "contains", "own", year=2015), named)
    assert before.startswith("The wage survey of May 2015 counts medication aides among")
    assert before.endswith(
        "only laboratory technologists, laboratory technicians and medical assistants have a "
        "line of their own."
    )


def test_the_aide_is_nearest_to_the_assistant(pairs: pd.DataFrame, named: pd.DataFrame) -> None:
    text = said.likeness(pairs, named)
    assert "nearest to the medication aide (60%" in text
    assert "furthest from the laboratory technologist (29%)" in text


def test_the_two_laboratory_jobs_are_alike(pairs: pd.DataFrame, named: pd.DataFrame) -> None:
    text = said.alike(pairs, named)
    assert "have four of five kinds of work in common, and 88%" in text
    assert text.endswith("share 29% with medical assistants, laboratory technicians 36%.")


def test_map_title_counts_jobs_and_shared_names(used: pd.DataFrame) -> None:
    assert said.map_title(used) == (
        "“Med Tech” names three jobs, and it is one of nine names that more than one job shares"
    )


def test_alternative_texts_say_the_marks(
    used: pd.DataFrame, counts: pd.DataFrame, named: pd.DataFrame
) -> None:
    assert "MT for laboratory technologists and medication aides" in said.map_alt(used, named)
    alt = said.matrix_alt(counts, named)
    assert "Medication aides: medication 6, patient care 4, records and results 2" in alt


def test_matrix_title_names_what_leads(counts: pd.DataFrame, named: pd.DataFrame) -> None:
    assert said.matrix_title(counts, named) == (
        "Laboratory testing heads the work of the two laboratory jobs, patient care that of "
        "medical assistants"
    )
    other = counts.assign(**{"medical-assistant": [0, 0, 0, 0, 0, 0, 0, 9]})
    assert "administration that of medical assistants" in said.matrix_title(other, named)


def test_neighbours_are_announced(named: pd.DataFrame) -> None:
    assert "sets registered nurses beside" in said.compared(
        [*names.JOBS, "registered-nurse"], named
    )
    assert "beside" not in said.compared(list(names.JOBS), named)


def test_sources_are_cited_with_their_date() -> None:
    sources = load.table("sources")
    assert said.source(sources, ["ONET-30.2"]).endswith("(2026-02).")
    assert said.roles_source(sources).endswith("read 23 November 2026.")
