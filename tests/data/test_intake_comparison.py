"""Wages that cannot be what they say beside those held are refused; what is unlikely is told."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from support.next_release import ALL, NAMES, NATION, NEW, OLD, grown
from support.wage_sheets import HEADER, text

from rolereport import vintages
from rolereport.data import load
from rolereport.data.errors import DataError, DataErrors
from rolereport.data.intake import (
    completeness,
    displaced,
    drift,
    references,
    sides,
    telling,
    wholesale,
)
from rolereport.data.intake.doubts import Doubt
from rolereport.data.intake.pairs import paired
from rolereport.data.intake.reading import Reading, read_files
from rolereport.data.intake.references import Held
from rolereport.data.intake.release import Wages
from rolereport.data.intake.terms import Terms

NAME = f"national_M{NEW}_dl"
LAST = f"May {OLD}"
Change = Callable[[pd.DataFrame], pd.DataFrame]
ANNUAL = ["mean_annual", *(f"p{point}_annual" for point in (10, 25, 50, 75, 90))]
HOURLY = [name.replace("annual", "hourly") for name in ANNUAL]


def release(folder: Path, change: Change, name: str = NAME) -> Path:
    """The nation's file of the year after the newest held, changed after it was made."""
    return written(folder / f"{name}.csv", change(grown(load.wages("national", OLD), NEW)))


def written(path: Path, wages: pd.DataFrame, **place: str) -> Path:
    cells = wages.assign(**(place or NATION)).rename(columns=NAMES).assign(**ALL)
    cells = cells.reindex(columns=HEADER).astype(object)
    return text(path, [HEADER, *cells.where(cells.notna(), "*").to_numpy().tolist()])


def read(path: Path, *accepted: str) -> Reading:
    return read_files([path], terms=Terms(accepted=frozenset(accepted)))


def refused(path: Path) -> str:
    with pytest.raises(DataErrors) as caught:
        read(path)
    (told,) = caught.value.errors
    return str(told)


def doubts(path: Path, *accepted: str) -> list[str]:
    return [str(doubt) for doubt in read(path, *accepted).doubts]


def scaled(columns: list[str], factor: float, code: str = "") -> Change:
    def change(wages: pd.DataFrame) -> pd.DataFrame:
        here = wages["soc_code"].eq(code) if code else slice(None)
        changed = wages.copy()
        changed.loc[here, columns] = (wages.loc[here, columns] * factor).round(2)
        return changed

    return change


def test_a_release_that_follows_the_last_one_is_beyond_doubt(tmp_path: Path) -> None:
    assert doubts(release(tmp_path, lambda wages: wages)) == []


@pytest.mark.parametrize("lines", [200, 500, 800])
def test_a_file_cut_short_is_refused(tmp_path: Path, lines: int) -> None:
    path = release(tmp_path, lambda wages: wages.head(lines))
    told = refused(path)
    last = load.wages("national", OLD)["soc_code"].iloc[lines - 1]
    assert f"{NAME}.csv, row {lines + 1}: the lines end with {last}, where {LAST} goes on" in told
    assert "to 53-7199; the file is cut short" in told
    assert told.endswith("if it is meant, say --accept part.")
    assert "cut short" in doubts(path, "part")[0]


def test_a_file_cut_short_can_be_compared_all_the_same(tmp_path: Path) -> None:
    path = release(tmp_path, lambda wages: wages.head(500))
    assert len(sides.side(str(path)).wages["national"]) == 500


def test_a_file_without_its_middle_is_refused(tmp_path: Path) -> None:
    path = release(tmp_path, lambda wages: wages.drop(index=wages.index[300:600]))
    told = refused(path)
    assert f"lacks 300 of the 853 occupations of {LAST}: " in told
    assert " and 297 more. To mend it: " in told
    assert "lacks 300" in doubts(path, "part")[0]


def test_a_few_lost_occupations_are_told(tmp_path: Path) -> None:
    path = release(tmp_path, lambda wages: wages[wages["soc_code"] != "31-9092"])
    (told,) = doubts(path)
    assert told.endswith(f"lacks 1 of the 853 occupations of {LAST}: 31-9092 Medical assistants.")


