"""Wage files are read as people have them; what is wrong is told so that it can be mended."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from support.wage_sheets import (
    ASSISTANTS,
    HEADER,
    NATION,
    PAY,
    TEXAS,
    archive,
    changed,
    national,
    text,
    workbook,
)

from rolereport.data.errors import DataErrors
from rolereport.data.intake import guards
from rolereport.data.intake.problems import write_problems
from rolereport.data.intake.reading import Reading, read_files

ROW = [*NATION, *ASSISTANTS]
OLD_HEADER = [
    "occ_code", "occ_titl", "group", "tot_emp", "emp_prse", "h_mean", "a_mean", "mean_prse",
    "h_wpct10", "h_wpct25", "h_median", "h_wpct75", "h_wpct90", "a_wpct10", "a_wpct25", "a_median",
    "a_wpct75", "a_wpct90",
]  # fmt: skip


def read(path: Path, year: int | None = None) -> Reading:
    return read_files([path], year)


def medians(reading: Reading) -> dict[tuple[str, str, str], float]:
    return {
        (wages.month, row.area, row.soc_code): row.p50_annual
        for wages in reading.wages
        for row in wages.frame.itertuples()
    }


def problems(path: Path, rows: list[list[object]]) -> list[str]:
    with pytest.raises(DataErrors) as caught:
        read(text(path / "national_M2025_dl.csv", rows))
    return [str(error) for error in caught.value.errors]


def test_a_national_workbook(tmp_path: Path) -> None:
    (wages,) = read(workbook(tmp_path / "national_M2026_dl.xlsx", national())).wages
    assert (wages.month, wages.level) == ("2026-05", "national")
    row = wages.frame.set_index("soc_code").loc["31-9092"]
    assert [row["employment"], row["p10_annual"], row["p90_hourly"]] == [817870, 36050, 28.51]
    assert (row["soc_title"], row["occupation_group"]) == ("Medical Assistants", "detailed")


def test_an_old_workbook_has_notes_above_its_header_and_other_names(tmp_path: Path) -> None:
    notes = [["1999 Occupational Employment Statistics"], *([["A note."]] * 38)]
    rows = [*notes, OLD_HEADER, ["31-9092", "Medical assistants", "", *map(str, PAY)]]
    reading = read(workbook(tmp_path / "national_1999_dl.xlsx", rows))
    assert medians(reading) == {("1999-11", "US", "31-9092"): 45690}
    assert reading.wages[0].frame["occupation_group"].tolist() == ["detailed"]


def test_codes_of_before_1999_are_known_by_their_titles(tmp_path: Path) -> None:
    rows = [OLD_HEADER, ["66005", "Medical Assistants", "", *PAY], ["66099", "Others", "", *PAY]]
    reading = read(workbook(tmp_path / "national_1998_dl.xlsx", rows))
    assert medians(reading) == {("1998-11", "US", "31-9092"): 45690}
    (understood,) = reading.understood.values()
    assert understood.left_out == {"rows of occupations that have no SOC code": 1}


def test_all_data_is_parted_by_level_and_single_industries_are_left_out(tmp_path: Path) -> None:
    austin = ["12420", "Austin", "4", "TX", *NATION[4:], *ASSISTANTS]
    hospitals = changed(ROW, NAICS="622000", I_GROUP="3-digit")
    owners = changed(ROW, OWN_CODE="5")
    rows = national(ROW, [*TEXAS, *ASSISTANTS], austin, hospitals, owners)
    reading = read(workbook(tmp_path / "all_data_M_2025.xlsx", rows, "All May 2025 data"))
    assert [(each.level, len(each.frame)) for each in reading.wages] == [
        ("metros", 1), ("national", 2), ("states", 1),
    ]  # fmt: skip
    assert "soc_title" not in reading.wages[0].frame
    (understood,) = reading.understood.values()
    assert understood.left_out == {
        "rows of single industries": 1,
        "rows of single kinds of owner": 1,
    }


@pytest.mark.parametrize(
    ("header", "area", "code"),
    [
        ({"AREA": "AREA", "ST": "ST", "STATE": "STATE"}, ["48", "TX", "Texas"], "TX"),
        ({"AREA": "AREA", "AREA_NAME": "AREA_NAME"}, [6, "California"], "CA"),
        ({"State": "State"}, ["Texas"], "TX"),
        ({"AREA": "AREA", "AREA_TITLE": "AREA_TITLE"}, ["10180", "Abilene, TX"], "10180"),
        ({"AREA": "AREA", "AREA_TITLE": "AREA_TITLE"}, [100001, "Northwest Alabama"], "0100001"),
    ],
)
def test_an_area_is_known_by_code_or_name(
    tmp_path: Path, header: dict[str, str], area: list[object], code: str
) -> None:
    rows = [[*header, *HEADER[7:]], [*area, *ASSISTANTS]]
    assert medians(read(text(tmp_path / "M2025.csv", rows))) == {
        ("2025-05", code, "31-9092"): 45690
    }


OURS = ["area", "soc_code", "employment", "p10_hourly", "p50_annual", "p90_annual", "codes"]
OWN_ROWS = [
    ["TX", "31-9092", 69_000, "", 40_010, "", "p10_hourly=*; p90_annual=#"],
    ["US", "31-9092", 817_870, 17.33, 45_690, 59_310, ""],
]


@pytest.mark.parametrize("dated", ["name", "column", "folder", "option"])
def test_a_tidy_file_in_our_own_schema(tmp_path: Path, dated: str) -> None:
    folder = tmp_path / ("2024-05-states" if dated == "folder" else "some")
    folder.mkdir()
    rows: list[list[object]] = [OURS, *OWN_ROWS]
    if dated == "column":
        rows = [["year", *OURS], *[[2024, *row] for row in OWN_ROWS]]
    path = text(folder / ("wages 2024.csv" if dated == "name" else "wages.csv"), rows)
    nation, states = read(path, 2024 if dated == "option" else None).wages
    assert (nation.month, nation.level, states.level) == ("2024-05", "national", "states")
    (texas,) = states.frame.to_dict("records")
    assert [texas[name] for name in ("employment", "p50_annual")] == [69_000, 40_010]
    assert texas["codes"] == "p10_hourly=*; p90_annual=#"


def test_a_tidy_file_of_no_year_is_told_to_name_it(tmp_path: Path) -> None:
    with pytest.raises(DataErrors, match=r"states.csv: does not say which year .* --year"):
        read(text(tmp_path / "states.csv", [OURS, *OWN_ROWS]))


def test_parts_of_one_release_are_put_together(tmp_path: Path) -> None:
    one = workbook(tmp_path / "MSA_M2013_dl_1.xlsx", [HEADER, [*TEXAS, *ASSISTANTS]])
    other = changed([*TEXAS, *ASSISTANTS], AREA="06", AREA_TITLE="California", PRIM_STATE="CA")
    two = workbook(tmp_path / "MSA_M2013_dl_2.xlsx", [HEADER, other])
    notes = workbook(tmp_path / "field_descriptions.xlsx", [["a"]])
    (wages,) = read(archive(tmp_path / "oesm13ma.zip", one, two, notes)).wages
    assert wages.frame["area"].tolist() == ["TX", "CA"]


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ",")],
)
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = national(changed(ROW, OCC_TITLE="Médical Assistants"))
    (wages,) = read(text(tmp_path / "national_M2025.csv", rows, encoding, delimiter)).wages
    assert "Médical Assistants" in wages.frame["soc_title"].tolist()


def test_a_header_of_two_rows_with_merged_cells(tmp_path: Path) -> None:
    upper = ["Occupation", "", "Hourly", "", "", "", "", "Annual", "", "", "", "", "Total"]
    points = ["10th percentile", "25th percentile", "median", "75th percentile", "90th percentile"]
    lower = ["code", "title", *points, *points, "employment"]
    row = ["31-9092", "Medical Assistants", *PAY[5:15], PAY[0]]
    reading = read(text(tmp_path / "wages 2025.csv", [["Wages"], upper, lower, row]))
    assert medians(reading) == {("2025-05", "US", "31-9092"): 45690}


def test_numbers_as_people_write_them_and_the_codes_of_the_bureau(tmp_path: Path) -> None:
    row = changed(
        ROW, TOT_EMP="817,870", A_MEDIAN="$45,690 ", A_PCT90="#", EMP_PRSE="0.5%", H_PCT90="#"
    )
    note = ["* = estimate not released", *[""] * 24]
    (wages,) = read(text(tmp_path / "national_M2025.csv", [*national(row), [], note])).wages
    line = wages.frame.set_index("soc_code").loc["31-9092"]
    assert [line["employment"], line["p50_annual"], line["employment_rse"]] == [817870, 45690, 0.5]
    assert pd.isna(line["p90_annual"])
    assert line["codes"] == "p90_hourly=#; p90_annual=#"


def test_a_line_that_stands_twice_alike_is_kept_once_as_detailed(tmp_path: Path) -> None:
    rows = national(changed(ROW, O_GROUP="broad"), ROW)
    (wages,) = read(text(tmp_path / "national_M2025.csv", rows)).wages
    assert wages.frame["occupation_group"].tolist() == ["total", "detailed"]


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("oesm25nat.csv", "2025-05"),
        ("national_november2003_dl.csv", "2003-11"),
        ("national_may2004_dl.csv", "2004-05"),
        ("national_M2025_dl.csv", "2025-05"),
        ("my copy of 2019 wages.csv", "2019-05"),
    ],
)
def test_the_month_is_read_from_the_name(tmp_path: Path, name: str, month: str) -> None:
    (wages,) = read(text(tmp_path / name, national())).wages
    assert wages.month == month


def test_the_year_is_read_from_a_column_or_given(tmp_path: Path) -> None:
    rows = [["YEAR", *HEADER], *[[year, *ROW] for year in (2015, 2016)]]
    assert set(medians(read(text(tmp_path / "w.csv", rows)))) == {
        ("2015-05", "US", "31-9092"),
        ("2016-05", "US", "31-9092"),
    }
    assert read(text(tmp_path / "w.csv", national()), 2024).wages[0].month == "2024-05"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        changed(ROW, OCC_CODE=f"31-9{number:03}", A_MEAN="x", A_PCT10="y") for number in range(15)
    ]
    assert len(problems(tmp_path, national(*rows))) == 30


def test_missing_files_and_folders_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(DataErrors) as caught:
        read_files([tmp_path / "none.csv", tmp_path])
    assert [error.problem for error in caught.value.errors] == [
        "the file is missing",
        "is a folder",
    ]


def test_a_giant_sheet_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "national_M2025.xlsx", national(*[ROW] * 50))
    monkeypatch.setattr(guards, "MOST_ROWS", 20)
    with pytest.raises(DataErrors, match=r"has \d+ rows and \d+ columns"):
        read(path)


def test_problems_as_a_table_begin_no_formula(tmp_path: Path) -> None:
    with pytest.raises(DataErrors) as caught:
        read(text(tmp_path / "M2025.csv", national(changed(ROW, A_MEDIAN="=cmd|' /C calc'!A0"))))
    write_problems(caught.value.errors, tmp_path / "problems.csv")
    (told,) = pd.read_csv(tmp_path / "problems.csv").to_dict("records")
    assert told["value"] == "'=cmd|' /C calc'!A0"
    assert (told["row"], told["column"]) == (3, "A_MEDIAN")


def test_every_official_workbook_gives_the_figures_of_the_independent_table(sources: Path) -> None:
    independent = pd.read_csv(sources / "wages_tidy.csv", dtype={"area_code": "str"})
    independent = independent[independent["area_type"] == "national"].set_index(
        ["year", "soc_code"]
    )
    renamed = independent.rename(columns={"emp_rse": "employment_rse"})
    compared = 0
    for path in sorted((sources / "bls_oews" / "national").glob("*national_*")):
        for wages in read(path).wages:
            here = renamed.loc[int(wages.month[:4])]
            frame = wages.frame.set_index("soc_code").reindex(here.index)
            for column in [name for name in here if name in frame and name != "soc_title"]:
                known = here[column].notna()
                assert frame.loc[known, column].tolist() == here.loc[known, column].tolist()
                compared += int(known.sum())
    assert compared > 5_000
