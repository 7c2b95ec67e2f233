from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import trends

CPI = pd.DataFrame(
    {"year": [2002, 2016, 2025, 2027], "may_index": [179.8, 240.229, 321.465, np.nan]}
)
BREAKS = pd.DataFrame(
    {
        "year": [2017, 2021, 2019],
        "roles": [
            "laboratory-technologist; laboratory-technician; laboratory-combined",
            "all",
            "medication-aide",
        ],
    }
)
LABORATORY, ASSISTANT = "laboratory-combined", "medical-assistant"


def series(role: str, medians: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {"area": "US", "role": role, "year": list(medians), "p50_annual": list(medians.values())}
    )


ASSISTANTS = series(
    ASSISTANT, {2002: 23_940, 2016: 31_540, 2020: 35_850, 2021: 37_190, 2025: 45_690}
)
LABORATORIES = series(
    LABORATORY, {2016: 50_930, 2017: 51_770, 2020: 54_180, 2021: 57_800, 2025: 62_930}
)
BOTH = pd.concat([ASSISTANTS, LABORATORIES], ignore_index=True)


class TestReal:
    def test_median_of_2016_in_dollars_of_2025(self) -> None:
        real = trends.real(ASSISTANTS, CPI, 2025).set_index("year")
        # 31,540 x 321.465 / 240.229: nominal growth of 45 percent is real growth of 8.
        assert real.loc[2016, "p50_annual"] == pytest.approx(42_205.6, abs=0.1)
        assert real.loc[2025, "p50_annual"] == 45_690
        growth = real.loc[2025, "p50_annual"] / real.loc[2016, "p50_annual"] - 1
        assert growth == pytest.approx(0.0826, abs=1e-4)
        assert (real["dollars_of"] == 2025).all()

    def test_there_and_back(self) -> None:
        known = ASSISTANTS[ASSISTANTS["year"].isin([2002, 2016, 2025])]
        there = trends.real(known, CPI, 2016).set_index("year")["p50_annual"]
        factor = 321.465 / 240.229
        assert (there * factor).tolist() == pytest.approx(
            trends.real(known, CPI, 2025)["p50_annual"].tolist()
        )

    def test_a_year_without_index_is_unknown(self) -> None:
        real = trends.real(ASSISTANTS, CPI, 2025).set_index("year")
        assert np.isnan(real.loc[2020, "p50_annual"])

    @pytest.mark.parametrize("year", [2027, 2030])
    def test_refuses_dollars_without_index(self, year: int) -> None:
        with pytest.raises(ValueError, match=f"no May price index for {year}"):
            trends.real(ASSISTANTS, CPI, year)

    def test_leaves_the_input_and_other_columns_alone(self) -> None:
        before = ASSISTANTS.assign(employment=100.0)
        real = trends.real(before, CPI, 2025)
        assert before["p50_annual"].tolist() == ASSISTANTS["p50_annual"].tolist()
        assert (real["employment"] == 100).all()


class TestSegments:
    def test_each_role_has_its_own_breaks(self) -> None:
        labelled = trends.segments(BOTH, BREAKS)
        segments = labelled.groupby("role", sort=False)["segment"].agg(list)
        assert segments[ASSISTANT] == ["2002-2020"] * 3 + ["2021-2025"] * 2
        assert segments[LABORATORY] == ["2016", "2017-2020", "2017-2020", *["2021-2025"] * 2]

    def test_a_break_between_two_vintages_still_cuts(self) -> None:
        states = series(LABORATORY, {2015: 50_000, 2024: 60_000})
        assert trends.segments(states, BREAKS)["segment"].tolist() == ["2015", "2024"]

    def test_role_names_match_whole(self) -> None:
        similar = pd.DataFrame({"year": [2017], "roles": ["medical-assistant-lead"]})
        assert trends.segments(ASSISTANTS, similar)["segment"].unique().tolist() == ["2002-2025"]

    def test_two_breaks_in_one_year_are_one_cut(self) -> None:
        twice = pd.concat([BREAKS, BREAKS])
        pd.testing.assert_frame_equal(trends.segments(BOTH, twice), trends.segments(BOTH, BREAKS))


def test_break_years_of_several_roles() -> None:
    assert trends.break_years(BREAKS, ASSISTANT).tolist() == [2021]
    assert trends.break_years(BREAKS, ASSISTANT, "medication-aide").tolist() == [2019, 2021]
    twice = pd.concat([BREAKS, BREAKS])
    assert trends.break_years(twice, LABORATORY).tolist() == [2017, 2021]


class TestGrowth:
    def test_never_crosses_a_break(self) -> None:
        changes = trends.growth(trends.segments(BOTH, BREAKS))
        spans = list(zip(changes["role"], changes["first_year"], changes["last_year"], strict=True))
        assert sorted(spans) == [
            (LABORATORY, 2017, 2020),
            (LABORATORY, 2021, 2025),
            (ASSISTANT, 2002, 2020),
            (ASSISTANT, 2021, 2025),
        ]
        assert (changes["breaks_crossed"] == 0).all()

    def test_rates(self) -> None:
        changes = trends.growth(trends.segments(ASSISTANTS, BREAKS)).set_index("first_year")
        row = changes.loc[2021]
        assert (row["first"], row["last"], row["years"], row["change"]) == (
            37_190,
            45_690,
            4,
            8_500,
        )
        assert row["percent"] == pytest.approx(0.22856, abs=1e-5)
        assert (1 + row["per_year"]) ** 4 == pytest.approx(1 + row["percent"])

    def test_crosses_only_when_asked_and_counts(self) -> None:
        changes = trends.growth(trends.segments(BOTH, BREAKS), across_breaks=True)
        crossed = changes.set_index("role")["breaks_crossed"]
        assert (crossed[ASSISTANT], crossed[LABORATORY]) == (1, 2)
        assert changes["first_year"].tolist() == [2002, 2016]

    def test_refuses_an_unlabelled_series(self) -> None:
        with pytest.raises(ValueError, match="segments"):
            trends.growth(BOTH)

    def test_runs_from_known_to_known_whatever_the_order(self) -> None:
        unknown = ASSISTANTS.assign(
            p50_annual=ASSISTANTS["p50_annual"].where(ASSISTANTS["year"] > 2002)
        )
        changes = trends.growth(trends.segments(unknown[::-1], BREAKS)).sort_values("first_year")
        assert changes["first_year"].tolist() == [2016, 2021]
        assert changes["first"].tolist() == [31_540, 37_190]

    def test_areas_are_apart(self) -> None:
        texas = ASSISTANTS.assign(area="TX", p50_annual=ASSISTANTS["p50_annual"] * 2)
        labelled = trends.segments(pd.concat([ASSISTANTS, texas]), BREAKS)
        assert len(trends.growth(labelled)) == 4


