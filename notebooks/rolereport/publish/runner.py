"""Runs the chapters several at a time and tells how far they are."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from collections.abc import Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from multiprocessing.process import BaseProcess
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from threading import Thread
from typing import Any

from tqdm import tqdm

from rolereport.publish import execute
from rolereport.publish.errors import ChapterFailed, PublishError
from rolereport.publish.writing import writing

MOST_JOBS = 4
LOOK_SECONDS = 0.1

_cells_done: SimpleQueue[int]


def default_jobs() -> int:
    """One job a processor, but no more than four."""
    return min(os.cpu_count() or 1, MOST_JOBS)


def run_chapters(
    chapters: list[Path],
    folder: Path,
    parameters: Mapping[str, Any],
    figures: Path,
    jobs: int | None = None,
) -> list[Path]:
    """Execute `chapters` into `folder`, `jobs` at a time; the executed notebooks, in order.

    Raises
    ------
    ChapterFailed
        The first failure in chapter order; chapters not yet begun are then left.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figures.mkdir(parents=True, exist_ok=True)
    # Spawned, not forked: a fork would inherit the edition's lock and hold it after a kill.
    context = multiprocessing.get_context("spawn")
    done: SimpleQueue[int] = context.SimpleQueue()
    workers = min(jobs or default_jobs(), len(chapters))
    with ProcessPoolExecutor(workers, context, initializer=_join, initargs=(done,)) as pool:
        futures = {
            pool.submit(_run, chapter, folder / chapter.name, dict(parameters), figures): chapter
            for chapter in chapters
        }
        _follow(futures, done, sum(map(_code_cells, chapters)))
    return [folder / chapter.name for chapter in chapters]


def _join(done: SimpleQueue[int]) -> None:
    global _cells_done
    _cells_done = done
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """Leave when the build does, however it ends: a worker alone would wait for ever."""
    parent.join()
    os._exit(1)


def _run(chapter: Path, target: Path, parameters: dict[str, Any], figures: Path) -> float:
    started = time.perf_counter()
    execute.run_chapter(chapter, target, parameters, figures, on_cell=lambda: _cells_done.put(1))
    return time.perf_counter() - started


def _follow(futures: dict[Future[float], Path], done: SimpleQueue[int], cells: int) -> None:
    failures: list[ChapterFailed] = []
    pending = set(futures)
    # On a terminal a bar moves above the lines; elsewhere the lines alone are printed.
    with tqdm(total=cells, unit="cell", desc="chapters", disable=None, leave=False) as bar:
        while pending:
            finished, pending = wait(pending, LOOK_SECONDS, return_when=FIRST_COMPLETED)
            while not done.empty():
                bar.update(done.get())
            for future in sorted(finished, key=lambda each: futures[each].name):
                failures += _report(future, futures[future].stem)
            if failures:
                pending = {future for future in pending if not future.cancel()}
    if failures:
        raise min(failures, key=lambda failure: failure.chapter)


def _report(future: Future[float], chapter: str) -> list[ChapterFailed]:
    if future.cancelled():
        return []
    try:
        with writing(f"chapter {chapter}"):
            seconds = future.result()
    except ChapterFailed as failure:
        _say(f"{chapter}  failed")
        return [failure]
    except BrokenExecutor:
        raise PublishError(f"the process that ran {chapter} was killed from outside") from None
    _say(f"{chapter}  {seconds:.1f} s")
    return []


def _say(line: str) -> None:
    tqdm.write(line, file=sys.stderr)


def _code_cells(chapter: Path) -> int:
    try:
        cells = json.loads(chapter.read_bytes())["cells"]
    except (ValueError, KeyError, TypeError):
        raise PublishError(f"{chapter} is not a notebook that can be read") from None
    # One more than the chapter has: papermill adds the cell with the values.
    return 1 + sum(cell["cell_type"] == "code" and bool(cell["source"]) for cell in cells)
