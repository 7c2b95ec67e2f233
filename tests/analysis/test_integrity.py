"""Each check sees the one thing that is wrong, and nothing where all is well."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import claim_tables, integrity
from rolereport.data import catalogue, load
from rolereport.data.wages import of_roles

NAN = float("nan")
REST = ["medication-aide", "medical-assistant"]


def result(checks: pd.DataFrame, check: str) -> list[int]:
    return checks.set_index("check").loc[check, ["compared", "departing"]].tolist()


def test_a_key_that_stands_twice_is_counted() -> None:
    tables = {"a": pd.DataFrame({"x": [1, 1, 2], "y": [1, 2, 1]}), "b": pd.DataFrame({"x": [1]})}
    keys = {"a": ["x"], "b": ["x"]}
    assert result(integrity.key_check(tables, keys), "keys") == [4, 1]
    assert result(integrity.key_check(tables, keys | {"a": ["x", "y"]}), "keys") == [4, 0]


def test_a_reference_to_nothing_is_counted_and_an_empty_cell_is_none() -> None:
    tables = {"a": pd.DataFrame({"to": ["p", "q", ""]}), "b": pd.DataFrame({"key": ["p"]})}
    refer = pd.DataFrame(
        [["a", "to", "b", "key"]], columns=["table", "column", "target", "target_column"]
    )
    assert result(integrity.reference_check(tables, refer), "references") == [2, 1]


def test_the_tables_hold_together() -> None:
    tables = catalogue.tables()
    checks = pd.concat(
        [
            integrity.key_check(tables, catalogue.keys()),
            integrity.reference_check(tables, catalogue.references()),
            integrity.described_check(catalogue.fields()),
            integrity.seal_check(catalogue.seals()),
        ]
    )
    assert checks["departing"].tolist() == [0, 0, 0, 0]
    assert (checks["compared"] > 0).all()


@pytest.fixture
def wages() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area": "US",
            "soc_code": ["a", "b", "c"],
            "year": [2024, 2024, 2025],
            "p10_annual": [10.0, NAN, NAN],
            "p50_annual": [20.0, NAN, 30.0],
            "codes": ["", "p10_annual=*; p50_annual=#", ""],
        }
    )


def test_codes_and_gaps_are_counted(wages: pd.DataFrame) -> None:
    checks = integrity.code_checks([wages])
    assert result(checks, "codes") == [2, 0]
    assert result(checks, "gaps") == [2, 0]  # 2025 has no tenth percentile at all


def test_a_code_beside_a_figure_and_a_gap_without_a_code_are_seen(wages: pd.DataFrame) -> None:
    wages.loc[1, "p50_annual"] = 5.0
    wages.loc[0, "p10_annual"] = NAN
    wages.loc[0, "codes"] = ""
    checks = integrity.code_checks([wages, wages])
    assert result(checks, "codes") == [4, 2]
    assert result(checks, "gaps") == [4, 2]


def test_the_nation_s_missing_figures_all_have_codes() -> None:
    assert integrity.code_checks([load.wages("national")])["departing"].tolist() == [0, 0]


def test_drift_is_of_neighbouring_years_of_one_line() -> None:
    national = pd.DataFrame(
        {
            "soc_code": ["a", "a", "a", "b", "b", "b"],
            "soc_title": "t",
            "year": [2020, 2021, 2023, 2020, 2021, 2022],
            "employment": 1.0,
            "p50_annual": [100, 130, 260, 100, NAN, 90],
        }
    )
    steps = integrity.drift(national)
    assert steps[["soc_code", "year", "before", "change"]].to_numpy().tolist() == [
        ["a", 2021, 100, pytest.approx(0.3)]
    ]
    assert result(integrity.drift_check(steps), "drift") == [1, 1]


def test_the_largest_steps_of_the_nation_come_first() -> None:
    steps = integrity.drift(load.wages("national"))
    assert steps["change"].abs().is_monotonic_decreasing
    top = steps.iloc[0]
    assert (top["soc_code"], top["year"], top["before"], top["p50_annual"]) == (
        "39-5091", 2025, 50280, 97150,
    )  # fmt: skip
    assert result(integrity.drift_check(steps), "drift")[1] == 45


def test_a_verdict_that_a_table_denies_is_counted() -> None:
    claims = load.table("claims")
    tables = {name: load.table(name) for name in claim_tables.NEEDED}
    jobs = ["laboratory-technologist", "laboratory-technician", "laboratory-combined", *REST]
    pay = of_roles(load.wages("national"), load.table("role_soc"), jobs)
    found = claim_tables.checked(tables, pay[pay["relation"] != "combined"])
    none = integrity.verdict_check(found, claim_tables.disagreeing(found, claims))
    assert result(none, "verdicts") == [len(found), 0]
    turned = claims.assign(
        verdict=claims["verdict"].mask(claims["claim"] == found["claim"].iloc[0], "unverified")
    ).replace({"verdict": {"supported": "contradicted"}})
    some = integrity.verdict_check(found, claim_tables.disagreeing(found, turned))
    assert result(some, "verdicts")[1] > 0


@given(st.lists(st.sampled_from(["", "a=*", "b=#", "a=*; c=**", "c=#; b=*; a=#"]), min_size=1))
def test_codes_are_those_of_every_row_looked_at(codes: list[str]) -> None:
    expected = [[f"{name}=" in written for name in "abc"] for written in codes]
    found = integrity._coded(pd.Series(codes, dtype="str"), list("abc"))
    assert found.tolist() == expected
