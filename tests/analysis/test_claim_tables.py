"""Claims that tables decide: the verdicts recorded by hand agree, and a changed table is seen."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import claim_tables
from rolereport.data import load, wages


@pytest.fixture(scope="module")
def pay() -> pd.DataFrame:
    roles = load.table("roles")
    jobs = list(roles.loc[roles["kind"] != "neighbour", "role"])
    lines = wages.of_roles(load.wages("national"), load.table("role_soc"), jobs)
    return lines[lines["relation"] != "combined"]


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    return {name: load.table(name) for name in claim_tables.NEEDED}


def holds(tables: dict[str, pd.DataFrame], pay: pd.DataFrame, claim: str) -> bool:
    return bool(claim_tables.checked(tables, pay).set_index("claim").loc[claim, "holds"])


def test_more_than_half_of_the_claims_are_decided(
    tables: dict[str, pd.DataFrame], pay: pd.DataFrame
) -> None:
    found = claim_tables.checked(tables, pay)
    assert len(found) == 37
    assert found["claim"].is_unique
    assert found["claim"].is_monotonic_increasing
    assert (found[["table", "needs", "found"]] != "").all(axis=None)


def test_no_recorded_verdict_disagrees(tables: dict[str, pd.DataFrame], pay: pd.DataFrame) -> None:
    found = claim_tables.checked(tables, pay)
    assert claim_tables.disagreeing(found, tables["claims"]).empty
    turned = tables["claims"].assign(verdict="supported")
    assert len(claim_tables.disagreeing(found, turned)) == (~found["holds"]).sum() == 18


def change(tables: dict[str, pd.DataFrame], name: str, where: str, **cells: object) -> None:
    table = tables[name]
    for column, value in cells.items():
        table.loc[table.eval(where), column] = value


@pytest.mark.parametrize(
    ("claim", "name", "where", "cells"),
    [
        ("CL46", "credentials", "credential == 'rma-amt'", {"body": "nha"}),
        ("CL52", "credentials", "credential == 'mt-amt'", {"status": "awarded"}),
        ("CL55", "credentials", "credential == 'mt-ascp'", {"status": "awarded"}),
        ("CL53", "acronyms", "letters == 'MLT'", {"meaning": "Medical Laboratory Technologist"}),
        ("CL37", "stages", "kind == 'classroom'", {"min_months": 12.0}),
        ("CL38", "stages", "kind == 'classroom'", {"max_months": 24.0}),
        ("CL40", "licensure", "state == 'WA'", {"status": "repealed"}),
        ("CL57", "licensure", "state == 'OTHER'", {"status": "licence required"}),
        ("CL11", "licensure", "state == 'OTHER'", {"status": "licence required"}),
        ("CL24", "projections", "role == 'laboratory-technologist'",
         {"entry_education": "Associate's degree"}),
        ("CL56", "pathways", "pathway == 'MLT-AAS'", {"role": "laboratory-technologist"}),
    ],
)  # fmt: skip
def test_a_claim_that_fails_would_hold_if_the_table_said_so(
    tables: dict[str, pd.DataFrame],
    pay: pd.DataFrame,
    claim: str,
    name: str,
    where: str,
    cells: dict[str, object],
) -> None:
    assert not holds(tables, pay, claim)
    change(tables, name, where, **cells)
    assert holds(tables, pay, claim)


@pytest.mark.parametrize(
    ("claim", "name", "where", "cells"),
    [
        ("CL45", "credentials", "credential == 'cma-aama'", {"renewal_months": 36.0}),
        ("CL43", "credentials", "credential == 'cma-aama'", {"body": "nha"}),
        ("CL58", "credentials", "role == 'medical-assistant'", {"body": "aama"}),
        ("CL12", "credentials", "body == 'ascp-boc'", {"status": "retired"}),
        ("CL33", "projections", "role == 'medical-assistant'",
         {"entry_education": "High school diploma or equivalent"}),
        ("CL09", "projections", "role == 'laboratory-technologist'",
         {"entry_education": "Associate's degree"}),
        ("CL68", "claims", "claim == 'CL68'", {"figure": 31_550.0}),
    ],
)  # fmt: skip
def test_a_claim_that_holds_would_fail_if_the_table_said_so(
    tables: dict[str, pd.DataFrame],
    pay: pd.DataFrame,
    claim: str,
    name: str,
    where: str,
    cells: dict[str, object],
) -> None:
    assert holds(tables, pay, claim)
    change(tables, name, where, **cells)
    assert not holds(tables, pay, claim)


def test_pay_by_the_hour_holds_if_it_makes_the_year(
    tables: dict[str, pd.DataFrame], pay: pd.DataFrame
) -> None:
    change(tables, "claims", "claim == 'CL69'", figure=15.16)
    assert holds(tables, pay, "CL69")
