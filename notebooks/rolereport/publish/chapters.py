"""Which chapters an edition has: the report's own, and those on request that have cause."""

from __future__ import annotations

from pathlib import Path

from rolereport.publish.crate.tables import described_tables
from rolereport.publish.edition import Edition
from rolereport.publish.layout import Layout
from rolereport.publish.vintages import vintage_used
from rolereport.vintages import OWN_PAY, own_folder

WHAT_CHANGED = "10-what-changed"
YOUR_PAY = "11-your-pay"


def chapters_of(edition: Edition, layout: Layout) -> list[Path]:
    """The notebooks of an edition, in reading order.

    What changed is told when it is asked for, or when the edition's wages were added by a user;
    salaries are compared when they are given for this build.

    Raises
    ------
    PublishError
        If the project has no chapter.
    """
    causes = {
        WHAT_CHANGED: bool(edition.parameters["since"]) or _added(edition, layout.data),
        YOUR_PAY: _own_pay(),
    }
    asked = [path for name, path in layout.on_request().items() if causes.get(name)]
    return [*layout.chapters(), *asked]


def _added(edition: Edition, data: Path) -> bool:
    vintage, level = vintage_used(data, edition.parameters["area"], edition.parameters["year"])
    return f"oews/{vintage}/{level}.csv" not in described_tables(data)


def _own_pay() -> bool:
    own = own_folder()
    return own is not None and (own / OWN_PAY).is_file()
