"""What OLD and NEW of a comparison may be: a file, a year, a month, a revision."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support import wage_sheets

from rolereport.data import load
from rolereport.data.errors import DataError, DataErrors
from rolereport.data.intake import one_off, reading, sides, vintage
from rolereport.paths import DATA
from rolereport.vintages import OWN_VARIABLE, wage_files


@pytest.fixture
def revised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """May 2016 held a second time, as a revision, while the test runs."""
    monkeypatch.setenv(OWN_VARIABLE, str(tmp_path))
    shutil.copytree(DATA / "oews" / "2016-05", tmp_path / "2016-05-national-2")
    return "2016-05-national-2"


def sheet(folder: Path, name: str = "national_M2026_dl.csv") -> Path:
    return wage_sheets.text(folder / name, wage_sheets.national())


def test_a_year_and_a_month_mean_what_is_in_force() -> None:
    for name in ("2025", "2025-05"):
        held = sides.side(name)
        assert (held.month, held.year, held.title) == ("2025-05", 2025, "May 2025")
        assert list(held.wages) == ["national", "states", "metros"]
        assert sides.is_in_force(held)
    assert sides.side("2025").wages["national"].equals(load.wages("national", 2025))


def test_autumn_is_named_as_such() -> None:
    assert sides.side("2002").title == "fall 2002"


def test_a_revision_and_what_it_revises_are_told_apart(revised: str) -> None:
    old, new = sides.side("2016-05"), sides.side(revised)
    assert old.held["national"].parent.name == "2016-05"
    assert new.held["national"].parent.name == revised
    assert sides.side("2016").held == new.held
    assert sides.is_in_force(new) and not sides.is_in_force(old)
    earlier = sides.before(new, "national")
    assert earlier is not None and earlier.name == "2016-05"


def test_before_a_year_comes_the_last_with_that_level() -> None:
    now = sides.side("2025")
    earlier = {level: sides.before(now, level) for level in now.wages}
    names = {level: each and each.name for level, each in earlier.items()}
    assert names == {"national": "2024-05", "states": "2024-05", "metros": None}


def test_in_force_holds_one_level(revised: str) -> None:
    assert sides.in_force(2016, "national").name == revised
    assert list(sides.in_force(2025, "states").wages) == ["states"]
    with pytest.raises(DataError, match="metros wages of 2016"):
        sides.in_force(2016, "metros")


def test_a_file_is_read_and_not_kept(tmp_path: Path) -> None:
    read = sides.side(str(sheet(tmp_path)))
    assert (read.name, read.month, read.held) == ("national_M2026_dl.csv", "2026-05", {})
    assert read.wages["national"]["soc_code"].tolist() == ["00-0000", "31-9092"]
    assert read.wages["national"].dtypes["p25_annual"] == "float64"
    assert not sides.is_in_force(read)
    assert 2026 not in load.years("national")


def test_a_file_that_does_not_say_its_year_is_told(tmp_path: Path) -> None:
    path = sheet(tmp_path, "wages.csv")
    assert sides.side(str(path), 2024).month == "2024-05"
    with pytest.raises(DataErrors, match="does not say which year"):
        sides.side(str(path))


@pytest.mark.parametrize("name", ["2031", "2025-06", "nosuch.xlsx", "2025-05-national-9"])
def test_what_is_neither_held_nor_a_file_is_told(name: str) -> None:
    with pytest.raises(DataError, match=r"is no file, .* vintages 2002-11 to 2025-05"):
        sides.side(name)


def test_a_part_of_a_month_that_is_held_is_filled_as_adding_it_would(tmp_path: Path) -> None:
    part = sides.side(str(sheet(tmp_path, "national_M2025_dl.csv")))
    whole = sides.side("2025").wages["national"]
    assert part.filled == {"national": 851}
    assert sorted(part.wages["national"]["soc_code"]) == whole["soc_code"].tolist()
    with sides.put_in_force(part):
        added = sides.side("2025").wages["national"]
    assert part.wages["national"].equals(added)


def test_two_months_in_one_file_are_refused(tmp_path: Path) -> None:
    header, total, row = wage_sheets.national()
    rows = [[*header, "YEAR"], [*total, 2024], [*row, 2024], [*total, 2025], [*row, 2025]]
    path = wage_sheets.text(tmp_path / "both.csv", rows)
    with pytest.raises(DataError, match="several months, 2024-05 and 2025-05"):
        sides.side(str(path))


def test_salaries_are_refused(tmp_path: Path) -> None:
    rows = [["job", "pay"], *[["Medical Assistant", 40_000 + each] for each in range(12)]]
    path = wage_sheets.text(tmp_path / "payroll.csv", rows)
    with pytest.raises(DataError, match="holds salaries"):
        sides.side(str(path))


def test_any_side_can_be_put_in_force(revised: str, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    path = wage_sheets.text(folder / "national_M2016_dl.csv", wage_sheets.national())
    for each in (sides.side("2016-05"), sides.side(str(path))):
        with sides.put_in_force(each):
            now = sides.side("2016")
            assert now.wages["national"].equals(each.wages["national"])
            assert load.sidecar(2016)["reference_month"] == "2016-05"
        assert sides.side("2016").name == "2016"
        assert sides.side("2016").held["national"].parent.name == revised


def test_what_is_put_in_force_comes_before_every_revision_that_is_kept(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA / "schemas", data / "schemas")
    for name in ("2016-05", "2016-05-national-2"):
        shutil.copytree(DATA / "oews" / "2016-05", data / "oews" / name)
    first = sides.side("2016-05", data=data)
    assert not sides.is_in_force(first, data)
    with sides.put_in_force(first, data=data):
        assert not wage_files("national", data)[2016].is_relative_to(data)
    assert wage_files("national", data)[2016].parent.name == "2016-05-national-2"


def test_wages_lent_to_one_build_are_a_side(tmp_path: Path) -> None:
    read = reading.read_files([sheet(tmp_path)])
    with one_off.lent() as folder:
        vintage.keep(read, into=folder)
        now = sides.side("2026")
        assert now.held["national"].is_relative_to(folder)
        earlier = sides.before(now, "national")
        assert earlier is not None and earlier.name == "2025-05"


def test_caveats_are_those_of_the_level() -> None:
    told = sides.side("2024")
    assert [each for each in told.caveats("national") if "conversion" in each] == []
    states = told.caveats("states")
    assert states[0].startswith("State figures: from a conversion")
    assert "The conversion holds health occupations only" in " ".join(states)
    assert told.caveats("metros") == []
