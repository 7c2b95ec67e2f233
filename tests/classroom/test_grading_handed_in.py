"""What was handed in is found, however it was packed, and no damaged file stops the search."""

from __future__ import annotations

import io
import os
import random
import zipfile
from datetime import datetime
from pathlib import Path, PurePosixPath

import nbformat
import pytest

from rolereport.classroom.grading.handed_in import NO_ZIP, UNREADABLE, find
from rolereport.classroom.grading.whose import Owned, newest

LESSON = "01-which-job"
NOON = datetime(2026, 9, 1, 12)


def notebook() -> str:
    prose = " ".join(f"{number} words" for number in range(500))
    cells = [nbformat.v4.new_markdown_cell(prose, id="prose")]
    return str(nbformat.writes(nbformat.v4.new_notebook(cells=cells)))


def packed(name: str = f"{LESSON}.ipynb", hour: int = NOON.hour) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parcel:
        member = zipfile.ZipInfo(name, (NOON.year, NOON.month, NOON.day, hour, 0, 0))
        parcel.writestr(member, notebook(), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def paths(where: Path) -> list[str]:
    return [str(each.path) for each in find(where) if each.notebook is not None]


def test_a_damaged_zip_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "whole.ipynb").write_text(notebook(), encoding="utf-8")
    whole, told = packed(), set()
    drawn = random.Random(1)
    end = len(whole) - 22  # where the zip file's last record begins
    for at in [end, *drawn.sample(range(len(whole)), 200)]:
        content = bytearray(whole)
        content[at] ^= 1 << drawn.randrange(8)
        (tmp_path / "damaged.zip").write_bytes(content)
        assert "whole.ipynb" in paths(tmp_path)
        told |= {each.problem for each in find(tmp_path)}
    assert told >= {"", UNREADABLE, NO_ZIP}


@pytest.mark.parametrize("name", [f"{LESSON}.IPYNB", f"{LESSON}.ipynb.txt"])
def test_a_notebook_is_known_however_it_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(notebook(), encoding="utf-8")
    assert paths(tmp_path) == [name]
    assert paths(tmp_path / name) == [name], "and one file can be named alone"
    (tmp_path / name).unlink()
    (tmp_path / "ALL.ZIP").write_bytes(packed(name))
    assert paths(tmp_path) == paths(tmp_path / "ALL.ZIP") == [f"ALL/{name}"]


@pytest.mark.parametrize("name", [r"ada\work.ipynb", "/ada/work.ipynb"])
def test_a_path_in_a_zip_file_is_one_whoever_wrote_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "all.zip").write_bytes(packed(name))
    assert paths(tmp_path) == ["all/ada/work.ipynb"]


@pytest.mark.parametrize("hour", [11, 13])
def test_the_newest_counts_whether_it_is_packed_or_not(tmp_path: Path, hour: int) -> None:
    (tmp_path / "loose.ipynb").write_text(notebook(), encoding="utf-8")
    os.utime(tmp_path / "loose.ipynb", (NOON.timestamp(),) * 2)
    (tmp_path / "all.zip").write_bytes(packed(hour=hour))
    found = newest(Owned(file, "code", LESSON) for file in find(tmp_path))
    first = "loose.ipynb" if hour == 11 else f"all/{LESSON}.ipynb"
    assert found["code", LESSON][0].file.path == PurePosixPath(first)


def test_a_zip_file_without_a_day_is_read(tmp_path: Path) -> None:
    content = packed()
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        member = parcel.infolist()[0]
    day = (
        member.date_time[0] - 1980 << 9 | member.date_time[1] << 5 | member.date_time[2]
    ).to_bytes(2, "little")
    (tmp_path / "all.zip").write_bytes(content.replace(day, b"\0\0"))
    (file,) = find(tmp_path)
    assert file.notebook is not None and file.time == 0