class TestGapOverTime:
    def test_is_cut_where_either_series_breaks(self) -> None:
        gaps = trends.gap_over_time(BOTH, LABORATORY, ASSISTANT, BREAKS).set_index("year")
        assert gaps.loc[2016, "gap"] == 19_390
        assert gaps.loc[2025, "gap"] == 17_240
        assert gaps.loc[2016, "segment"] == "2002-2016"
        assert gaps.loc[2020, "segment"] == "2017-2020"
        assert gaps.loc[2025, "segment"] == "2021-2025"

    def test_years_of_one_role_only_are_unknown(self) -> None:
        gaps = trends.gap_over_time(BOTH, LABORATORY, ASSISTANT, BREAKS).set_index("year")
        assert gaps.loc[[2002, 2017], "gap"].isna().all()


class TestCommonWindow:
    def test_only_years_that_all_roles_have(self) -> None:
        window = trends.common_window(BOTH, [LABORATORY, ASSISTANT])
        assert window.groupby("role")["year"].agg(["min", "max"]).values.tolist() == [
            [2016, 2025], [2016, 2025],
        ]  # fmt: skip

    def test_an_unknown_year_is_not_shared(self) -> None:
        late = (BOTH["role"] == LABORATORY) & (BOTH["year"] == 2025)
        unknown = BOTH.assign(p50_annual=BOTH["p50_annual"].mask(late))
        assert trends.common_window(unknown, [LABORATORY, ASSISTANT])["year"].max() == 2021

    def test_a_role_alone_keeps_its_years_and_strangers_share_none(self) -> None:
        assert len(trends.common_window(BOTH, [ASSISTANT])) == len(ASSISTANTS)
        assert trends.common_window(BOTH, [ASSISTANT, "nobody"]).empty

    def test_every_line_is_cut_to_the_same_years_and_kept_whole_if_none_is_shared(self) -> None:
        others = BOTH[BOTH["role"] == ASSISTANT].assign(role="another")
        three = pd.concat([BOTH, others])
        window = trends.common_window(BOTH, [LABORATORY, ASSISTANT])["year"]
        cut = trends.same_years(three, [LABORATORY, ASSISTANT])
        assert set(cut["role"]) == {LABORATORY, ASSISTANT, "another"}
        assert (cut["year"].min(), cut["year"].max()) == (window.min(), window.max())
        assert len(cut) < len(three)
        assert trends.same_years(three, [ASSISTANT, "nobody"]) is three


class TestYearly:
    def test_from_each_year_to_the_next_breaks_or_not(self) -> None:
        changes = trends.yearly(BOTH).set_index(["role", "year"])["percent"]
        assert changes.index.tolist() == [
            (ASSISTANT, 2021), (LABORATORY, 2017), (LABORATORY, 2021),
        ]  # fmt: skip
        assert changes[LABORATORY, 2017] == pytest.approx(51_770 / 50_930 - 1)


class TestFitted:
    def test_is_numpy_s_regression_of_log_pay(self) -> None:
        labelled = trends.segments(ASSISTANTS, BREAKS)
        (row,) = trends.fitted(labelled).to_dict("records")
        years, pay = [2002, 2016, 2020], [23_940, 31_540, 35_850]
        slope = np.polyfit(years, np.log(pay), 1)[0]
        assert row["per_year"] == pytest.approx(np.expm1(slope))
        assert (row["first_year"], row["last_year"]) == (2002, 2020)

    @given(st.floats(-0.1, 0.1), st.integers(3, 20))
    def test_steady_growth_is_found(self, rate: float, years: int) -> None:
        pay = {2000 + year: 30_000 * (1 + rate) ** year for year in range(years)}
        labelled = trends.segments(series("a", pay), BREAKS.head(0))
        assert trends.fitted(labelled)["per_year"].tolist() == pytest.approx([rate], abs=1e-9)

    def test_two_years_are_no_trend(self) -> None:
        labelled = trends.segments(series("a", {2022: 1.0, 2023: 2.0}), BREAKS)
        assert trends.fitted(labelled).empty


def test_by_measure_keeps_the_roles_together() -> None:
    labelled = trends.segments(BOTH.assign(p10_annual=BOTH["p50_annual"] / 2), BREAKS)
    told = trends.by_measure(labelled, ["p10_annual", "p50_annual"])
    assert told[["role", "measure"]].to_numpy().tolist() == [
        [ASSISTANT, "p10_annual"], [ASSISTANT, "p50_annual"],
        [LABORATORY, "p10_annual"], [LABORATORY, "p50_annual"],
    ]  # fmt: skip
    assert told["percent"].tolist()[0] == pytest.approx(told["percent"].tolist()[1])
