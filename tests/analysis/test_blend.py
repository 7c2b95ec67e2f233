"""Two jobs published as one: bounds are sharp, estimates are tested where the answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.stats import lognorm

from rolereport.analysis import blend
from rolereport.analysis.distributions import (
    PERCENTILES,
    percentile_columns,
    quantile_function,
)
from rolereport.data import load
from rolereport.display.labels import BLENDED

# OEWS, the nation, dollars a year.
GROUP_2016 = [28_990, 37_330, 50_930, 64_170, 78_470]
GROUP_2025 = [38_910, 47_650, 62_930, 81_450, 100_990]
PARTS = list(BLENDED)
SHARE = 0.51

pay = st.integers(15_000, 250_000)
distinct = st.lists(pay, min_size=5, max_size=5, unique=True).map(sorted)


@pytest.fixture(scope="module")
def national() -> pd.DataFrame:
    return load.wages("national")


@pytest.fixture(scope="module")
def laboratory(national: pd.DataFrame) -> pd.DataFrame:
    return blend.lines_of(national, load.table("role_soc"), PARTS)


@pytest.fixture(scope="module")
def pairs(national: pd.DataFrame) -> pd.DataFrame:
    return blend.paired_lines(load.table("paired_groups"), national)


class TestRank:
    def test_is_the_inverse_of_the_curve(self) -> None:
        curve = quantile_function(PERCENTILES, GROUP_2016)
        for rank in (10, 17.3, 50, 70.17, 90):
            assert blend.rank_of(GROUP_2016, float(curve(rank))) == pytest.approx(rank, abs=1e-6)

    @given(distinct, st.floats(10, 90))
    def test_comes_back_for_any_percentiles(self, percentiles: list[int], rank: float) -> None:
        curve = quantile_function(PERCENTILES, percentiles)
        found = blend.rank_of(percentiles, float(curve(rank)))
        assert float(curve(found)) == pytest.approx(float(curve(rank)), rel=1e-6)

    def test_is_unknown_in_the_tails_and_without_all_five(self) -> None:
        assert np.isnan(blend.rank_of(GROUP_2016, 28_000))
        assert np.isnan(blend.rank_of(GROUP_2016, 80_000))
        assert np.isnan(blend.rank_of([28_990, np.nan, 50_930, 64_170, 78_470], 40_000))


class TestPartBounds:
    def test_by_hand(self) -> None:
        # The median of the worst-paid 51 percent stands at rank 25.5, of the best-paid at 74.5.
        assert blend.part_bounds(GROUP_2025, SHARE) == (47_650, 81_450)
        assert blend.part_bounds(GROUP_2025, 1 - SHARE) == (38_910, 100_990)
        assert blend.part_bounds(GROUP_2025, SHARE, side="upper") == (62_930, 81_450)
        assert blend.part_bounds(GROUP_2025, 1 - SHARE, side="lower") == (38_910, 62_930)

    def test_a_part_that_is_the_whole_is_known(self) -> None:
        assert blend.part_bounds(GROUP_2025, 1, percentile=25) == (47_650, 47_650)

    def test_the_tails_leave_it_open(self) -> None:
        assert blend.part_bounds(GROUP_2025, 0.1) == (0, np.inf)
        assert blend.part_bounds([np.nan] * 5, SHARE) == (0, np.inf)

    @settings(max_examples=60)
    @given(distinct, st.sampled_from([0.2, 0.35, 0.49, 0.51, 0.8]))
    def test_linear_programming_finds_the_same_bounds(
        self, percentiles: list[int], share: float
    ) -> None:
        """How few and how many jobs of the part can lie at or below each published percentile.

        The median is no lower than a figure below which the part cannot have more than half, and
        no higher than one below which it cannot have less.
        """
        fewest, greatest = (
            np.array([_part_below(each, share, sign) for each in PERCENTILES]) for sign in (1, -1)
        )
        dollars, half = np.array(percentiles, dtype=float), round(share / 2, 9)
        expected = (
            dollars[greatest <= half].max(initial=0),
            dollars[fewest >= half].min(initial=np.inf),
        )
        assert blend.part_bounds(percentiles, share) == expected

    @settings(max_examples=40)
    @given(
        st.floats(10, 11), st.floats(0.1, 0.5), st.floats(0, 0.6), st.floats(0.1, 0.5),
        st.floats(0.2, 0.8),
    )  # fmt: skip
    def test_a_mixture_drawn_keeps_its_parts_within_the_bounds(
        self, level: float, spread: float, lead: float, spread_upper: float, share: float
    ) -> None:
        lower = lognorm(spread, scale=np.exp(level))
        upper = lognorm(spread_upper, scale=np.exp(level + lead))
        grid = np.exp(np.linspace(level - 4, level + 5, 200_001))
        mixed = share * upper.cdf(grid) + (1 - share) * lower.cdf(grid)
        published = np.interp(np.array(PERCENTILES) / 100, mixed, grid)
        for part, held in ((upper, share), (lower, 1 - share)):
            least, most = blend.part_bounds(published, held)
            assert least * (1 - 1e-3) <= part.median() <= most * (1 + 1e-3)

    @given(distinct, st.floats(0.05, 1))
    def test_what_is_assumed_only_narrows(self, percentiles: list[int], share: float) -> None:
        least, most = blend.part_bounds(percentiles, share)
        for side in ("upper", "lower"):
            low, high = blend.part_bounds(percentiles, share, side=side)  # type: ignore[arg-type]
            assert least <= low <= high <= most


class TestTheLaboratory:
    def test_group_and_parts_as_published(self, laboratory: pd.DataFrame) -> None:
        split = laboratory[laboratory["year"] == 2016].set_index("role")
        assert split["p50_annual"].to_dict() == {
            "": 50_930, "laboratory-technologist": 61_070, "laboratory-technician": 38_950
        }  # fmt: skip
        assert blend.years_after(laboratory) == list(range(2017, 2026))

    def test_shares_over_the_years(self, laboratory: pd.DataFrame) -> None:
        held = blend.shares(laboratory).loc["29-2011"]
        assert held["latest"] == pytest.approx(166_730 / (166_730 + 160_190))
        assert 0.5 < held["least"] < held["latest"] < held["greatest"] < 0.53

    def test_technologists_were_ahead_at_every_percentile(self, laboratory: pd.DataFrame) -> None:
        ahead = blend.ordered(laboratory, PARTS[0])
        assert ahead["year"].tolist() == list(range(2002, 2017))
        assert ahead["ahead"].all()
        assert not blend.ordered(laboratory, PARTS[1])["ahead"].any()

    def test_bounds_hold_in_every_year_that_can_be_checked(self, laboratory: pd.DataFrame) -> None:
        for year in range(2012, 2017):
            lines = laboratory[laboratory["year"] == year]
            share, whole = blend.shares(lines)["latest"], lines[lines["whole"]].iloc[0]
            for row in lines[~lines["whole"]].itertuples():
                side = "upper" if row.role == PARTS[0] else "lower"
                percentiles = whole[percentile_columns()].to_numpy(float)
                least, most = blend.part_bounds(percentiles, share[row.soc_code], side=side)
                assert least <= row.p50_annual <= most

    def test_the_estimate_of_may_2025(self, laboratory: pd.DataFrame) -> None:
        now = blend.parts_of_blend(laboratory, PARTS[0], 2025).set_index("role")
        upper, lower = now.loc[PARTS[0]], now.loc[PARTS[1]]
        assert (upper["any_low"], upper["any_high"]) == (47_650, 81_450)
        assert (lower["ordered_low"], lower["ordered_high"]) == (38_910, 62_930)
        assert upper["ratio"] == pytest.approx(61_070 / 50_930 * 62_930)
        rank = blend.rank_of(GROUP_2016, 61_070)
        assert upper["held_rank"] == pytest.approx(rank)
        assert upper["rank"] == pytest.approx(
            float(quantile_function(PERCENTILES, GROUP_2025)(rank))
        )
        assert upper["ordered_low"] <= upper["rank"] <= upper["ordered_high"]

    def test_a_year_without_the_group_is_told(self, laboratory: pd.DataFrame) -> None:
        with pytest.raises(KeyError):
            blend.parts_of_blend(laboratory, PARTS[0], 2001)


class TestBackTest:
    def test_the_laboratory_on_itself(self, laboratory: pd.DataFrame) -> None:
        tests = blend.back_test(laboratory)
        by_rank = tests[tests["method"] == "rank"]
        assert len(by_rank) == 20  # ten pairs of the years 2012 to 2016, two parts
        assert by_rank["error"].abs().max() < 0.01
        ratio = tests[tests["method"] == "ratio"]
        assert by_rank["error"].abs().max() < ratio["error"].abs().max() < 0.02

    def test_one_test_by_hand(self, laboratory: pd.DataFrame) -> None:
        tests = blend.back_test(laboratory, 2015).set_index(["soc_code", "method"])
        found = tests.loc[("29-2011", "ratio")]
        assert found["published"] == 61_070
        assert found["estimate"] == pytest.approx(60_520 / 50_550 * 50_930)
        assert found["error"] == pytest.approx(60_520 / 50_550 * 50_930 / 61_070 - 1)
        assert found["share"] == pytest.approx(162_950 / (162_950 + 157_610))

    def test_a_group_that_only_moves_up_is_estimated_without_error(self) -> None:
        lines = pd.concat([_three(2016, 1.0), _three(2020, 1.3)])
        assert blend.back_test(lines)["error"].abs().max() < 1e-9

    def test_a_group_whose_parts_change_is_not_tested(self) -> None:
        later = _three(2020, 1.3).replace({"soc_code": {"99-9012": "99-9013"}})
        assert blend.back_test(pd.concat([_three(2016, 1.0), later])).empty

    def test_other_groups_across_the_new_method(self, pairs: pd.DataFrame) -> None:
        tests = blend.back_test(pairs[pairs["year"] >= 2016], 2016)
        others = blend.like_it(tests, "29-2010")
        assert "29-2010" not in set(others["group"])
        assert others["share"].between(0.3, 0.7).all()
        sizes = blend.error_sizes(others)
        nine = sizes[(sizes["method"] == "rank") & (sizes["distance"] == 9)].iloc[0]
        assert nine["tests"] == 40
        assert 0.02 < nine["typical"] < 0.04
        assert 0.09 < nine["nine_in_ten"] < 0.12

    def test_sizes_by_hand(self) -> None:
        errors = [0.01, -0.02, 0.03, -0.04, 0.05, 0.06, -0.07, 0.08, 0.09, 0.30]
        tests = pd.DataFrame({"method": "rank", "distance": 3, "error": [*errors, np.nan]})
        found = blend.error_sizes(tests).iloc[0]
        assert (found["tests"], found["largest"]) == (10, 0.30)
        assert found["typical"] == pytest.approx(0.055)
        assert found["nine_in_ten"] == 0.30  # the least size that nine tenths do not exceed
        assert (np.abs(errors) <= found["nine_in_ten"]).mean() >= 0.9

    def test_margin_of_the_farthest_test_that_there_is(self) -> None:
        sizes = pd.DataFrame(
            {"method": "rank", "distance": [1, 2, 9], "nine_in_ten": [0.1, 0.2, 0.9]}
        )
        assert [blend.margin(sizes, years) for years in (1, 5, 12)] == [0.1, 0.2, 0.9]
        assert np.isnan(blend.margin(sizes, 0))


def test_estimates_of_every_year(laboratory: pd.DataFrame) -> None:
    sizes = pd.DataFrame({"method": "rank", "distance": [1], "nine_in_ten": [0.03]})
    found = blend.estimates_by_year(laboratory, PARTS[0], sizes)
    assert found["year"].tolist() == list(range(2017, 2026))
    assert found["distance"].tolist() == list(range(1, 10))
    assert (found["upper_rank"] > found["group"]).all()
    assert (found["lower_rank"] < found["group"]).all()


def _three(year: int, factor: float) -> pd.DataFrame:
    """A group and its two parts, of constant shape."""
    pay = {"99-9010": GROUP_2016, "99-9011": [40_000, 50_000, 60_000, 70_000, 80_000]}
    pay["99-9012"] = [25_000, 30_000, 40_000, 50_000, 60_000]
    rows = [
        ["99-9010", code, code == "99-9010", year, 100.0, *(factor * each for each in figures)]
        for code, figures in pay.items()
    ]
    names = ["group", "soc_code", "whole", "year", "employment", *percentile_columns()]
    return pd.DataFrame(rows, columns=names)


def _part_below(percentile: float, share: float, sign: int) -> float:
    """The fewest (+1) or most (-1) jobs of the part at or below a published percentile.

    The part takes any mass of each cell of the group, and its share in all.
    """
    cells = np.diff([0, *PERCENTILES, 100]) / 100
    below = np.array([end <= percentile for end in (*PERCENTILES, 100)], dtype=float)
    solved = linprog(
        sign * below,
        A_eq=[np.ones_like(cells)],
        b_eq=[share],
        bounds=list(zip(0 * cells, cells, strict=True)),
    )
    return round(float(sign * solved.fun), 9)


@pytest.mark.parametrize(
    ("year", "taken"), [(2014, 2018), (2017, 2018), (2018, 2018), (2019, 2019), (2026, 2019)]
)
def test_year_of_blend_is_the_newest_that_has_the_group_alone(year: int, taken: int) -> None:
    lines = pd.DataFrame(
        {
            "year": [2016, 2016, 2017, 2017, 2018, 2019],
            "whole": [True, False, True, False, True, True],
        }
    )
    assert blend.year_of_blend(lines, year) == taken
