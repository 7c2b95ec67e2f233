"""Wages are kept as a vintage of their own, whole or not at all; what was held stays as it was."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest
from support.wage_sheets import ASSISTANTS, NATION, TEXAS, changed, national, text

from rolereport import vintages
from rolereport.data import checks, load, package, seals
from rolereport.data.intake import telling, vintage
from rolereport.data.intake.reading import read_files
from rolereport.data.intake.vintage import Kept
from rolereport.data.sidecars import sidecar_of
from rolereport.paths import DATA

ROW = [*NATION, *ASSISTANTS]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of one vintage and the tables that checks look into."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("oews"))
    (folder / "oews").mkdir()
    shutil.copytree(DATA / "oews" / "2005-05", folder / "oews" / "2005-05")
    package.seal(folder)
    return folder


def add(path: Path, data: Path) -> list[Kept]:
    return vintage.keep(read_files([path], data=data), data)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_new_year_is_added_and_read(tmp_path: Path, data: Path) -> None:
    before = bytes_of(data)
    (kept,) = add(text(tmp_path / "national_M2026_dl.csv", national()), data)
    assert (kept.status, kept.folder) == ("added", data / "oews" / "2026-05")
    assert bytes_of(data).items() >= before.items()
    wages = load.wages("national", 2026, data).set_index("soc_code")
    assert wages.loc["31-9092", "p50_annual"] == 45690
    assert load.years("national", data) == [2005, 2026]
    told = load.sidecar(2026, data)
    assert told["reference_month"] == "2026-05"
    assert told["read"][0]["file"] == "national_M2026_dl.csv"
    assert str(tmp_path) not in (kept.folder / "source.toml").read_text(encoding="utf-8")


def test_a_vintage_names_the_files_that_it_was_read_from_and_no_other(
    tmp_path: Path, data: Path
) -> None:
    header, everyone, *_ = national()
    states = [
        header,
        changed(everyone, AREA="48", AREA_TITLE="Texas", AREA_TYPE="2"),
        [*TEXAS, *ASSISTANTS],
    ]
    first = text(tmp_path / "national_M2026_dl.csv", national())
    second = text(tmp_path / "state_M2026_dl.csv", states)
    kept = vintage.keep(read_files([first, second], data=data), data)
    read = {each.wages.level: sidecar_of(each.folder)["read"] for each in kept}
    assert [each["file"] for each in read["national"]] == ["national_M2026_dl.csv"]
    assert [each["file"] for each in read["states"]] == ["state_M2026_dl.csv"]


def test_an_added_vintage_is_sealed_by_its_sidecar(tmp_path: Path, data: Path) -> None:
    (kept,) = add(text(tmp_path / "national_M2026_dl.csv", national()), data)
    path = kept.folder / "national.csv"
    assert checks.check_table(path, data) == []
    assert seals.described(data)["oews/2026-05/national.csv"]["hash"] == seals.fingerprint(path)
    path.write_text(path.read_text().replace("45690", "45680"))
    assert seals.described(data)["oews/2026-05/national.csv"]["hash"] != seals.fingerprint(path)


def test_the_second_time_nothing_happens(tmp_path: Path, data: Path) -> None:
    file = text(tmp_path / "national_M2026_dl.csv", national())
    add(file, data)
    before = bytes_of(data)
    (kept,) = add(file, data)
    assert kept.status == "held"
    assert bytes_of(data) == before
    assert telling.kept(kept).endswith("held already in data/oews/2026-05; nothing changed")


def test_a_revision_lies_beside_what_it_revises_and_is_read(tmp_path: Path, data: Path) -> None:
    add(text(tmp_path / "national_M2026_dl.csv", national()), data)
    before = bytes_of(data)
    revised = national(changed(ROW, TOT_EMP=817880))
    for folder in ("2026-05-national-2", "2026-05-national-3"):
        (kept,) = add(text(tmp_path / "national_M2026_dl.csv", revised), data)
        assert (kept.status, kept.folder.name) == ("revision", folder)
        revised = national(changed(ROW, TOT_EMP=817890))
    assert bytes_of(data).items() >= before.items()
    wages = load.wages("national", 2026, data).set_index("soc_code")
    assert wages.loc["31-9092", "employment"] == 817890


def test_a_level_is_added_to_a_year_that_is_held(tmp_path: Path, data: Path) -> None:
    add(text(tmp_path / "national_M2026_dl.csv", national()), data)
    states = [national()[0], [*TEXAS, *ASSISTANTS]]
    (kept,) = add(text(tmp_path / "state_M2026_dl.csv", states), data)
    assert kept.folder.name == "2026-05-states"
    assert load.years("states", data) == [2026]
    assert load.sidecar(2026, data)["levels"] == ["national", "states"]
    assert len(load.sidecar(2026, data)["read"]) == 2


def test_of_two_months_of_a_year_may_is_read(tmp_path: Path, data: Path) -> None:
    add(text(tmp_path / "national_may2004_dl.csv", national()), data)
    november = national(changed(ROW, TOT_EMP=1))
    add(text(tmp_path / "national_november2004_dl.csv", november), data)
    assert vintages.wage_files("national", data)[2004].parent.name == "2004-05"


def test_minor_groups_are_left_out_unless_they_carry_a_role(tmp_path: Path, data: Path) -> None:
    minor = changed(ROW, OCC_CODE="31-9000", O_GROUP="minor")
    laboratory = changed(ROW, OCC_CODE="29-2010", O_GROUP="broad")
    add(text(tmp_path / "national_M2026_dl.csv", national(minor, laboratory)), data)
    assert load.wages("national", 2026, data)["soc_code"].tolist() == ["00-0000", "29-2010"]


@pytest.mark.parametrize("step", ["_write_wages", "_write_sidecar", "_free_name"])
def test_whatever_stops_the_writing_the_data_is_as_it_was(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def stop(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = bytes_of(data)
    monkeypatch.setattr(vintage, step, stop)
    with pytest.raises(OSError, match="No space"):
        add(text(tmp_path / "national_M2026_dl.csv", national()), data)
    assert bytes_of(data) == before


def test_a_copy_of_wages_that_are_held_is_known_as_held(tmp_path: Path, data: Path) -> None:
    own = tmp_path / "our 2005 wages.csv"
    shutil.copy(data / "oews" / "2005-05" / "national.csv", own)
    before = bytes_of(data)
    (kept,) = add(own, data)
    assert (kept.status, kept.folder.name) == ("held", "2005-05")
    assert bytes_of(data) == before


def test_the_same_file_gives_the_same_sidecar_on_another_day(tmp_path: Path, data: Path) -> None:
    day = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)
    one = text(tmp_path / "MSA_M2026_dl_1.csv", [national()[0], [*TEXAS, *ASSISTANTS]])
    california = changed([*TEXAS, *ASSISTANTS], AREA="06", AREA_TITLE="California", PRIM_STATE="CA")
    two = text(tmp_path / "MSA_M2026_dl_2.csv", [national()[0], california])
    for path, days in ((one, 0), (two, 3)):
        os.utime(path, (2e9, day.timestamp() + days * 86_400))
    vintage.keep(read_files([two, one], data=data), data)
    assert load.sidecar(2026, data)["retrieved"] == "2026-05-23"


def test_what_is_understood_is_told(tmp_path: Path, data: Path) -> None:
    rows = national(ROW, changed(ROW, I_GROUP="3-digit"))
    rows[0] = [*rows[0], "A_MEDAIN"]
    told = list(
        telling.understood(read_files([text(tmp_path / "M2026.csv", rows)], data=data), data)
    )
    assert told[0] == "M2026.csv: 3 rows"
    assert "  left out: 1 row of single industries" in told
    assert "  column A_MEDAIN is not known and not read; did you mean A_MEDIAN?" in told
    assert any("May 2026, national: 2 lines, 1 area, 2 occupations" in line for line in told)
    assert "  roles: Medical assistant (31-9092)" in told
    assert not any("00-0000" in line for line in told)


def test_wages_of_fewer_lines_than_are_held_are_told(tmp_path: Path, data: Path) -> None:
    states = [national()[0], [*TEXAS, *ASSISTANTS]]
    other = changed([*TEXAS, *ASSISTANTS], AREA="06", AREA_TITLE="California", PRIM_STATE="CA")
    add(text(tmp_path / "state_M2026_dl.csv", [*states, other]), data)
    alone = text(tmp_path / "Texas M2026.csv", states)
    told = list(telling.understood(read_files([alone], data=data), data))
    assert any("1 of the 2 lines held for that month are not in it" in line for line in told)
    whole = text(tmp_path / "state_M2026_dl.csv", [*states, other])
    told = list(telling.understood(read_files([whole], data=data), data))
    assert not any("lines held" in line for line in told)


def test_a_missing_total_is_told(tmp_path: Path, data: Path) -> None:
    file = text(tmp_path / "M2026.csv", [national()[0], ROW])
    told = list(telling.understood(read_files([file], data=data), data))
    assert any("without a line for all occupations (00-0000)" in line for line in told)


def test_the_figures_written_are_those_of_the_file(tmp_path: Path, data: Path) -> None:
    (kept,) = add(text(tmp_path / "national_M2026_dl.csv", national()), data)
    written = pd.read_csv(kept.folder / "national.csv", dtype="str").set_index("soc_code")
    assert written.loc["31-9092", ["p10_hourly", "p90_annual", "mean_rse"]].tolist() == [
        "17.33", "59310", "0.2",
    ]  # fmt: skip


def selection(folder: Path, data: Path, lines: slice, more: int = 10) -> Path:
    """Some of the lines of May 2005, the first with a median that is `more` dollars higher."""
    frame = pd.read_csv(data / "oews" / "2005-05" / "national.csv", dtype="str").iloc[lines]
    median = frame.columns.get_loc("p50_annual")
    frame.iloc[0, median] = str(int(frame.iloc[0, median]) + more)
    frame.to_csv(folder / "national_M2005.csv", index=False)
    return folder / "national_M2005.csv"


def test_a_selection_of_a_month_held_revises_its_own_lines_only(tmp_path: Path, data: Path) -> None:
    path = selection(tmp_path, data, slice(0, 5))
    before = load.wages("national", 2005, data)
    told = " ".join(telling.understood(read_files([path], data=data), data))
    assert f"{len(before) - 5:,} of the {len(before):,} lines held" in told and "they stay" in told
    (kept,) = add(path, data)
    assert (kept.status, kept.folder.name) == ("revision", "2005-05-national-2")
    after = load.wages("national", 2005, data)
    differs = before.ne(after) & (before.notna() | after.notna())
    assert differs.to_numpy().sum() == 1
    assert after.at[0, "p50_annual"] == before.at[0, "p50_annual"] + 10
    assert (
        f"not in the file, {len(before) - 5:,} of them" in load.sidecar(2005, data)["caveats"][-2]
    )
    checks.check_all(data)
    assert [each.status for each in add(path, data)] == ["held"]


def test_lines_that_a_whole_release_drops_are_dropped(tmp_path: Path, data: Path) -> None:
    before = load.wages("national", 2005, data)
    add(selection(tmp_path, data, slice(0, len(before) - 9)), data)
    assert len(load.wages("national", 2005, data)) == len(before) - 9


def test_a_year_without_national_wages_is_told(tmp_path: Path, data: Path) -> None:
    header, everyone, *_ = national()
    texas = changed(everyone, AREA="48", AREA_TITLE="Texas", AREA_TYPE="2")
    states = add(text(tmp_path / "state_M2026_dl.csv", [header, texas]), data)
    (line,) = telling.without_nation(states, data)
    assert line == "National wages of 2026 are not held; the nation's report stays at 2005."
    nation = add(text(tmp_path / "national_M2026_dl.csv", national()), data)
    assert list(telling.without_nation([*states, *nation], data)) == []
