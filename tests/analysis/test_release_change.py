"""Rows, figures, codes and medians of two sets of wages, compared."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.analysis import release_change as change
from rolereport.data import load

CODES = ("29-2010", "31-1131", "31-9092", "00-0000")
FIGURES = ("employment", "p50_annual")
PRINTED = st.sampled_from([20_000.0, 20_010.0, 45_690.0, 62_930.0])
HIDDEN = st.sampled_from(["*", "#", "**"])


def frame(cells: dict[tuple[str, str], list[float | str]]) -> pd.DataFrame:
    rows = [
        {
            "area": area,
            "soc_code": code,
            "soc_title": f"Job {code}",
            "occupation_group": "detailed",
            "year": 2025,
            **{
                name: cell if isinstance(cell, float) else float("nan")
                for name, cell in zip(FIGURES, told, strict=True)
            },
            "codes": "; ".join(
                f"{name}={cell}"
                for name, cell in zip(FIGURES, told, strict=True)
                if isinstance(cell, str)
            ),
        }
        for (area, code), told in cells.items()
    ]
    columns = ["area", "soc_code", "soc_title", "occupation_group", "year", *FIGURES, "codes"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(FIGURES, "float64"))


WAGES = st.dictionaries(
    st.tuples(st.sampled_from(["US", "TX"]), st.sampled_from(CODES)),
    st.lists(PRINTED | HIDDEN, min_size=2, max_size=2),
    min_size=1,
)


class TestProperties:
    @given(WAGES)
    def test_a_set_compared_with_itself_differs_nowhere(self, cells: dict) -> None:
        wages = frame(cells)
        pairs = change.paired(wages, wages)
        assert change.changed(pairs).empty
        assert len(pairs) == len(wages)
        assert change.codes_moved(pairs).empty
        assert (change.moves(wages, wages)["change"] == 0).all()

    @given(WAGES, WAGES)
    def test_with_the_sides_swapped_what_came_is_what_went(self, one: dict, other: dict) -> None:
        there = change.paired(frame(one), frame(other))
        back = change.paired(frame(other), frame(one))
        swapped = {change.ADDED: change.REMOVED, change.REMOVED: change.ADDED}
        assert back["change"].tolist() == there["change"].replace(swapped).tolist()
        assert back["figures"].tolist() == there["figures"].tolist()
        codes, mirrored = change.codes_moved(there), change.codes_moved(back)
        assert codes["hidden"].tolist() == mirrored["shown"].tolist()
        assert (
            change.areas(frame(one), frame(other)) == change.areas(frame(other), frame(one))[::-1]
        )

    @given(WAGES, WAGES)
    def test_every_revised_row_really_differs_and_no_other_does(
        self, one: dict, other: dict
    ) -> None:
        shared = [name for name in change.said(frame(one)) if name in change.said(frame(other))]
        for row in change.paired(frame(one), frame(other)).itertuples():
            key = (row.area, row.soc_code)
            told = [
                [cells[key][FIGURES.index(name)] for name in shared] if key in cells else None
                for cells in (one, other)
            ]
            differing = [old != new for old, new in zip(*told, strict=True)] if all(told) else []
            expected = {
                (True, False): change.REMOVED,
                (False, True): change.ADDED,
                (True, True): change.REVISED if any(differing) else change.SAME,
            }[key in one, key in other]
            assert (row.change, row.figures) == (expected, sum(differing))

    @given(WAGES, WAGES)
    def test_ranks_are_by_size(self, one: dict, other: dict) -> None:
        moved = change.moves(frame(one), frame(other))
        sizes = moved["change"].abs()
        assert sizes.is_monotonic_decreasing
        assert [int((sizes > size + 1e-9).sum()) + 1 for size in sizes] == moved["rank"].tolist()

    @given(WAGES, WAGES)
    def test_the_kinds_add_up_to_the_rows(self, one: dict, other: dict) -> None:
        counted = change.counts(change.paired(frame(one), frame(other)))
        assert counted[change.ADDED] == len(set(other) - set(one))
        assert counted[change.REMOVED] == len(set(one) - set(other))
        assert sum(counted.values()) == len(set(one) | set(other))


class TestMadeUp:
    def test_a_figure_that_one_side_does_not_have_is_no_change(self) -> None:
        cells: dict = {("US", "31-9092"): [817_870.0, 45_690.0]}
        old, new = frame(cells).drop(columns="employment"), frame(cells)
        assert change.in_one_only(old, new) == ([], ["employment"])
        assert change.counts(change.paired(old, new))["same"] == 1

    def test_a_new_title_is_a_revision_but_other_capitals_are_none(self) -> None:
        old = frame({("US", "31-9092"): [1.0, 2.0], ("US", "29-2010"): [1.0, 2.0]})
        new = old.assign(soc_title=["JOB 31 9092", "Laboratory staff"])
        pairs = change.paired(old, new).set_index("soc_code")
        assert pairs["change"].to_dict() == {"29-2010": "revised", "31-9092": "same"}
        assert pairs["soc_title"]["29-2010"] == "Laboratory staff"

    def test_a_code_of_one_figure_is_not_that_of_another_of_like_name(self) -> None:
        cells: dict = {("US", "31-9092"): [1.0, 2.0]}
        old = frame(cells).assign(mean_rse=1.0, employment_rse=1.0)
        new = old.assign(employment_rse=float("nan"), codes="employment_rse=**")
        (moved,) = change.codes_moved(change.paired(old, new)).itertuples(index=False)
        assert tuple(moved) == ("employment_rse", "**", 1, 0)

    def test_groups_and_small_lines_are_not_ranked(self) -> None:
        old = frame({("US", code): [500.0, 40_000.0] for code in CODES})
        new = frame({("US", code): [50.0, 44_000.0] for code in CODES[:1]})
        new = pd.concat([new, frame({("US", code): [500.0, 42_000.0] for code in CODES[1:]})])
        new.loc[new["soc_code"] == "00-0000", "occupation_group"] = "total"
        assert change.moves(old, new, 100)["soc_code"].tolist() == ["31-1131", "31-9092"]

    def test_panels_are_shared_for_two_years(self) -> None:
        assert [change.panels_shared(2022, year) for year in (2021, 2023, 2024, 2025, 2030)] == [
            4, 4, 2, 0, 0,
        ]  # fmt: skip


class TestMay2024To2025:
    """Known answers, read off data/oews/2024-05 and 2025-05."""

    @pytest.fixture
    def sides(self) -> list[pd.DataFrame]:
        return [load.wages("national", year) for year in (2024, 2025)]

    def test_rows(self, sides: list[pd.DataFrame]) -> None:
        pairs = change.paired(*sides)
        assert change.counts(pairs) == {"added": 0, "removed": 1, "revised": 853, "same": 0}
        gone = pairs[pairs["change"] == change.REMOVED]
        assert gone["soc_title"].tolist() == ["Legislators"]

    def test_cells_of_medical_assistants(self, sides: list[pd.DataFrame]) -> None:
        row = change.paired(*sides).set_index("soc_code").loc["31-9092"]
        assert (row["p50_annual_before"], row["p50_annual_after"]) == (44_200, 45_690)
        assert (row["employment_before"], row["employment_after"]) == (793_460, 817_870)

    def test_the_largest_move(self, sides: list[pd.DataFrame]) -> None:
        first = change.moves(*sides, 100).iloc[0]
        assert first["soc_title"] == "Makeup Artists, Theatrical and Performance"
        assert (first["before_pay"], first["p50_annual"]) == (50_280, 97_150)
        assert first["change"] == pytest.approx(97_150 / 50_280 - 1)

    def test_no_median_is_hidden_any_more(self, sides: list[pd.DataFrame]) -> None:
        codes = change.codes_moved(change.paired(*sides)).set_index("figure")
        assert codes.loc["p50_annual"].to_dict() == {"code": "#", "hidden": 0, "shown": 17}

    def test_three_cells_revised_are_found_and_nothing_else(
        self, sides: list[pd.DataFrame]
    ) -> None:
        new = sides[1].copy()
        at = new.index[new["soc_code"].isin(["31-9092", "29-2010"])]
        new.loc[at, "p50_annual"] += 100
        new.loc[at[0], "employment"] += 10
        found = change.changed(change.paired(sides[1], new))
        assert found[["soc_code", "change", "figures"]].to_numpy().tolist() == [
            ["29-2010", "revised", 2],
            ["31-9092", "revised", 1],
        ]

    def test_a_revision_is_no_second_sample(self, sides: list[pd.DataFrame]) -> None:
        moved = change.moves(sides[1], sides[1])
        assert moved["mean_change"].notna().any()
        assert moved["margin"].isna().all() and moved["beyond"].isna().all()
        assert change.moves(*sides)["margin"].notna().any()
