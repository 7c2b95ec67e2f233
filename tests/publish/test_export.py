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
from miniature import code_cell, contents, markdown_cell, shown, shown_figure, write_chapter

from rolereport.publish import export, formats, processes
from rolereport.publish.document.pdf import setter, writer
from rolereport.publish.edition import Edition
from rolereport.publish.edition_words import in_words
from rolereport.publish.errors import PublishError
from rolereport.publish.export import Export, exporting
from rolereport.publish.formats import FORMATS, Made, write_formats
from rolereport.publish.page.highlight import highlighted
from rolereport.publish.parts import Part
from rolereport.publish.provenance import Provenance
from rolereport.recall import VARIABLE

PARAMETERS = in_words(Edition.of({}, Path()).parameters)
PROVENANCE = Provenance("us", PARAMETERS, "OEWS", {}, "0123456789abcdef")
FINDINGS = {"text/markdown": "- From 45,690.", "text/plain": "x"}


def made(folder: Path, *asked: str) -> Made:
    """Two chapters that have run."""
    edition = Edition.of({}, folder)
    edition.figures.mkdir(parents=True)
    told = code_cell("", shown(FINDINGS, {"kind": "findings"}))
    executed = [
        write_chapter(edition.notebooks / "00-answer.ipynb", markdown_cell("# Same?"), told),
        write_chapter(
            edition.notebooks / "04-salaries.ipynb",
            markdown_cell("# How much?"),
            code_cell("", shown_figure()),
        ),
    ]
    return Made(edition, executed, PROVENANCE, asked or tuple(FORMATS))


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


@pytest.mark.skipif(not processes.FORKS, reason="this system does not fork safely")
def test_what_further_editions_share_is_loaded_here_and_changes_nothing(tmp_path: Path) -> None:
    told, other = made(tmp_path / "one"), made(tmp_path / "two")
    source = write_chapter(tmp_path / "00-answer.ipynb", code_cell("draw(1)  # once"))
    damaged = tmp_path / "04-salaries.ipynb"
    damaged.write_text("{}")
    highlighted.cache_clear()
    for each, sources in ((told, [source, damaged]), (other, [])):
        asked = each.edition, each.executed, each.formats, sources
        with exporting(*asked, again=bool(sources)) as process:
            process.finish(PROVENANCE)
    assert highlighted.cache_info().currsize == 1
    assert contents(told.edition.folder) == contents(other.edition.folder)


@pytest.mark.parametrize(("again", "kept"), [(False, 2), (True, 0)])
def test_parts_are_kept_for_later_builds_but_not_those_of_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool, kept: int
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "recall"))
    told = made(tmp_path / "told", "html")
    with exporting(told.edition, told.executed, told.formats, again=again) as process:
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
