"""The project as it is now: its files by name, each with its SHA-256, and what is told of them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from rolereport import paths, reads
from rolereport.publish.depends.chapter import Chapter
from rolereport.publish.depends.code import Modules
from rolereport.publish.depends.lock import packages
from rolereport.publish.depends.memory import NAME as MEMORY
from rolereport.publish.depends.memory import Memory
from rolereport.publish.depends.rows import rows_digest
from rolereport.publish.layout import Layout
from rolereport.publish.manifest import (
    Inputs,
    cells_digest,
    names_below,
    sha256,
    sha256_of,
    software_versions,
)
from rolereport.reads import OWN, Answer, Note, Read
from rolereport.vintages import own_folder

# What content alone decides is kept for all the editions that a process builds.
_MEMORIES: dict[Path, Memory] = {}
_FILES: dict[Path, tuple[reads.Stamp, str]] = {}
JUST_NOW = 2_000_000_000  # nanoseconds: a file that young may change again with the same stamp
ABSENT = "absent"
MEANWHILE = "changed while it was read"


class Project:
    """The project's files as they are now, read once for all the editions of a run.

    Parameters
    ----------
    layout
        Where they are.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.own = own_folder()
        path = layout.build.absolute() / MEMORY
        self.memory = _MEMORIES.setdefault(path, Memory(path))
        self._paths: dict[str, Path] = {}
        self._digests: dict[str, str] = {}
        self._stamps: dict[str, reads.Stamp | None] = {}
        self._told: dict[Read, str] = {}
        self._answers: dict[tuple[str, tuple[str | int, ...]], str] = {}
        self._names: list[str] | None = None
        self._forgotten = False
        self._outdated: set[str] = set()
        roots = {"rolereport": layout.package, "data": layout.data}
        roots |= {OWN: self.own} if self.own else {}
        roots |= {"notebooks": layout.notebooks}  # last: the package may lie in it
        self._roots = {name: root.absolute() for name, root in roots.items()}

    @cached_property
    def everything(self) -> Inputs:
        """All that there is, as the inputs of an edition without parameters."""
        return Inputs.gather(self.layout, {})

    @cached_property
    def software(self) -> dict[str, str]:
        """Name to version of what computes, draws and renders the report."""
        return software_versions()

    @cached_property
    def packages(self) -> dict[str, str]:
        """Name to version of what the lock file fixes; empty if that cannot be told."""
        lock = self.layout.lock
        found: dict[str, str] = self._of_content(lock.name, lambda: packages(lock))
        return found

    @cached_property
    def code(self) -> list[str]:
        """The names of the package's files."""
        return [f"rolereport/{name}" for name in _below(self.layout.package)]

    @cached_property
    def modules(self) -> Modules:
        """What the package's modules import."""
        return Modules(_Contents(self), self._imports_of)

    def _imports_of(self, file: str, parsed: Callable[[], list[str]]) -> list[str]:
        names: list[str] = self._of_content(file, parsed)
        return names

    def chapter(self, path: Path) -> Chapter:
        """What can be told of a chapter before it runs."""
        return Chapter(**self._of_content(self.name(path), lambda: asdict(Chapter.read(path))))

    def _of_content(self, name: str, answer: Callable[[], Any]) -> Any:
        """What a file's content alone decides; remembered, unless it changed while it was read."""
        digest = self.digest(name)

        def settled() -> Any:
            told, path = answer(), self.path(name)
            if self._digest(path, reads.stamp_of(path)) != digest:
                raise _Changed
            return told

        with suppress(_Changed):
            return self.memory.ask(f"{name} {digest}", settled)
        return answer()

    def path(self, name: str) -> Path:
        """Where the file or folder of this name is."""
        if name not in self._paths:
            self._paths[name] = self._located(name)
        return self._paths[name]

    def _located(self, name: str) -> Path:
        if Path(name).is_absolute():
            return Path(name)
        first, _, rest = name.partition("/")
        if first in self._roots:
            return self._roots[first] / rest
        fixed = (self.layout.lock, self.layout.citation)
        return next((path for path in fixed if path.name == name), paths.PROJECT / rest)

    def name(self, path: Path) -> str:
        """What the file at `path` is called."""
        path = path.absolute()
        for name, root in self._roots.items():
            if path.is_relative_to(root):
                return (Path(name) / path.relative_to(root)).as_posix()
        if path in (self.layout.lock.absolute(), self.layout.citation.absolute()):
            return path.name
        # What the package reads of its own project, when it builds another.
        inside = path.is_relative_to(paths.PROJECT)
        return f"./{path.relative_to(paths.PROJECT).as_posix()}" if inside else path.as_posix()

    def digest(self, name: str) -> str:
        """SHA-256 of a file, of a chapter's cells alone; `ABSENT` if there is none."""
        if name not in self._digests:
            path = self.path(name)
            self._stamps[name] = reads.stamp_of(path)
            self._digests[name] = self._digest(path, self._stamps[name])
        return self._digests[name]

    def _digest(self, path: Path, stamp: reads.Stamp | None) -> str:
        if stamp is None or not path.is_file():
            return ABSENT
        known = _FILES.get(path)
        if known and known[0] == stamp:
            return known[1]
        digest = self._cells_digest(path) if path.suffix == ".ipynb" else sha256_of(path)
        if time.time_ns() - stamp[1] > JUST_NOW:
            _FILES[path] = stamp, digest
        return digest

    def _cells_digest(self, path: Path) -> str:
        content = path.read_bytes()
        digest: str = self.memory.ask(f"cells {sha256(content)}", lambda: cells_digest(content))
        return digest

    def hold(self) -> None:
        """Take down the digest of every file before chapters run."""
        reads.forget_outdated()
        self._names = self._all_names()
        for name in self._names:
            self.digest(name)

    def has_same_names(self) -> bool:
        """Whether no file came or went since `hold`."""
        return self._names == self._all_names()

    def settled(self, name: str) -> str:
        """As `digest`, after chapters ran: it must not have changed since it was taken."""
        digest = self.digest(name)
        same = reads.stamp_of(self.path(name)) == self._stamps[name]
        return digest if same and name not in self._outdated else MEANWHILE

    def tell_settled(self, note: Read) -> str:
        """As `tell`, after chapters ran: a file must not have changed since `hold`."""
        if note.names:
            return self.tell(note)
        return self.tell(note) if self.settled(note.path) != MEANWHILE else MEANWHILE

    def noted(self, note: Note) -> Note:
        """A note of a chapter that ran, with the names of this project.

        A file that was read in another state than `hold` found is not `settled`.
        """
        if isinstance(note, Answer):
            inside = tuple(self._named(each) for each in note.made_from)
            return Answer(note.call, note.values, note.digest, inside)
        return self._named(note)

    def tell(self, note: Read) -> str:
        """The digest of what was read, as it would be read now."""
        if note not in self._told:
            self._told[note] = self._tell(note)
        return self._told[note]

    def ask(self, answer: Answer) -> str:
        """The digest of what the function would answer now."""
        asked = (answer.call, answer.values)
        if asked not in self._answers:
            if not self._forgotten:
                reads.forget()
                self._forgotten = True
            module, _, name = answer.call.partition(":")
            try:
                told = getattr(import_module(module), name)(*answer.values)
            except Exception as error:  # a chapter would stop at it, too
                told = repr(error)
            self._answers[asked] = reads.digest(told)
        return self._answers[asked]

    def _all_names(self) -> list[str]:
        roots = [(name, root) for name, root in self._roots.items() if name != "notebooks"]
        files = [f"{name}/{file}" for name, root in roots for file in _below(root)]
        chapters = [*self.layout.chapters(), *self.layout.on_request().values()]
        fixed = [self.layout.lock.name, self.layout.citation.name]
        return [*files, *map(self.name, chapters), *fixed]

    def _tell(self, note: Read) -> str:
        if note.names:
            lent = note.path != OWN or self.own is not None
            return reads.digest(self.listed(note)) if lent else ABSENT
        if note.is_whole:
            return self.digest(note.path)
        path = self.path(note.path)
        if not path.is_file():
            return ABSENT
        asked = json.dumps([self.digest(note.path), note.where, note.columns])
        with suppress(_Changed):
            digest: str = self.memory.ask(asked, lambda: self._digest_rows(note, path))
            return digest
        return MEANWHILE

    def _digest_rows(self, note: Read, path: Path) -> str:
        content = path.read_bytes()
        if sha256(content) != self.digest(note.path):
            raise _Changed
        return rows_digest(content, note.where, note.columns)

    def listed(self, note: Read) -> list[str]:
        """The names that a listing tells now."""
        found = self.path(note.path).glob(note.names)
        return sorted(self.name(path) for path in found)

    def _named(self, note: Read) -> Read:
        own = note.path.partition("/")[0] == OWN
        path = note.path if own else self.name(reads.located(note.path))
        if not note.names:
            self.digest(path)
            if note.stamp != self._stamps[path]:
                self._outdated.add(path)
        return replace(note, path=path)


class _Changed(Exception):
    """A file is not what it was when its digest was taken."""


class _Contents(Mapping[str, bytes]):
    def __init__(self, project: Project) -> None:
        self._project = project
        self._names = dict.fromkeys(project.code)

    def __getitem__(self, name: str) -> bytes:
        return self._project.path(name).read_bytes()

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _below(root: Path) -> list[str]:
    return names_below(root)


def json_digest(value: object) -> str:
    """SHA-256 of a value as JSON."""
    return sha256(json.dumps(value, sort_keys=True, default=str).encode())
