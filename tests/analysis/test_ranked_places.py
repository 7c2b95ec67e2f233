"""Which places are ranked, which are set aside and why, and that both ranks run over the same."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import places

AREAS = pd.DataFrame({"area": ["CA", "MS", "PR", "VT", "US"], "kind": ["state"] * 4 + ["nation"]})
RPP = pd.DataFrame({"area": ["CA", "MS", "VT"], "year": 2024, "index": [120.0, 80.0, 100.0]})
PERCENTILES = ["p10_annual", "p25_annual", "p75_annual", "p90_annual"]
ASSISTANT, LABORATORY = "medical-assistant", "laboratory-combined"


@pytest.fixture
def wages() -> pd.DataFrame:
    rows = [
        ["CA", ASSISTANT, "31-9092", 117_060.0, 48_000.0],
        ["MS", ASSISTANT, "31-9092", 3_340.0, 36_000.0],
        ["PR", ASSISTANT, "31-9092", 660.0, 46_120.0],
        ["VT", ASSISTANT, "31-9092", 99.0, 44_000.0],
        ["PR", LABORATORY, "29-2010", 3_390.0, 37_790.0],
        ["VT", LABORATORY, "29-2010", np.nan, 78_680.0],
        ["MS", LABORATORY, "29-2010", 100.0, np.nan],
        ["CA", LABORATORY, "29-2010", 100.0, 76_010.0],
    ]
    frame = pd.DataFrame(rows, columns=["area", "role", "soc_code", "employment", "p50_annual"])
    pay = frame["p50_annual"]
    spread = {10: 0.7, 25: 0.8, 75: 1.2, 90: 1.3}
    frame = frame.assign(year=2025, **{f"p{each}_annual": pay * by for each, by in spread.items()})
    # As published for May 2025.
    frame.loc[2, PERCENTILES] = [22_380, 28_900, 59_990, 60_200]
    return frame


@pytest.fixture
def ranked(wages: pd.DataFrame) -> pd.DataFrame:
    frame = places.ranked(places.set_aside(wages, 100), RPP)
    return frame.set_index(["role", "area"])


@pytest.mark.parametrize(
    ("year", "nearest"), [(2012, 2015), (2020, 2024), (2019, 2015), (2030, 2025)]
)
def test_the_nearest_year_is_taken(year: int, nearest: int) -> None:
    assert places.nearest_year([2015, 2024, 2025], year) == nearest


def test_of_two_years_equally_near_the_later_is_taken() -> None:
    assert places.nearest_year([2015, 2025], 2020) == 2025


def test_every_state_has_a_row_for_each_role(wages: pd.DataFrame) -> None:
    complete = places.every_state(wages.drop(columns="year"), AREAS, [LABORATORY, ASSISTANT], 2025)
    assert complete["role"].tolist() == [LABORATORY] * 4 + [ASSISTANT] * 4
    assert complete["area"].tolist() == ["CA", "MS", "PR", "VT"] * 2
    assert (complete["year"] == 2025).all()
    unpublished = places.every_state(wages, AREAS, ["phlebotomist"], 2025)
    assert unpublished["p50_annual"].isna().all()


def test_the_first_role_with_pay_is_featured(wages: pd.DataFrame) -> None:
    roles = ["phlebotomist", LABORATORY, ASSISTANT]
    assert places.featured(wages, roles, ASSISTANT) == LABORATORY
    assert places.featured(wages, ["phlebotomist", ASSISTANT], ASSISTANT) == ASSISTANT
    assert places.featured(wages.head(0), roles, ASSISTANT) == "phlebotomist"
    assert places.featured(wages.head(0), [ASSISTANT], ASSISTANT) == ASSISTANT


def test_each_reason_is_told(ranked: pd.DataFrame) -> None:
    assert ranked["left_out"].to_dict() == {
        (ASSISTANT, "CA"): "",
        (ASSISTANT, "MS"): "",
        (ASSISTANT, "PR"): places.TWO_GROUPS_REASON,
        (ASSISTANT, "VT"): "fewer than 100 jobs",
        (LABORATORY, "PR"): places.NO_PRICES,
        (LABORATORY, "VT"): places.JOBS_UNKNOWN,
        (LABORATORY, "MS"): places.NO_MEDIAN,
        (LABORATORY, "CA"): "",
    }


@pytest.mark.parametrize(
    ("pay", "reason"),
    [
        ([28_040, 29_490, 29_490, 35_350, 38_680], places.HEAPED_REASON),  # Fond du Lac, May 2025
        ([47_150, 52_430, 77_410, 77_530, 77_800], places.HEAPED_REASON),  # Vallejo
        ([38_100, 38_190, 49_980, 78_020, 81_720], places.TWO_GROUPS_REASON),  # Grand Rapids, lab
        ([36_000, 40_000, 40_190, 45_000, 50_000], places.HEAPED_REASON),  # under half a percent
        ([36_000, 40_000, 40_300, 45_000, 50_000], ""),
        ([36_050, 38_470, 45_690, 49_180, 59_310], ""),  # the nation
        ([34_270, 38_930, 65_510, 83_930, 99_440], ""),  # wide, yet no heap at either end
        ([np.nan, np.nan, 44_200, np.nan, np.nan], ""),  # a vintage without other percentiles
    ],
)
def test_percentiles_that_look_unlike_one_group_are_set_aside(
    pay: list[float], reason: str
) -> None:
    columns = [f"p{each}_annual" for each in (10, 25, 50, 75, 90)]
    frame = pd.DataFrame([pay], columns=columns).assign(area="XX", employment=1_000.0)
    assert places.set_aside(frame, 100)["left_out"].tolist() == [reason]


@pytest.mark.parametrize(("rse", "reason"), [(10.0, ""), (10.1, places.UNSURE_REASON)])
def test_a_large_standard_error_sets_aside(rse: float, reason: str) -> None:
    frame = pd.DataFrame({"area": ["XX"], "employment": [1_000.0], "p50_annual": [40_000.0]})
    assert places.set_aside(frame.assign(mean_rse=rse), 100)["left_out"].tolist() == [reason]


class TestGaps:
    def test_dollars_change_with_prices_and_the_multiple_does_not(
        self, wages: pd.DataFrame
    ) -> None:
        gaps = places.gaps(places.ranked(places.set_aside(wages, 100), RPP), ASSISTANT)
        gaps = gaps.set_index("area")
        assert set(gaps["role"]) == {LABORATORY}
        assert gaps.loc["CA", "nominal"] == 28_010
        assert gaps.loc["CA", "adjusted"] == pytest.approx(28_010 / 1.2)
        assert gaps.loc["CA", "ratio"] == pytest.approx(76_010 / 48_000)
        assert gaps.loc["CA", "adjusted_rank"] == 1

    def test_the_reason_that_prices_would_not_mend_is_told(self, wages: pd.DataFrame) -> None:
        gaps = places.gaps(places.ranked(places.set_aside(wages, 100), RPP), ASSISTANT)
        assert gaps.set_index("area")["left_out"].to_dict() == {
            "PR": places.TWO_GROUPS_REASON,
            "VT": places.JOBS_UNKNOWN,
            "MS": places.NO_MEDIAN,
            "CA": "",
        }
        unranked = gaps.set_index("area").drop("CA")
        assert unranked[["nominal", "adjusted", "ratio", "adjusted_rank"]].isna().all(axis=None)

    def test_a_place_that_lacks_prices_only_keeps_its_gap_as_paid(
        self, wages: pd.DataFrame
    ) -> None:
        whole = wages.assign(**dict.fromkeys(PERCENTILES, np.nan))
        gaps = places.gaps(places.ranked(places.set_aside(whole, 100), RPP), ASSISTANT)
        island = gaps.set_index("area").loc["PR"]
        assert (island["nominal"], island["left_out"]) == (37_790 - 46_120, places.NO_PRICES)
        assert np.isnan(island["adjusted"])

    def test_one_role_has_no_gap_and_an_unpaid_baseline_none_either(
        self, ranked: pd.DataFrame
    ) -> None:
        alone = ranked.loc[[ASSISTANT]].reset_index()
        assert places.gaps(alone, ASSISTANT).empty
        strangers = places.gaps(alone, "phlebotomist")
        assert (strangers["left_out"] == places.NO_MEDIAN).sum() == 2
        assert strangers["ratio"].isna().all()


def test_ranks_run_over_the_places_not_left_out(ranked: pd.DataFrame) -> None:
    assistants = ranked.loc[ASSISTANT]
    assert assistants["nominal_rank"].to_dict() == pytest.approx(
        {"CA": 1, "MS": 2, "PR": np.nan, "VT": np.nan}, nan_ok=True
    )
    # 48,000 / 1.2 = 40,000 and 36,000 / 0.8 = 45,000: prices turn the order round.
    assert assistants.loc[["CA", "MS"], "adjusted_rank"].tolist() == [2, 1]
    assert assistants.loc[["CA", "MS"], "rank_change"].tolist() == [-1, 1]
    assert ranked.loc[(LABORATORY, "CA"), "nominal_rank"] == 1


def test_the_dollars_are_those_of_the_wages(wages: pd.DataFrame) -> None:
    aside = places.set_aside(wages, 100)
    assert (places.ranked(aside, RPP)["dollars_of"] == 2025).all()
    assert (places.ranked(aside.assign(dollars_of=2030), RPP)["dollars_of"] == 2030).all()