def test_a_selection_is_a_legitimate_use(tmp_path: Path) -> None:
    codes = {"00-0000", "29-2010", "31-9092"}
    path = release(tmp_path, lambda wages: wages[wages["soc_code"].isin(codes)])
    (told,) = doubts(path)
    assert told.endswith(f"holds 3 of the 853 occupations of {LAST}, a selection.")


def test_a_release_without_its_total_is_refused(tmp_path: Path) -> None:
    path = release(tmp_path, lambda wages: wages[wages["soc_code"] != "00-0000"])
    assert "has no line of all occupations (00-0000) for US" in refused(path)
    assert any("(00-0000) for US" in told for told in doubts(path, "part"))


@pytest.mark.parametrize("year", [OLD, 2019])
def test_another_years_figures_are_refused_and_the_year_is_named(tmp_path: Path, year: int) -> None:
    wages = load.wages("national", year)
    path = written(tmp_path / f"{NAME}.csv", wages)
    with pytest.raises(DataErrors) as caught:
        read(path)
    told = str(caught.value.errors[0])
    assert f"lines have the very figures of May {year}, under another year" in told
    assert told.endswith("if it is meant, say --accept repeat.")
    assert read(path, "repeat", "part").wages[0].month == f"{NEW}-05"
    own = written(tmp_path / f"national_M{year}_dl.csv", wages)
    assert not any("very figures" in told for told in doubts(own))


def test_lines_left_over_from_another_year_are_told(tmp_path: Path) -> None:
    old = load.wages("national", OLD)

    def stale(wages: pd.DataFrame) -> pd.DataFrame:
        return pd.concat([old.head(50), wages.iloc[50:]])

    (told,) = doubts(release(tmp_path, stale))
    assert f"row 2: 50 of 853 lines have the very figures of {LAST}" in told


@pytest.mark.parametrize(
    ("columns", "dropped", "factor", "told"),
    [
        (["employment"], [], 0.1, "about 10 times smaller (a digit too many or too few)"),
        (["employment"], [], 1000, "about 1,000 times larger (thousands)"),
        (ANNUAL, HOURLY, 100, "about 100 times larger (dollars and cents)"),
        (HOURLY, ANNUAL, 40, "about 40 times larger (the hours of a week)"),
        (ANNUAL, HOURLY, 3.3, "about 3.4"),
        (["employment"], [], 12, "about 12 times larger than in"),
    ],
)
def test_figures_off_by_one_factor_are_refused_and_the_factor_is_named(
    tmp_path: Path, columns: list[str], dropped: list[str], factor: float, told: str
) -> None:
    path = release(tmp_path, lambda wages: scaled(columns, factor)(wages).drop(columns=dropped))
    with pytest.raises(DataErrors) as caught:
        read(path)
    first, *_ = map(str, caught.value.errors)
    assert f"lines is {told}" in first
    assert f" than in {LAST} (US " in first
    assert first.endswith("if it is meant, say --accept scale.")


def test_a_factor_that_is_meant_is_a_doubt(tmp_path: Path) -> None:
    path = release(tmp_path, scaled(["employment"], 10))
    assert "10 times larger" in doubts(path, "scale")[0]


@pytest.mark.parametrize(
    ("columns", "factor", "column"),
    [
        ([*ANNUAL, *HOURLY], 3, "A_MEDIAN"),
        ([*ANNUAL, *HOURLY], 0.5, "A_MEDIAN"),
        (["employment"], 10, "TOT_EMP"),
        (["employment"], 0.1, "TOT_EMP"),
    ],
)
def test_a_line_far_from_the_last_vintage_is_told_and_not_refused(
    tmp_path: Path, columns: list[str], factor: float, column: str
) -> None:
    path = release(tmp_path, lambda wages: whole(scaled(columns, factor, "31-9092")(wages)))
    (told,) = read(path).doubts
    assert (told.row, told.column) == (row_of("31-9092"), column)
    old = load.wages("national", OLD).set_index("soc_code").loc["31-9092"]
    then = old["p50_annual" if column == "A_MEDIAN" else "employment"]
    assert told.problem.startswith(f"US 31-9092 is unlike {LAST}: ")
    assert f"{then:,.0f} then" in told.problem
    assert f"{told.value:,}" in told.problem


