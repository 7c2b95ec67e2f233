"""Sees a copy through: its cells in a confined process, the tests of each question after it.

A cell that brings the process down costs its own question alone: the copy is run once more without
that cell. Nothing that the process says is believed beyond its form.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import secrets
import shutil
import signal
import socket
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psutil

from rolereport.classroom.grading import preload, room, text
from rolereport.classroom.grading.limits import Limits

START_SECONDS = 60
GRACE_SECONDS = 3
LOOK_SECONDS = 0.1
METHOD = "fork" if room.FORKS else "spawn"
MEDDLED = "it meddled with the grader"

Tests = list[str]
Results = list[dict[str, Any]]


@dataclass(frozen=True)
class Cell:
    """A cell of code, and the questions whose tests follow it."""

    source: str
    questions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Exam:
    """Where the tests of a copy run.

    Parameters
    ----------
    folder
        Holds `data/`, the tables as they were given; the copy can read it and not change it.
    answers
        Tables that are laid out beside these while tests run, and then taken away.
    """

    folder: Path
    answers: tuple[Path, ...] = ()

    @contextmanager
    def laid_out(self) -> Iterator[None]:
        """With the tables of answers in place."""
        laid = [Path(shutil.copy(each, self.folder / "data")) for each in self.answers]
        try:
            yield
        finally:
            for each in laid:
                each.unlink()


@dataclass
class Sat:
    """What came of a copy.

    Parameters
    ----------
    errors
        By the number of the cell: why it stopped.
    results
        By question: for each test, `passed` and `error`; a question whose tests could not be
        asked is missing.
    """

    errors: dict[int, str] = field(default_factory=dict)
    results: dict[str, Results] = field(default_factory=dict)


class Lost(Exception):
    """The process is gone, or does not answer as it should."""


def sit(
    cells: list[Cell],
    tests: dict[str, Tests],
    parameters: dict[str, Any],
    work: Path,
    exam: Exam,
    limits: Limits,
) -> Sat:
    """Run the cells and ask the tests.

    Parameters
    ----------
    tests
        By question: doctests.
    parameters
        The copy's own values, which tests see whatever the copy makes of them.
    work
        Folder where the copy runs, holding what it was given.
    """
    if METHOD == "fork":
        preload.get_ready()  # once for all that are forked
    sat, deadline = Sat(), time.monotonic() + limits.copy_seconds
    for _ in range(limits.deaths + 1):
        with _room(work, exam, limits) as there:
            if _through(there, cells, tests, parameters, sat, deadline):
                return sat
    return sat


def _through(
    there: _Room,
    cells: list[Cell],
    tests: dict[str, Tests],
    parameters: dict[str, Any],
    sat: Sat,
    deadline: float,
) -> bool:
    """Run what has not failed before; whether the end was reached, or the time is up."""
    for number, cell in enumerate(cells):
        if time.monotonic() > deadline:
            sat.errors.setdefault(number, "the copy as a whole took too long")
            return True
        try:
            _step(there, number, cell, tests, parameters, sat)
        except Lost as lost:
            sat.errors[number] = str(lost)
            return False
    return True


def _step(
    there: _Room,
    number: int,
    cell: Cell,
    tests: dict[str, Tests],
    parameters: dict[str, Any],
    sat: Sat,
) -> None:
    if number not in sat.errors and (error := there.run(cell.source)):
        sat.errors[number] = error
    for question in cell.questions:
        if question not in sat.results:
            sat.results[question] = []
            sat.results[question] = there.ask(question, tests[question], parameters)


class _Room:
    """The grader's end of a confined process."""

    def __init__(
        self, process: BaseProcess, connection: Connection, work: Path, exam: Exam, limits: Limits
    ) -> None:
        self.process, self.connection = process, connection
        self.work, self.exam, self.limits = work, exam, limits
        self.base: int | None = None
        self._hear("error", seconds=START_SECONDS)
        self.base = self._resident()

    def run(self, source: str) -> str:
        """Run a cell; why it stopped, or nothing."""
        self._tell({"do": "run", "source": source})
        return text.error(self._hear("error"))

    def ask(self, question: str, tests: Tests, parameters: dict[str, Any]) -> Results:
        """What came of the tests of a question; nothing where they did not end."""
        self._tell({"do": "ask", "question": question})
        if self._hear("ready", "error") != question:
            return []
        token = secrets.token_hex()
        with self.exam.laid_out():
            self._tell({"tests": tests, "parameters": parameters, "token": token})
            results = self._hear("results", "error", token=token)
        if not isinstance(results, list):
            return []
        self._hear("error")
        return _well_formed(results, len(tests))

    def _tell(self, what: dict[str, Any]) -> None:
        try:
            self.connection.send_bytes(json.dumps(what).encode())
        except OSError:
            raise Lost(self._fate()) from None

    def _hear(self, *kinds: str, token: str | None = None, seconds: float | None = None) -> Any:
        self._wait(seconds or self.limits.cell_seconds + GRACE_SECONDS)
        try:
            said = json.loads(self.connection.recv_bytes(room.MESSAGE_BYTES))
        except (EOFError, OSError):
            raise Lost(self._fate()) from None
        except (ValueError, RecursionError):
            raise Lost(MEDDLED) from None
        said = said if isinstance(said, dict) else {}
        found = [kind for kind in kinds if kind in said]
        if not found or ("results" in said and said.get("token") != token):
            raise Lost(MEDDLED)
        return said[found[0]]

    def _wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.connection.poll(LOOK_SECONDS):
            if time.monotonic() > until:
                raise Lost(f"it ran for more than {self.limits.cell_seconds:g} seconds")
            if self.base is not None and self._resident() - self.base > self.limits.memory:
                raise Lost("it used too much memory")
            if _size(self.work) > self.limits.disk:
                raise Lost("it wrote too much to the disk")

    def _resident(self) -> int:
        with contextlib.suppress(psutil.Error):
            return int(sum(each.memory_info().rss for each in _family(self.process)[:1]))
        return 0

    def _fate(self) -> str:
        until = time.monotonic() + GRACE_SECONDS
        while (code := self.process.exitcode) is None and time.monotonic() < until:
            time.sleep(LOOK_SECONDS)  # `join` waits for ever for one that has closed all its files
        return "it shut the grader out" if code is None else f"it ended Python itself (code {code})"


