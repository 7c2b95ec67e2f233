"""Builds editions on the workers of a Dask scheduler, which may be on other machines."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rolereport.publish.batch.arrival import arrived
from rolereport.publish.batch.job import remote_job, said
from rolereport.publish.batch.outcome import FAILED, Order, Outcome
from rolereport.publish.batch.project import differing, parts
from rolereport.publish.errors import PublishError
from rolereport.publish.layout import Layout

PATIENCE = 30  # seconds for the scheduler to answer, and for a first worker
INSTALL = (
    "--scheduler needs Dask, which is not installed: run `uv sync --extra distributed`, or "
    "`pip install distributed`"
)
START = (
    "start one in a copy of this project: "
    "`uv run --extra distributed dask worker {address} --nthreads 1 --no-nanny`"
)


def on_cluster(
    orders: Sequence[Order], layout: Layout, address: str, go_on: Callable[[], bool]
) -> Generator[Outcome]:
    """Have the editions built there, and bring each in as it comes, as long as it is to `go_on`.

    Who takes the work of a worker that is lost, and how often, is the scheduler's to decide.

    Raises
    ------
    PublishError
        If Dask is not installed, there is no scheduler or worker, or a worker has another project.
    """
    ours = parts(layout)
    with _client(address) as client:
        from distributed import as_completed

        _require_same(client, ours)
        futures = {
            client.submit(remote_job, order, ours, pure=False): order.slug for order in orders
        }
        for future in as_completed([*futures]):
            slug = futures.pop(future)
            yield arrived(_outcome(future, slug), layout)
            future.release()  # so that a worker keeps no edition that has come
            if not go_on():
                return


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise PublishError(INSTALL) from None
    logging.getLogger("distributed").setLevel(logging.ERROR)
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise PublishError(f"no scheduler answers at {address}: {said(error)}") from None
    with client:
        yield client


def _require_same(client: Any, ours: dict[str, str]) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = client.run(_about, on_error="return")
    except TimeoutError:
        address = client.scheduler.address
        told = f"the scheduler at {address} has no worker; {START.format(address=address)}"
        raise PublishError(told) from None
    if wrong := [
        f"- {worker}: {why}" for worker, theirs in found.items() if (why := _why_not(ours, theirs))
    ]:
        raise PublishError("\n".join(["not every worker can build these editions:", *wrong]))


def _about() -> tuple[dict[str, str], bool]:
    """In a worker: the parts of its project, and whether it may start processes."""
    import multiprocessing

    return parts(Layout.of_project()), not multiprocessing.current_process().daemon


def _why_not(ours: dict[str, str], theirs: Any) -> str:
    if isinstance(theirs, BaseException):
        return f"it cannot load this project ({said(theirs)})"
    about, may_start = theirs
    if others := differing(ours, about):
        return f"its {others} are not those of this project; bring it to the same commit"
    return "" if may_start else "it may start no process of its own; start it with --no-nanny"


def _outcome(future: Any, slug: str) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    lost = future.exception() if future.status == "error" else None
    return Outcome(slug, FAILED, why=said(lost) if lost else "the scheduler has dropped it")