def test_a_median_alone_is_compared_as_well(tmp_path: Path) -> None:
    others = [name for name in (*ANNUAL, *HOURLY) if name != "p50_annual"]

    def change(wages: pd.DataFrame) -> pd.DataFrame:
        return scaled(["p50_annual"], 3, "31-9092")(wages).drop(columns=others).round()

    (told,) = read(release(tmp_path, change)).doubts
    assert (told.row, told.column) == (row_of("31-9092"), "A_MEDIAN")
    assert told.problem.endswith("(times 3.1)")


def pay_moved_up(wages: pd.DataFrame) -> pd.DataFrame:
    pay = [*ANNUAL, *HOURLY]
    return wages.assign(**wages[pay].shift(-1))


def jobs_sorted(wages: pd.DataFrame) -> pd.DataFrame:
    return wages.assign(employment=sorted(wages["employment"]))


def codes_moved_down(wages: pd.DataFrame) -> pd.DataFrame:
    codes = wages["soc_code"].shift(1).fillna(wages["soc_code"].iloc[-1])
    return wages.assign(soc_code=codes).sort_values("soc_code")


@pytest.mark.parametrize(
    ("change", "column", "names", "then"),
    [
        (pay_moved_up, "A_MEDIAN", "columns A_MEDIAN, H_MEAN, A_MEAN and 9 more", "$50,980"),
        (jobs_sorted, "TOT_EMP", "column TOT_EMP than", "155,495,730"),
        (
            codes_moved_down,
            "A_MEDIAN",
            "columns TOT_EMP, OCC_CODE, A_MEDIAN and 11 more",
            "$50,980",
        ),
    ],
)
def test_a_column_moved_against_the_others_is_refused_and_named(
    tmp_path: Path, change: Change, column: str, names: str, then: str
) -> None:
    path = release(tmp_path, change)
    told = refused(path)
    assert f", row 2, column {column}, value " in told
    assert f" of 853 lines are further from {LAST} in {names}" in told
    assert "a column seems sorted by itself or moved against the others (US 00-0000: " in told
    assert f" in May {NEW} here, {then} in {LAST} as held)" in told
    assert "get the file again, or sort whole rows; if it is meant, say --accept unlike." in told
    assert "a column seems sorted by itself" in doubts(path, "unlike")[0]


def test_all_occupations_far_from_the_last_vintage_are_refused(tmp_path: Path) -> None:
    told = refused(release(tmp_path, scaled(["employment"], 10, "00-0000")))
    assert (
        f": all occupations are further from {LAST} in column TOT_EMP than a true release" in told
    )


@pytest.mark.parametrize(("lines", "refusal"), [(9, False), (10, True)])
def test_ten_lines_far_off_are_refused_and_nine_are_told(
    tmp_path: Path, lines: int, refusal: bool
) -> None:
    def change(wages: pd.DataFrame) -> pd.DataFrame:
        large = wages["employment"].nlargest(lines + 1).index[1:]
        changed = wages.copy()
        changed.loc[large, "employment"] *= 10
        return changed

    path = release(tmp_path, change)
    if refusal:
        assert "10 of 853 lines are further" in refused(path)
    else:
        assert len(doubts(path)) == lines


def test_standard_errors_in_fractions_are_refused(tmp_path: Path) -> None:
    def change(wages: pd.DataFrame) -> pd.DataFrame:
        return wages.assign(mean_rse=wages["mean_rse"] / 100)

    told = refused(release(tmp_path, change))
    assert "column MEAN_PRSE, " in told
    assert "about 100 times smaller (fractions and percent) than in " in told
    assert "write standard errors in percent of their figure" in told


def test_standard_errors_sorted_by_themselves_are_told(tmp_path: Path) -> None:
    def change(wages: pd.DataFrame) -> pd.DataFrame:
        return wages.assign(mean_rse=sorted(wages["mean_rse"]))

    (told,) = doubts(release(tmp_path, change))
    assert "column MEAN_PRSE: MEAN_PRSE seems sorted by itself: over 853 lines" in told


