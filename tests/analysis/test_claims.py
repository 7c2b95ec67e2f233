from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.errors import MergeError

from rolereport.analysis import claims as analysis
from rolereport.data import load, wages

MEDICAL_ASSISTANT, TECHNOLOGIST = "medical-assistant", "laboratory-technologist"
ROLES = [
    TECHNOLOGIST,
    "laboratory-technician",
    "laboratory-combined",
    "medication-aide",
    MEDICAL_ASSISTANT,
]
# Published by BLS for May 2016, medical assistants (31-9092).
MAY_2016 = {
    "area": "US",
    "role": MEDICAL_ASSISTANT,
    "soc_code": "31-9092",
    "year": 2016,
    "mean_annual": 32_850.0,
    "mean_rse": 0.3,
    "p10_annual": 22_870.0,
    "p25_annual": 26_860.0,
    "p50_annual": 31_540.0,
    "p75_annual": 37_760.0,
    "p90_annual": 45_310.0,
    "p50_hourly": 15.17,
}
PAY = pd.DataFrame([MAY_2016])
dollars = st.integers(min_value=1_000, max_value=200_000).map(float)


def claim_table(*rows: dict[str, object]) -> pd.DataFrame:
    usual = {
        "kind": "wage",
        "unit": "usd-a-year",
        "measure": "median",
        "figure_role": MEDICAL_ASSISTANT,
        "figure_year": 2016.0,
    }
    numbered = [{"claim": f"CL{place:02}", **usual, **row} for place, row in enumerate(rows, 1)]
    return pd.DataFrame(numbered)


def judged(**row: object) -> pd.Series:
    return analysis.judge_figures(claim_table(row), PAY).iloc[0]


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return load.table("claims")


@pytest.fixture(scope="module")
def pay() -> pd.DataFrame:
    return wages.of_roles(load.wages("national"), load.table("role_soc"), ROLES)


class TestVerdicts:
    def test_counts_of_the_article(self, claims: pd.DataFrame) -> None:
        counts = analysis.verdict_counts(claims)
        assert list(counts["verdict"]) == analysis.VERDICTS
        assert list(counts["claims"]) == [30, 17, 9, 5, 5, 5]
        assert counts["share"].sum() == pytest.approx(1)
        assert counts["share"].iloc[0] == pytest.approx(30 / 71)

    def test_sections_keep_the_order_of_the_article(self, claims: pd.DataFrame) -> None:
        sections = analysis.verdicts_by_section(claims)
        assert list(sections["section"]) == list(claims["section"].unique())
        assert list(sections.columns) == ["section", *analysis.VERDICTS, "claims"]
        assert list(sections[analysis.VERDICTS].sum()) == [30, 17, 9, 5, 5, 5]
        duties = sections.set_index("section").loc["Duties of a Med Tech"]
        assert (duties["supported"], duties["contradicted"], duties["claims"]) == (10, 1, 12)

    @given(
        st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(analysis.VERDICTS)), min_size=1)
    )
    def test_no_claim_is_lost(self, rows: list[tuple[str, str]]) -> None:
        table = pd.DataFrame(rows, columns=["section", "verdict"])
        assert analysis.verdict_counts(table)["claims"].sum() == len(rows)
        assert analysis.verdicts_by_section(table)["claims"].sum() == len(rows)


class TestContradictionPairs:
    TABLE = pd.DataFrame(
        {
            "claim": ["CL01", "CL02", "CL03"],
            "conflicts_with": ["CL03; CL02", "CL01", ""],
            "section": ["A", "B", "C"],
            "statement": ["one", "two", "three"],
        }
    )

    def test_each_pair_once_whichever_side_records_it(self) -> None:
        pairs = analysis.contradiction_pairs(self.TABLE)
        assert pairs.to_dict("records") == [
            {
                "claim": "CL01",
                "other": other,
                "section": "A",
                "statement": "one",
                "other_section": section,
                "other_statement": statement,
            }
            for other, section, statement in [("CL02", "B", "two"), ("CL03", "C", "three")]
        ]

    def test_later_claim_alone_records_it(self) -> None:
        table = self.TABLE.assign(conflicts_with=["", "", "CL01"])
        pairs = analysis.contradiction_pairs(table)
        assert pairs[["claim", "other"]].to_numpy().tolist() == [["CL01", "CL03"]]

    def test_none(self) -> None:
        assert analysis.contradiction_pairs(self.TABLE.assign(conflicts_with="")).empty

    def test_the_article(self, claims: pd.DataFrame) -> None:
        pairs = analysis.contradiction_pairs(claims)
        found = set(zip(pairs["claim"], pairs["other"], strict=True))
        assert {("CL62", "CL66"), ("CL68", "CL69"), ("CL23", "CL57")} <= found
        assert (pairs["claim"] < pairs["other"]).all()
        assert pairs.notna().all(axis=None)


