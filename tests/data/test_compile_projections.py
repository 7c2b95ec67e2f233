"""Employment projections, compiled from workbooks of the publisher's shape."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from oews_files import write_workbook

from rolereport.data.compile import projections
from rolereport.data.errors import DataError

AWARD = "Postsecondary nondegree award"
FOOTNOTE = ["Footnotes:"]


def filled(cells: dict[int, str], width: int) -> list[str]:
    return [cells.get(position, "") for position in range(width)]


def headings(first: int) -> dict[int, str]:
    return dict(enumerate(("education", "experience", "on-the-job training"), first))


def older(**changed: str) -> dict[str, list[list[str]]]:
    """The 2016-26 workbook: merged headings over two rows, one role in three tables."""
    cell = {"openings": "94.9", "training": "None", "openings_1_10": "94.9"} | changed
    codes = projections.ROLES["2016-26"].values()
    heads = {3: "Employment", 8: "Occupational openings", **headings(10)}
    main = [["Table 1.7"], filled(heads, 13), filled({3: "2016", 4: "2026"}, 13)]
    figures = {3: "634.4", 4: "818.4", 6: "29", 8: cell["openings"]}
    words = {11: "None", 12: cell["training"]}
    for code in codes:
        award = {10: "—" if code == "00-0000" else AWARD}
        main.append(filled({0: "x", 1: code, 2: "Line item", **figures, **award, **words}, 13))
    flows = [["Table 1.10"], filled({3: "Employment", 13: "openings"}, 14), ["", "", "", "2016"]]
    flows += [filled({1: code, 3: "634.4", 13: cell["openings_1_10"]}, 14) for code in codes]
    training = [["Table 1.12"], filled(headings(2), 5)]
    training += [["x", "31-9092", AWARD, "None", "None"]]
    return {"Table 1.7": [*main, FOOTNOTE], "Table 1.10": flows, "Table 1.12": training}


def newer(codes: list[str]) -> dict[str, list[list[str]]]:
    heads = {3: "Employment, 2024", 10: "openings", **headings(12)}
    figures = {3: "811", 4: "912.2", 8: "12.5", 10: "112.3"}
    words = {12: AWARD, 13: "None", 14: "None"}
    rows = [
        filled({0: f"      {code}s", 1: code, 2: "Line item", **figures, **words}, 16)
        for code in codes
    ]
    return {"Table 1.2": [["Table 1.2"], filled(heads, 16), *rows, FOOTNOTE]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bls_ep").mkdir()
    write_older(tmp_path)
    write_newer(tmp_path, list(projections.ROLES["2024-34"].values()))
    return tmp_path


def write_older(folder: Path, **changed: str) -> None:
    write_workbook(folder / "bls_ep/occupation_2016_26.xlsx", older(**changed))


def write_newer(folder: Path, codes: list[str]) -> None:
    write_workbook(folder / "bls_ep/occupation_2024_34.xlsx", newer(codes))


def compiled(folder: Path) -> pd.DataFrame:
    projections.compile_projections(folder, folder)
    table = pd.read_csv(folder / "projections.csv", keep_default_na=False)
    return table.set_index(["edition", "role"])


def test_one_row_a_role_and_edition(folder: Path) -> None:
    assert len(compiled(folder)) == sum(map(len, projections.ROLES.values()))


def test_figures_and_words_of_a_role(folder: Path) -> None:
    assert compiled(folder).loc[("2024-34", "medical-assistant")].to_dict() == {
        "soc_code": "31-9092",
        "employment_start_thousand": 811.0,
        "employment_end_thousand": 912.2,
        "change_percent": 12.5,
        "openings_thousand_a_year": 112.3,
        "entry_education": AWARD,
        "related_experience": "None",
        "on_the_job_training": "None",
        "source_id": "EP-2024-34",
    }


def test_none_is_an_answer_and_a_dash_is_not(folder: Path) -> None:
    total = compiled(folder).loc[("2016-26", "all-occupations")]
    assert total["entry_education"] == ""
    assert total["on_the_job_training"] == "None"


def test_medication_aides_are_not_projected() -> None:
    assert all("medication-aide" not in roles for roles in projections.ROLES.values())


@pytest.mark.parametrize(
    ("changed", "sheet", "column"),
    [
        ({"openings_1_10": "95.9"}, "Table 1.10", "openings_thousand_a_year"),
        ({"training": "Short-term"}, "Table 1.12", "on_the_job_training"),
    ],
)
def test_tables_that_disagree_are_refused(
    folder: Path, changed: dict[str, str], sheet: str, column: str
) -> None:
    write_older(folder, **changed)
    with pytest.raises(DataError, match=r"Table 1\.7 says") as raised:
        projections.compile_projections(folder, folder)
    assert str(raised.value.row).startswith(sheet)
    assert raised.value.column == column


def test_missing_occupation_is_named(folder: Path) -> None:
    write_newer(folder, ["00-0000"])
    with pytest.raises(DataError, match="there is no row for"):
        projections.compile_projections(folder, folder)


def test_moved_column_is_refused(folder: Path) -> None:
    workbook = newer(["31-9092"])
    moved = [["", *row] for row in workbook["Table 1.2"]]
    write_workbook(folder / "bls_ep/occupation_2024_34.xlsx", {"Table 1.2": moved})
    with pytest.raises(DataError, match="another heading") as raised:
        projections.compile_projections(folder, folder)
    assert raised.value.column == "employment_start_thousand"


def test_figure_that_is_no_number_is_refused(folder: Path) -> None:
    write_older(folder, openings="many", openings_1_10="many")
    with pytest.raises(DataError, match="a number belongs here") as raised:
        projections.compile_projections(folder, folder)
    assert raised.value.value == "many"


def test_missing_sheet_is_named(folder: Path) -> None:
    write_workbook(folder / "bls_ep/occupation_2024_34.xlsx", {"Index": [["nothing"]]})
    with pytest.raises(DataError, match=r"no sheet Table 1\.2"):
        projections.compile_projections(folder, folder)
