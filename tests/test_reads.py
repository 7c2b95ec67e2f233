"""What is read of the data is noted, however it is kept in memory and whoever asks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rolereport import reads, recall
from rolereport.data import load
from rolereport.reads import (
    Answer,
    Note,
    Read,
    collecting,
    conclude,
    noted,
    recalled_reading,
    remember,
)

CALLS: list[str] = []
HAS_RECORDS = pytest.mark.skipif(sys.platform == "win32", reason="keeps no time of the record")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n")
    return path


@remember
def text_of(path: Path) -> str:
    CALLS.append(path.name)
    return reads.file(path).read_text()


@recalled_reading
def lines_of(path: str) -> list[str]:
    return text_of(Path(path)).splitlines()


@conclude
def longest(path: str) -> int:
    return max(map(len, text_of(Path(path)).splitlines()))


def notes_of(*calls: object) -> list[Note]:
    with collecting(passed_on=False) as notes:
        for call in calls:
            assert callable(call)
            call()
    return list(notes)


def test_an_answer_from_memory_notes_again_what_it_was_made_from(table: Path) -> None:
    first = notes_of(lambda: text_of(table))
    CALLS.clear()
    again = notes_of(lambda: text_of(table), lambda: text_of(table))
    assert first == again == [Read(table.as_posix())]
    assert CALLS == []


def test_a_file_keeps_the_stamp_it_had_when_it_was_read(table: Path) -> None:
    (before,) = notes_of(lambda: text_of(table))
    table.write_text("a,b\n1,22\n")
    (after,) = notes_of(lambda: text_of(table))
    assert isinstance(before, Read) and isinstance(after, Read)
    assert after.stamp == before.stamp != reads.stamp_of(table)
    reads.forget()
    (anew,) = notes_of(lambda: text_of(table))
    assert isinstance(anew, Read) and anew.stamp == reads.stamp_of(table)


def test_a_conclusion_stands_for_what_it_was_made_from(table: Path) -> None:
    (note,) = notes_of(lambda: longest(table.as_posix()))
    assert isinstance(note, Answer)
    assert note.call == "test_reads:longest" and note.values == (table.as_posix(),)
    assert note.digest == reads.digest(3) and note.made_from == (Read(table.as_posix()),)


@pytest.fixture
def in_data(table: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The table as a file of the data, in a build that recalls."""
    data = table.parent / "data"
    data.mkdir()
    monkeypatch.setattr(reads, "DATA", data)
    monkeypatch.setenv(recall.VARIABLE, str(table.parent / "recall"))
    yield table.rename(data / table.name)
    reads.forget()


def test_a_conclusion_is_recalled_and_notes_the_same(in_data: Path) -> None:
    first = notes_of(lambda: longest(in_data.as_posix()))
    reads.forget()
    CALLS.clear()
    assert notes_of(lambda: longest(in_data.as_posix())) == first and CALLS == []


@pytest.mark.parametrize("other", [False, True], ids=["its file", "another file of the data"])
def test_a_change_of_data_concludes_anew(in_data: Path, other: bool) -> None:
    notes_of(lambda: longest(in_data.as_posix()))
    reads.forget()
    CALLS.clear()
    in_data.with_name("other.csv" if other else in_data.name).write_text("a,b\n1,2222\n")
    (note,) = notes_of(lambda: longest(in_data.as_posix()))
    assert CALLS and isinstance(note, Answer)
    assert note.digest == reads.digest(3 if other else 6)