def test_the_order_of_standard_errors_hardly_changes() -> None:
    agreements = []
    for apart in (1, 2):
        for then, now in pairs_of("national", apart):
            wages = Wages(now.month, now.level, now.wages.reset_index(), now.folder.name)
            agreements += [displaced.ranked(paired(wages, then), name)[1] for name in displaced.RSE]
    assert round(min(agreements), 2) == 0.75
    assert 0.6 * min(agreements) > displaced.LEAST_AGREEMENT


def whole(wages: pd.DataFrame) -> pd.DataFrame:
    """Jobs as whole numbers and annual pay as 2,080 hours of the hourly."""
    yearly = {name: (wages[name.replace("annual", "hourly")] * 2080).round() for name in ANNUAL}
    paid = {name: yearly[name].where(wages[name].notna()).fillna(wages[name]) for name in ANNUAL}
    return wages.assign(employment=wages["employment"].round(), **paid)


def row_of(code: str) -> int:
    return load.wages("national", OLD)["soc_code"].tolist().index(code) + 2


@cache
def held(level: str) -> list[Held]:
    """Every vintage of a level, read once for all tests."""
    return [Held(folder, level) for folder in vintages.holding(level)]


def pairs_of(level: str, apart: int) -> list[tuple[Held, Held]]:
    return list(zip(held(level), held(level)[apart:], strict=False))


def compared(then: Held, now: Held) -> list[DataError]:
    wages = Wages(now.month, now.level, now.wages.reset_index(), now.folder.name)
    pairs = paired(wages, then)
    return [
        *wholesale.rescaled(wages, then, pairs, ()),
        *completeness.judged(wages, then, ()),
        *displaced.judged(wages, then, pairs, ()),
    ]


def test_no_true_pair_of_vintages_is_refused_or_has_a_line_beyond_what_is_likely() -> None:
    pairs = [pair for level in load.LEVELS for pair in pairs_of(level, 1)]
    told = [error for then, now in pairs for error in compared(then, now)]
    assert len(pairs) >= 24
    assert all(isinstance(error, Doubt) and "lacks" in error.problem for error in told)
    assert len(told) < len(pairs)


# Limits to how far the lines that they are for moved at most in a year that is held.
MOVED = {
    "MEDIAN": {3_000: 5.99, math.inf: 1.90},
    "ALL_PAY": {3_000: 1.35, math.inf: 1.33},
    "JOBS": {300: 5.20, 3_000: 3.91, 30_000: 2.70, math.inf: 1.97},
}


@pytest.mark.parametrize("kind", MOVED)
def test_limits_lie_beyond_how_far_lines_have_moved(kind: str) -> None:
    bands = list(MOVED[kind])
    most = dict.fromkeys(bands, 0.0)
    for then, now in [pair for level in ("national", "states") for pair in pairs_of(level, 1)]:
        if references.years_apart(then.month, now.month) > 1:
            continue
        wages = Wages(now.month, now.level, now.wages.reset_index(), now.folder.name)
        pairs = paired(wages, then)
        moves = {
            "MEDIAN": lambda pairs=pairs: pairs.moves("p50_annual").abs(),
            "ALL_PAY": lambda pairs=pairs: drift.together(pairs),
            "JOBS": lambda pairs=pairs: pairs.moves("employment").abs(),
        }[kind]()
        for jobs, move in zip(drift.jobs_of(pairs), moves.fillna(0), strict=True):
            band = next(each for each in bands if jobs < each)
            most[band] = max(most[band], math.exp(move))
    assert {band: round(move, 2) for band, move in most.items()} == MOVED[kind]
    limits = getattr(drift, kind)
    assert all(limits[band] > 1.15 * most[band] for band in bands)


@pytest.mark.parametrize("apart", [2, 5])
def test_vintages_further_apart_are_not_refused_either(apart: int) -> None:
    for then, now in pairs_of("national", apart):
        told = compared(then, now)
        assert all(isinstance(error, Doubt) and "lacks" in error.problem for error in told)


def test_no_vintage_repeats_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    for then, now in [pair for level in load.LEVELS for pair in pairs_of(level, 1)]:
        monkeypatch.setattr(wholesale, "of_other_months", lambda *_, then=then: [then])
        wages = Wages(now.month, now.level, now.wages.reset_index(), now.folder.name)
        assert list(wholesale.repeated(wages, ())) == []


