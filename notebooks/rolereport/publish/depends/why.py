"""Why an edition has to be built again, without building it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from rolereport import reads
from rolereport.publish.chapters import chapters_of
from rolereport.publish.depends import words
from rolereport.publish.depends.facts import FACTS, facts
from rolereport.publish.depends.needs import Needs
from rolereport.publish.depends.project import Project
from rolereport.publish.depends.reasons import Reason
from rolereport.publish.depends.record import code_of, note_of, read_of
from rolereport.publish.edition import Edition
from rolereport.publish.manifest import NAME as MANIFEST
from rolereport.publish.manifest import Inputs, Manifest, changed_outputs
from rolereport.reads import Read

__all__ = ["Project", "Reason", "why"]


def why(edition: Edition, project: Project, formats: Collection[str] = ()) -> list[Reason]:
    """What changed since `edition` was built in these `formats`; empty if it is current.

    Parameters
    ----------
    project
        One for all the editions that are asked about: what they share is then read once.
    """
    manifest = Manifest.read(edition.folder)
    if manifest is None:
        there = (edition.folder / MANIFEST).is_file()
        return [Reason(words.UNREADABLE if there else words.NEVER, _names(edition, project))]
    found = [*_parts(manifest, edition, project), *_formats(manifest, formats)]
    return [*found, *_outputs(manifest, edition)]


def _parts(manifest: Manifest, edition: Edition, project: Project) -> Iterator[Reason]:
    if manifest.chapters:
        yield from _Comparison(manifest, edition, project).reasons()
    else:
        everything = project.everything
        now = Inputs(
            edition.parameters, everything.software, everything.files, edition.code, [*edition.own]
        )
        for text in words.of_inputs(manifest.inputs, now):
            yield Reason(text, _names(edition, project))


def _names(edition: Edition, project: Project) -> tuple[str, ...]:
    return tuple(path.stem for path in chapters_of(edition, project.layout))


def _formats(manifest: Manifest, formats: Collection[str]) -> Iterator[Reason]:
    for name in formats:
        if name not in manifest.formats:
            yield Reason(words.NOT_WRITTEN.format(name))


def _outputs(manifest: Manifest, edition: Edition) -> Iterator[Reason]:
    owners = {file: name for name, needs in manifest.chapters.items() for file in needs.outputs}
    for file, text in changed_outputs(edition.folder, manifest.outputs):
        yield Reason(text, (owners[file],) if file in owners else ())


@dataclass(frozen=True)
class _Comparison:
    """An edition's manifest beside the project as it is now."""

    manifest: Manifest
    edition: Edition
    project: Project

    def reasons(self) -> Iterator[Reason]:
        yield from self._settings()
        yield from self._software()
        yield from self._chapters()
        yield from self._files()
        yield from self._imports()
        yield from self._reads()

    @property
    def _old(self) -> Inputs:
        return self.manifest.inputs

    @cached_property
    def _needs(self) -> dict[str, Needs]:
        """What each chapter needs that is still one of the edition's."""
        return {
            name: needs for name, needs in self.manifest.chapters.items() if name in self._present
        }

    @cached_property
    def _present(self) -> dict[str, object]:
        return {path.stem: path for path in chapters_of(self.edition, self.project.layout)}

    def _settings(self) -> Iterator[Reason]:
        old, new = self._old.parameters, self.edition.parameters
        for name, text in words.differing("parameter {}", old, new):
            yield Reason(text, self._users(name, "parameters"))
        code = {"how code is shown": self._old.code}, {"how code is shown": self.edition.code}
        own = {"wages of your own": self._old.own}, {"wages of your own": [*self.edition.own]}
        for before, now in (code, own):
            yield from (Reason(text) for _, text in words.differing("{}", before, now))

    def _software(self) -> Iterator[Reason]:
        old, new = self._old, self.project
        if old.packages and new.packages:
            locked = words.differing("uv.lock: {}", old.packages, new.packages)
            yield from (Reason(text, self._all) for _, text in locked)
        elif old.packages or new.packages:
            yield Reason(words.LOCK, self._all)
        installed = words.differing("installed: {}", old.software, new.software)
        yield from (Reason(text, self._all) for _, text in installed)

    def _chapters(self) -> Iterator[Reason]:
        for name in self._present:
            if name not in self.manifest.chapters:
                yield Reason(words.JOINED.format(name), (name,))
        for name in self.manifest.chapters:
            if name not in self._present:
                yield Reason(words.LEFT.format(name))

    def _files(self) -> Iterator[Reason]:
        for name, digest in self._old.files.items():
            now = self.project.digest(name)
            if now == digest:
                continue
            users = self._users(name, "files")
            users = self._all if name == self.project.layout.lock.name else users
            if name.endswith(".ipynb"):
                yield from self._cells(name)
            elif users or name in self.manifest.export.files or not self._is_of_chapter(name):
                yield Reason(words.of_file(name, now, users), users)

    def _is_of_chapter(self, name: str) -> bool:
        """Whether only chapters that have left the edition needed the file."""
        return any(name in needs.files for needs in self.manifest.chapters.values())

    def _cells(self, name: str) -> Iterator[Reason]:
        for stem, needs in self._needs.items():
            if name in needs.files:
                cells = self.project.chapter(self.project.path(name)).cells
                yield Reason(words.of_cells(stem, needs.cells, cells), (stem,))

    def _imports(self) -> Iterator[Reason]:
        """Modules that are new where an import looks first."""
        if reads.digest(self.project.code) == self._old.listing:
            return
        for path in chapters_of(self.edition, self.project.layout):
            needs = self._needs.get(path.stem)
            for name in code_of(path, self.project) if needs else ():
                if needs and name not in needs.files:
                    yield Reason(words.IMPORTED.format(name, path.stem), (path.stem,))

    def _reads(self) -> Iterator[Reason]:
        texts: dict[str, list[str]] = {}
        for name, entry in self._old.reads.items():
            users = self._users(name, "reads")
            if name == FACTS:
                if self._facts_differ(entry["sha256"], entry["from"]):
                    yield Reason(words.FACTS)
            elif users and self._differs(entry):
                note = note_of(entry)
                came = self._came(note) if isinstance(note, Read) and note.names else []
                texts.setdefault(words.of_read(note, came), []).extend(users)
        for text, users_of in texts.items():
            names = tuple(sorted({*users_of}))
            yield Reason(text.format(words.chapters(names)), names)

    def _came(self, listing: Read) -> list[str]:
        known = {**self._old.files, **self._old.held}
        return [name for name in self.project.listed(listing) if name not in known]

    def _differs(self, entry: Mapping[str, Any]) -> bool:
        note = note_of(entry)
        if isinstance(note, Read):
            # Rows of a file that is as it was are as they were.
            same = not note.names and self._old.held.get(note.path)
            if same and same == self.project.digest(note.path):
                return False
            return self.project.tell(note) != entry["sha256"]
        return self._rests_on_other(entry["made_from"]) and self.project.ask(note) != note.digest

    def _rests_on_other(self, made_from: Mapping[str, str]) -> bool:
        return any(self.project.tell(read_of(name)) != told for name, told in made_from.items())

    def _facts_differ(self, digest: str, made_from: Mapping[str, str]) -> bool:
        return (
            self._rests_on_other(made_from) and facts(self.edition, self.project).digest != digest
        )

    @property
    def _all(self) -> tuple[str, ...]:
        return tuple(self._present)

    def _users(self, name: str, part: Literal["files", "parameters", "reads"]) -> tuple[str, ...]:
        """The chapters that need what is so called."""
        return tuple(stem for stem, needs in self._needs.items() if name in getattr(needs, part))
