"""Has read beside a build what its code imports, while the build loads what the chapters need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from rolereport.publish import processes
from rolereport.publish.depends.facts import EXPORT
from rolereport.publish.depends.project import Project
from rolereport.publish.depends.record import code_of
from rolereport.publish.processes import Job, ProcessHung, ProcessLost, Tell

PATIENCE = 60  # seconds


@contextmanager
def reading_ahead(project: Project, chapters: Sequence[Path]) -> Iterator[Callable[[], None]]:
    """Read the code that `chapters` and the formats need in a process of its own.

    Nothing is read ahead where an earlier build remembers what the code imports, and where
    processes do not fork: one that had to be started would be no faster.

    Yields
    ------
    A function that hands `project` what was read, and waits for it; what is lost is read again.
    """
    if project.memory.is_kept or not processes.FORKS:
        yield lambda: None
        return
    with processes.beside(Job("code", partial(_read, project, chapters))) as result:
        yield lambda: _hand_over(project, result)


def _read(project: Project, chapters: Sequence[Path], tell: Tell) -> dict[str, Any]:
    project.modules.closure(EXPORT)
    for chapter in chapters:
        code_of(chapter, project)
    return project.memory.used


def _hand_over(project: Project, result: Callable[[float], dict[str, Any]]) -> None:
    try:
        project.memory.used |= result(PATIENCE)
    except (ProcessLost, ProcessHung):
        return
