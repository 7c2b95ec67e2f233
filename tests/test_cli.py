"""The command line tells what a user can mend, in words and by its exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from support import wage_sheets

from rolereport.parameters import describe
from rolereport.paths import DATA

# A command that is refused must not get as far as importing what runs notebooks.
GUARD = """
import sys
sys.argv = ["rolereport", *sys.argv[1:]]
from rolereport.cli import main
try:
    main()
finally:
    heavy = {"papermill", "nbclient", "matplotlib", "pandas"} & set(sys.modules)
    print("loaded:", sorted(heavy), file=sys.stderr)
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", GUARD, *words], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("assignment", "message"),
    [
        ("aera=TX", "Error: no parameter 'aera'; nearest: area"),
        ("area=TZ", "Error: area: no area 'TZ'; nearest: VT, UT or TX"),
        ("year=1999", "Error: no wage data for US in 1999; nearest: 2002, 2003 or 2004"),
        ("roles=nurse", "Error: roles: no role 'nurse'; nearest: "),
    ],
)
def test_a_bad_parameter_stops_before_any_kernel(assignment: str, message: str) -> None:
    refused = run("build", "-p", assignment)
    assert refused.returncode == 2
    assert message in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "loaded: []" in refused.stderr


def test_an_unknown_command_is_told_apart_from_a_failure() -> None:
    assert run("biuld").returncode == 2


def test_an_edition_that_was_never_built_cannot_be_verified() -> None:
    refused = run("verify", "-p", "area=PR", "-p", "dollars=real", "-p", "baseline=phlebotomist")
    assert refused.returncode == 1
    assert "has not been built" in refused.stderr


def test_parameters_are_listed_with_their_defaults() -> None:
    listed = run("parameters")
    assert listed.returncode == 0
    for name, default, text in describe():
        assert f"{name}={default}\n    {text}" in listed.stdout


def test_check_passes_on_the_committed_tables() -> None:
    checked = run("check")
    assert checked.returncode == 0
    assert checked.stdout.startswith("Every table agrees with its codebook.")


