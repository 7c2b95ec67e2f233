"""Jobs side by side: what they tell, and what is told of one that is killed or hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rolereport.publish.processes import Job, ProcessHung, ProcessLost, Tell, side_by_side


def add(first: int, second: int, tell: Tell) -> int:
    tell("adding")
    return first + second


def fail(tell: Tell) -> None:
    raise KeyError("p50")


def die(tell: Tell) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(seconds: float, tell: Tell) -> None:
    tell(os.getpid())
    time.sleep(seconds)


def told(*work: Callable[[Tell], Any], at_a_time: int = 2, **how: Any) -> list[tuple[str, Any]]:
    jobs = [Job(str(number), each) for number, each in enumerate(work)]
    return [(each.kind, each.value) for each in side_by_side(jobs, at_a_time, **how)]


@pytest.mark.usefixtures("way")
def test_a_job_tells_signs_and_then_its_result() -> None:
    assert told(partial(add, 1, 2)) == [("sign", "adding"), ("done", 3)]


@pytest.mark.usefixtures("way")
def test_what_a_job_raises_is_told_and_the_others_run_on() -> None:
    (error,) = [value for kind, value in told(fail, partial(add, 1, 2)) if kind == "raised"]
    assert isinstance(error, KeyError) and error.args == ("p50",)
    assert ("done", 3) in told(fail, partial(add, 1, 2))


@pytest.mark.usefixtures("way")
def test_a_killed_process_is_lost() -> None:
    ((kind, error),) = told(die)
    assert (kind, type(error), str(error)) == ("raised", ProcessLost, "exit code -9")


def test_a_process_without_a_sign_is_ended() -> None:
    started = time.monotonic()
    (_, process), (kind, error) = told(partial(sleep, 60), patience=0.3)
    assert (kind, type(error)) == ("raised", ProcessHung)
    assert time.monotonic() - started < 30
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_jobs_are_taken_as_there_is_room() -> None:
    taken: list[int] = []

    def jobs() -> Any:
        for number in range(6):
            taken.append(number)
            yield Job(str(number), partial(add, number, 0))

    listening = side_by_side(jobs(), 2)
    next(listening)
    assert taken == [0, 1]
    assert sum(each.kind == "done" for each in listening) == 6


def test_the_next_job_begins_before_the_end_of_the_last_is_told() -> None:
    taken: list[int] = []

    def jobs() -> Any:
        for number in range(2):
            taken.append(number)
            yield Job(str(number), partial(add, number, 0))

    seen = [(told.kind, [*taken]) for told in side_by_side(jobs(), 1)]
    assert ("done", [0, 1]) in seen[:2]


def test_no_job_begins_before_a_failure_is_told() -> None:
    taken: list[int] = []

    def jobs() -> Any:
        for number in range(2):
            taken.append(number)
            yield Job(str(number), fail)

    listening = side_by_side(jobs(), 1)
    assert next(listening).kind == "raised"
    assert taken == [0]
    listening.close()


def test_whoever_stops_listening_ends_what_runs() -> None:
    listening = side_by_side([Job("long", partial(sleep, 60))], 1)
    process = next(listening).value
    listening.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


ORPHANS = """
from functools import partial
from test_processes import sleep
from rolereport.publish.processes import Job, side_by_side
for told in side_by_side([Job(str(n), partial(sleep, 60)) for n in range(3)], 3):
    print(told.value, flush=True)
"""


def test_processes_end_with_the_one_that_started_them() -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert parent.stdout is not None
    children = [int(parent.stdout.readline()) for _ in range(3)]
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20
    while any(map(alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, children))


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split(")")[-1].split()[0] != "Z"
    except OSError:
        return False