def states(folder: Path, change: Change, occupations: int = 60) -> Path:
    """The states' file of the year after the newest held, of the first occupations and roles."""
    old = load.wages("states", OLD)
    codes = {"00-0000", "29-2010", "31-1131", *sorted(old["soc_code"].unique())[:occupations]}
    here = old[old["soc_code"].isin(codes)]
    pay = [name for name in ANNUAL if name in here]
    new = change(here.assign(**(here[pay] * 1.03 / 10).round() * 10))
    cells = new.rename(columns=NAMES | {"area": "AREA"}).astype(object)
    rows = cells[["AREA", *(name for name in HEADER if name in cells and name != "AREA")]]
    rows = rows.where(rows.notna(), "*")
    return text(folder / f"state_M{NEW}_dl.csv", [[*rows], *rows.to_numpy().tolist()])


def test_a_file_of_states_cut_within_a_state_is_refused(tmp_path: Path) -> None:
    def cut(wages: pd.DataFrame) -> pd.DataFrame:
        last = wages.index[wages["area"].eq("WY") & (wages["soc_code"] > "11-9151")][0]
        return wages.loc[: last - 1]

    with pytest.raises(DataErrors) as caught:
        read(states(tmp_path, cut))
    assert any("the lines end for WY with 11-" in str(each) for each in caught.value.errors)


def test_a_file_that_lacks_many_states_is_refused(tmp_path: Path) -> None:
    path = states(tmp_path, lambda wages: wages[wages["area"] < "NY"])
    with pytest.raises(DataErrors, match="lacks 18 of the 52 areas"):
        read(path)
    assert any("NY New York" in told for told in doubts(path, "part"))


def test_occupations_that_a_state_lost_are_named(tmp_path: Path) -> None:
    path = states(tmp_path, lambda wages: wages[wages["soc_code"] != "29-2010"], 10_000)
    (told,) = doubts(path)
    assert "lacks 1 of the " in told and ": 29-2010 Clinical lab" in told


@pytest.mark.parametrize("area", ["TX", "WY"])
def test_one_states_own_numbers_are_a_selection(tmp_path: Path, area: str) -> None:
    path = states(tmp_path, lambda wages: wages[wages["area"].eq(area)], occupations=10_000)
    (told,) = doubts(path)
    assert f"holds 1 of the 52 areas of {LAST}, a selection" in told


def test_a_state_without_its_total_is_refused(tmp_path: Path) -> None:
    def all_but_one(wages: pd.DataFrame) -> pd.DataFrame:
        totals = wages.drop_duplicates("area").assign(soc_code="00-0000")
        return pd.concat([wages, totals[totals["area"] != "TX"]]).sort_values(["area", "soc_code"])

    assert "has no line of all occupations (00-0000) for TX" in refused(
        states(tmp_path, all_but_one)
    )


def lacking(folder: Path, column: str) -> Path:
    """The release of the year after, one column taken out."""
    path = release(folder, lambda wages: wages)
    pd.read_csv(path, dtype="str", keep_default_na=False).drop(columns=column).to_csv(
        path, index=False
    )
    return path


def test_a_release_without_medians_is_refused(tmp_path: Path) -> None:
    path = lacking(tmp_path, "A_MEDIAN")
    assert "has no column A_MEDIAN" in refused(path) and "--accept part" in refused(path)
    assert any("has no column A_MEDIAN" in doubt for doubt in doubts(path, "part"))


@pytest.mark.parametrize("column", ["H_MEDIAN", "A_PCT10", "MEAN_PRSE"])
def test_another_column_that_is_lacking_is_told(tmp_path: Path, column: str) -> None:
    told = list(telling.understood(read(lacking(tmp_path, column))))
    assert f"  without the figures {column}" in told


def test_lines_of_one_state_under_the_code_of_another_are_refused(tmp_path: Path) -> None:
    def texas_as_oklahoma(wages: pd.DataFrame) -> pd.DataFrame:
        swapped = {"TX": "OK", "OK": "TX"}
        return wages.assign(area=wages["area"].replace(swapped)).sort_values(["area", "soc_code"])

    told = refused(states(tmp_path, texas_as_oklahoma))
    assert "in column TOT_EMP than a true release has been: a column seems sorted" in told
    assert "or lines stand under another area (" in told
