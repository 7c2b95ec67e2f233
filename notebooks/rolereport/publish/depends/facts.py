"""What the formats tell of the project beside the chapters, as one digest."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from rolereport import reads
from rolereport.publish.crate.tables import every_table
from rolereport.publish.depends.project import Project, json_digest
from rolereport.publish.edition import Edition
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import provenance
from rolereport.reads import Note

FACTS = "what the report tells of its data"
# The code that writes the formats, and that which runs a chapter.
EXPORT = tuple(
    f"rolereport.publish.{name}"
    for name in ("export", "formats", "provenance", "crate.crate", "notebook", "chapters")
)
RUN = tuple(f"rolereport.publish.{name}" for name in ("execute", "in_process"))


def facts(edition: Edition, project: Project) -> tuple[str, list[Note]]:
    """The digest of all that is told of an edition's parameters and data, and what it rests on."""
    nothing = Inputs({}, {}, {})
    with reads.collecting(passed_on=False) as notes:
        told = asdict(provenance(edition, project.layout, nothing))
        tables = {path: asdict(table) for path, table in _tables(project.layout.data).items()}
    return json_digest([told, tables]), list(notes)


def _tables(data: Path):  # type: ignore[no-untyped-def]
    return every_table(data)
