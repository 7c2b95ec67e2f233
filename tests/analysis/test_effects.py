"""Effects of assumptions are those of chapter 07's model, and of rankings done by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import effects, training, typical_way
from rolereport.analysis import payoff_sensitivity as sensitivity
from rolereport.analysis.dollars import in_dollars
from rolereport.analysis.payoff import EVERY_JOB
from rolereport.analysis.uncertainty import Z_90
from rolereport.data import load
from rolereport.data.wages import of_area
from rolereport.paths import FIGURES

DEFAULT = ["laboratory-combined", "medication-aide", "medical-assistant"]
TABLES = {name: load.table(name) for name in {*effects.TABLES, *typical_way.TABLES}}


def inputs(roles: list[str]) -> tuple[pd.DataFrame, tuple[pd.DataFrame, pd.DataFrame]]:
    jobs = training.jobs_of(roles)
    lines = of_area(
        load.wages("national", 2025), load.role_soc(roles), [*jobs, EVERY_JOB], "US", 2025
    )
    ways = typical_way.with_typical(*[TABLES[name] for name in typical_way.TABLES], wanted=jobs)
    return in_dollars(lines, "nominal", TABLES["cpi"], 2025), ways


def compared(roles: list[str], baseline: str) -> sensitivity.Case | None:
    lines, ways = inputs(roles)
    return effects.comparison(lines, lines, ways, TABLES, baseline, [])


@pytest.fixture(scope="module")
def swings() -> pd.DataFrame:
    lines, ways = inputs(DEFAULT)
    case = effects.comparison(lines, lines, ways, TABLES, "medical-assistant", [])
    assert case is not None
    ends = tuple(effects.prices(ways, TABLES, lines, end) for end in ("low", "high"))
    return effects.moved(case, TABLES["assumptions"], ends).set_index("assumption")


def test_the_lead_and_its_ends_are_those_that_chapter_07_publishes(swings: pd.DataFrame) -> None:
    drawn = pd.read_csv(FIGURES / "payoff-tornado.csv").set_index("assumption")
    shared = drawn.index.intersection(swings.index)
    assert len(shared) >= 6
    columns = ["outcome_low", "outcome", "outcome_high"]
    assert swings.loc[shared, columns].to_numpy() == pytest.approx(
        drawn.loc[shared, columns].to_numpy(), rel=1e-5
    )


def test_the_horizon_and_the_assumed_price_are_tried_too(swings: pd.DataFrame) -> None:
    assert {"horizon_years", "programme_price_medical_assistant"} <= set(swings.index)
    assert swings.loc["horizon_years", "outcome_low"] < swings.loc["horizon_years", "outcome_high"]
    price = swings.loc["programme_price_medical_assistant"]
    assert price["outcome_low"] < price["outcome"] < price["outcome_high"]  # it is the baseline's


def test_the_price_of_a_pathway_does_not_hang_on_the_others() -> None:
    lines, ways = inputs(DEFAULT)
    wanted = ["MLT-AAS", "MA-AAS"]
    every = effects.prices(ways, TABLES, lines, "high")
    few = effects.prices(effects.of_pathways(ways, iter(wanted)), TABLES, lines, "high")
    assert len(few) == 2
    pd.testing.assert_frame_equal(few, every[every["pathway"].isin(wanted)].reset_index(drop=True))


def test_a_pair_outside_the_question_is_compared_by_its_typical_ways() -> None:
    case = compared(["47-2111", "47-2152"], "47-2152")
    assert case is not None
    assert (case.pathway, case.baseline) == ("TYPICAL-47-2111", "TYPICAL-47-2152")


def test_one_job_has_nothing_to_compare_with() -> None:
    assert compared(["medical-assistant"], "medical-assistant") is None


def test_places_are_ranked_from_the_least_employment_on() -> None:
    places = pd.DataFrame(
        {"area": ["A", "B", "C", "D"], "employment": [20, 100, 500, float("nan")],
         "p50_annual": [9.0, 8.0, 7.0, 99.0]}
    )  # fmt: skip
    found = effects.ranked_places(places, [10, 100, 1000])
    assert found.to_numpy().tolist() == [[10, 3, "A"], [100, 2, "B"], [1000, 0, ""]]


def test_the_half_width_is_that_of_the_interval_in_use() -> None:
    assert effects.half_width(50000, 1.0, 0.9) == pytest.approx(Z_90 * 500, rel=1e-3)
    assert effects.half_width(50000, 1.0, 0.95) == pytest.approx(980, rel=1e-3)
