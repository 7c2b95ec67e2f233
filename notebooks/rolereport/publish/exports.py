"""Writes the formats of one edition after another, each in a copy of one process that is kept.

That process has loaded what writing takes, and nothing of what the chapters need: neither it nor
the processes that run the chapters hold what the other does.
"""

from __future__ import annotations

import math
import multiprocessing
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.util import Finalize
from pathlib import Path

from rolereport.publish import processes
from rolereport.publish.edition import Edition
from rolereport.publish.export import PATIENCE, Export, exporting, parts_of, write
from rolereport.publish.parts import Parts, get_ready
from rolereport.publish.processes import Job, ProcessHung, ProcessLost, Tell


@contextmanager
def exporting_again(
    edition: Edition,
    executed: list[Path],
    formats: Collection[str],
    sources: Sequence[Path] = (),
) -> Iterator[Export]:
    """As `exporting`, for a process that is to make further editions.

    Call it first before this process loads what is slow: the process that is kept would be a copy
    with all of that.
    """
    if not processes.FORKS:
        with exporting(edition, executed, formats, sources) as export:
            yield export
        return
    # The parts of many editions would leave no room for what else is recalled.
    parts = parts_of(edition, executed, formats, recalled=False)
    order = _Order(edition, parts, [*sources])
    desk = _taken(order)
    try:
        yield Export(desk.messages, desk.answer)
    except Exception:
        desk.settle()
        raise
    finally:
        if desk.is_idle:
            _idle.append(desk)
        else:
            desk.close()


def dismiss() -> None:
    """End the processes that are kept; the next edition has a new one."""
    while _idle:
        _idle.pop().close()


@dataclass(frozen=True)
class _Order:
    edition: Edition
    parts: Parts
    sources: list[Path]
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))


class _Desk:
    """A process that takes orders, and what passes between it and this one."""

    def __init__(self) -> None:
        self.messages, theirs = multiprocessing.Pipe()
        self.is_idle = True
        self._end = ExitStack()
        self._end.enter_context(processes.beside(Job("exports", partial(_serve, theirs))))
        theirs.close()
        # Before this process waits for those that it began.
        Finalize(self, self._end.close, exitpriority=0)

    def take(self, order: _Order) -> None:
        self.messages.send(order)
        self.is_idle = False

    def answer(self, patience: float) -> list[str]:
        if not self.messages.poll(patience):
            self.close()
            raise ProcessHung(f"no answer for {patience:g} s")
        try:
            answer, error = self.messages.recv()
        except (EOFError, OSError):
            self.close()
            raise ProcessLost from None
        self.is_idle = True
        if error:
            raise error
        return answer

    def settle(self) -> None:
        """Give up what it still does."""
        with suppress(Exception):  # what went wrong there is told already, or does not matter
            if not self.is_idle:
                self.messages.send(None)
                self.answer(PATIENCE)

    def close(self) -> None:
        self._end.close()
        self.messages.close()


_idle: list[_Desk] = []


def _taken(order: _Order) -> _Desk:
    """A desk that has taken the order: one that is idle, or a new one."""
    while _idle:
        desk = _idle.pop()
        with suppress(OSError):  # it was killed
            desk.take(order)
            return desk
    desk = _Desk()
    desk.take(order)
    return desk


def _serve(messages: Connection, tell: Tell) -> None:
    while True:
        order = messages.recv()
        if isinstance(order, _Order):  # all else was meant for one that ended early
            messages.send(_carried_out(order, messages))


def _carried_out(order: _Order, messages: Connection) -> tuple[list[str], Exception | None]:
    try:
        get_ready(order.parts.formats, order.edition.code, order.sources)
        with processes.beside(Job("export", partial(_write, order, messages))) as result:
            return result(math.inf), None
    except Exception as error:
        return [], error


def _write(order: _Order, messages: Connection, tell: Tell) -> list[str]:
    processes.adopt(order.environment)
    return write(order.edition, order.parts, messages)
