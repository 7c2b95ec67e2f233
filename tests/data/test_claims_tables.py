"""The article's claims and its contradictions: data/claims.csv and data/inconsistencies.csv."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from frictionless import Resource, Schema

from rolereport.analysis.claim_evidence import best_grades
from rolereport.data import codebook, load, wages
from rolereport.paths import DATA

TABLES = ["claims", "inconsistencies", "claim_answers", "claim_duties", "claim_readings"]
OUTSIDE_THE_REPORT = {"equipment-technician"}
PAY = {
    "CL62": (32_000, "usd-a-year", "median", ""),
    "CL63": (30_000, "usd-a-year", "median", ""),
    "CL65": (66_000, "usd-a-year", "mean", ""),
    "CL66": (63_000, "usd-a-year", "median", ""),
    "CL67": (78_000, "usd-a-year", "mean of top decile", ""),
    "CL68": (31_540, "usd-a-year", "median", 2016),
    "CL69": (15.20, "usd-an-hour", "median", 2016),
    "CL70": (21_860, "usd-a-year", "p10", 2016),
    "CL71": (45_310, "usd-a-year", "p90", 2016),
}
TIMES = {
    "CL37": (1, "years"),
    "CL38": (2, "years"),
    "CL39": (4, "years"),
    "CL45": (60, "months"),
    "CL56": (2, "years"),
}
DOLLARS = re.compile(r"\$(\d[\d,]*(?:\.\d\d)?)")
# Worked out from the article's own figures: a ratio to 2,080 hours, gaps, and sharp bounds.
DERIVED = {31_616, 1_010, 2_000, 31_460, 54_000, 66_750}


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return load.table("claims").set_index("claim", drop=False)


@pytest.fixture(scope="module")
def inconsistencies() -> pd.DataFrame:
    return load.table("inconsistencies").set_index("inconsistency", drop=False)


def listed(cells: pd.Series) -> set[str]:
    """Every entry of the cells that hold lists."""
    return set(cells[cells != ""].str.split("; ").explode())


def dollars(text: str) -> set[float]:
    return {float(figure.replace(",", "")) for figure in DOLLARS.findall(text)}


def published(vintages: set[str]) -> set[float]:
    """Every wage of the roles, and of all occupations, in the vintages named by source id."""
    years = [int(vintage[5:9]) for vintage in vintages]
    lines = load.table("role_soc")
    held = pd.concat([load.wages("national", year) for year in years])
    pay = wages.of_roles(held, lines, list(lines["role"].unique()))
    return set(pay.filter(regex="_annual$|_hourly$").stack())


@pytest.mark.parametrize("name", TABLES)
def test_table_obeys_its_codebook(name: str) -> None:
    schema = dict(codebook.schema(name))
    schema.pop("foreignKeys", None)
    table = Resource(path=f"{name}.csv", basepath=str(DATA), schema=Schema.from_descriptor(schema))
    assert table.validate().flatten(["rowNumber", "fieldName", "note"]) == []


def test_all_claims_in_order(claims: pd.DataFrame) -> None:
    assert list(claims["claim"]) == [f"CL{number:02}" for number in range(1, 72)]
    assert claims["line"].is_monotonic_increasing
    assert (claims.groupby("line")["section"].nunique() == 1).all()


def test_verdicts(claims: pd.DataFrame) -> None:
    assert claims["verdict"].value_counts().to_dict() == {
        "supported": 30,
        "contradicted": 17,
        "ambiguous": 9,
        "outdated": 5,
        "internally inconsistent": 5,
        "unverified": 5,
    }


def test_an_inconsistent_claim_names_its_opposite(claims: pd.DataFrame) -> None:
    inconsistent = claims[claims["verdict"] == "internally inconsistent"]
    assert (inconsistent["conflicts_with"] != "").all()


def test_conflicts_are_with_other_claims(claims: pd.DataFrame) -> None:
    assert listed(claims["conflicts_with"]) <= set(claims["claim"])
    named = claims["conflicts_with"].str.split("; ")
    assert not [
        claim
        for claim, others in named.items()
        if claim in others or len(set(others)) < len(others)
    ]


def test_roles_and_sources_exist(claims: pd.DataFrame) -> None:
    roles = set(load.table("roles")["role"])
    assert listed(claims["roles_described"]) <= roles | OUTSIDE_THE_REPORT
    assert listed(claims["figure_role"]) <= roles
    assert listed(claims["source_ids"]) <= set(load.table("sources")["source_id"])


def test_pay_figures(claims: pd.DataFrame) -> None:
    figures = claims[claims["unit"].str.startswith("usd")]
    found = figures[["figure", "unit", "measure", "figure_year"]].astype(object)
    found = found.where(found.notna(), "")
    assert {claim: tuple(row) for claim, row in found.iterrows()} == PAY


def test_times(claims: pd.DataFrame) -> None:
    figures = claims[claims["unit"].isin(["months", "years"])]
    assert {claim: tuple(row) for claim, row in figures[["figure", "unit"]].iterrows()} == TIMES
    assert (figures["measure"] == "").all()


def test_a_figure_has_its_unit_and_stands_in_the_statement(claims: pd.DataFrame) -> None:
    assert (claims["figure"].notna() == (claims["unit"] != "")).all()
    for claim in claims[claims["figure"].notna()].itertuples():
        cents = ".2f" if claim.unit == "usd-an-hour" else ".0f"
        assert re.search(rf"\b{claim.figure:,{cents}}\b", claim.statement), claim.claim


def test_roles_are_left_open_where_the_article_leaves_them_open(claims: pd.DataFrame) -> None:
    assert claims.loc["CL62", "figure_role"] == ""
    assert set(claims.loc["CL65":"CL67", "figure_role"]) == {"laboratory-technologist"}
    assert set(claims.loc["CL68":"CL71", "figure_role"]) == {"medical-assistant"}


def test_dollars_of_a_finding_are_published_in_its_sources(claims: pd.DataFrame) -> None:
    article = set(claims["figure"].dropna())
    for claim in claims[claims["finding"].str.contains("$", regex=False)].itertuples():
        vintages = {source for source in claim.source_ids.split("; ") if source.startswith("OEWS")}
        strange = dollars(claim.finding) - article - DERIVED - published(vintages)
        assert not strange, f"{claim.claim}: {strange}"


def test_corrections_that_carry_the_report(claims: pd.DataFrame) -> None:
    finding = claims["finding"]
    assert "$22,870" in finding["CL70"]
    assert "$15.17" in finding["CL69"]
    assert {62_930, 45_690} <= dollars(finding["CL49"])
    assert "American Medical Technologists (AMT)" in finding["CL46"]


def test_quotes_are_short(claims: pd.DataFrame) -> None:
    assert claims["quote"].str.split().map(len).max() <= 7
    assert claims["quote"].is_unique


def test_a_claim_has_an_error_unless_it_is_supported(claims: pd.DataFrame) -> None:
    assert ((claims["error"] == "") == (claims["verdict"] == "supported")).all()


def test_an_error_is_corrected_by_a_sentence_or_by_the_latest_wages(claims: pd.DataFrame) -> None:
    wrong, paid = claims["error"] != "", claims["kind"] == "wage"
    assert ((claims["correction"] != "") == (wrong & ~paid)).all()
    assert claims.loc[wrong & ~paid, "correction"].str.endswith((".",)).all()


def test_a_verdict_that_changed_says_why(claims: pd.DataFrame) -> None:
    changed = claims["verdict"] != claims["verdict_then"]
    assert list(claims.index[changed]) == ["CL06", "CL52", "CL64"]
    assert ((claims["then_note"] != "") == changed).all()


def test_weak_sources_alone_settle_nothing(claims: pd.DataFrame) -> None:
    graded = best_grades(claims, load.table("sources"))
    weak = graded[graded["best_grade"] > "B"]
    assert set(weak["verdict"]) <= {"unverified"}


class TestReadings:
    def test_each_claim_has_all_three_jobs(self, claims: pd.DataFrame) -> None:
        table = load.table("claim_readings")
        jobs = table.groupby("claim")["role"].agg(list)
        assert jobs.map(sorted).map(tuple).nunique() == 1
        assert set(table["claim"]) <= set(
            claims.loc[claims["subject_as_named"] != "medical assistant", "claim"]
        )

    def test_what_is_known_has_a_source(self) -> None:
        table = load.table("claim_readings")
        assert ((table["source_ids"] == "") == (table["holds"] == "not known")).all()

    def test_no_reading_rests_on_weak_sources_alone(self) -> None:
        table = load.table("claim_readings")
        known = table[table["holds"] != "not known"]
        assert best_grades(known, load.table("sources"))["best_grade"].max() <= "B"

    def test_duties_are_those_of_the_list(self) -> None:
        held = set(load.table("duties")[["role", "duty"]].itertuples(index=False, name=None))
        linked = load.table("claim_duties")[["role", "duty"]]
        assert set(linked.itertuples(index=False, name=None)) <= held

    def test_answers_are_of_claims_in_their_set(self, inconsistencies: pd.DataFrame) -> None:
        members = inconsistencies["claims"].str.split("; ")
        for row in load.table("claim_answers").itertuples():
            assert row.claim in members[row.inconsistency]


class TestInconsistencies:
    def test_all_sets_in_order(self, inconsistencies: pd.DataFrame) -> None:
        assert list(inconsistencies["inconsistency"]) == [f"I{number}" for number in range(1, 19)]
        assert inconsistencies["title"].is_unique

    def test_claims_exist_and_are_in_order(
        self, inconsistencies: pd.DataFrame, claims: pd.DataFrame
    ) -> None:
        for members in inconsistencies["claims"].str.split("; "):
            assert set(members) <= set(claims["claim"])
            assert members == sorted(set(members))

    def test_every_inconsistent_claim_is_in_a_set(
        self, inconsistencies: pd.DataFrame, claims: pd.DataFrame
    ) -> None:
        inconsistent = claims.loc[claims["verdict"] == "internally inconsistent", "claim"]
        assert set(inconsistent) <= listed(inconsistencies["claims"])

    def test_dollars_are_the_articles_or_published(
        self, inconsistencies: pd.DataFrame, claims: pd.DataFrame
    ) -> None:
        known = set(claims["figure"].dropna()) | DERIVED
        known |= published({"OEWS-2012-05", "OEWS-2014-05", "OEWS-2016-05"})
        for column in ("contradiction", "resolution"):
            for text in inconsistencies[column]:
                assert dollars(text) <= known, text

    def test_pay_gap_of_the_two_pairs_of_medians(
        self, inconsistencies: pd.DataFrame, claims: pd.DataFrame
    ) -> None:
        figure = claims["figure"]
        gaps = {figure["CL62"] - figure["CL63"], figure["CL66"] - figure["CL68"]}
        assert dollars(inconsistencies.loc["I3", "contradiction"]) == gaps
        assert (
            f"{figure['CL66'] / figure['CL62']:.2f}" in inconsistencies.loc["I1", "contradiction"]
        )
