"""The process that writes the formats while chapters run: what it tells, and if it is killed."""

from __future__ import annotations

import os
import pickle
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from half_made import PROVENANCE, made
from miniature import code_cell, contents, markdown_cell, shown, write_chapter

from rolereport.publish import export, formats
from rolereport.publish.errors import PublishError
from rolereport.publish.export import Export, exporting
from rolereport.publish.exports import exporting_again
from rolereport.publish.formats import FORMATS, Made, write_formats
from rolereport.publish.parts import Part
from rolereport.recall import VARIABLE


def begun(told: Made) -> AbstractContextManager[Export]:
    return exporting(told.edition, told.executed, told.formats)


@pytest.mark.usefixtures("way")
def test_it_writes_what_is_written_format_by_format(tmp_path: Path) -> None:
    told = made(tmp_path / "beside")
    with begun(told) as process:
        process.add(told.executed[1])
        process.add(told.executed[0])
        assert process.finish(PROVENANCE) == ["From 45,690."]
    alone = made(tmp_path / "alone")
    write_formats(alone)
    assert contents(told.edition.folder) == contents(alone.edition.folder)
    assert {f"report.{name}" for name in FORMATS} < {*contents(alone.edition.folder)}


@pytest.mark.parametrize(("begin", "kept"), [(exporting, 2), (exporting_again, 0)])
def test_parts_are_kept_for_later_builds_but_not_those_of_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: Any, kept: int
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "recall"))
    told = made(tmp_path / "told", "html")
    with begin(told.edition, told.executed, told.formats) as process:
        process.finish(PROVENANCE)
    answers = [pickle.loads(path.read_bytes()) for path in tmp_path.glob("recall/*.pickle")]
    assert sum(isinstance(answer, Part) for answer in answers) == kept


@pytest.mark.usefixtures("way")
def test_what_cannot_be_shown_is_told_at_the_end(tmp_path: Path) -> None:
    told = made(tmp_path)
    bare = code_cell("", shown({"image/png": "iVBO", "text/plain": "x"}))
    write_chapter(told.executed[1], markdown_cell("# How much?"), bare)
    with begun(told) as process:
        process.add(told.executed[1])
        process.add(told.executed[0])
        with pytest.raises(PublishError, match="chapter 04-salaries: cell 2: shows bare image/png"):
            process.finish(PROVENANCE)


def test_the_first_format_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(name: str, seconds: float) -> None:
        def write(told: Made) -> None:
            time.sleep(seconds)
            raise PublishError(f"no {name}")

        monkeypatch.setitem(FORMATS, name, write)

    fails("pdf", 0.5)
    fails("xlsx", 0)
    with pytest.raises(PublishError, match="no pdf"):
        write_formats(made(tmp_path / "beside"), at_a_time=4)
    with pytest.raises(PublishError, match="no pdf"):
        write_formats(made(tmp_path / "one by one"))


def divide(*_: object) -> None:
    1 / 0  # noqa: B018


@pytest.mark.parametrize(
    ("write", "error", "told"),
    [
        (divide, ZeroDivisionError, "division"),
        (lambda *_: os._exit(9), PublishError, "the process that wrote the report was killed"),
        (lambda *_: time.sleep(60), PublishError, r"did nothing for 0\.5 seconds and was stopped"),
    ],
    ids=["mistaken", "killed", "hung"],
)
def test_what_stops_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Any, error: type, told: str
) -> None:
    monkeypatch.setattr(export, "write_formats", write)
    monkeypatch.setattr(export, "PATIENCE", 0.5)
    with begun(made(tmp_path, "html")) as process, pytest.raises(error, match=told):
        process.finish(PROVENANCE)


def test_it_ends_with_the_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "write_formats", lambda *_: time.sleep(60))
    told = made(tmp_path, "html")
    started = time.monotonic()
    with begun(told) as process:
        process._sender.send(PROVENANCE)
    assert time.monotonic() - started < 30
    process.add(told.executed[0])  # nobody listens, and that is no failure


def test_pictures_that_chapters_made_are_not_made_again(tmp_path: Path) -> None:
    told = made(tmp_path, "docx")
    write_formats(told)
    picture = told.edition.figures / "pay.png"
    picture.write_bytes(picture.read_bytes() + b"told apart")
    formats.write_docx(told)
    assert picture.read_bytes().endswith(b"told apart")
