"""What is told when chapters that run side by side fail, or their process is killed."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from rolereport.publish import runner
from rolereport.publish.errors import ChapterFailed, PublishError


def failed(chapter: str) -> Future[float]:
    future: Future[float] = Future()
    future.set_exception(ChapterFailed(chapter, 3, "KeyError", "'p50'", Path("kept")))
    return future


def follow(futures: dict[str, Future[float]]) -> None:
    chapters = {future: Path(f"{name}.ipynb") for name, future in futures.items()}
    runner._follow(chapters, multiprocessing.SimpleQueue(), 1)


def test_first_failure_in_chapter_order_is_told() -> None:
    with pytest.raises(ChapterFailed, match="chapter 02-b"):
        follow({"07-c": failed("07-c"), "02-b": failed("02-b")})


def test_chapters_not_begun_are_left_after_a_failure() -> None:
    waiting: Future[float] = Future()
    with pytest.raises(ChapterFailed, match="chapter 02-b"):
        follow({"02-b": failed("02-b"), "07-c": waiting})
    assert waiting.cancelled()


def test_each_chapter_has_a_line_with_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    done: Future[float] = Future()
    done.set_result(1.25)
    follow({"02-b": done})
    assert "02-b  1.2 s" in capsys.readouterr().err


def test_killed_process_is_no_traceback() -> None:
    future: Future[float] = Future()
    future.set_exception(BrokenProcessPool())
    with pytest.raises(PublishError, match="02-b was killed"):
        follow({"02-b": future})


@pytest.mark.parametrize(("processors", "jobs"), [(None, 1), (1, 1), (2, 2), (64, 4)])
def test_jobs_follow_the_processors(
    monkeypatch: pytest.MonkeyPatch, processors: int | None, jobs: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert runner.default_jobs() == jobs
