"""Executes chapters, several at a time, each in a process of its own.

papermill and what the chapters import load where they run, not where that is asked for.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import Any

from rolereport.publish import preload, processes
from rolereport.publish.engines import CELL_SECONDS, IN_PROCESS
from rolereport.publish.errors import PublishError
from rolereport.publish.processes import Job, ProcessHung, ProcessLost, Tell, Told
from rolereport.publish.writing import writing

MOST_JOBS = 4
PATIENCE = CELL_SECONDS + 30  # a cell that cannot be interrupted is ended with its process


def default_jobs() -> int:
    """One job a processor, but no more than four."""
    return min(os.cpu_count() or 1, MOST_JOBS)


@dataclass(frozen=True)
class Course:
    """Chapters to execute, and how.

    Parameters
    ----------
    folder
        Where the executed notebooks are written.
    parameters
        Typed values; a chapter receives those that it declares.
    figures
        Folder that the chapters' figures are also written to.
    jobs
        Chapters run at a time.
    engine
        One of `ENGINES`.
    pictures
        How many chapters, of those that begin first, make a picture (PNG) of each figure.
    """

    chapters: list[Path]
    folder: Path
    parameters: Mapping[str, Any]
    figures: Path
    jobs: int
    engine: str
    pictures: int

    def run(self) -> Iterator[Told]:
        """Execute them, the longest first; after a failure, none is begun any more.

        Yields
        ------
        Told
            A sign for each code cell, then the chapter's seconds or what it raised; the job has
            the chapter's name.
        """
        order: Iterable[Path] = sorted(self.chapters, key=_size, reverse=True)
        if self.engine == IN_PROCESS and processes.FORKS:
            get_ready(self.chapters)
            preload.load_charts(self.chapters)
            if self.pictures:
                _get_pictures_ready()
            order = _warmed([*order])
        jobs = _Jobs(starmap(self._job, enumerate(order)))
        for told in processes.side_by_side(jobs, self.jobs, PATIENCE):
            if told.kind == "raised":
                jobs.failed = True
                yield replace(told, value=_failure(told))
            else:
                yield told

    def _job(self, place: int, chapter: Path) -> Job:
        how = (dict(self.parameters), self.figures, self.engine, place < self.pictures)
        return Job(chapter.stem, partial(_run, chapter, self.folder / chapter.name, *how))


def get_ready(chapters: list[Path], enough: Callable[[], bool] = lambda: False) -> None:
    """Load what running these chapters takes; copies of this process find it.

    Parameters
    ----------
    enough
        Whether the rest of what the chapters import can be left.
    """
    from rolereport.publish import execute

    preload.preload(chapters, enough)
    execute.get_ready(chapters)


def _get_pictures_ready() -> None:
    from rolereport.publish.document.pictures import get_ready

    get_ready()


def _warmed(chapters: list[Path]) -> Iterator[Path]:
    """All of them; while one that needs little runs, what the others share is made ready."""
    early = next((each for each in chapters if preload.is_warm_enough(each)), None)
    if early is not None:
        yield early
    preload.warm(chapters)
    yield from (each for each in chapters if each != early)


@dataclass
class _Jobs:
    """Jobs in their order, as long as none has failed."""

    jobs: Iterator[Job]
    failed: bool = False

    def __iter__(self) -> Iterator[Job]:
        for job in self.jobs:
            if self.failed:
                return
            yield job


def _size(chapter: Path) -> int:
    # What a chapter showed when it was last saved foretells how long it takes: the longest run
    # first, so that no processor is idle at the end.
    return chapter.stat().st_size


def _run(
    chapter: Path,
    target: Path,
    parameters: dict[str, Any],
    figures: Path,
    engine: str,
    pictures: bool,
    tell: Tell,
) -> float:
    from rolereport.publish import execute

    started = time.perf_counter()
    gc.disable()  # this process is soon over, and all that it holds with it
    with writing(f"chapter {chapter.stem}"):
        execute.run_chapter(chapter, target, parameters, figures, lambda: tell(None), engine)
        if pictures:
            from rolereport.publish.document.pictures import write_pictures_of

            write_pictures_of(target, figures)
    return time.perf_counter() - started


def _failure(told: Told) -> Exception:
    value: Exception = told.value
    match value:
        case ProcessLost():
            return PublishError(f"the process that ran {told.job.name} was killed from outside")
        case ProcessHung():
            seconds = f"{PATIENCE:,} seconds"
            return PublishError(f"{told.job.name} did nothing for {seconds} and was stopped")
        case _:
            return value
