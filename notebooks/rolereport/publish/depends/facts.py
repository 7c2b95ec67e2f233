"""What the formats tell of the project beside the chapters, as one digest."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from rolereport import reads
from rolereport.publish.crate.tables import every_table
from rolereport.publish.depends.project import Project, json_digest
from rolereport.publish.edition import Edition
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import Provenance, provenance
from rolereport.reads import Note

FACTS = "what the report tells of its data"
# The code that writes the formats, and that which runs a chapter.
EXPORT = tuple(
    f"rolereport.publish.{name}"
    for name in ("export", "formats", "provenance", "crate.crate", "notebook", "chapters")
)
RUN = tuple(f"rolereport.publish.{name}" for name in ("execute", "in_process"))


@dataclass(frozen=True)
class Facts:
    """What is told of an edition's parameters and data.

    Parameters
    ----------
    told
        Without software and fingerprint, which rest on more.
    digest
        Of all of it, of what is told of the tables too.
    notes
        What it rests on.
    """

    told: Provenance
    digest: str
    notes: list[Note]


def facts(edition: Edition, project: Project) -> Facts:
    """What is told of the edition now."""
    nothing = Inputs({}, {}, {})
    with reads.collecting(passed_on=False) as notes:
        told = provenance(edition, project.layout, nothing)
        tables = {path: asdict(table) for path, table in _tables(project.layout.data).items()}
    return Facts(told, json_digest([asdict(told), tables]), list(notes))


def _tables(data: Path):  # type: ignore[no-untyped-def]
    return every_table(data)