@HAS_RECORDS
def test_a_file_of_equal_size_with_its_time_set_back_concludes_anew(in_data: Path) -> None:
    notes_of(lambda: longest(in_data.as_posix()))
    before = in_data.stat()
    in_data.write_text(in_data.read_text()[::-1])
    os.utime(in_data, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert in_data.stat().st_size == before.st_size
    reads.forget()
    CALLS.clear()
    notes_of(lambda: longest(in_data.as_posix()))
    assert CALLS


def test_what_was_concluded_of_an_older_state_is_not_taken_for_the_newer(in_data: Path) -> None:
    text_of(in_data)
    in_data.write_text("a,b\n1,2222\n")
    (old,) = notes_of(lambda: longest(in_data.as_posix()))  # from memory
    reads.forget()
    (new,) = notes_of(lambda: longest(in_data.as_posix()))
    assert isinstance(old, Answer) and isinstance(new, Answer)
    assert (old.digest, new.digest) == (reads.digest(3), reads.digest(6))


def test_what_was_read_is_recalled_and_noted_again(in_data: Path) -> None:
    told: list[list[str]] = []
    notes = [notes_of(lambda: told.append(lines_of(in_data.as_posix()))) for _ in range(2)]
    reads.forget()
    CALLS.clear()
    notes.append(notes_of(lambda: told.append(lines_of(in_data.as_posix()))))
    assert told == [["a,b", "1,2"]] * 3 and CALLS == []
    assert notes[0] == notes[1] == notes[2] and len(notes[0]) == 1
    assert isinstance(notes[2][0], Read) and notes[2][0].stamp == reads.stamp_of(in_data)


@pytest.mark.parametrize("set_back", [False, pytest.param(True, marks=HAS_RECORDS)])
def test_a_file_that_changed_is_read_anew_and_another_is_not(in_data: Path, set_back: bool) -> None:
    lines_of(in_data.as_posix())
    before = in_data.stat()
    in_data.with_name("other.csv").write_text("")
    reads.forget()
    CALLS.clear()
    lines_of(in_data.as_posix())
    assert CALLS == []
    in_data.write_text("a,b\n3,4\n")
    if set_back:
        os.utime(in_data, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert lines_of(in_data.as_posix())[1] == "3,4"


def test_what_was_read_of_an_older_state_is_not_taken_for_the_newer(in_data: Path) -> None:
    text_of(in_data)
    in_data.write_text("a,b\n3,4\n")
    assert lines_of(in_data.as_posix())[1] == "1,2"  # from memory
    reads.forget()
    assert lines_of(in_data.as_posix())[1] == "3,4"


def test_rows_and_columns_stand_for_a_table_and_for_no_other_file(table: Path) -> None:
    other = table.with_name("other.csv")
    other.write_text("")
    with (
        collecting(passed_on=False) as notes,
        reads.narrowed([table], {"a": ["2", "1", "1"]}, ["b"]),
    ):
        text_of(table)
        reads.file(other)
    first = Read(table.as_posix(), where=(("a", ("1", "2")),), columns=("b",))
    assert list(notes) == [first, Read(other.as_posix())]


def test_what_led_to_an_error_is_noted(tmp_path: Path) -> None:
    with collecting(passed_on=False) as notes, pytest.raises(FileNotFoundError):
        text_of(tmp_path / "none.csv")
    assert list(notes) == [Read((tmp_path / "none.csv").as_posix())]


def test_notes_are_written_once_and_read_back(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = table.with_name("notes")
    assert noted(target) == []
    monkeypatch.setenv(reads.VARIABLE, str(target))
    for _ in range(2):
        text_of(table)
        longest(table.as_posix())
        reads.names(table.parent, "*.csv")
        reads.own_names("*/national.csv")
    found = noted(target)
    assert [str(each).rpartition("/")[2] for each in found] == [
        "table.csv", "table.csv)", "*.csv", "national.csv",
    ]  # fmt: skip
    assert isinstance(found[0], Read) and found[0].stamp == reads.stamp_of(table)


def test_what_is_given_for_one_build_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(reads.OWN_VARIABLE, str(tmp_path))
    assert reads.named(tmp_path / "2026-05" / "national.csv") == "own/2026-05/national.csv"
    assert reads.named(load.DATA / "areas.csv") == "data/areas.csv"


def test_wages_are_noted_by_what_is_asked_for_also_from_memory() -> None:
    def ask() -> None:
        load.wages("national", 2025, codes=["31-9092"], areas=["US"])

    load.wages("national", 2025)
    for _ in range(2):
        oews = [str(each) for each in notes_of(ask) if "2025-05" in str(each)]
        assert oews == ["data/oews/2025-05/national.csv where area in US and soc_code in 31-9092"]


def test_narrowed_wages_are_those_of_the_whole() -> None:
    whole = load.wages("states", 2025)
    kept = whole[whole["soc_code"].isin(["31-9092"]) & whole["area"].isin(["TX", "WY"])]
    asked = load.wages("states", 2025, codes=["31-9092"], areas=["TX", "WY"])
    assert asked.equals(kept.reset_index(drop=True)) and len(asked) == 2
    columns = load.wages("states", 2025, columns=["codes"])
    assert columns.equals(whole[["codes", "year"]])


def test_what_was_made_from_a_file_that_changed_is_forgotten_and_nothing_else_is(
    table: Path,
) -> None:
    text_of(table)
    CALLS.clear()
    reads.forget_outdated()
    text_of(table)
    assert CALLS == []
    table.write_text("a,b\n1,23\n")
    reads.forget_outdated()
    assert text_of(table).endswith("23\n") and [table.name] == CALLS
    table.unlink()
    reads.forget_outdated()


@pytest.mark.parametrize("name", ["data/areas.csv", "CITATION.cff", "/tmp/areas.csv"])
def test_a_name_leads_back_to_its_file(name: str) -> None:
    assert reads.named(reads.located(name)) == name