class TestJudgeFigures:
    def test_the_article(self, claims: pd.DataFrame, pay: pd.DataFrame) -> None:
        verdicts = analysis.judge_figures(claims, pay).set_index("claim")["verdict"]
        assert verdicts.to_dict() == {
            **dict.fromkeys(["CL62", "CL63", "CL65", "CL66", "CL67"], "no series to compare"),
            "CL68": "exact",
            "CL69": "rounded",
            "CL70": "wrong",
            "CL71": "exact",
        }

    def test_lowest_tenth_is_1010_dollars_low(self) -> None:
        row = judged(figure=21_860.0, measure="p10")
        assert row["published"] == 22_870
        assert row["difference"] == -1_010
        assert row["relative_difference"] == pytest.approx(-1_010 / 22_870)
        assert row["tolerance"] == 5

    def test_hourly_is_judged_in_hours(self) -> None:
        row = judged(figure=15.20, unit="usd-an-hour")
        assert row["published"] == 15.17
        assert row["difference"] == pytest.approx(0.03)
        assert row["verdict"] == "rounded"

    @pytest.mark.parametrize(
        "unknown",
        [
            {"figure_role": ""},
            {"figure_role": TECHNOLOGIST},
            {"figure_year": np.nan},
            {"figure_year": 2015.0},
            {"measure": "mean of top decile"},
            {"measure": "mean", "unit": "usd-an-hour"},
        ],
    )
    def test_nothing_to_compare_is_said(self, unknown: dict[str, object]) -> None:
        row = judged(figure=31_540.0, **unknown)
        assert row["verdict"] == "no series to compare"
        assert math.isnan(row["published"])
        assert math.isnan(row["difference"])

    def test_only_pay_figures_are_judged(self) -> None:
        table = claim_table(
            {"figure": 60.0, "kind": "certification", "unit": "months", "measure": ""},
            {"figure": np.nan},
            {"figure": 31_540.0},
        )
        assert list(analysis.judge_figures(table, PAY)["claim"]) == ["CL03"]

    def test_two_rows_for_a_role_and_year_are_refused(self) -> None:
        table = claim_table({"figure": 31_540.0})
        with pytest.raises(MergeError):
            analysis.judge_figures(table, pd.concat([PAY, PAY]))

    @given(figure=dollars, place=st.integers(min_value=0, max_value=2))
    def test_a_rounded_figure_is_not_wrong(self, figure: float, place: int) -> None:
        row = analysis.judge_figures(
            claim_table({"figure": round(figure, -place)}), PAY.assign(p50_annual=figure)
        ).iloc[0]
        within = abs(row["difference"]) <= 0.01 * row["figure"]
        assert (row["verdict"] in {"exact", "rounded"}) == within
        assert (row["verdict"] == "exact") == (row["difference"] == 0)


class TestRoundingTolerance:
    @pytest.mark.parametrize(
        ("figure", "tolerance"),
        [
            (15.20, 0.05),
            (15.17, 0.005),
            (21_860, 5),
            (31_540, 5),
            (63_000, 500),
            (30_000, 300),  # half of ten thousand would pass for anything
            (32_000, 320),
            (0, 0),
        ],
    )
    def test_known(self, figure: float, tolerance: float) -> None:
        assert analysis.rounding_tolerance(figure) == pytest.approx(tolerance)

    @given(dollars)
    def test_never_more_than_one_percent(self, figure: float) -> None:
        assert 0 < analysis.rounding_tolerance(figure) <= 0.01 * figure


class TestFits:
    def test_26860_is_the_25th_percentile_of_2016(self, pay: pd.DataFrame) -> None:
        nearest = analysis.fits(26_860, pay).iloc[0]
        found = nearest[["role", "soc_code", "year", "statistic", "published"]].tolist()
        assert found == [MEDICAL_ASSISTANT, "31-9092", 2016, "p25_annual", 26_860]
        assert nearest["distance"] == 0

    def test_32000_sits_beside_the_mean_of_nursing_assistants(self, pay: pd.DataFrame) -> None:
        found = analysis.fits(32_000, pay)
        first = found.iloc[0]
        assert (first["role"], first["year"]) == ("medication-aide", 2020)
        assert (first["statistic"], first["published"]) == ("mean_annual", 32_050)
        medians = found[found["statistic"] == "p50_annual"]
        laboratory = medians[medians["role"].str.startswith("laboratory")]
        assert list(laboratory["year"]) == [2005]

    def test_21860_is_no_percentile_of_its_year(self, pay: pd.DataFrame) -> None:
        of_2016 = pay[(pay["role"] == MEDICAL_ASSISTANT) & (pay["year"] == 2016)]
        assert analysis.fits(21_860, of_2016).empty

    def test_hourly_pay_and_frames_without_role(self) -> None:
        found = analysis.fits(15.20, PAY.drop(columns=["role", "area"]))
        assert list(found.columns[:4]) == ["soc_code", "year", "statistic", "published"]
        assert found["statistic"].tolist() == ["p50_hourly"]

    def test_standard_error_is_no_pay(self) -> None:
        assert analysis.fits(0.3, PAY).empty

    def test_of_each_figure_in_turn(self) -> None:
        found = analysis.fits_of_each([31_500.0, 45_300.0], PAY, 0.002)
        assert found["figure"].tolist() == [31_500.0, 45_300.0]
        assert found["statistic"].tolist() == ["p50_annual", "p90_annual"]

    def test_unpublished_pay_fits_nothing(self) -> None:
        assert analysis.fits(31_540, PAY.assign(p50_annual=np.nan)).empty

    @given(figure=dollars, tolerance=st.floats(min_value=0, max_value=1))
    def test_all_and_only_the_near_ones_nearest_first(
        self, figure: float, tolerance: float
    ) -> None:
        found = analysis.fits(figure, PAY, tolerance)
        published = PAY.filter(regex="_annual$|_hourly$").iloc[0]
        near = published[(published - figure).abs() / published <= tolerance]
        assert set(near.index) <= set(found["statistic"])
        assert (found["distance"] <= tolerance + 1e-6).all()
        assert found["distance"].is_monotonic_increasing

    @given(dollars)
    def test_a_wider_tolerance_finds_no_less(self, figure: float) -> None:
        narrow, wide = (set(analysis.fits(figure, PAY, t)["statistic"]) for t in (0.02, 0.1))
        assert narrow <= wide


