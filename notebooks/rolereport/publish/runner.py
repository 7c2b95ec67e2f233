"""Runs the chapters several at a time and tells how far they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from rolereport.publish.course import Course, default_jobs
from rolereport.publish.engines import IN_PROCESS
from rolereport.publish.errors import PublishError
from rolereport.publish.processes import Told

if TYPE_CHECKING:
    from rolereport.publish.headstart import Runner


def run_chapters(
    chapters: list[Path],
    folder: Path,
    parameters: Mapping[str, Any],
    figures: Path,
    jobs: int | None = None,
    engine: str = IN_PROCESS,
    *,
    pictures: int = 0,
    on_done: Callable[[Path], None] = lambda executed: None,
    meanwhile: Callable[[], None] = lambda: None,
    quiet: bool = False,
    runner: Runner | None = None,
) -> list[Path]:
    """Execute `chapters` into `folder`, `jobs` at a time; the executed notebooks, in order.

    Parameters
    ----------
    pictures
        How many chapters, of those that begin first, make a picture (PNG) of each figure.
    on_done
        Called with each executed chapter, as it is done.
    meanwhile
        Called once, when the first chapters have begun.
    quiet
        Whether nothing is told of how far they are.
    runner
        The process that runs them; this one if none is given.

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
    at_a_time = jobs or default_jobs()
    course = Course(chapters, folder, parameters, figures, at_a_time, engine, pictures)
    with _telling(cells, quiet) as teller:
        told = runner.run(course) if runner else course.run()
        for job in _follow(told, teller, meanwhile):
            on_done(folder / f"{job}.ipynb")
    return [folder / chapter.name for chapter in chapters]


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


def _follow(heard: Iterable[Told], teller: _Teller, meanwhile: Callable[[], None]) -> Iterator[str]:
    """Names of the chapters, as they are done."""
    failures = []
    for place, told in enumerate(heard):
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
                failures.append(told.value)
    if failures:
        raise min(failures, key=lambda failure: getattr(failure, "chapter", ""))


def _code_cells(chapter: Path) -> int:
    try:
        cells = json.loads(chapter.read_bytes())["cells"]
    except (ValueError, KeyError, TypeError):
        raise PublishError(f"{chapter} is not a notebook that can be read") from None
    # One more than the chapter has: papermill adds the cell with the values.
    return 1 + sum(cell["cell_type"] == "code" and bool(cell["source"]) for cell in cells)
