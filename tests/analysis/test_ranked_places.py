"""Which places are ranked, which are set aside and why, and that both ranks run over the same."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from rolereport.analysis import places

AREAS = pd.DataFrame({"area": ["CA", "MS", "PR", "VT", "US"], "kind": ["state"] * 4 + ["nation"]})
RPP = pd.DataFrame({"area": ["CA", "MS", "VT"], "year": 2024, "index": [120.0, 80.0, 100.0]})
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
    return frame.assign(year=2025)


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


def test_extremes_are_the_first_and_last_and_those_always_wanted() -> None:
    frame = pd.DataFrame({"area": list("abcdef"), "nominal_rank": [6, 5, 4, 3, np.nan, 1]})
    shown = places.extremes(frame, "nominal_rank", 1, "e", "c")
    assert shown["area"].tolist() == ["f", "c", "a", "e"]
    changes = frame.rename(columns={"nominal_rank": "rank_change"})
    assert places.extremes(changes, "rank_change", 1)["area"].tolist() == ["a", "f"]
