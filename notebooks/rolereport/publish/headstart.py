"""A process that runs a build's chapters, and begins to load what they take before the build.

Whether any chapter is to run is found out meanwhile; if none is, it ends with what it loaded.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from rolereport.publish import processes
from rolereport.publish.errors import PublishError
from rolereport.publish.processes import Job, ProcessLost, Tell, Told

if TYPE_CHECKING:
    from rolereport.publish.course import Course


@dataclass(frozen=True)
class Runner:
    """The process that runs the chapters, of one course and no more."""

    _sender: Connection
    _signs: Callable[[float], Iterator[Any]]

    def run(self, course: Course) -> Iterator[Told]:
        """What `Course.run` yields, run there.

        Raises
        ------
        PublishError
            If the process was killed.
        """
        try:
            self._sender.send((course, dict(os.environ)))
            yield from self._signs(math.inf)
        except (ProcessLost, OSError):
            told = "the process that ran the chapters was killed from outside"
            raise PublishError(told) from None


@contextmanager
def begun() -> Iterator[Runner | None]:
    """Begin one; it ends with the block. None where processes do not fork: it would be no faster.

    Begin it before this process loads what is slow: its copy would load that as well.
    """
    if not processes.FORKS:
        yield None
        return
    receiver, sender = multiprocessing.Pipe(duplex=False)
    with processes.signing(Job("chapters", partial(_serve, receiver))) as signs, sender:
        receiver.close()
        yield Runner(sender, signs)


def _serve(receiver: Connection, tell: Tell) -> None:
    gc.disable()  # what is loaded here stays until the process ends with the build
    from rolereport.publish.course import get_ready
    from rolereport.publish.layout import Layout

    with suppress(Exception):  # running the chapters tells what is wrong
        # Once it is known which chapters run, the others' imports are not waited for.
        get_ready(Layout.of_project().chapters(), enough=receiver.poll)
    course, environment = receiver.recv()
    processes.adopt(environment)
    for told in course.run():
        tell(told)
