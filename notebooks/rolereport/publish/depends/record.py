"""Records what an edition depended on when it was built."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from rolereport import reads
from rolereport.publish.depends.facts import EXPORT, FACTS, RUN, facts
from rolereport.publish.depends.needs import Needs
from rolereport.publish.depends.notes import notes_of
from rolereport.publish.depends.project import MEANWHILE, Project
from rolereport.publish.edition import Edition
from rolereport.publish.manifest import Inputs
from rolereport.publish.provenance import Provenance
from rolereport.reads import Answer, Note, Read

FIGURES = Path("figures")


def code_of(chapter: Path, project: Project) -> list[str]:
    """The code that a chapter can run, the modules beside it included."""
    imported = project.chapter(chapter).imports
    beside = [chapter.with_name(f"{name.partition('.')[0]}.py") for name in imported]
    own = {project.name(path) for path in beside if path.is_file()}
    return sorted({*project.modules.closure([*imported, *RUN]), *own})


@dataclass
class Record:
    """What an edition depends on, gathered part by part.

    Parameters
    ----------
    project
        The project as it was before any chapter ran.
    """

    edition: Edition
    project: Project
    chapters: dict[str, Needs] = field(default_factory=dict)
    export: Needs = field(default_factory=Needs)
    _files: dict[str, str] = field(default_factory=dict)
    _reads: dict[str, dict[str, Any]] = field(default_factory=dict)
    _held: dict[str, str] = field(default_factory=dict)
    _figures: dict[str, set[str]] = field(default_factory=dict)

    def ran(self, chapter: Path, executed: Path) -> None:
        """A chapter that ran: what it noted."""
        notes = [self.project.noted(each) for each in reads.noted(notes_of(executed))]
        notes_of(executed).unlink(missing_ok=True)
        self._chapter(chapter, notes)
        self._figures[chapter.stem] = {*_figures_of(json.loads(executed.read_bytes()))}

    def taken_over(self, chapter: Path, before: Needs, inputs: Inputs) -> None:
        """A chapter of the last good edition that nothing changed for."""
        partly = [note_of(inputs.reads[name]) for name in before.reads]
        whole = [Read(name) for name in before.files if _is_data(name)]
        self._chapter(chapter, [*whole, *partly])
        outputs = map(Path, before.outputs)
        self._figures[chapter.stem] = {each.stem for each in outputs if each.parent == FIGURES}

    def written(self) -> Provenance:
        """The formats, whose writing is not noted by who writes but told in advance: what they say.

        Called when all chapters are recorded.
        """
        now = facts(self.edition, self.project)
        code = self.project.modules.closure(EXPORT)
        whole = [*code, self.project.name(self.project.layout.citation)]
        made_from = [each for each in map(self.project.noted, now.notes) if isinstance(each, Read)]
        self._reads[FACTS] = {"sha256": now.digest, "from": self._hold(made_from)}
        self.export = Needs(files=self._whole(whole), reads=[FACTS])
        if not self.project.has_same_names():
            self._doubt_listings()
        inputs = self.inputs
        software, fingerprint = inputs.software, inputs.fingerprint
        return replace(now.told, software=software, fingerprint=fingerprint)

    @property
    def inputs(self) -> Inputs:
        """All that was recorded, as the inputs of the edition."""
        project, edition = self.project, self.edition
        lock, packages = project.layout.lock.name, project.packages
        digest = {lock: project.settled(lock)}
        (self._held if packages else self._files).update(digest)
        return Inputs(
            parameters=edition.parameters,
            software=project.software,
            files=dict(sorted(self._files.items())),
            code=edition.code,
            own=[*edition.own],
            packages=packages,
            reads=dict(sorted(self._reads.items())),
            held=dict(sorted(self._held.items())),
            listing=reads.digest(project.code),
        )

    def with_outputs(self, folder: Path) -> dict[str, Needs]:
        """What each chapter depends on, and the files in the edition's `folder` that are its."""
        figures = sorted((folder / FIGURES).glob("*"))
        return {
            name: replace(needs, outputs=[*self._outputs(name, figures)])
            for name, needs in self.chapters.items()
        }

    def _outputs(self, chapter: str, figures: Iterable[Path]) -> Iterator[str]:
        own = self._figures[chapter]
        yield from ((FIGURES / each.name).as_posix() for each in figures if each.stem in own)
        yield f"notebooks/{chapter}.ipynb"

    def _chapter(self, path: Path, notes: Iterable[Note]) -> None:
        chapter, project = self.project.chapter(path), self.project
        whole = [each.path for each in notes if isinstance(each, Read) and each.is_whole]
        partly = [each for each in notes if not _is_within(each, whole)]
        self.chapters[path.stem] = Needs(
            files=self._whole([project.name(path), *code_of(path, project), *whole]),
            reads=sorted(self._partly(each) for each in partly),
            parameters=[each for each in chapter.parameters if each in self.edition.parameters],
            cells=chapter.cells,
        )

    def _doubt_listings(self) -> None:
        """Let no listing count as told: a chapter may have seen it before a file came or went."""
        for entry in self._reads.values():
            if entry.get("names"):
                entry["sha256"] = MEANWHILE
            for made_from in (entry.get("made_from", {}), entry.get("from", {})):
                made_from |= {name: MEANWHILE for name in made_from if read_of(name).names}

    def _whole(self, names: Iterable[str]) -> list[str]:
        kept = sorted({*names})
        self._files.update({name: self.project.settled(name) for name in kept})
        return kept

    def _partly(self, note: Note) -> str:
        told: dict[str, Any] = json.loads(json.dumps(asdict(note)))
        told.pop("stamp", None)
        if isinstance(note, Answer):
            told |= {"sha256": told.pop("digest"), "made_from": self._hold(note.made_from)}
        else:
            told["sha256"] = self.project.tell_settled(note)
            self._hold([note])
        self._reads[str(note)] = told
        return str(note)

    def _hold(self, made_from: Iterable[Read]) -> dict[str, str]:
        """Name to digest of what an answer was made from."""
        told = {str(each): self.project.tell_settled(each) for each in made_from}
        for each in made_from:
            if not each.names:
                self._held[each.path] = self.project.settled(each.path)
        return dict(sorted(told.items()))


def note_of(entry: Mapping[str, Any]) -> Note:
    """The note that an entry of `Inputs.reads` was made of."""
    if "call" in entry:
        made_from = tuple(read_of(name) for name in entry["made_from"])
        return Answer(entry["call"], tuple(entry["values"]), entry["sha256"], made_from)
    where = tuple((column, tuple(values)) for column, values in entry["where"])
    return Read(entry["path"], entry["names"], where, tuple(entry["columns"]))


def read_of(name: str) -> Read:
    """What a name among those that an answer was made from stands for: a file, or a listing."""
    parts = name.split("/")
    first = next((place for place, part in enumerate(parts) if "*" in part), None)
    return Read("/".join(parts[:first]), "/".join(parts[first:]) if first is not None else "")


def _figures_of(notebook: dict[str, Any]) -> Iterable[str]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            about = output.get("metadata", {}).get("rolereport", {})
            if about.get("kind") == "figure":
                yield about["name"]


def _is_within(note: Note, whole: list[str]) -> bool:
    """Whether a note is of a table that counts as a whole anyway."""
    return isinstance(note, Read) and not note.names and note.path in whole


def _is_data(name: str) -> bool:
    return not name.startswith(("rolereport/", "notebooks/"))
