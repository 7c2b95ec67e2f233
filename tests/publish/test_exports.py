"""The process that is kept to write the formats of edition after edition: failures, ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from half_made import PROVENANCE, made
from miniature import code_cell, contents, markdown_cell, shown, write_chapter

from rolereport.publish import export, exports, processes
from rolereport.publish.errors import PublishError
from rolereport.publish.export import Export
from rolereport.publish.exports import exporting_again
from rolereport.publish.formats import FORMATS, Made, write_formats
from rolereport.publish.page.highlight import highlighted

FORKS = pytest.mark.skipif(not processes.FORKS, reason="this system does not fork safely")
ENDS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from half_made import PROVENANCE, made
from rolereport.publish import exports
told = made(Path(sys.argv[2]), "html")
with exports.exporting_again(told.edition, told.executed, told.formats) as process:
    process.finish(PROVENANCE)
import multiprocessing
print(*(child.pid for child in multiprocessing.active_children()))
"""


def begun(told: Made, sources: list[Path] | None = None) -> AbstractContextManager[Export]:
    return exporting_again(told.edition, told.executed, told.formats, sources or [])


def is_written(folder: Path) -> bool:
    """Whether one more edition is written as it should be."""
    told = made(folder, "html")
    with begun(told) as process:
        for chapter in reversed(told.executed):
            process.add(chapter)
        assert process.finish(PROVENANCE) == ["From 45,690."]
    alone = made(folder / "alone", "html")
    write_formats(alone)
    page = told.edition.folder / "report.html"
    return page.read_bytes() == (alone.edition.folder / "report.html").read_bytes()


def kept() -> list[int | None]:
    """The processes that are kept, as the system knows them; not a batch's of other tests."""
    children = exports.multiprocessing.active_children()
    return [each.pid for each in children if not type(each).__module__.startswith("joblib.")]


@pytest.mark.usefixtures("way")
def test_it_writes_one_edition_after_another_as_each_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        told, alone = made(tmp_path / name), made(tmp_path / f"{name} alone")
        with begun(told) as process:
            process.add(told.executed[1])
            assert process.finish(PROVENANCE) == ["From 45,690."]
        write_formats(alone)
        assert contents(told.edition.folder) == contents(alone.edition.folder)
        assert {f"report.{name}" for name in FORMATS} < {*contents(told.edition.folder)}


@FORKS
def test_one_process_is_kept_and_holds_what_this_one_does_not(tmp_path: Path) -> None:
    source = write_chapter(tmp_path / "00-answer.ipynb", code_cell("draw(1)  # once"))
    damaged = tmp_path / "04-salaries.ipynb"
    damaged.write_text("{}")
    highlighted.cache_clear()
    processes_kept = []
    for name in ("one", "two"):
        with begun(made(tmp_path / name, "html"), [source, damaged]) as process:
            process.finish(PROVENANCE)
        processes_kept.append(kept())
    assert highlighted.cache_info().currsize == 0
    assert processes_kept[0] == processes_kept[1]
    assert len(kept()) == 1


@FORKS
def test_editions_that_are_written_at_the_same_time_each_have_one(tmp_path: Path) -> None:
    with begun(made(tmp_path / "one", "html")) as process:
        assert is_written(tmp_path / "two")
        assert process.finish(PROVENANCE) == ["From 45,690."]
    assert len(kept()) == 2


@FORKS
@pytest.mark.parametrize("heard", [0, 1, 2])
def test_an_edition_that_is_given_up_leaves_nothing_to_the_next(tmp_path: Path, heard: int) -> None:
    told = made(tmp_path / "one", "html")
    with pytest.raises(PublishError, match="no chapter"), begun(told) as process:
        before = kept()
        for chapter in told.executed[:heard]:
            process.add(chapter)
        raise PublishError("no chapter")
    assert is_written(tmp_path / "two")
    assert kept() == before


@FORKS
def test_an_edition_that_cannot_be_shown_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    told = made(tmp_path / "one", "html")
    bare = code_cell("", shown({"image/png": "iVBO", "text/plain": "x"}))
    write_chapter(told.executed[1], markdown_cell("# How much?"), bare)
    with pytest.raises(PublishError, match="shows bare image/png"), begun(told) as process:
        before = kept()
        for chapter in reversed(told.executed):
            process.add(chapter)
        process.finish(PROVENANCE)
    assert is_written(tmp_path / "two")
    assert kept() == before


def divide(*_: object) -> None:
    1 / 0  # noqa: B018


@FORKS
@pytest.mark.parametrize(
    ("write", "error", "told", "is_kept"),
    [
        (divide, ZeroDivisionError, "division", True),
        (lambda *_: os._exit(9), PublishError, "process that wrote the report was killed", True),
        (lambda *_: time.sleep(60), PublishError, r"nothing for 0\.5 seconds", False),
        (lambda *_: os.kill(os.getppid(), 9), PublishError, "was killed", False),
    ],
    ids=["mistaken", "killed", "hung", "killed with the one that is kept"],
)
def test_what_stops_it_is_told_and_stops_no_other(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    write: Callable[..., Any],
    error: type,
    told: str,
    is_kept: bool,
) -> None:
    monkeypatch.setattr(export, "write_formats", write)
    monkeypatch.setattr(export, "PATIENCE", 0.5 if "0" in told else 60)
    with pytest.raises(error, match=told), begun(made(tmp_path / "one", "html")) as process:
        process.finish(PROVENANCE)
    assert len(kept()) == is_kept
    monkeypatch.undo()
    exports.dismiss()
    assert is_written(tmp_path / "two")


@FORKS
def test_one_that_was_killed_since_is_begun_anew(tmp_path: Path) -> None:
    assert is_written(tmp_path / "one")
    (killed,) = kept()
    assert killed
    os.kill(killed, 9)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)
    assert is_written(tmp_path / "two")
    assert kept() != [killed]


@FORKS
def test_an_interruption_waits_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "write_formats", lambda *_: time.sleep(60))
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), begun(made(tmp_path, "html")) as process:
        process._sender.send(PROVENANCE)
        raise KeyboardInterrupt
    assert time.monotonic() - started < 30
    assert not kept()


@FORKS
def test_it_ends_with_the_process_that_it_writes_for(tmp_path: Path) -> None:
    words = [sys.executable, "-c", ENDS, str(Path(__file__).parent), str(tmp_path)]
    ran = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    (pid,) = map(int, ran.stdout.split())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
