"""Runs the chapters several at a time and tells how far they are."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from rolereport.publish import execute, processes
from rolereport.publish.engines import IN_PROCESS
from rolereport.publish.errors import PublishError
from rolereport.publish.preload import preload
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
) -> list[Path]:
    """Execute `chapters` into `folder`, `jobs` at a time; the executed notebooks, in order.

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
    if engine == IN_PROCESS and processes.FORKS:
        preload(chapters)
    work = {
        chapter.stem: partial(
            _run, chapter, folder / chapter.name, dict(parameters), figures, engine
        )
        for chapter in chapters
    }
    _follow([Job(name, each) for name, each in work.items()], jobs or default_jobs(), cells)
    return [folder / chapter.name for chapter in chapters]


@dataclass
class _Course:
    """Jobs in their order, as long as none has failed."""

    jobs: list[Job]
    failures: list[Exception] = field(default_factory=list)

    def __iter__(self) -> Iterator[Job]:
        for job in self.jobs:
            if self.failures:
                return
            yield job


def _run(
    chapter: Path, target: Path, parameters: dict[str, Any], figures: Path, engine: str, tell: Tell
) -> float:
    started = time.perf_counter()
    with writing(f"chapter {chapter.stem}"):
        execute.run_chapter(chapter, target, parameters, figures, lambda: tell(None), engine)
    return time.perf_counter() - started


def _follow(jobs: list[Job], at_a_time: int, cells: int) -> None:
    course = _Course(jobs)
    # On a terminal a bar moves above the lines; elsewhere the lines alone are printed.
    with tqdm(total=cells, unit="cell", desc="chapters", disable=None, leave=False) as bar:
        for told in processes.side_by_side(course, at_a_time, PATIENCE):
            match told.kind:
                case "sign":
                    bar.update()
                case "done":
                    _say(f"{told.job.name}  {told.value:.1f} s")
                case "raised":
                    _say(f"{told.job.name}  failed")
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


def _say(line: str) -> None:
    tqdm.write(line, file=sys.stderr)


def _code_cells(chapter: Path) -> int:
    try:
        cells = json.loads(chapter.read_bytes())["cells"]
    except (ValueError, KeyError, TypeError):
        raise PublishError(f"{chapter} is not a notebook that can be read") from None
    # One more than the chapter has: papermill adds the cell with the values.
    return 1 + sum(cell["cell_type"] == "code" and bool(cell["source"]) for cell in cells)