class TestBottomHalf:
    def test_the_article(self) -> None:
        bounds = analysis.bottom_half_mean_bounds(66_000, 63_000, 78_000)
        assert bounds == pytest.approx((54_000, 63_000))

    def test_equal_pay_leaves_no_room(self) -> None:
        # Binary fractions put the low bound of 50.3 above the high one.
        low, high = analysis.bottom_half_mean_bounds(50.3, 50.3, 50.3)
        assert low <= high == pytest.approx(50.3)

    def test_middle_at_its_least_sets_the_high_bound(self) -> None:
        # Twice the mean, 80, less 12 for the top tenth and 40 for the middle: 28, in thousands.
        bounds = analysis.bottom_half_mean_bounds(40_000, 50_000, 60_000)
        assert bounds == pytest.approx((20_000, 28_000))

    def test_pay_is_not_negative(self) -> None:
        low, _ = analysis.bottom_half_mean_bounds(30_000, 20_000, 100_000)
        assert low == 0

    @pytest.mark.parametrize(
        "averages",
        [
            (66_000, 80_000, 78_000),  # the top tenth below the middle
            (75_000, 63_000, 78_000),  # too much to go round
            (20_000, 50_000, 60_000),  # too little
        ],
    )
    def test_impossible_averages_are_refused(self, averages: tuple[float, float, float]) -> None:
        with pytest.raises(ValueError, match="no pay has mean"):
            analysis.bottom_half_mean_bounds(*averages)

    @given(
        st.integers(min_value=1, max_value=6).flatmap(
            lambda tens: st.lists(dollars, min_size=10 * tens, max_size=10 * tens)
        )
    )
    def test_bounds_hold_for_any_pay(self, pay: list[float]) -> None:
        everyone = np.sort(pay)
        half, tenth = len(pay) // 2, len(pay) // 10
        low, high = analysis.bottom_half_mean_bounds(
            everyone.mean(), float(np.median(everyone)), everyone[-tenth:].mean()
        )
        assert low - 0.01 <= everyone[:half].mean() <= high + 0.01

    def test_both_bounds_are_reached(self) -> None:
        lowest = [54_000] * 5 + [78_000] * 5
        low, _ = analysis.bottom_half_mean_bounds(66_000, 63_000, 78_000)
        assert np.mean(lowest) == 66_000
        assert low == np.mean(lowest[:5])
        highest = [63_000] * 5 + [66_750] * 4 + [78_000]
        _, high = analysis.bottom_half_mean_bounds(66_000, 63_000, 78_000)
        assert np.mean(highest) == 66_000
        assert high == np.mean(highest[:5])


def by_melting(figure: float, lines: pd.DataFrame, tolerance: float) -> pd.DataFrame:
    """What `fits` finds, the long way: every published figure a row, then those that are near."""
    identity = ["area", "role", "soc_code", "year"]
    pay = list(lines.filter(regex=analysis.PAY_COLUMN).columns)
    near = lines.melt(identity, pay, var_name="statistic", value_name="published")
    near["difference"] = figure - near["published"]
    near["distance"] = near["difference"].abs() / near["published"]
    near = near[near["distance"] <= tolerance * (1 + analysis.FLOAT_SLACK)]
    return near.sort_values(["distance", *identity, "statistic"], ignore_index=True)


@pytest.fixture(scope="module")
def lines() -> pd.DataFrame:
    return wages.of_roles(load.wages("national"), load.table("role_soc"), ROLES)


@given(st.floats(10, 150_000), st.sampled_from([0.0, 0.001, 0.02, 0.1]))
def test_fits_are_those_of_every_figure_looked_at(
    lines: pd.DataFrame, figure: float, tolerance: float
) -> None:
    expected = by_melting(figure, lines, tolerance)
    pd.testing.assert_frame_equal(analysis.fits(figure, lines, tolerance), expected)
    assert analysis.fit_any(np.array([figure]), lines, tolerance) == [not expected.empty]
