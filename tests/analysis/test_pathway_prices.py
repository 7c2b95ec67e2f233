"""Prices are put together from what was found, and what was not found stays unknown."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import pathway_prices, typical_way
from rolereport.data import load

TUITION = {"four": 11_610 + 1_290, "two": 4_050 + 1_520}


@pytest.fixture(scope="module")
def items() -> pd.DataFrame:
    return pathway_prices.price_items(
        load.table("stages"), load.table("pathways"), load.table("costs"), load.table("assumptions")
    )


@pytest.fixture(scope="module")
def prices(items: pd.DataFrame) -> pd.DataFrame:
    return pathway_prices.pathway_prices(items).set_index("pathway")


@pytest.mark.parametrize(
    ("pathway", "dollars"),
    [
        ("MLS-2+2", 4 * TUITION["four"] + 260),
        ("MLS-4+1", 5 * TUITION["four"] + 260),
        ("MLS-R2-BRIDGE", 2 * TUITION["two"] + 215 + 2 * TUITION["four"] + 260),
        ("MLT-AAS", 2 * TUITION["two"] + 215),
        ("MLT-MIL-68K", 215),
        ("MA-CERT", 4_050 + 125),
        ("MA-AAS", 2 * TUITION["two"] + 125),
        ("MA-OJT", 0),
        ("MED-TX", 1_100),
        ("MED-NC-NH", (1_100 + 1_900) / 2),
    ],
)
def test_prices_add_up_by_hand(prices: pd.DataFrame, pathway: str, dollars: float) -> None:
    assert prices["amount_usd"][pathway] == dollars


def test_every_pathway_has_a_price(prices: pd.DataFrame) -> None:
    assert set(prices.index) == set(load.table("pathways")["pathway"])
    assert prices["amount_usd"].notna().all()


def test_what_is_not_known_is_named(prices: pd.DataFrame) -> None:
    assert (
        prices["unknown"]["MED-NC-NH"]
        == "Nurse-aide training; State examination and registry entry"
    )
    assert prices["unknown"]["MLS-2+2"] == ""


def test_what_is_assumed_is_marked(prices: pd.DataFrame) -> None:
    assert prices["assumed"]["MA-CERT"] and prices["assumed"]["MED-NC-NH"]
    assert not prices["assumed"]["MLT-AAS"]
    assert not prices["assumed"]["MA-OJT"], "nothing is assumed to cost nothing silently"


def test_a_price_is_sourced_or_says_that_it_is_not(items: pd.DataFrame) -> None:
    assert (items["amount_usd"].isna() == (items["basis"] == "not known")).all()
    sourced = items["basis"].isin(["sourced", "derived"])
    assert (items["source_url"].ne("") == sourced).all()
    assert set(items.loc[sourced, "source_url"]) <= set(load.table("sources")["url"])


@pytest.mark.parametrize(
    ("pathway", "years"),
    [
        ("MLS-2+2", ["years 1 to 2", "years 3 to 4"]),
        ("MLS-3+1", ["years 1 to 3", "year 4"]),
        ("MLS-R2-BRIDGE", ["years 1 to 2", "years 3 to 4"]),
    ],
)
def test_years_of_college_are_told_apart(
    items: pd.DataFrame, pathway: str, years: list[str]
) -> None:
    own = items.loc[items["pathway"] == pathway, "item"]
    tuition = own[own.str.startswith("Tuition")]
    assert tuition.str.extract("fees, (.*) at a public")[0].tolist() == years
    assert own.is_unique


def test_assumptions_repeat_the_listed_tuition() -> None:
    cost = load.table("costs").set_index("cost")["amount_usd"]
    value = load.table("assumptions").set_index("assumption")["value"]
    for school in ("four", "two"):
        for what in ("tuition", "books"):
            assert value[f"{what}_public_{school}_year"] == cost[f"public-{school}-year-{what}"]


def test_prices_follow_consumer_prices(items: pd.DataFrame) -> None:
    cpi = pd.DataFrame({"year": [2015, 2025], "may_index": [200.0, 300.0]})
    level = pathway_prices.price_level(cpi, 2025, 2015)
    assert level == pytest.approx(2 / 3)
    brought = pathway_prices.at_level(items, level)
    assert brought["amount_usd"].sum() == pytest.approx(items["amount_usd"].sum() * 2 / 3, rel=1e-3)
    same = pathway_prices.at_level(items, pathway_prices.price_level(cpi, 2025, 2025))
    pd.testing.assert_frame_equal(same, items)


def test_tuition_is_that_of_the_academic_year_that_ends_in_2025() -> None:
    costs = load.table("costs")
    assert pathway_prices.listed_year(costs) == 2025
    newer = costs.assign(as_of=costs["as_of"].replace("2024-25", "2025-26"))
    assert pathway_prices.listed_year(newer) == 2026


def test_a_may_without_an_index_has_that_of_the_last_before_it() -> None:
    cpi = pd.DataFrame({"year": [2015, 2025, 2026], "may_index": [200.0, 300.0, float("nan")]})
    assert pathway_prices.priced_year(cpi, 2026) == 2025
    assert pathway_prices.price_level(cpi, 2015, 2027) == pytest.approx(1.5)
    assert pathway_prices.priced_year(cpi, 2001) == 2015


def test_only_assumed_prices_go_to_the_end_of_their_range(items: pd.DataFrame) -> None:
    assumptions = load.table("assumptions")
    dear = pathway_prices.at_end(items, assumptions, "high")
    cheap = pathway_prices.at_end(items, assumptions, "low")
    moved = items["assumption"] == pathway_prices.PROGRAMME_PRICE
    assert (dear.loc[moved, "amount_usd"] == 8_100).all()
    assert (cheap.loc[moved, "amount_usd"] == 0).all()
    pd.testing.assert_frame_equal(dear[~moved], items[~moved])


def test_an_assumed_price_of_nothing_can_still_go_to_its_range(items: pd.DataFrame) -> None:
    moved = items["assumption"] == pathway_prices.PROGRAMME_PRICE
    free = items.assign(amount_usd=items["amount_usd"].mask(moved, 0.0))
    dear = pathway_prices.at_end(free, load.table("assumptions"), "high", level=0.5)
    assert (dear.loc[moved, "amount_usd"] == 4_050).all()


class TestTypicalWays:
    """Jobs of the projections are priced by the award that their typical way in leads to."""

    @pytest.fixture(scope="class")
    @staticmethod
    def priced() -> pd.DataFrame:
        roles = ["registered-nurse", "phlebotomist", "29-1215", "29-1171", "47-2111"]
        tables = [load.table(name) for name in typical_way.TABLES]
        stages, ways = typical_way.with_typical(*tables, wanted=roles)
        items = pathway_prices.price_items(
            stages, ways[ways["role"].isin(roles)], load.table("costs"), load.table("assumptions")
        )
        return pathway_prices.pathway_prices(items).set_index("pathway")

    def test_a_degree_costs_its_years(self, priced: pd.DataFrame) -> None:
        assert priced["amount_usd"]["TYPICAL-registered-nurse"] == 4 * (11_610 + 1_290)
        assert priced["amount_usd"]["TYPICAL-phlebotomist"] == 4_050 + 1_520

    def test_graduate_school_is_not_known(self, priced: pd.DataFrame) -> None:
        assert priced["unknown"]["TYPICAL-29-1215"] == "Doctoral or professional degree"
        assert priced["unknown"]["TYPICAL-29-1171"] == "Master's degree"
        assert priced["amount_usd"]["TYPICAL-29-1171"] == 4 * (11_610 + 1_290)

    def test_an_apprentice_pays_nothing(self, priced: pd.DataFrame) -> None:
        assert priced.loc["TYPICAL-47-2111", ["amount_usd", "unknown"]].tolist() == [0, ""]
