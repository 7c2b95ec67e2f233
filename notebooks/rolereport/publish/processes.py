"""Runs jobs side by side, each in a process of its own that ends when the build does.

Where the system forks safely, a process begins as a copy of this one and finds loaded whatever
this one has loaded; elsewhere it is started anew.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, Literal

FORKS = sys.platform == "linux"  # macOS has it, but its own libraries do not survive it
LOOK_SECONDS = 0.5

Tell = Callable[[Any], None]


class ProcessLost(Exception):
    """A process ended without a word: it was killed from outside, or crashed."""


class ProcessHung(Exception):
    """A process gave no sign of life for longer than was allowed, and was ended."""


@dataclass(frozen=True)
class Job:
    """Something to do in a process of its own.

    Parameters
    ----------
    work
        Called with a function that tells a sign of life; picklable where processes do not fork.
    """

    name: str
    work: Callable[[Tell], Any]


@dataclass(frozen=True)
class Told:
    """What came from a job: a sign of life, its result, or what it raised."""

    job: Job
    kind: Literal["sign", "done", "raised"]
    value: Any


@dataclass
class _Running:
    job: Job
    process: BaseProcess
    receiver: Connection
    heard: float = field(default_factory=time.monotonic)

    def listen(self) -> Told:
        self.heard = time.monotonic()
        try:
            kind, value = self.receiver.recv()
        except EOFError:
            self.process.join()
            return Told(self.job, "raised", ProcessLost(f"exit code {self.process.exitcode}"))
        return Told(self.job, kind, value)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.receiver.close()


def side_by_side(jobs: Iterable[Job], at_a_time: int, patience: float = math.inf) -> Iterator[Told]:
    """Run `jobs`, taken one by one as there is room, and yield what each tells.

    Parameters
    ----------
    patience
        Seconds without a sign of life after which a job raises `ProcessHung`.

    Yields
    ------
    Told
        Any number of signs, then one result or exception for each job. Whoever stops listening
        ends the processes that still run.
    """
    waiting, running = iter(jobs), dict[Any, _Running]()
    try:
        while _fill(running, waiting, at_a_time):
            for receiver in wait([*running], LOOK_SECONDS):
                told = running[receiver].listen()
                if told.kind != "sign":
                    running.pop(receiver).end()
                if told.kind == "done":
                    _fill(running, waiting, at_a_time)  # before whoever listens takes its time
                yield told
            for child in [each for each in running.values() if _hung(each, patience)]:
                running.pop(child.receiver).end()
                yield Told(child.job, "raised", ProcessHung(f"no sign for {patience:g} s"))
    finally:
        for child in running.values():
            child.end()


@contextmanager
def beside(job: Job) -> Iterator[Callable[[float], Any]]:
    """Run `job` beside what the block does; its process ends with the block.

    Yields
    ------
    A function that waits for the result, so many seconds from one sign of life to the next, and
    returns it or raises what the job raised.
    """
    with _running(job) as child:
        yield lambda patience: _end_of(_heard(child, patience)).value


@contextmanager
def signing(job: Job) -> Iterator[Callable[[float], Iterator[Any]]]:
    """Run `job` beside what the block does; its process ends with the block.

    Yields
    ------
    A function that yields the job's signs until it is done, waiting so many seconds for each, and
    raises what the job raised.
    """
    with _running(job) as child:
        yield lambda patience: (
            told.value for told in _heard(child, patience) if told.kind == "sign"
        )


@contextmanager
def _running(job: Job) -> Iterator[_Running]:
    child = _start(job)
    try:
        yield child
    finally:
        child.end()


def _heard(child: _Running, patience: float) -> Iterator[Told]:
    """What a process tells, to its end."""
    while wait([child.receiver], None if math.isinf(patience) else patience):
        told = child.listen()
        if told.kind == "raised":
            raise told.value
        yield told
        if told.kind == "done":
            return
    raise ProcessHung(f"no sign for {patience:g} s")


def _end_of(heard: Iterable[Told]) -> Told:
    *_, last = heard
    return last


def adopt(environment: Mapping[str, str]) -> None:
    """Have the variables of another process, and no others, in this one's environment."""
    os.environ.clear()
    os.environ.update(environment)


def _fill(running: dict[Any, _Running], waiting: Iterator[Job], at_a_time: int) -> bool:
    """Start jobs while there is room; whether any runs."""
    while len(running) < at_a_time and (job := next(waiting, None)) is not None:
        child = _start(job)
        running[child.receiver] = child
    return bool(running)


def _hung(child: _Running, patience: float) -> bool:
    return time.monotonic() - child.heard > patience


def _start(job: Job) -> _Running:
    context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, job.work), daemon=False)
    process.start()
    sender.close()  # so that the receiver meets the end when the process does
    return _Running(job, process, receiver)


def _work(sender: Connection, work: Callable[[Tell], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build hears it, and ends its processes
    parent = multiprocessing.parent_process()
    assert parent is not None
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    try:
        value = work(lambda sign: sender.send(("sign", sign)))
    except Exception as error:
        sender.send(("raised", error))
    else:
        sender.send(("done", value))


def _end_with(parent: BaseProcess) -> None:
    """Leave when the build does, however it ends: a process alone would run on for nobody."""
    parent.join()
    os._exit(1)
