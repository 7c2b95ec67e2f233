"""Which of many editions are current, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rolereport.publish.batch.plan import Planned
from rolereport.publish.depends.why import Project, Reason, why
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout


def standings(editions: Iterable[Planned], layout: Layout) -> Iterator[str]:
    """Of each edition why it is not current, in short; empty if it is."""
    project = Project(layout)
    for planned in editions:
        edition = Edition.of(planned.parameters, layout.build, planned.code)
        yield _in_short(why(edition, project, planned.formats))


def _in_short(reasons: list[Reason]) -> str:
    more = f", and {len(reasons) - 1} more" if len(reasons) > 1 else ""
    return f"{reasons[0]}{more}" if reasons else ""
