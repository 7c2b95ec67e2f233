from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import places

WAGES = pd.DataFrame(
    [
        ["MS", "medical-assistant", 2025, 6_000, 36_000.0],
        ["CA", "medical-assistant", 2025, 110_000, 48_000.0],
        ["PR", "medical-assistant", 2025, 660, 46_120.0],
        ["US", "medical-assistant", 2025, 817_870, 45_690.0],
        ["MS", "laboratory-combined", 2025, 3_000, 50_000.0],
        ["CA", "laboratory-combined", 2025, np.nan, 90_000.0],
        ["US", "laboratory-combined", 2025, 332_940, 62_930.0],
    ],
    columns=["area", "role", "year", "employment", "p50_annual"],
)
RPP = pd.DataFrame(
    [["MS", 2023, 88.0], ["MS", 2024, 80.0], ["CA", 2024, 120.0], ["CA", 2026, 200.0]],
    columns=["area", "year", "index"],
)
LABORATORY, ASSISTANT = "laboratory-combined", "medical-assistant"


class TestAdjustForPrices:
    def test_divides_by_the_newest_index_not_younger_than_the_wages(self) -> None:
        adjusted = places.adjust_for_prices(WAGES, RPP).set_index(["area", "role"])
        assert adjusted.loc[("MS", ASSISTANT), "p50_annual"] == pytest.approx(45_000)
        assert adjusted.loc[("CA", ASSISTANT), "p50_annual"] == pytest.approx(40_000)
        assert adjusted.loc[("CA", ASSISTANT), "price_year"] == 2024

    def test_the_nation_stays_as_it_is(self) -> None:
        adjusted = places.adjust_for_prices(WAGES, RPP)
        nation = adjusted[adjusted["area"] == "US"]
        assert nation["p50_annual"].tolist() == [45_690, 62_930]
        assert (nation["price_index"] == 100).all()

    def test_a_place_without_index_is_unknown(self) -> None:
        adjusted = places.adjust_for_prices(WAGES, RPP)
        island = adjusted[adjusted["area"] == "PR"].iloc[0]
        assert np.isnan(island["p50_annual"])
        assert np.isnan(island["price_index"])

    def test_an_index_too_old_is_not_used(self) -> None:
        later = WAGES[WAGES["area"] == "MS"].assign(year=2028)
        assert places.adjust_for_prices(later, RPP)["p50_annual"].isna().all()
        allowed = places.adjust_for_prices(later, RPP, oldest=4)
        assert allowed["p50_annual"].tolist() == pytest.approx([45_000, 62_500])
        # Wages come out before the prices of their year, at times two years before.
        newer = places.adjust_for_prices(later.assign(year=2026), RPP)
        assert newer["price_year"].tolist() == [2024, 2024]

    def test_the_newest_of_several_is_used(self) -> None:
        adjusted = places.adjust_for_prices(WAGES.head(1), RPP, oldest=2)
        assert adjusted["price_year"].tolist() == [2024]

    def test_keeps_rows_order_and_other_columns(self) -> None:
        before = WAGES.copy()
        adjusted = places.adjust_for_prices(WAGES, RPP)
        pd.testing.assert_frame_equal(
            adjusted[["area", "role", "employment"]], WAGES[["area", "role", "employment"]]
        )
        pd.testing.assert_frame_equal(WAGES, before)

    def test_every_pay_column_is_adjusted(self) -> None:
        wide = WAGES.assign(mean_hourly=20.0)
        adjusted = places.adjust_for_prices(wide, RPP)
        assert adjusted["mean_hourly"].iloc[0] == pytest.approx(25.0)

    def test_refuses_two_indexes(self) -> None:
        with pytest.raises(ValueError, match="two indexes"):
            places.adjust_for_prices(WAGES, pd.concat([RPP, RPP]))


class TestNominalAndAdjusted:
    def test_both_beside_each_other(self) -> None:
        both = places.nominal_and_adjusted(WAGES, RPP)
        assert list(both) == (
            [
                "area",
                "role",
                "year",
                "employment",
                "nominal",
                "adjusted",
                "price_index",
                "price_year",
            ]
        )
        assert both["nominal"].tolist() == WAGES["p50_annual"].tolist()
        assert both["adjusted"].iloc[0] == pytest.approx(45_000)

    def test_rows_stay_together_whatever_their_labels(self) -> None:
        shuffled = WAGES.iloc[::-1]
        both = places.nominal_and_adjusted(shuffled, RPP)
        assert both["nominal"].tolist() == shuffled["p50_annual"].tolist()


class TestRankChanges:
    def test_dear_places_fall(self) -> None:
        states = WAGES[WAGES["area"] != "US"]
        ranked = places.rank_changes(places.nominal_and_adjusted(states, RPP))
        ranked = ranked.set_index(["role", "area"])
        assert ranked.loc[(ASSISTANT, "CA"), "nominal_rank"] == 1
        assert ranked.loc[(ASSISTANT, "CA"), "adjusted_rank"] == 2
        assert ranked.loc[(ASSISTANT, "CA"), "rank_change"] == -1
        assert ranked.loc[(ASSISTANT, "MS"), "rank_change"] == 1

    def test_a_place_without_index_takes_no_rank(self) -> None:
        # Puerto Rico's nominal 46,120 would push Mississippi to third.
        states = WAGES[WAGES["area"] != "US"]
        ranked = places.rank_changes(places.nominal_and_adjusted(states, RPP))
        ranked = ranked.set_index(["role", "area"])
        assert np.isnan(ranked.loc[(ASSISTANT, "PR"), "nominal_rank"])
        assert ranked.loc[(ASSISTANT, "MS"), "nominal_rank"] == 2

    def test_roles_are_ranked_apart(self) -> None:
        states = WAGES[WAGES["area"] != "US"]
        ranked = places.rank_changes(places.nominal_and_adjusted(states, RPP))
        assert (ranked["nominal_rank"] == 1).sum() == 2


def test_the_year_asked_for_is_shown_if_anything_is_held_in_it_else_the_fullest() -> None:
    rows = [("a", 2015), ("a", 2025), ("b", 2025), ("b", 2025)]
    held = pd.DataFrame(rows, columns=["role", "year"]).assign(p50_annual=50_000.0)
    years = [2015, 2024, 2025]
    assert places.year_to_show(held, years, 2015) == 2015
    assert places.year_to_show(held, years, 2016) == 2025
    assert places.year_to_show(held, years, 2024) == 2025
    assert places.year_to_show(held[held["role"] == "a"], years, 2016) == 2015
    assert places.year_to_show(held.head(0), years, 2023) == 2024
    assert places.year_to_show(held.assign(p50_annual=float("nan")), years, 2023) == 2024
