"""Builds editions on this machine: one after another here, or side by side in loky's workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from threading import RLock, Thread

from tqdm import tqdm

from rolereport.publish.batch.job import edition_job
from rolereport.publish.batch.outcome import BUILT, FAILED, UNCHANGED, Order, Outcome
from rolereport.publish.layout import Layout

POOLS = 4  # that are begun for all that is missing, before each edition left has one of its own
LOOK_SECONDS = 0.2
KILLED = (
    "the worker that built it was killed from outside, each time; if memory is short, use fewer "
    "--jobs"
)


def one_by_one(
    orders: Sequence[Order], layout: Layout, go_on: Callable[[], bool]
) -> Generator[Outcome]:
    """Build the editions in this process, in their order, as long as it is to `go_on`."""
    for order in orders:
        if go_on():
            yield edition_job(order, layout)


def side_by_side(
    orders: Sequence[Order], layout: Layout, jobs: int, go_on: Callable[[], bool]
) -> Generator[Outcome]:
    """Build `jobs` editions at a time, and yield each outcome as it is there.

    None is begun when it is no longer to `go_on`.

    A worker that is killed takes its pool with it. What is missing then goes to a new pool, what
    was begun last; after `POOLS` of them each edition that is left is tried by itself, so that
    none fails for another.
    """
    missing = {order.slug: order for order in orders}
    for _ in range(POOLS):
        for outcome in _pool([*missing.values()], layout, jobs, go_on):
            del missing[outcome.slug]
            yield _heard_late(outcome)
        if not missing or not go_on():
            return
        for slug in [*missing][:jobs]:
            missing[slug] = missing.pop(slug)
    for order in missing.values():
        if go_on():
            alone = [*_pool([order], layout, 2)]
            yield _heard_late(alone[0]) if alone else Outcome(order.slug, FAILED, why=KILLED)


def _heard_late(outcome: Outcome) -> Outcome:
    """None was current when the batch began: one that is, a worker built and died with the news."""
    return replace(outcome, outcome=BUILT) if outcome.outcome == UNCHANGED else outcome


def _pool(
    orders: list[Order], layout: Layout, jobs: int, go_on: Callable[[], bool] = lambda: True
) -> Generator[Outcome]:
    """Outcomes until all are there or a worker is killed."""
    from joblib import Parallel, delayed, parallel_config
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    settings = {"initializer": _begin, "initargs": (os.getpid(),), "inner_max_num_threads": 1}
    with parallel_config("loky", n_jobs=jobs, **settings):
        pool = Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch="n_jobs")
    try:
        yield from pool(delayed(edition_job)(order, layout) for order in orders if go_on())
    except TerminatedWorkerError:
        return


def _begin(parent: int) -> None:
    """A worker ends with who started it; an interrupt is heard there alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tqdm.set_lock(RLock())  # one between processes would be left behind by a worker that is killed
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)
