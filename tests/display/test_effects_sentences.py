"""The effect of every assumption is told, or that it cannot be."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis.payoff_sensitivity import Case
from rolereport.data import load
from rolereport.display.sentences import effects as say

ASSUMPTIONS = load.table("assumptions")
TITLES = load.table("areas").set_index("area")["title"]
PLACES = pd.DataFrame({"least": [30, 100, 500], "ranked": [51, 50, 48], "best": ["WA", "WA", "AK"]})
SWINGS = pd.DataFrame(
    {
        "assumption": ["horizon_years", "cost_factor", "discount_rate", "paid_stage_share"],
        "outcome_low": [-114000.0, 65400.0, 133800.0, 42600.0],
        "outcome": 42649.0,
        "outcome_high": [312000.0, -2400.0, 3500.0, 42900.0],
        "swing": [426000.0, 67800.0, 130300.0, 300.0],
        "turns": [True, True, False, False],
    }
).sort_values("swing", ascending=False, ignore_index=True)


def told(swings: pd.DataFrame | None = SWINGS) -> pd.Series:
    widths = {0.9: 320.0, 0.95: 381.0}
    return say.told(ASSUMPTIONS, swings, PLACES, "medical assistants", TITLES, widths, 140)


def test_effects_on_the_lead_are_told_with_its_sign() -> None:
    found = told()
    assert found["cost_factor"] == "lead from $65,000 to −$2,000; the sign turns"
    assert found["discount_rate"] == "lead from $134,000 to $4,000"
    assert found["paid_stage_share"] == "moves the lead by less than $500"


def test_effects_beyond_the_model_are_told() -> None:
    found = told()
    assert found["small_cell_minimum_employment"] == (
        "states ranked for medical assistants: 51 with 30, 50 with 100 and 48 with 500; best paid "
        "Washington or Alaska"
    )
    assert found["rse_interval_level"] == (
        "mean of medical assistants give or take $320 at 90% or $381 at 95%"
    )
    assert found["hours_per_month"] == "a course of 140 hours counts as 0.8 months"
    assert found["age_at_end"] == "lifetime sums cover 47 years"
    assert found["loan_rate"] == "none while nothing is borrowed"


def test_every_assumption_has_an_effect() -> None:
    assert set(ASSUMPTIONS["assumption"]) <= set(told().index)
    assert (told() != "").all()


def test_what_cannot_be_reckoned_is_said() -> None:
    unknown = told(None)
    assert unknown["discount_rate"] == say.UNKNOWN
    lost = SWINGS.assign(swing=float("nan"))
    assert told(lost)["discount_rate"] == say.UNKNOWN
    nowhere = PLACES.assign(ranked=0, best="")
    blank = say.told(ASSUMPTIONS, None, nowhere, "x", TITLES, {0.9: float("nan")}, 140)
    assert blank["small_cell_minimum_employment"] == say.UNKNOWN
    assert blank["rse_interval_level"] == say.UNKNOWN


def test_borrowing_makes_the_loan_matter() -> None:
    borrowed = ASSUMPTIONS.assign(
        value=ASSUMPTIONS["value"].mask(ASSUMPTIONS["assumption"] == "loan_share", 1.0)
    )
    found = say.told(borrowed, None, PLACES, "x", TITLES, {}, 140)
    assert found["loan_years"] == "on what is borrowed"


def test_the_headline_names_the_strongest_and_counts_the_turns() -> None:
    assert say.headline(SWINGS, ASSUMPTIONS, "the lead of A over B") == (
        "The headline that rests on assumptions is the lead of A over B: $43,000 as assumed. "
        "“Discount rate” moves it most, from $134,000 to $4,000; one of the 3 tried turns it into "
        "its opposite."
    )
    steady = SWINGS.assign(turns=False)
    assert say.headline(steady, ASSUMPTIONS, "x").endswith("none turns it into its opposite.")
    assert say.headline(None, ASSUMPTIONS, "").startswith("No lead can be reckoned")
    assert say.headline(SWINGS.assign(outcome=float("nan")), ASSUMPTIONS, "").startswith("No lead")


def test_whose_lead_it_is_comes_from_the_case() -> None:
    pathways = load.table("pathways")
    assumed = type("Assumed", (), {"horizon_years": 20.0})()
    case = Case(assumed, None, "MLS-2+2", "MA-CERT")  # type: ignore[arg-type]
    assert say.lead_of(case, (pd.DataFrame(), pathways), load.table("roles")) == (
        "the lead of laboratory technologists over medical assistants 20 years after high school, "
        "discounted"
    )
    assert say.lead_of(None, (pd.DataFrame(), pathways), load.table("roles")) == ""


@pytest.mark.parametrize("value", [40, 400])
def test_a_swing_below_the_model_s_exactness_is_small(value: float) -> None:
    assert "less than $500" in told(SWINGS.assign(swing=value))["cost_factor"]