@contextmanager
def _room(work: Path, exam: Exam, limits: Limits) -> Iterator[_Room]:
    context: Any = multiprocessing.get_context(METHOD)
    ours, theirs = context.Pipe()
    alone = METHOD == "fork"
    process = context.Process(target=room.serve, args=(theirs, work, exam.folder, limits, alone))
    process.start()
    theirs.close()  # so that we meet the end when the process does
    _never_wait_for_half(ours, limits.cell_seconds + GRACE_SECONDS)
    try:
        yield _Room(process, ours, work, exam, limits)
    finally:
        _end(process, ours)


def _never_wait_for_half(connection: Connection, seconds: float) -> None:
    """Let a message that has begun and does not end, or is not taken, raise an error in time.

    Windows' pipes know whole messages only.
    """
    if sys.platform == "win32":
        return
    with socket.socket(fileno=os.dup(connection.fileno())) as wire:
        for which in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            wire.setsockopt(socket.SOL_SOCKET, which, struct.pack("ll", int(seconds) + 1, 0))


def _size(folder: Path) -> int:
    """Bytes of all files in `folder`, as far as they stay while one looks."""
    size = 0
    with contextlib.suppress(OSError):
        for path in folder.rglob("*"):
            size += path.lstat().st_size
    return size


def _end(process: BaseProcess, connection: Connection) -> None:
    """End the process and all that it may have started."""
    for each in _family(process):
        with contextlib.suppress(psutil.Error):
            each.kill()
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid or 0, signal.SIGKILL)
    process.join()
    connection.close()


def _well_formed(results: list[Any], count: int) -> Results:
    """The results as far as they have the form of results."""
    kept = [each for each in results if isinstance(each, dict)]
    if len(kept) != count:
        return []
    return [
        {"passed": each.get("passed") is True, "error": text.error(each.get("error", ""))}
        for each in kept
    ]


def _family(process: BaseProcess) -> list[psutil.Process]:
    """The process, if it lives, and those that came from it."""
    try:
        first = psutil.Process(process.pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []
