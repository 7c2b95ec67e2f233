"""Which chapters of an edition run, and which are taken over from the last good one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rolereport.publish.chapters import chapters_of
from rolereport.publish.depends.project import Project
from rolereport.publish.depends.reasons import Reason
from rolereport.publish.depends.record import Record
from rolereport.publish.edition import Edition
from rolereport.publish.manifest import Manifest
from rolereport.publish.provenance import Provenance
from rolereport.publish.writing import writing

PICTURE = ".png"  # made of a drawing by the code that writes the formats


@dataclass(frozen=True)
class Plan:
    """What a build has to do.

    Parameters
    ----------
    project
        The project as it is before any chapter runs.
    before
        The manifest of the last good edition.
    chapters
        The edition's chapters in their order.
    run
        Those that run.
    """

    edition: Edition
    project: Project
    before: Manifest | None
    chapters: list[Path]
    run: list[Path]

    @classmethod
    def of(cls, edition: Edition, project: Project, reasons: Iterable[Reason]) -> Plan:
        """The plan that these `reasons` call for."""
        project.hold()
        before, chapters = Manifest.read(edition.folder), chapters_of(edition, project.layout)
        known = before.chapters if before else {}
        again = {name for reason in reasons for name in reason.chapters}
        run = [path for path in chapters if path.stem in again or path.stem not in known]
        return cls(edition, project, before, chapters, run)

    @property
    def taken_over(self) -> list[Path]:
        """The chapters that do not run."""
        return [path for path in self.chapters if path not in self.run]

    def take_over(self, folder: Path) -> None:
        """Copy what these chapters made from the last good edition into `folder`."""
        for path in self.taken_over:
            for name in self._outputs_of(path):
                with writing(name):
                    (folder / name).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(self.edition.folder / name, folder / name)

    def sums(self) -> dict[str, str]:
        """Name to SHA-256 of what is taken over."""
        names = [name for path in self.taken_over for name in self._outputs_of(path)]
        return {name: self.before.outputs[name] for name in names} if self.before else {}

    def record(self) -> Record:
        """What the edition depends on, of which nothing is noted yet."""
        return Record(self.edition, self.project)

    def note(self, record: Record, executed: Path) -> None:
        """Record what a chapter depends on, once it is there."""
        path = next(path for path in self.chapters if path.name == executed.name)
        if path in self.run:
            record.ran(path, executed)
        else:
            assert self.before is not None
            record.taken_over(path, self.before.chapters[path.stem], self.before.inputs)

    def finish(self, record: Record) -> Provenance:
        """Record what the formats depend on, when every chapter is noted; what they say of it."""
        told = record.written()
        self.project.memory.save()
        return told

    def _outputs_of(self, path: Path) -> list[str]:
        assert self.before is not None
        outputs = self.before.chapters[path.stem].outputs
        return [name for name in outputs if self._as_before or not name.endswith(PICTURE)]

    @cached_property
    def _as_before(self) -> bool:
        """Whether the code that writes the formats is that of the last good edition."""
        assert self.before is not None
        files, digest = self.before.inputs.files, self.project.digest
        return all(digest(name) == files[name] for name in self.before.export.files)
