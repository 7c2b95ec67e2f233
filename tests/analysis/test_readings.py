"""The article read as one job: duties by the lists, pay by the wages, counts by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import readings
from rolereport.data import load, wages

TECHNOLOGIST, TECHNICIAN, AIDE = readings.READINGS


@pytest.fixture(scope="module")
def pay() -> pd.DataFrame:
    jobs = [*readings.READINGS, "laboratory-combined", "medical-assistant"]
    lines = wages.of_roles(load.wages("national"), load.table("role_soc"), jobs)
    return lines[lines["relation"] != "combined"]


@pytest.fixture(scope="module")
def everyone() -> pd.Series:
    national = load.wages("national")
    return national[national["soc_code"] == "00-0000"].iloc[-1]


@pytest.fixture(scope="module")
def found(pay: pd.DataFrame, everyone: pd.Series) -> pd.DataFrame:
    return readings.readings(
        load.table("claims"),
        load.table("claim_readings"),
        load.table("claim_duties"),
        pay,
        everyone,
    )


def holds(found: pd.DataFrame, claim: str) -> list[str]:
    return found[found["claim"] == claim].set_index("role")["holds"][readings.READINGS].tolist()


def test_every_claim_on_a_med_tech_is_read_three_ways(found: pd.DataFrame) -> None:
    claims = load.table("claims")
    about = claims.loc[claims["subject_as_named"] != "medical assistant", "claim"]
    # The headline is a question, and that people mix the titles up is true of no job.
    assert set(about) - set(found["claim"]) == {"CL01", "CL48"}
    assert (found.groupby("claim").size() == 3).all()
    assert found.groupby("claim")["by"].nunique().eq(1).all()


def test_no_reading_makes_half_of_the_claims_true(found: pd.DataFrame) -> None:
    tally = readings.tally(found).set_index("role")
    assert tally["yes"].to_dict() == {TECHNOLOGIST: 14, TECHNICIAN: 15, AIDE: 2}
    assert (tally["claims"] == 38).all()
    assert tally[readings.HOLDS].sum(axis=1).eq(tally["claims"]).all()
    some = readings.true_of_some(found)
    assert (int(some.sum()), len(some)) == (20, 38)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("CL07", ["yes", "yes", "no"]),  # tests of blood
        ("CL13", ["no", "yes", "no"]),  # collecting samples
        ("CL30", ["no", "no", "yes"]),  # vital signs
        ("CL31", ["no", "in part", "in part"]),  # dressings and specimens
        ("CL32", ["no", "no", "no"]),  # the front desk
        ("CL62", ["no", "yes", "no"]),  # technicians in May 2005: 31,700
        ("CL66", ["yes", "yes", "no"]),  # the blended line in May 2025: 62,930
        ("CL65", ["no", "no", "no"]),
        ("CL67", ["no", "no", "not known"]),
        ("CL64", ["in part", "in part", "no"]),  # above the median of all, below their mean
    ],
)
def test_known_readings(found: pd.DataFrame, claim: str, expected: list[str]) -> None:
    assert holds(found, claim) == expected


def test_a_recorded_reading_agrees_with_a_verdict_that_holds_without_ambiguity(
    found: pd.DataFrame,
) -> None:
    claims = load.table("claims").set_index("claim")
    some = readings.true_of_some(found)
    supported = claims.index[claims["verdict"] == "supported"].intersection(some.index)
    assert some[supported].all()


def test_duties_all_some_and_none() -> None:
    listed = pd.DataFrame(
        {
            "claim": ["C1", "C1", "C2"],
            "part": ["x", "y", "z"],
            "role": [TECHNOLOGIST, TECHNOLOGIST, "medical-assistant"],
        }
    )
    one = pd.concat([listed, pd.DataFrame([["C1", "x", AIDE]], columns=listed.columns)])
    table = readings.by_duties(one).set_index(["claim", "role"])["holds"]
    assert table["C1"].to_dict() == {TECHNOLOGIST: "yes", TECHNICIAN: "no", AIDE: "in part"}
    assert set(table["C2"]) == {"no"}


@pytest.mark.parametrize(
    ("median", "mean", "expected"),
    [(50_000, 50_000, "yes"), (50_000, 99_000, "in part"), (99_000, 99_000, "no")],
)
def test_quite_good_is_held_against_all_occupations(
    pay: pd.DataFrame, median: float, mean: float, expected: str
) -> None:
    benchmark = pd.Series({"p50_annual": median, "mean_annual": mean})
    claims = load.table("claims")
    praise = claims[claims["claim"] == "CL64"]
    none = load.table("claim_readings").head(0)
    table = readings.readings(praise, none, load.table("claim_duties").head(0), pay, benchmark)
    assert holds(table, "CL64")[0] == expected
