"""The process that writes the formats while chapters run: what it tells, and if it is killed."""

from __future__ import annotations

import os
import pickle
import time
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from half_made import PROVENANCE, made
from miniature import code_cell, contents, markdown_cell, shown, write_chapter

from rolereport.publish import export, formats, processes
from rolereport.publish.document.model import Paragraph, Span
from rolereport.publish.document.pdf import setter, writer
from rolereport.publish.document.pdf.ahead import setting_ahead
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


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What typst was given for this edition when it said something else is kept."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "recall"))
    told = made(tmp_path / "before", "pdf")
    report = replace(told.report, answer=("From 1.",))
    assert writer.pdf(report, PROVENANCE)


def ahead(told: Made) -> AbstractContextManager[Export]:
    return exporting(told.edition, told.executed, told.formats, told.executed[1:])


@pytest.mark.usefixtures("kept", "way")
def test_what_is_set_ahead_is_written_as_if_it_were_not(tmp_path: Path) -> None:
    told, alone = made(tmp_path / "ahead"), made(tmp_path / "alone")
    with ahead(told) as process:
        process.finish(PROVENANCE)
    write_formats(alone)
    assert contents(told.edition.folder) == contents(alone.edition.folder)


@pytest.mark.usefixtures("kept")
@pytest.mark.skipif(not processes.FORKS, reason="this system does not fork safely")
@pytest.mark.parametrize("asked", [("pdf",), ("html", "pdf")])
def test_the_pdf_is_left_to_what_set_it_ahead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    monkeypatch.setitem(FORMATS, "pdf", divide)
    told = made(tmp_path / "ahead", *asked)
    with ahead(told) as process:
        process.finish(PROVENANCE)
    assert {f"report.{name}" for name in asked} <= {*contents(told.edition.folder)}
    monkeypatch.delenv(VARIABLE)
    with ahead(told) as process, pytest.raises(ZeroDivisionError):
        process.finish(PROVENANCE)


@pytest.mark.usefixtures("kept")
@pytest.mark.skipif(not processes.FORKS, reason="this system does not fork safely")
@pytest.mark.parametrize(
    ("fails", "told"),
    [
        (lambda *_: 1 / 0, "division"),
        (lambda *_: os._exit(9), "the process that wrote the report was killed"),
    ],
    ids=["mistaken", "killed"],
)
def test_what_stops_the_pdf_set_ahead_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: Any, told: str
) -> None:
    monkeypatch.setattr(writer, "pdf", fails)
    errors = ZeroDivisionError, PublishError
    with ahead(made(tmp_path / "ahead")) as process, pytest.raises(errors, match=told):
        process.finish(PROVENANCE)


@pytest.mark.usefixtures("kept")
@pytest.mark.skipif(not processes.FORKS, reason="this system does not fork safely")
def test_a_report_is_taken_while_the_last_is_being_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"

    def rehearse(document: bytes) -> None:
        for _ in range(300):
            time.sleep(0.1)
            if taken.exists():
                return
        os._exit(9)

    monkeypatch.setattr(setter, "rehearse", rehearse)
    long = Paragraph((Span("x " * 100_000),))
    report = made(tmp_path / "made", "pdf").report
    chapters = tuple(replace(each, blocks=(*each.blocks, long)) for each in report.chapters)
    with setting_ahead(PROVENANCE.edition) as begun:
        assert begun
        begun.write(replace(report, chapters=chapters), PROVENANCE, tmp_path / "report.pdf")
        taken.touch()
        begun.finish()
    assert (tmp_path / "report.pdf").exists()


@pytest.mark.usefixtures("kept")
def test_what_cannot_be_set_ahead_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setter, "rehearse", divide)
    told = made(tmp_path / "ahead", "pdf")
    with ahead(told) as process:
        process.finish(PROVENANCE)
    assert (told.edition.folder / "report.pdf").read_bytes().startswith(b"%PDF")


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
