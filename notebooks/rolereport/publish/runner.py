"""Runs the chapters several at a time and tells how far they are."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from rolereport.publish import execute, preload, processes
from rolereport.publish.engines import IN_PROCESS
from rolereport.publish.errors import PublishError
from rolereport.publish.processes import Job, ProcessHung, ProcessLost, Tell, Told
from rolereport.publish.writing import writing

MOST_JOBS = 4
PATIENCE = execute.CELL_SECONDS + 30  # a cell that cannot be interrupted is ended with its process


def default_jobs() -> int:
    """One job a processor, but no more than four."""
    return min(os.cpu_count() or 1, MOST_JOBS)


def run_chapters(
    chapters: list[Path],
    folder: Path,
    parameters: Mapping[str, Any],
    figures: Path,
    jobs: int | None = None,
    engine: str = IN_PROCESS,
    *,
    pictures: bool = False,
    on_done: Callable[[Path], None] = lambda executed: None,
    meanwhile: Callable[[], None] = lambda: None,
    quiet: bool = False,
) -> list[Path]:
    """Execute `chapters` into `folder`, `jobs` at a time; the executed notebooks, in order.

    Parameters
    ----------
    pictures
        Whether a picture (PNG) is made of each figure.
    on_done
        Called with each executed chapter, as it is done.
    meanwhile
        Called once, when the first chapters have begun.
    quiet
        Whether nothing is told of how far they are.

    Raises
    ------
    ChapterFailed
        The first failure in chapter order; chapters not yet begun are then left.
    PublishError
        If a chapter's process was killed, or had to be.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figures.mkdir(parents=True, exist_ok=True)
    cells = sum(map(_code_cells, chapters))
    how = (figures, engine, pictures)
    order: Iterable[Path] = sorted(chapters, key=_size, reverse=True)
    if engine == IN_PROCESS and processes.FORKS:
        preload.preload(chapters)
        execute.get_ready(chapters)
        if pictures:
            _get_pictures_ready()
        order = _warmed([*order])
    work = (
        Job(chapter.stem, partial(_run, chapter, folder / chapter.name, dict(parameters), *how))
        for chapter in order
    )
    with _telling(cells, quiet) as told:
        executed = _follow(work, jobs or default_jobs(), told, meanwhile)
        for job in executed:
            on_done(folder / f"{job}.ipynb")
    return [folder / chapter.name for chapter in chapters]


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
class _Course:
    """Jobs in their order, as long as none has failed."""

    jobs: Iterable[Job]
    failures: list[Exception] = field(default_factory=list)

    def __iter__(self) -> Iterator[Job]:
        for job in self.jobs:
            if self.failures:
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
    started = time.perf_counter()
    gc.disable()  # this process is soon over, and all that it holds with it
    with writing(f"chapter {chapter.stem}"):
        execute.run_chapter(chapter, target, parameters, figures, lambda: tell(None), engine)
        if pictures:
            from rolereport.publish.document.pictures import write_pictures_of

            write_pictures_of(target, figures)
    return time.perf_counter() - started


@dataclass(frozen=True)
class _Teller:
    """A bar that moves above lines on a terminal; elsewhere the lines alone."""

    bar: Any
    quiet: bool

    def say(self, line: str) -> None:
        if not self.quiet:
            tqdm.write(line, file=sys.stderr)


@contextmanager
def _telling(cells: int, quiet: bool) -> Iterator[_Teller]:
    disable = True if quiet else None  # none: where there is no terminal
    with tqdm(total=cells, unit="cell", desc="chapters", disable=disable, leave=False) as bar:
        yield _Teller(bar, quiet)


def _follow(
    jobs: Iterable[Job], at_a_time: int, teller: _Teller, meanwhile: Callable[[], None]
) -> Iterator[str]:
    """Names of the jobs, as they are done."""
    course = _Course(jobs)
    for place, told in enumerate(processes.side_by_side(course, at_a_time, PATIENCE)):
        if place == 0:
            meanwhile()
        match told.kind:
            case "sign":
                teller.bar.update()
            case "done":
                teller.say(f"{told.job.name}  {told.value:.1f} s")
                yield told.job.name
            case "raised":
                teller.say(f"{told.job.name}  failed")
                course.failures.append(_failure(told))
    if course.failures:
        raise min(course.failures, key=lambda failure: getattr(failure, "chapter", ""))


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


def _code_cells(chapter: Path) -> int:
    try:
        cells = json.loads(chapter.read_bytes())["cells"]
    except (ValueError, KeyError, TypeError):
        raise PublishError(f"{chapter} is not a notebook that can be read") from None
    # One more than the chapter has: papermill adds the cell with the values.
    return 1 + sum(cell["cell_type"] == "code" and bool(cell["source"]) for cell in cells)
