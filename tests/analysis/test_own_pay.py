"""A group against its official line: known answers, and what no data may change."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.own_groups import group, groups, line, lines

from rolereport.analysis import own_pay
from rolereport.analysis.own_pay import (
    compared,
    difference_interval,
    in_order,
    share_below,
    verdict_of,
)
from rolereport.analysis.own_pay_lines import (
    in_dollars_of_may,
    official,
    price_factor,
    wider_areas,
)

NAN = float("nan")
CPI = pd.DataFrame({"year": [2024, 2025, 2026], "may_index": [100.0, 110.0, 121.0]})
SOC = pd.DataFrame(
    {
        "role": ["medical-assistant", "laboratory-technician"],
        "soc_code": ["31-9092", "29-2010"],
        "first_year": [2002, 2017],
        "last_year": [NAN, NAN],
        "relation": ["own", "combined"],
    }
)
WIDER = wider_areas({"US": ["US"], "TX": ["TX"], "12420": ["TX"], "41100": ["UT", "AZ"]})


def wages(area: str, median: float, code: str = "31-9092", **changed: object) -> pd.DataFrame:
    row = line(median) | {"area": area, "soc_code": code} | changed
    return pd.DataFrame([row]).drop(
        columns=["role", "official_area", "relation", "ceiling_annual"], errors="ignore"
    )


def test_the_interval_of_a_difference_squares_and_adds_each_side() -> None:
    # Down: the root of 1,000² + 1,000² is 1,414; up: that of 2,000² + 1,000² is 2,236.
    assert difference_interval([44_000, 45_000, 47_000], [39_000, 40_000, 41_000]) == (
        3_500,
        5_000,
        7_300,
    )
    low, gap, high = difference_interval([NAN, 45_000, NAN], [39_000, 40_000, 41_000])
    assert gap == 5_000 and np.isnan([low, high]).all()


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (100, 900, "above"), (-900, -100, "below"), (-2_000, 2_000, "same"), (0, 500, "same"),
        (-2_100, 100, "open"), (-100, 2_100, "open"), (NAN, NAN, "open"),
    ],
)  # fmt: skip
def test_a_verdict_says_no_more_than_the_interval(low: float, high: float, verdict: str) -> None:
    assert verdict_of(low, high, 40_000) == verdict


def test_without_an_official_median_there_is_no_verdict() -> None:
    assert verdict_of(100, 900, NAN) == ""


def test_the_share_below_runs_from_wilson_of_the_least_to_wilson_of_the_most() -> None:
    # Of 41 people the 25th, 50th and 75th percentile are the 11th, 21st and 31st salary: below a
    # figure between the first two are 11 to 20. Wilson of 11 in 41: 0.2826 less 0.1112.
    low, point, high = share_below({25: 40_000, 50: 50_000, 75: 60_000}, 41, 45_000)
    assert low == pytest.approx(0.1715, abs=1e-4)
    assert high == pytest.approx(0.6129, abs=1e-4)  # of 20 in 41: 0.4887 plus 0.1242
    assert point == pytest.approx(0.25 + 0.25 * np.log(45 / 40) / np.log(50 / 40))


def test_outside_the_percentiles_no_share_is_interpolated() -> None:
    low, point, high = share_below({50: 50_000}, 10, 30_000)
    assert (low, np.isnan(point)) == (0, True)
    assert high == pytest.approx(0.7307, abs=1e-4)  # of 5 in 10: 0.5 plus 0.2307
    assert np.isnan(share_below({50: 50_000}, 10, NAN)).all()
    assert np.isnan(share_below({}, 10, 40_000)).all()


@given(st.lists(st.integers(200, 260), min_size=20, max_size=80), st.integers(195, 265))
def test_the_counts_hold_how_many_are_paid_less(pay: list[int], threshold: int) -> None:
    known = {each: float(np.percentile(pay, each)) for each in (10, 25, 50, 75, 90)}
    least, most = own_pay._counts_below(known, len(pay), threshold)
    assert least <= sum(each < threshold for each in pay) <= most


def test_a_group_and_its_line_by_hand() -> None:
    row = compared(groups(group(median=46_000, margin=1_000)), lines(line(45_000))).iloc[0]
    # The official margin is 1.645 percent of 45,000, or 740; with 1,000 it makes 1,244.
    assert (row["difference"], row["difference_low"], row["difference_high"]) == (
        1_000,
        -300,
        2_300,
    )
    assert (row["verdict"], row["error_known"]) == ("open", True)
    # 46,000 lies between the official median and the 75th percentile, 49,500.
    assert (row["rank_low"], row["rank_high"]) == (0.5, 0.75)
    assert 0.5 < row["rank_point"] < 0.6


def test_without_a_published_error_the_group_s_own_is_all_there_is() -> None:
    row = compared(groups(group(median=46_500)), lines(line(mean_rse=NAN))).iloc[0]
    assert (row["difference_low"], row["difference_high"]) == (500, 2_500)
    assert (row["verdict"], row["error_known"]) == ("above", False)


def test_a_group_below_every_percentile_is_ranked_by_its_bound() -> None:
    row = compared(groups(group(median=30_000)), lines(line(45_000))).iloc[0]
    assert (row["rank_low"], row["rank_high"]) == pytest.approx((0, 0.1))
    assert row["verdict"] == "below"


def test_a_median_at_the_top_code_ranks_and_gives_no_difference() -> None:
    codes = "p50_annual=#; p75_annual=#; p90_annual=#"
    top = line(
        codes=codes, p50_annual=NAN, p75_annual=NAN, p90_annual=NAN, ceiling_annual=239_200.0
    )
    row = compared(groups(group(median=150_000)), lines(top)).iloc[0]
    assert (row["verdict"], np.isnan(row["difference"])) == ("", True)
    assert (row["rank_low"], row["rank_high"]) == (0.25, 0.5)


def test_a_line_that_is_not_published_leaves_all_unsaid() -> None:
    missing = line(**{f"p{each}_annual": NAN for each in (10, 25, 50, 75, 90)})
    row = compared(groups(), lines(missing)).iloc[0]
    assert row["verdict"] == ""
    assert np.isnan(
        row[["rank_low", "rank_high", "difference", "below_p50_low"]].astype("float64")
    ).all()


def test_groups_that_are_hidden_are_not_compared() -> None:
    hidden = compared(groups(group(hidden="few")), lines())
    assert len(hidden) == 0
    assert {"verdict", "official_p50", "below_p90_high"} <= set(hidden.columns)


@given(st.integers(-20, 20))
def test_a_rise_of_both_sides_changes_no_difference(thousands: int) -> None:
    rise = 1_000.0 * thousands
    own, theirs = groups(group(median=46_000)), lines(line(45_000, mean_rse=NAN))
    points = [*own_pay.OWN]
    before = compared(own, theirs).iloc[0]
    own[points] += rise
    theirs[[*own_pay.OFFICIAL]] += rise
    after = compared(own, theirs).iloc[0]
    for name in ("difference", "difference_low", "difference_high", "rank_low", "rank_high"):
        assert after[name] == pytest.approx(before[name])
    assert after["below_p50_low"] == before["below_p50_low"]


def test_twice_the_pay_on_both_sides_is_twice_the_difference() -> None:
    once = compared(groups(group(median=46_000)), lines(line(45_000))).iloc[0]
    twice = compared(groups(group(median=92_000, margin=2_000)), lines(line(90_000))).iloc[0]
    assert twice["difference"] == 2 * once["difference"]
    assert twice["rank_point"] == pytest.approx(once["rank_point"])
    assert twice["below_p75_point"] == pytest.approx(once["below_p75_point"])


def test_prices_rise_steadily_from_may_to_may() -> None:
    assert price_factor(CPI, "2024-05", 2025) == pytest.approx(1.1)
    assert price_factor(CPI, "2024-11", 2025) == pytest.approx(110 / np.sqrt(100 * 110))
    assert price_factor(CPI, "2025-05", 2025) == pytest.approx(1)
    assert np.isnan(price_factor(CPI, "2026-06", 2025))
    assert np.isnan(price_factor(CPI, "2024-04", 2025))


def test_pay_of_a_known_month_is_brought_to_the_official_may() -> None:
    both = groups(group(month="2026-05"), group(month=""), group(month="2027-01"))
    found = in_dollars_of_may(both, lines(*[line()] * 3), CPI)
    assert found["p50"].round().tolist() == [41_818, 46_000, 46_000]
    assert found["p25_low"].round().tolist()[0] == round((41_400 - 1_000) / 1.1)
    assert found["in_may"].tolist() == [True, False, False]


def test_the_official_line_is_of_the_nearest_area_that_has_one() -> None:
    codes = {"codes": "p50_annual=*", "p50_annual": NAN}
    vintages = {
        "national": (pd.concat([wages("US", 45_000), wages("US", 60_000, "29-2010")]), {}),
        "states": (wages("TX", 40_000), {}),
        "metros": (pd.concat([wages("12420", 1.0, **codes), wages("41100", 1.0, **codes)]), {}),
    }
    asked = groups(
        group(area="TX"), group(area="12420"), group(area="41100"), group(area=""),
        group("laboratory-technician", "TX"), group("nobody", "TX"),
    )  # fmt: skip
    found = official(asked, vintages, SOC, WIDER)
    assert found["official_area"].tolist() == ["TX", "TX", "US", "US", "US", "US"]
    assert found["p50_annual"].fillna(0).tolist() == [40_000, 40_000, 45_000, 45_000, 60_000, 0]
    assert found["relation"].tolist()[4:] == ["combined", "own"]
    assert compared(asked, found)["verdict"].tolist()[-1] == ""


def test_a_median_at_the_top_code_is_no_reason_to_look_elsewhere() -> None:
    coded = wages("TX", 1.0, codes="p50_annual=#", p50_annual=NAN)
    vintages = {
        "national": (wages("US", 45_000), {}),
        "states": (coded, {"top_code_annual": 239_200}),
    }
    found = official(groups(group(area="TX")), vintages, SOC, WIDER).iloc[0]
    assert (found["official_area"], found["ceiling_annual"]) == ("TX", 239_200)


def test_groups_stand_in_the_order_of_the_report() -> None:
    mixed = groups(
        group("phlebotomist", "TX"), group("medical-assistant", "TX"),
        group("medical-assistant", ""), group("medication-aide", ""),
    )  # fmt: skip
    found = in_order(mixed, ["medication-aide", "medical-assistant"])
    assert list(zip(found["role"], found["area"], strict=True)) == [
        ("medication-aide", ""),
        ("medical-assistant", ""),
        ("medical-assistant", "TX"),
        ("phlebotomist", "TX"),
    ]
