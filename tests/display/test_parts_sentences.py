"""What is said of technologists and technicians is certain, estimated or tested, and says which."""

from __future__ import annotations

import pandas as pd
import pytest

from rolereport.analysis import blend
from rolereport.data import load
from rolereport.display.labels import BLENDED, with_labels
from rolereport.display.scope import END
from rolereport.display.sentences import parts


@pytest.fixture(scope="module")
def laboratory() -> pd.DataFrame:
    return blend.lines_of(load.wages("national"), load.table("role_soc"), list(BLENDED))


@pytest.fixture(scope="module")
def now(laboratory: pd.DataFrame) -> pd.DataFrame:
    found = blend.parts_of_blend(laboratory, BLENDED[0], 2025)
    return with_labels(found, load.table("roles"))


OWN = pd.DataFrame(
    {"method": "rank", "distance": [1, 4], "tests": [18, 2], "largest": [0.0068, 0.0071]}
)
OTHERS = pd.DataFrame(
    {
        "method": "rank", "distance": [1, 9], "tests": [44, 40], "typical": [0.009, 0.0286],
        "nine_in_ten": [0.028, 0.1009], "largest": [0.07, 0.187],
    }
)  # fmt: skip


def test_the_estimate_has_its_margin_and_its_month(now: pd.DataFrame) -> None:
    assert parts.estimate(now, 0.1009) == (
        "Our estimate for the nation in May 2025, give or take 11%, is $77,000 at the median for "
        "technologists and $49,000 for technicians, in dollars of that month."
    )


def test_the_method_names_its_assumption(now: pd.DataFrame) -> None:
    said = parts.method(now)
    assert "the 70th percentile" in said and "at the 28th" in said
    assert "assumes that they still do" in said


def test_the_test_is_told_with_its_limits() -> None:
    said = parts.tested(OWN, OTHERS)
    assert "one to four years ahead" in said
    assert "never off by more than 1% (20 tests)" in said  # 0.71 percent, rounded up
    assert "That is a mild test" in said
    assert "Over all nine years, half of 40 comparable jobs were within 3%, nine in ten" in said
    assert "within 11%, and the worst was off by 19%" in said
    assert parts.test_title(OWN, OTHERS).endswith("other jobs say to allow 11%")


def test_an_estimate_beyond_the_reach_of_the_tests_says_so(
    now: pd.DataFrame, laboratory: pd.DataFrame
) -> None:
    ordered = blend.ordered(laboratory, BLENDED[0])
    assert "tests look" not in parts.estimate_caption(now, 0.1, ordered, 9)
    farther = parts.estimate_caption(now, 0.1, ordered, 8)
    assert "The tests look eight years ahead, the estimate nine." in farther


def test_tests_are_dated_by_their_own_years() -> None:
    own = pd.DataFrame({"from_year": [2012, 2013], "to_year": [2013, 2016]})
    other = pd.DataFrame({"from_year": [2016], "to_year": [2025]})
    assert parts.tested_over(own, other) == "May 2012 to May 2025"


def test_what_is_certain(now: pd.DataFrame) -> None:
    ordered = pd.DataFrame({"year": [2015, 2016], "ahead": [True, True]})
    said = parts.bounds(now, ordered)
    assert "between $47,650 and $81,450" in said and "between $38,910 and $100,990" in said
    assert "as in all two years published, the ranges shrink to $62,930 to $81,450" in said
    assert "as in 1 of 2 years" in parts.bounds(now, ordered.assign(ahead=[True, False]))


def test_the_title_says_whether_the_order_is_certain(now: pd.DataFrame) -> None:
    assert parts.estimate_title(now) == (
        "We put technologists about $28,000 above technicians; the published figures alone do not "
        "settle it"
    )
    surely = now.assign(any_low=[70_000.0, 30_000.0], any_high=[80_000.0, 60_000.0])
    assert parts.estimate_title(surely).startswith("Technologists surely still earn more")


def test_the_margin_is_cut_where_the_certain_range_ends(now: pd.DataFrame) -> None:
    drawn = parts.estimate_ranges(now, 0.11).set_index("role")
    upper, lower = drawn.loc[BLENDED[0]], drawn.loc[BLENDED[1]]
    assert (upper["point"], upper["point_high"]) == (77_000, 81_450)
    assert lower["point_low"] == pytest.approx(49_000 * 0.89)
    assert (upper["inner_low"], upper["outer_low"]) == (62_930, 47_650)


def test_the_table_begins_with_what_was_published(laboratory: pd.DataFrame) -> None:
    split = laboratory[laboratory["year"] == 2016]
    table = parts.told_years(blend.estimates_by_year(laboratory, BLENDED[0], OTHERS), split)
    first, last = table.iloc[0], table.iloc[-1]
    assert first["basis"] == "published apart"
    assert first[["group", "upper_rank", "lower_ratio"]].tolist() == [50_930, 61_070, 38_950]
    assert last["year"] == 2025
    assert last["basis"] == "estimate, give or take 11%"
    assert last["upper_rank"] == 77_100  # to the nearest hundred


def test_only_the_laboratory_goes_on() -> None:
    assert parts.only_for_laboratory(["laboratory-technician", "medical-assistant"]) is None
    ended = parts.only_for_laboratory(["47-2111", "47-2152"])
    assert ended is not None and ended.about["kind"] == END


def test_the_caption_explains_the_break() -> None:
    said = parts.test_caption(OTHERS, load.breaks(list(BLENDED)))
    assert "20 groups of two occupations" in said
    assert "30% to 70%" in said
    assert "MB3" in said
