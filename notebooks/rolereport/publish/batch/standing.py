"""Which of many editions are current, and why the others are not."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from rolereport.publish.batch.plan import Planned
from rolereport.publish.depends.reasons import Reason
from rolereport.publish.depends.why import Project, why
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout


def standings(editions: Sequence[Planned], layout: Layout) -> list[str]:
    """Of each edition why it is not current, in short; empty if it is."""
    project = Project(layout)

    def standing(planned: Planned) -> str:
        edition = Edition.of(planned.parameters, layout.build, planned.code)
        return _in_short(why(edition, project, planned.formats))

    with ThreadPoolExecutor() as pool:  # hashing lets go of Python's lock
        return [*pool.map(standing, editions)]


def _in_short(reasons: list[Reason]) -> str:
    more = f", and {len(reasons) - 1} more" if len(reasons) > 1 else ""
    return f"{reasons[0]}{more}" if reasons else ""
