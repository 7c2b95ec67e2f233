"""Every occupation gets a name that can stand in a sentence, and the years of its line."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.data import load
from rolereport.data.compile.occupation_names import name_occupation, sentence_case
from rolereport.data.compile.occupations import occupations, renamed


@pytest.mark.parametrize(
    ("title", "noun", "plural"),
    [
        ("Electricians", "electrician", "electricians"),
        (
            "Plumbers, pipefitters, and steamfitters",
            "plumber (with pipefitters and steamfitters)",
            "plumbers (with pipefitters and steamfitters)",
        ),
        ("Accountants and auditors", "accountant or auditor", "accountants and auditors"),
        ("Cooks, fast food", "cook (fast food)", "cooks (fast food)"),
        ("Physicians, all other", "physician (all other)", "physicians (all other)"),
        (
            "Pump operators, except wellhead pumpers",
            "pump operator (except wellhead pumpers)",
            "pump operators (except wellhead pumpers)",
        ),
        (
            "First-line supervisors of retail sales workers",
            "first-line supervisor of retail sales workers",
            "first-line supervisors of retail sales workers",
        ),
        ("Fast food and counter workers", "fast food and counter worker", None),
        ("Sales and related workers, all other", "sales and related worker (all other)", None),
        (
            "English language teachers, postsecondary",
            None,
            "English language teachers (postsecondary)",
        ),
        ("Computer occupations, all other", "worker in computer occupations (all other)", None),
        (
            "Welders, cutters, solderers, and brazers",
            "welder (with cutters, solderers and brazers)",
            "welders (with cutters, solderers and brazers)",
        ),
        (
            "First-line supervisors of mechanics, installers, and repairers",
            "first-line supervisor of mechanics, installers, and repairers",
            None,
        ),
        ("Meeting, convention, and event planners", "meeting, convention, and event planner", None),
        ("Clergy", "member of the clergy", "clergy"),
        ("Helpers--electricians", "helper of electricians", "helpers of electricians"),
        ("Roustabouts, oil and gas", "roustabout (oil and gas)", "roustabouts (oil and gas)"),
    ],
)
def test_a_title_becomes_a_noun(title: str, noun: str | None, plural: str | None) -> None:
    named = name_occupation(title)
    assert noun in (None, named.noun)
    assert plural in (None, named.plural)


def test_a_title_of_the_wage_files_loses_its_capitals_but_not_those_of_names() -> None:
    assert sentence_case("Home Health Aides") == "Home health aides"
    assert sentence_case("English Language and Literature Teachers") == (
        "English language and literature teachers"
    )
    assert sentence_case("Teachers of English and Art") == "Teachers of English and art"


def test_a_long_name_is_cut_at_a_word() -> None:
    short = name_occupation("Heating, air conditioning, and refrigeration mechanics").short_title
    assert short == "Heating, air conditioning, and refrigeration …"
    assert name_occupation("Claims adjusters, examiners, and investigators").short_title == (
        "Claims adjuster …"
    )
    assert len(short) <= 46


def lines(*rows: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["soc_code", "soc_title", "year"])


def test_a_line_that_ended_has_a_last_year() -> None:
    table = occupations(
        lines(
            ("29-2011", "Lab Techs", 2015), ("29-2011", "Lab Techs", 2016), ("47-2111", "X", 2025)
        ),
        {"47-2111": "Electricians"},
    ).set_index("soc_code")
    assert table.loc["29-2011", "last_year"] == 2016
    assert table.loc["29-2011", "title"] == "Lab techs"
    assert pd.isna(table.loc["47-2111", "last_year"])
    assert table.loc["47-2111", "noun"] == "electrician"


def test_only_another_title_makes_a_break() -> None:
    table = renamed(
        lines(
            ("39-3011", "Gaming Dealers", 2018),
            ("39-3011", "Gambling Dealers", 2019),
            ("47-2152", "Plumbers & Pipefitters", 2004),
            ("47-2152", "Plumbers and pipefitters", 2005),
        )
    )
    assert table.to_dict("records") == [
        {
            "soc_code": "39-3011",
            "year": 2019,
            "before": "Gaming Dealers",
            "after": "Gambling Dealers",
        }
    ]


def test_every_published_occupation_has_a_name_of_its_own() -> None:
    table = load.table("occupations")
    wages = load.wages("national")
    detailed = wages.loc[wages["occupation_group"] == "detailed", "soc_code"]
    assert set(table["soc_code"]) == set(detailed)
    assert (table["noun"] != table["plural"]).all()
    assert table["short_title"].str.len().max() <= 46
