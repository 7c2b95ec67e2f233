"""Official workbooks of every year's shape become the same columns."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oews_files import ASSISTANTS, NATION, sheet, table, write_workbook

from rolereport.data.errors import DataError
from rolereport.data.oews.columns import COLUMNS
from rolereport.data.oews.workbook import (
    read_stacked,
    read_top_code,
    read_workbook,
    tidy_workbook,
)

FILE = Path("national_M2031_dl.xlsx")
NOTE = "#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "
TOTAL = {**ASSISTANTS, "OCC_CODE": "00-0000", "OCC_TITLE": "All Occupations", "O_GROUP": "total"}


def renamed(row: dict[str, str], old: str, new: str) -> dict[str, str]:
    return {new if name == old else name: cell for name, cell in row.items()}


def only(raw: pd.DataFrame) -> pd.Series:
    wages = tidy_workbook(raw, FILE)
    assert len(wages) == 1
    return wages.iloc[0]


def test_a_row_keeps_every_figure_under_the_project_name() -> None:
    row = only(sheet({**NATION, **ASSISTANTS}))
    assert list(row.index) == [
        name for name in COLUMNS if name not in ("jobs_per_1000", "location_quotient")
    ]
    assert row.to_dict() == {
        "area": "US",
        "soc_code": "31-9092",
        "soc_title": "Medical Assistants",
        "occupation_group": "detailed",
        "employment": 817870,
        "employment_rse": 0.5,
        "mean_hourly": 22.17,
        "mean_annual": 46120,
        "mean_rse": 0.2,
        "p10_hourly": 17.33,
        "p25_hourly": 18.5,
        "p50_hourly": 21.97,
        "p75_hourly": 23.64,
        "p90_hourly": 28.51,
        "p10_annual": 36050,
        "p25_annual": 38470,
        "p50_annual": 45690,
        "p75_annual": 49180,
        "p90_annual": 59310,
        "codes": "",
    }


@given(
    group=st.sampled_from(["group", "GROUP", "OCC_GROUP", "O_GROUP"]),
    lower=st.booleans(),
    padding=st.text(alphabet=" ", max_size=9),
    order=st.permutations(list(ASSISTANTS)),
)
def test_case_group_column_padding_and_order_do_not_matter(
    group: str, lower: bool, padding: str, order: list[str]
) -> None:
    row = {name: padding + ASSISTANTS[name] for name in order}
    row = renamed(row, "O_GROUP", group)
    if lower:
        row = {name.lower(): cell for name, cell in row.items()}
    expected = only(sheet(ASSISTANTS))
    pd.testing.assert_series_equal(only(sheet(row)), expected)


@given(
    first=st.sampled_from(["broad", "detailed"]),
    others=st.lists(st.sampled_from(["11-1011", "29-2010", "53-7199"]), unique=True),
)
def test_a_line_listed_twice_is_kept_once_as_detailed(first: str, others: list[str]) -> None:
    second = "broad" if first == "detailed" else "detailed"
    rows = [{**ASSISTANTS, "OCC_CODE": code} for code in others]
    rows += [{**ASSISTANTS, "O_GROUP": first, "OCC_TITLE": "B"}, {**ASSISTANTS, "O_GROUP": second}]
    wages = tidy_workbook(sheet(*rows), FILE)
    assert list(wages["soc_code"]) == sorted([*others, "31-9092"])
    assert wages.set_index("soc_code").loc["31-9092", "occupation_group"] == "detailed"


def test_a_line_listed_twice_with_different_figures_is_refused() -> None:
    other = {**ASSISTANTS, "O_GROUP": "broad", "A_MEDIAN": "45680"}
    with pytest.raises(DataError, match="US 31-9092: this occupation stands twice"):
        tidy_workbook(sheet(ASSISTANTS, other), FILE)


def test_a_stray_second_column_of_a_name_is_not_read() -> None:
    row = only(sheet({**ASSISTANTS, "OCC_CODE.1": "No formal educational credential"}))
    assert row["soc_code"] == "31-9092"


def test_a_numbered_column_without_its_first_is_unknown() -> None:
    with pytest.raises(DataError, match=r"column H_MODE\.1: unknown column"):
        tidy_workbook(sheet({**ASSISTANTS, "H_MODE.1": "1"}), FILE)


@pytest.mark.parametrize("column", list(ASSISTANTS))
def test_each_column_is_needed(column: str) -> None:
    row = {name: cell for name, cell in ASSISTANTS.items() if name != column}
    with pytest.raises(DataError, match=f"{column}.*: this column is missing"):
        tidy_workbook(sheet(row), FILE)


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(DataError, match="column H_PCT60: unknown column"):
        tidy_workbook(sheet({**ASSISTANTS, "H_PCT60": "1"}), FILE)


def test_an_unreadable_number_is_told_by_its_row() -> None:
    wrong = {**ASSISTANTS, "OCC_CODE": "31-9093", "A_MEDIAN": "45,690"}
    with pytest.raises(DataError, match="row 3, column p50_annual, value '45,690'"):
        tidy_workbook(sheet(ASSISTANTS, wrong), FILE)


@pytest.mark.parametrize("code", ["", "319092", "31-9092.00", "31-909"])
def test_a_soc_code_of_another_shape_is_refused(code: str) -> None:
    with pytest.raises(DataError, match=f"row 3, column soc_code, value '{code}'"):
        tidy_workbook(sheet(ASSISTANTS, {**ASSISTANTS, "OCC_CODE": code}), FILE)


def test_codes_of_pay_and_jobs_are_kept_in_column_order() -> None:
    row = only(sheet({**ASSISTANTS, "A_PCT90": "#", "H_PCT90": "#", "TOT_EMP": "**"}))
    assert row["codes"] == "employment=**; p90_hourly=#; p90_annual=#"


def test_a_blank_group_is_the_most_detailed_line_except_for_the_total() -> None:
    old = [{**ASSISTANTS, "O_GROUP": ""}, {**TOTAL, "O_GROUP": ""}]
    wages = tidy_workbook(
        sheet(*old, {**ASSISTANTS, "OCC_CODE": "31-0000", "O_GROUP": "major"}), FILE
    )
    assert list(wages["occupation_group"]) == ["total", "major", "detailed"]


def test_the_total_of_2002_was_called_major() -> None:
    assert only(sheet({**TOTAL, "O_GROUP": "major"}))["occupation_group"] == "total"


def test_an_unknown_group_is_refused() -> None:
    with pytest.raises(DataError, match="value 'tiny': not one of total, major"):
        tidy_workbook(sheet({**ASSISTANTS, "O_GROUP": "tiny"}), FILE)


def test_a_footnote_mark_is_no_part_of_a_title() -> None:
    row = only(sheet({**ASSISTANTS, "OCC_TITLE": "Radiologic Technologists and Technicians*"}))
    assert row["soc_title"] == "Radiologic Technologists and Technicians"


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ({}, "US"),
        (NATION, "US"),
        ({"AREA": "48", "AREA_TYPE": "2", "PRIM_STATE": "TX"}, "TX"),
        ({"AREA": "72", "AREA_TYPE": "3", "PRIM_STATE": "PR"}, "PR"),
        ({"AREA": "19100", "AREA_TYPE": "4", "PRIM_STATE": "TX"}, "19100"),
        ({"AREA": "0100004", "AREA_TYPE": "6", "PRIM_STATE": "AL"}, "0100004"),
        ({"AREA": "48", "ST": "TX", "STATE": "Texas"}, "TX"),
    ],
)
def test_the_area_is_the_code_that_the_report_uses(place: dict[str, str], area: str) -> None:
    wages = tidy_workbook(sheet({**place, **ASSISTANTS}), FILE)
    assert list(wages["area"]) == [area]
    assert ("soc_title" in wages) == (area == "US")


@pytest.mark.parametrize("missing", ["AREA_TYPE", "PRIM_STATE"])
def test_an_area_without_its_kind_or_state_is_refused(missing: str) -> None:
    place = {"AREA": "48", "AREA_TYPE": "2", "PRIM_STATE": "TX"}
    place.pop(missing)
    with pytest.raises(DataError, match=f"column {missing}: this column is missing"):
        tidy_workbook(sheet({**place, **ASSISTANTS}), FILE)


def test_wages_by_industry_are_refused() -> None:
    with pytest.raises(DataError, match="column I_GROUP: wages by industry"):
        tidy_workbook(sheet({**NATION, **ASSISTANTS, "I_GROUP": "sector"}), FILE)


def test_a_column_without_a_figure_is_left_out_and_one_with_a_code_is_not() -> None:
    wages = tidy_workbook(
        sheet({**ASSISTANTS, "JOBS_1000": "", "LOC_QUOTIENT": "", "H_MEAN": "*"}), FILE
    )
    assert "jobs_per_1000" not in wages
    assert "mean_hourly" in wages


def test_a_file_is_read_whatever_its_sheets_are_called(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "release.xlsx",
        {
            "Field Descriptions": [["May 2031 estimates"], [NOTE]],
            "national_M2031_dl": table({**NATION, **ASSISTANTS}, {**NATION, **TOTAL}),
        },
    )
    wages = read_workbook(path)
    assert list(wages["soc_code"]) == ["00-0000", "31-9092"]
    assert wages["p50_hourly"].tolist() == [21.97, 21.97]
    assert read_top_code(path) == {"hourly": 115.0, "annual": 239200.0}


def test_a_workbook_without_notes_names_no_top_code(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "old.xlsx", {"national_dl": table(ASSISTANTS)})
    assert read_top_code(path) == {}


def test_a_stacked_workbook_is_parted_by_year(tmp_path: Path) -> None:
    rows = [
        {**ASSISTANTS, "YEAR": "2016", "CPI": "240.0"},
        {**ASSISTANTS, "A_MEDIAN": "31540", "YEAR": "2002", "CPI": "179.9"},
    ]
    path = write_workbook(tmp_path / "stacked.xlsx", {"Sheet1": table(*rows)})
    stacked = read_stacked(path)
    assert sorted(stacked) == [2002, 2016]
    assert stacked[2002]["p50_annual"].tolist() == [31540]


def test_a_stacked_workbook_needs_its_years(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "stacked.xlsx", {"Sheet1": table(ASSISTANTS)})
    with pytest.raises(DataError, match="column YEAR: this column is missing"):
        read_stacked(path)


def test_a_workbook_without_wages_a_broken_one_and_none_at_all_are_refused(tmp_path: Path) -> None:
    notes = write_workbook(tmp_path / "notes.xlsx", {"Field Descriptions": [[NOTE]]})
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK not a workbook")
    with pytest.raises(DataError, match="OCC_CODE: no sheet has this column"):
        read_workbook(notes)
    with pytest.raises(DataError, match="cannot be read as a workbook"):
        read_workbook(broken)
    with pytest.raises(DataError, match="the file is missing"):
        read_workbook(tmp_path / "none.xlsx")
