"""What runs in the confined process: a copy's cells, one by one, and the tests of a question.

The grader (`sitting`) tells over a connection what to do; only JSON passes, for nothing that comes
out of here can be trusted. Tests are told to a forked child of the moment alone: the cells of the
copy never share a process with them, and a test that changes something changes nothing that stays.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

from rolereport.classroom.grading import preload
from rolereport.classroom.grading.confine import confine
from rolereport.classroom.grading.examine import examine
from rolereport.classroom.grading.guard import Guard
from rolereport.classroom.grading.limits import Limits
from rolereport.classroom.grading.silence import Silence
from rolereport.classroom.grading.text import LONGEST_ERROR

MESSAGE_BYTES = 1 << 20
FORKS = sys.platform == "linux"  # macOS has it, but its own libraries do not survive it


class TooLong(BaseException):
    """A cell took longer than it may; no `except Exception` of the copy holds it."""


def serve(connection: Connection, work: Path, exam: Path, limits: Limits, alone: bool) -> None:
    """Do what the grader tells until it hangs up.

    Parameters
    ----------
    work
        Where the copy runs, and all that it may change.
    exam
        Where tests run, with the lesson's tables as they were given.
    alone
        Whether this process was forked, and must let go of what it holds open.
    """
    preload.get_ready()
    ask = partial(examine, run=preload.run_doctest(), remembered=preload.remembered())
    guard = confine(work, [exam], limits, connection.fileno() if alone else None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shell = preload.shell(str(work))
    _stand_in_for_otter()
    _tell(connection, {"error": ""})
    while True:
        told = json.loads(connection.recv_bytes(MESSAGE_BYTES))
        if told["do"] == "run":
            answer = _run(shell, told["source"], limits.cell_seconds)
        else:
            with _child(guard) as here:
                if here:
                    _sit(connection, shell.user_ns, told, ask, exam, limits)
            answer = {"error": ""}
        _tell(connection, answer)


def _run(shell: Any, source: str, seconds: float) -> dict[str, str]:
    """Run a cell; why it stopped, if it did."""
    sys.stdout = sys.stderr = Silence()
    try:
        with _within(seconds):
            result = shell.run_cell(source, store_history=False)
        error = result.error_before_exec or result.error_in_exec
    except BaseException as raised:  # the shell lets some through
        error = raised
    return {"error": "" if error is None else _words(error, seconds)}


def _words(error: BaseException, seconds: float) -> str:
    if isinstance(error, TooLong):
        return f"it ran for more than {seconds:g} seconds and was stopped"
    try:
        text = str(error).strip().split("\n")[0]
    except BaseException:
        text = ""
    return f"{type(error).__name__}: {text[:LONGEST_ERROR]}"


def _sit(
    connection: Connection,
    namespace: dict[str, Any],
    told: dict[str, Any],
    ask: Callable[..., list[dict[str, Any]]],
    exam: Path,
    limits: Limits,
) -> None:
    """Ask for the tests of a question, run them, and tell what came of them."""
    if FORKS:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends this process: nothing can hold it
        signal.setitimer(signal.ITIMER_REAL, limits.cell_seconds)
    os.chdir(exam)
    _tell(connection, {"ready": told["question"]})
    asked = json.loads(connection.recv_bytes(MESSAGE_BYTES))
    results = ask(asked["tests"], {**namespace, **asked["parameters"]})
    _tell(connection, {"results": results, "token": asked["token"]})


@contextmanager
def _child(guard: Guard) -> Iterator[bool]:
    """A child in which the block runs, where the system forks; whether this is where it runs."""
    if not FORKS:
        before = Path.cwd()
        yield True
        os.chdir(before)
        return
    with guard.forking():
        number = os.fork()
    if number == 0:
        try:
            yield True
        finally:
            os._exit(0)
    yield False
    os.waitpid(number, 0)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise `TooLong` in what takes longer, where the system has alarms."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _stop(*_: Any) -> None:
    raise TooLong


def _tell(connection: Connection, answer: dict[str, Any]) -> None:
    connection.send_bytes(json.dumps(answer).encode())


def _stand_in_for_otter() -> None:
    """Let a copy's own checks do nothing: the grader asks the tests, not the copy."""

    class Notebook:
        def __init__(self, *_: Any, **__: Any) -> None: ...

        def __getattr__(self, _: str) -> Any:
            return lambda *_, **__: None

    otter = ModuleType("otter")
    vars(otter)["Notebook"] = Notebook
    for name in [name for name in sys.modules if name.partition(".")[0] == "otter"]:
        del sys.modules[name]
    sys.modules["otter"] = otter
