"""Lets a build make use of what earlier builds worked out with the same code."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rolereport.publish.depends.project import Project, json_digest
from rolereport.publish.engines import IN_PROCESS
from rolereport.publish.manifest import names_below
from rolereport.recall import VARIABLE

NAME = ".recall"
DIGITS = 16  # of the digest of the code, enough to tell states of it apart
BEGUN = time.time_ns()
JUST_BEFORE = 2_000_000_000  # nanoseconds: a file that young may have changed since it was loaded
OURS = Path(__file__).parents[1]
MOST = 256 * 2**20  # bytes; the oldest answers go when it is more


@contextmanager
def remembering(project: Project, engine: str) -> Iterator[None]:
    """What runs inside, and the processes begun inside, remember and recall.

    Answers of another state of the code are thrown away, and so are those of code that changed
    while this process ran. Chapters in kernels of their own are the reference that the rest is
    held against: they work everything out.
    """
    if engine != IN_PROCESS or _has_changed():
        with _named(None):
            yield
        return
    layout = project.layout
    folder = layout.recall or layout.build.absolute() / NAME
    state = folder / _state(project)
    _tidy(folder, state)
    try:
        with _named(str(state)):
            yield
    finally:
        if _has_changed():
            shutil.rmtree(state, ignore_errors=True)


@contextmanager
def _named(folder: str | None) -> Iterator[None]:
    """With this folder in the environment, or none."""
    before = os.environ.pop(VARIABLE, None)
    os.environ |= {VARIABLE: folder} if folder else {}
    try:
        yield
    finally:
        os.environ.pop(VARIABLE, None)
        os.environ |= {VARIABLE: before} if before else {}


def _has_changed() -> bool:
    """Whether our code may be another on the disk than the one that this process loaded."""
    oldest = BEGUN - JUST_BEFORE
    with suppress(OSError):  # a file went while one looked
        return any((OURS / name).stat().st_mtime_ns > oldest for name in names_below(OURS))
    return True


def _state(project: Project) -> str:
    """The digest of all that makes an answer of a question: our code, and what it is built on."""
    code = {name: project.digest(name) for name in project.code}
    lock = project.digest(project.layout.lock.name)
    return json_digest([code, lock, project.software])[:DIGITS]


def _tidy(folder: Path, state: Path) -> None:
    with suppress(OSError):  # another build may tidy at the same time
        for other in folder.iterdir():
            if other != state:
                shutil.rmtree(other, ignore_errors=True)
        _drop_oldest(state)


def _drop_oldest(state: Path) -> None:
    """Halve what is kept, if it is too much."""
    sizes = {entry.path: entry.stat() for entry in os.scandir(state)}
    room = sum(each.st_size for each in sizes.values())
    if room <= MOST:
        return
    for path in sorted(sizes, key=lambda each: sizes[each].st_mtime_ns):
        room -= sizes[path].st_size
        Path(path).unlink(missing_ok=True)
        if room <= MOST // 2:
            return
