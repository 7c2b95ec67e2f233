"""Builds many editions: only those that are not current, and each failure kept to itself."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing

from tqdm import tqdm

from rolereport.publish.batch import cluster, local, record
from rolereport.publish.batch.outcome import FAILED, UNCHANGED, Order, Outcome
from rolereport.publish.batch.plan import Planned
from rolereport.publish.batch.record import Row
from rolereport.publish.batch.standing import standings
from rolereport.publish.build import FAILED as FAILED_FOLDER
from rolereport.publish.layout import Layout
from rolereport.publish.staging import exclusive


def build_editions(
    editions: Sequence[Planned],
    layout: Layout,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    keep_going: bool = True,
    preflight: Callable[[], None] = lambda: None,
    tell: Callable[[Row], None] = lambda row: None,
) -> None:
    """Build the editions that are not current; `tell` of each what became of it.

    Parameters
    ----------
    jobs
        Editions built at a time on this machine; one a processor if not given.
    scheduler
        The address of a Dask scheduler whose workers build them.
    keep_going
        Whether the others are built when one has failed.
    preflight
        Called once before the first is built; raises if the data cannot be used.

    Raises
    ------
    PublishError
        If none can be built at all, or another batch is being built.
    """
    planned = {each.slug: each for each in editions}
    failed = list[Row]()

    def go_on() -> bool:
        return keep_going or not failed

    def begin(orders: list[Order]) -> Generator[Outcome]:
        preflight()
        return _begun(orders, layout, jobs, scheduler, go_on)

    with exclusive(layout.build / record.NAME):
        for outcome in _outcomes(editions, layout, begin):
            row = Row.of(planned[outcome.slug], outcome)
            failed += [row] if row.outcome == FAILED else []
            record.write([row], layout)
            tell(row)


def _outcomes(
    editions: Sequence[Planned],
    layout: Layout,
    begin: Callable[[list[Order]], Generator[Outcome]],
) -> Iterator[Outcome]:
    missing = []
    for edition, why_not in zip(editions, standings(editions, layout), strict=True):
        if why_not:
            missing.append(Order(edition.slug, edition.parameters, edition.formats, edition.code))
        else:
            shutil.rmtree(layout.build / edition.slug / FAILED_FOLDER, ignore_errors=True)
            yield Outcome(edition.slug, UNCHANGED)
    if missing:
        with closing(begin(missing)) as outcomes:
            yield from _told(outcomes, len(missing))


def _begun(
    orders: list[Order],
    layout: Layout,
    jobs: int | None,
    scheduler: str | None,
    go_on: Callable[[], bool],
) -> Generator[Outcome]:
    if scheduler:
        return cluster.on_cluster(orders, layout, scheduler, go_on)
    jobs = min(jobs or _processors(), len(orders))
    if jobs == 1:
        return local.one_by_one(orders, layout, go_on)
    return local.side_by_side(orders, layout, jobs, go_on)


def _processors() -> int:
    from joblib import cpu_count

    return cpu_count()


def _told(outcomes: Iterator[Outcome], total: int) -> Iterator[Outcome]:
    """Pass them on, with a line for each; a bar, or the lines, tell the time left."""
    started = time.monotonic()
    with tqdm(
        total=total, unit="edition", desc="editions", disable=None, leave=False, smoothing=0
    ) as bar:
        for done, outcome in enumerate(outcomes, 1):
            left = (time.monotonic() - started) / done * (total - done)
            line = f"{outcome.slug}  {outcome.outcome}  {outcome.seconds:.1f} s"
            more = f"  ({done} of {total}, {tqdm.format_interval(left)} left)"
            tqdm.write(line if not bar.disable else line + more, file=sys.stderr)
            bar.update()
            yield outcome
