"""What is kept of salaries: one small file, whole or not at all, checked when it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import wage_sheets

from rolereport.data import own as kept
from rolereport.data.errors import DataErrors
from rolereport.data.intake import own
from rolereport.data.intake.reading import Reading, read_files
from rolereport.data.intake.terms import Terms
from rolereport.parameters import ParameterError
from rolereport.vintages import OWN_VARIABLE


@pytest.fixture
def payroll(tmp_path: Path) -> Path:
    rows = [
        ["Name", "Job title", "Hourly rate", "State"],
        *[
            [f"Jane Doe {number}", "Medical assistant", 20 + number / 10, "TX"]
            for number in range(37)
        ],
        *[["John Roe", "Phlebotomist", 19.5, "TX"]] * 4,
    ]
    return wage_sheets.text(tmp_path / "secret-employer.csv", rows)


@pytest.fixture
def folder(tmp_path: Path, payroll: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    terms = Terms(month="2026-03")
    own.write(read_files([payroll], terms=terms), tmp_path / "own", terms)
    monkeypatch.setenv(OWN_VARIABLE, str(tmp_path / "own"))
    return tmp_path / "own"


def test_what_is_written_is_read_again(folder: Path) -> None:
    held = kept.held()
    assert held is not None
    assert list(held.columns) == list(kept.COLUMNS)
    told = held.set_index("role")[["area", "people", "hidden", "kind", "month", "p50"]]
    assert told.loc["medical-assistant"].tolist() == ["TX", 37, "", "text file", "2026-03", 45_340]
    assert told.loc["phlebotomist", "hidden"] == "few"


def test_nothing_but_the_summary_is_written(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == ["own_pay.csv"]
    written = (folder / "own_pay.csv").read_text()
    assert "Doe" not in written and "Roe" not in written and "secret" not in written
    assert written.count("\n") == 3


def test_wages_of_both_kinds_come_in_one_call(tmp_path: Path, payroll: Path) -> None:
    official = wage_sheets.text(tmp_path / "national_M2026_dl.csv", wage_sheets.national())
    found = read_files([payroll, official])
    assert [wages.month for wages in found.wages] == ["2026-05"]
    assert [source.file for source in found.sources] == ["national_M2026_dl.csv"]
    assert len(found.payrolls["secret-employer.csv"].people) == 41


def test_nothing_is_held_without_own_pay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(OWN_VARIABLE, raising=False)
    assert kept.held() is None
    monkeypatch.setenv(OWN_VARIABLE, str(tmp_path))
    assert kept.held() is None
    assert own.write(Reading(), tmp_path, Terms()) is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("role,area", "job,area", "row 1: has not the columns role, area"),
        ("medical-assistant,TX", "astronaut,TX", "row 2, column role, value 'astronaut'"),
        (",TX,", ",Tejas,", "row 2, column area, value 'Tejas'"),
        ("45340", "-5", "row 2, column p50, value '-5': is no pay in dollars"),
        ("45340", "1000", "row 2, column p50, value '1000': the percentiles are not in order"),
        ("2026-03", "2026-13", "column month, value '2026-13'"),
        (",37,", ",,", "column people, value ''"),
    ],
)
def test_a_summary_that_cannot_be_is_refused(folder: Path, old: str, new: str, told: str) -> None:
    path = folder / "own_pay.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(DataErrors) as caught:
        kept.held()
    assert told in str(caught.value)
    assert "To mend it: make it anew" in str(caught.value)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"titles": ["med tech"]}, "is not of the form TITLE=ROLE"),
        ({"titles": ["med tech=wizard"]}, "'wizard' is no role"),
        ({"area": "Tejas"}, "'Tejas' is no area"),
        ({"month": "March"}, "'March' is no month"),
    ],
)
def test_terms_that_cannot_be_are_refused(words: dict[str, object], told: str) -> None:
    with pytest.raises(ParameterError, match=told):
        Terms.of(**words)  # type: ignore[arg-type]


def test_terms_are_understood_as_written() -> None:
    terms = Terms.of(["Med Tech=Medication aide", "Lab tech=29-2012"], area="texas")
    assert terms.titles == {"Med Tech": "medication-aide", "Lab tech": "laboratory-technician"}
    assert terms.area == "TX"
    assert Terms.of(area="US").area == ""