def test_a_site_is_refused_before_anything_is_written() -> None:
    refused = run("site", "--base-url", "example.org")
    assert refused.returncode == 1
    assert "Error: 'example.org' is no address of a site" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_site_never_takes_the_place_of_another_folder(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("kept")
    refused = run("site", "-o", str(tmp_path))
    assert refused.returncode == 1
    assert "holds something other than a site" in refused.stderr
    assert (tmp_path / "letters.txt").read_text() == "kept"


def test_wages_that_are_right_are_told_and_not_kept(tmp_path: Path) -> None:
    file = wage_sheets.text(tmp_path / "national_M2026_dl.csv", wage_sheets.national())
    checked = run("wages", "check", str(file))
    assert checked.returncode == 0
    assert "May 2026, national: 2 lines" in checked.stdout
    assert not (DATA / "oews" / "2026-05").exists()


def test_what_is_wrong_with_wages_is_told_and_written_as_a_table(tmp_path: Path) -> None:
    row = [*wage_sheets.NATION, *wage_sheets.ASSISTANTS]
    rows = wage_sheets.national(wage_sheets.changed(row, A_MEDIAN="n/a"))
    file = wage_sheets.text(tmp_path / "national_M2026_dl.csv", rows)
    refused = run("wages", "check", str(file), "--report", str(tmp_path / "problems.csv"))
    assert refused.returncode == 1
    assert "row 3, column A_MEDIAN" in refused.stderr and "To mend it: " in refused.stderr
    assert "Traceback" not in refused.stderr
    table = (tmp_path / "problems.csv").read_text()
    assert table.startswith(
        "file,sheet,row,column,value,problem,fix,kind\nnational_M2026_dl.csv,,3,A_MED"
    )


def test_what_is_unlikely_in_wages_is_told_and_marked_apart(tmp_path: Path) -> None:
    row = [*wage_sheets.NATION, *wage_sheets.ASSISTANTS]
    lines = [wage_sheets.changed(row, TOT_EMP=1), wage_sheets.changed(row, OCC_CODE="29-2010")]
    file = wage_sheets.text(tmp_path / "national_M2026_dl.csv", wage_sheets.national(*lines))
    checked = run("wages", "check", str(file), "--report", str(tmp_path / "problems.csv"))
    assert checked.returncode == 0
    assert "To look at, though nothing is refused for it:" in checked.stdout
    assert "row 3, column TOT_EMP, value 1: US 31-9092 is unlike May 2025" in checked.stdout
    assert checked.stdout.endswith("look at the above before you add these wages.\n")
    told = pd.read_csv(tmp_path / "problems.csv")
    assert set(told["kind"]) == {"doubt"}
    assert told["column"].isin(["TOT_EMP"]).any()


def test_wages_of_another_year_are_refused_unless_that_is_meant(tmp_path: Path) -> None:
    wages = pd.read_csv(DATA / "oews" / "2025-05" / "national.csv", dtype="str")
    file = str(tmp_path / "national_M2026_dl.csv")
    wages.to_csv(file, index=False)
    refused = run("wages", "check", file)
    assert refused.returncode == 1
    assert "have the very figures of May 2025" in refused.stderr
    assert run("wages", "check", file, "--accept", "repeat").returncode == 0


def test_salaries_are_summarised_and_never_kept(tmp_path: Path) -> None:
    rows = [["role", "annual pay"], *[["CMA", 40_000 + 500 * number] for number in range(12)]]
    file = str(wage_sheets.text(tmp_path / "pay.csv", rows))
    held = sorted((DATA / "oews").rglob("*"))
    told = run("wages", "add", file, "--title", "CMA=medical-assistant", "--area", "TX")
    assert told.returncode == 0
    assert "Medical assistant, Texas: 12 people" in told.stdout
    assert "$42,750" in told.stdout
    assert "Salaries are never kept." in told.stdout
    assert "rolereport build --wages" in told.stdout
    assert sorted((DATA / "oews").rglob("*")) == held
    assert "names 2 jobs" in run("wages", "check", file).stderr
    few = run("wages", "check", file, "--title", "CMA=medical-assistant", "--smallest", "13")
    assert "fewer than 13 people" in few.stdout


def test_what_is_said_of_salaries_is_checked_first() -> None:
    refused = run("wages", "check", "pay.csv", "--title", "CMA=wizard")
    assert refused.returncode == 2
    assert "Error: --title: 'wizard' is no role" in refused.stderr


def test_wages_diff_tells_what_a_file_would_change_and_keeps_nothing(tmp_path: Path) -> None:
    row = wage_sheets.changed(
        [*wage_sheets.NATION, *wage_sheets.ASSISTANTS], H_MEDIAN=22.12, A_MEDIAN=46010
    )
    laboratory = ["29-2010", "Clinical Laboratory Technologists", "detailed", *wage_sheets.PAY]
    aides = ["31-1131", "Nursing Assistants", "detailed", *wage_sheets.PAY]
    others = [[*wage_sheets.NATION, *each] for each in (laboratory, aides)]
    path = wage_sheets.text(tmp_path / "national_M2026_dl.csv", wage_sheets.national(row, *others))
    before = sorted(DATA.rglob("*"))
    told = run("wages", "diff", "2025", str(path), "--report", str(tmp_path / "changes.csv"))
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("May 2026 against May 2025, the nation: all 4 lines in both")
    text = " ".join(told.stdout.split())
    assert "Median pay in the United States, May [2025 → 2026]:" in text
    assert "for [laboratory staff → medical assistants] and $45,690" in text
    assert f"Lines that differ, in {tmp_path / 'changes.csv'}: 853" in text
    assert sorted(DATA.rglob("*")) == before


def test_wages_diff_without_a_change_is_no_failure() -> None:
    told = run("wages", "diff", "2016", "2016-05")
    assert (told.returncode, told.stderr.startswith("loaded")) == (0, True)
    assert told.stdout.startswith("Nothing changed")


def test_wages_diff_of_what_is_not_held_says_what_is() -> None:
    refused = run("wages", "diff", "2025", "2031")
    assert refused.returncode == 1
    assert "Error: 2031: is no file, and no wages are held under this name." in refused.stderr
