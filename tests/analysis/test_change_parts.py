"""A change taken apart adds up; a line that does as all others has nothing of its own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import change_parts, trends
from rolereport.data import load
from rolereport.data.wages import of_roles

BREAKS = pd.DataFrame(
    [
        [2021, "all", "method", "New method"],
        [2017, "a; b", "classification", "Merged"],
        [2019, "all", "delineation", "New boundaries"],
    ],
    columns=["year", "roles", "kind", "title"],
)


def line(role: str, values: dict[int, float]) -> pd.DataFrame:
    rows = pd.DataFrame(
        {"area": "US", "role": role, "year": list(values), "p50_annual": list(values.values())}
    )
    return trends.segments(rows, BREAKS[BREAKS["kind"] != "delineation"])


def occupations(*lines: dict[int, float]) -> pd.DataFrame:
    rows = [
        [f"11-{number:04}", "detailed", year, pay]
        for number, values in enumerate(lines)
        for year, pay in values.items()
    ]
    return pd.DataFrame(rows, columns=["soc_code", "occupation_group", "year", "p50_annual"])


class TestPieces:
    def test_segments_and_steps_in_turn(self) -> None:
        pieces = change_parts.pieces(line("a", {2015: 10, 2016: 12, 2017: 9, 2020: 18}), BREAKS)
        spans = pieces[["first_year", "last_year", "change", "what"]].to_numpy().tolist()
        assert spans == [[2015, 2016, 2, ""], [2016, 2017, -3, "Merged"], [2017, 2020, 9, ""]]
        assert pieces["percent"].tolist() == pytest.approx([0.2, -0.25, 1.0])

    def test_a_hole_at_a_break_is_bridged_and_named(self) -> None:
        pieces = change_parts.pieces(line("a", {2015: 10, 2016: np.nan, 2022: 12}), BREAKS)
        assert pieces[["first_year", "last_year", "what"]].to_numpy().tolist() == [
            [2015, 2022, "Merged; New method"]
        ]

    def test_one_year_has_no_piece(self) -> None:
        assert change_parts.pieces(line("a", {2015: 10}), BREAKS).empty

    def test_medical_assistants_across_the_new_method(self) -> None:
        series = of_roles(load.wages("national"), load.table("role_soc"), ["medical-assistant"])
        breaks = trends.breaks_met(series, load.table("breaks"))
        pieces = change_parts.pieces(trends.segments(series, breaks), breaks)
        step = pieces[pieces["last_year"] == 2021].iloc[0]
        assert (step["first"], step["last"], step["what"]) == (
            35_850, 37_190, "New estimation method",
        )  # fmt: skip


class TestToldApart:
    def test_what_all_share_and_what_is_its_own(self) -> None:
        # The middle occupation: +10 percent in 2016, 0 in 2017, +10 percent in 2018.
        control = occupations(
            {2015: 1.0, 2016: 1.1, 2017: 1.1, 2018: 1.21},
            {2015: 1.0, 2016: 1.3, 2017: 1.6, 2018: 1.76},
            {2015: 1.0, 2016: 0.9, 2017: 0.8, 2018: 0.87},
        )
        told = change_parts.told_apart(
            line("a", {2015: 100.0, 2016: 120.0, 2017: 150.0, 2018: 165.0}), control, [2018]
        ).iloc[0]
        assert told["shared"] == pytest.approx(10 + 0 + 15)
        assert told["ordinary"] == pytest.approx(20 - 10)
        assert told["at_breaks"] == pytest.approx(30)
        assert told["unsettled"] == pytest.approx(0)
        assert told["total"] == 65
        assert (told["first_year"], told["last_year"]) == (2015, 2018)

    def test_a_part_that_no_year_has_is_unknown_not_zero(self) -> None:
        told = change_parts.told_apart(
            line("c", {2015: 1.0, 2016: 2.0}), occupations({2015: 1.0, 2016: 1.0}), [2022]
        ).iloc[0]
        assert told["ordinary"] == 1
        assert pd.isna(told["at_breaks"]) and pd.isna(told["unsettled"])

    def test_one_year_is_no_change(self) -> None:
        control = occupations({2015: 1.0, 2016: 1.0})
        assert change_parts.told_apart(line("c", {2015: 1.0}), control, []).empty

    def test_roles_keep_their_order(self) -> None:
        both = pd.concat([line(role, {2015: 1.0, 2016: 2.0}) for role in ("z", "a")])
        control = occupations({2015: 1.0, 2016: 1.0})
        assert change_parts.told_apart(both, control, [])["role"].tolist() == ["z", "a"]


PAY = st.lists(st.floats(1e4, 2e5), min_size=2, max_size=12)


@given(PAY, st.data())
def test_all_parts_add_up(pay: list[float], data: st.DataObject) -> None:
    years = sorted(
        data.draw(
            st.lists(st.integers(2012, 2025), min_size=len(pay), max_size=len(pay), unique=True)
        )
    )
    series = line("a", dict(zip(years, pay, strict=True)))
    amounts = st.lists(st.floats(1e4, 2e5), min_size=len(pay), max_size=len(pay))
    others = [dict(zip(years, data.draw(amounts), strict=True)) for _ in range(3)]
    told = change_parts.told_apart(series, occupations(*others), [2022]).iloc[0]
    assert told[change_parts.KINDS].sum() == pytest.approx(pay[-1] - pay[0], abs=0.01)
    assert told["total"] == pytest.approx(pay[-1] - pay[0], abs=0.01)
    pieces = change_parts.pieces(series, BREAKS)
    assert pieces["change"].sum() == pytest.approx(pay[-1] - pay[0], abs=0.01)


@given(PAY)
def test_a_line_that_does_as_the_middle_has_nothing_of_its_own(pay: list[float]) -> None:
    values = {2012 + place: amount for place, amount in enumerate(pay)}
    control = occupations(values, {year: 3 * amount for year, amount in values.items()})
    told = change_parts.told_apart(line("a", values), control, [2014]).iloc[0]
    assert told[change_parts.KINDS[1:]].fillna(0).to_numpy() == pytest.approx([0, 0, 0], abs=1e-6)
