"""Notes what is read of the project's data, so that a build knows what a chapter depends on.

Whoever opens a file of data, or looks which files there are, says so here: `file`, `names`.
What is kept in memory is kept by `remember`, which notes again, each time, what an answer was made
from; so a chapter that is handed a table read before is noted all the same. A function that reads
much and tells little is marked with `conclude`. The notes go to the file that the variable
ROLEREPORT_READS names, a line of JSON each; without it they are dropped.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from rolereport import recall
from rolereport.paths import DATA, PROJECT

VARIABLE = "ROLEREPORT_READS"
OWN_VARIABLE = "ROLEREPORT_WAGES"  # the folder of what is given for one build alone
OWN = "own"

P = ParamSpec("P")
T = TypeVar("T")
Stamp = tuple[int, int]


@dataclass(frozen=True)
class Read:
    """Something that was asked of the data.

    Parameters
    ----------
    path
        A file or folder: `data/areas.csv`, or `own/...` for what is given for one build alone.
    names
        Of a folder, the pattern of the files below it whose names were listed; nothing else of
        them was read.
    where
        Of a table, the rows read: column to the values that it has in them. Empty for all.
    columns
        Of a table, the columns read. Empty for all.
    stamp
        Size and time of change of the file when it was read, which may be long before it is noted.
    """

    path: str
    names: str = ""
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    columns: tuple[str, ...] = ()
    stamp: Stamp | None = field(default=None, compare=False)

    def __str__(self) -> str:
        if self.names:
            return f"{self.path}/{self.names}"
        wanted = " and ".join(f"{column} in {','.join(values)}" for column, values in self.where)
        columns = f": {','.join(self.columns)}" if self.columns else ""
        return f"{self.path}{columns}" + (f" where {wanted}" if wanted else "")

    @property
    def is_whole(self) -> bool:
        """Whether a file was read, and all of it."""
        return not (self.names or self.where or self.columns)


@dataclass(frozen=True)
class Answer:
    """What a function told of the data, of which nothing else was made use of.

    Parameters
    ----------
    call
        The function, as `module:name`.
    values
        Its arguments.
    digest
        SHA-256 of what it returned, as JSON.
    made_from
        What it read.
    """

    call: str
    values: tuple[str | int, ...]
    digest: str
    made_from: tuple[Read, ...]

    def __str__(self) -> str:
        return f"{self.call}({', '.join(map(str, self.values))})"


Note = Read | Answer
_collected: list[dict[Note, None]] = []  # one for each function that is being watched
_memories: list[dict[Any, Any]] = []
_written: dict[str, set[Note]] = {}  # by the file that they were written to


def file(path: Path) -> Path:
    """`path`, of which all is read, or of which it is asked whether it is there."""
    note(Read(named(path), stamp=stamp_of(path)))
    return path


@contextmanager
def narrowed(
    paths: Iterable[Path],
    where: Mapping[str, Collection[str]],
    columns: Collection[str] | None = None,
) -> Iterator[None]:
    """Note of tables that are read inside only what is made use of.

    Parameters
    ----------
    paths
        The tables.
    where
        The rows: those that have one of these values, column by column.
    columns
        The columns; all when None.
    """
    wanted = tuple(sorted((column, tuple(sorted({*values}))) for column, values in where.items()))
    tables = {named(path) for path in paths}
    with collecting(passed_on=False) as notes:
        yield
    for each in notes:
        if isinstance(each, Read) and each.is_whole and each.path in tables:
            note(replace(each, where=wanted, columns=tuple(sorted(columns or ()))))
        else:
            note(each)


def names(folder: Path, pattern: str) -> list[Path]:
    """What below `folder` matches `pattern`, sorted."""
    note(Read(named(folder), names=pattern))
    return sorted(folder.glob(pattern))


def own_names(pattern: str) -> list[Path]:
    """What matches `pattern` of that which is given for this build alone; nothing if none is."""
    note(Read(OWN, names=pattern))
    folder = os.environ.get(OWN_VARIABLE)
    return sorted(Path(folder).glob(pattern)) if folder else []


def remember(function: Callable[P, T]) -> Callable[P, T]:
    """As `functools.cache`; an answer from memory notes again what it was made from."""
    kept: dict[Any, tuple[T, tuple[Note, ...]]] = {}
    _memories.append(kept)

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (args, *kwargs.items())
        if key not in kept:
            with collecting() as made_from:
                answer = function(*args, **kwargs)
            kept[key] = answer, tuple(made_from)
            return answer
        answer, notes = kept[key]
        for each in notes:
            note(each)
        return answer

    remembering.cache_clear = kept.clear  # type: ignore[attr-defined]
    return remembering


def recalled_reading(function: Callable[P, T]) -> Callable[P, T]:
    """Recall what `function` read in an earlier build, while the files that it read are the same.

    It must depend on nothing but its arguments and files of known names; what it read is noted
    again, each time. Not worth it where reading takes no longer than asking for the files' times.
    """
    call = f"{function.__module__}:{function.__qualname__}"

    @wraps(function)
    def recalling(*args: P.args, **kwargs: P.kwargs) -> T:
        def read() -> tuple[T, tuple[Note, ...], list[int]]:
            with collecting(passed_on=False) as made_from:
                answer = function(*args, **kwargs)
            return answer, tuple(made_from), _recorded(made_from)

        answer, notes, _ = recall.recall((call, args, kwargs), read, _is_current)
        for each in notes:
            note(each)
        return answer

    return recalling


def _is_current(told: tuple[Any, tuple[Note, ...], list[int]]) -> bool:
    _, notes, recorded = told
    unchanged = not _changed_since(each for note in notes for each in _parts(note))
    return unchanged and _recorded(notes) == recorded


def _recorded(made_from: Iterable[Note]) -> list[int]:
    """When the record of each file changed (POSIX): unlike its own time, it cannot be set back."""
    read = {each.path for note in made_from for each in _parts(note)}
    return [located(name).stat().st_ctime_ns for name in sorted(read)]


def forget() -> None:
    """Empty what every function remembers: the data may have changed."""
    for kept in _memories:
        kept.clear()


def forget_outdated() -> None:
    """Empty what every function remembers if a file that it was made from changed since."""
    answers = [notes for kept in _memories for _, notes in kept.values()]
    if _changed_since(each for notes in answers for note in notes for each in _parts(note)):
        forget()


def _changed_since(made_from: Iterable[Read]) -> bool:
    stamps = {(each.path, each.stamp) for each in made_from if each.stamp}
    return any(stamp_of(located(name)) != stamp for name, stamp in stamps)


def conclude(function: Callable[P, T]) -> Callable[P, T]:
    """Note what `function` answers instead of what it reads.

    It must depend on nothing but its arguments, which are text and whole numbers, and the data;
    and return what JSON can hold. While no file of the data changes, its answer is recalled.
    """
    call = f"{function.__module__}:{function.__qualname__}"

    @wraps(function)
    def concluding(*args: P.args, **kwargs: P.kwargs) -> T:
        def concluded() -> tuple[T, Answer]:
            with collecting(passed_on=False) as made_from:
                answer = function(*args, **kwargs)
            inside = [each for note in made_from for each in _parts(note)]
            return answer, Answer(call, values, digest(answer), tuple(dict.fromkeys(inside)))

        values = cast("tuple[str | int, ...]", (*args, *kwargs.values()))
        question = (call, args, kwargs, _state()) if recall.is_on() else None
        answer, told = recall.recall(question, concluded)
        if recall.is_on() and _changed_since(told.made_from):
            answer, told = concluded()
        note(told)
        return answer

    return concluding


def _state() -> list[tuple[str, int, int, int]]:
    """All files of the data, and of what is given for this build alone, with their stamps.

    The time of change can be set back, as an unpacked archive does; that of the file's record
    (POSIX) cannot.
    """
    own = os.environ.get(OWN_VARIABLE)
    roots = [root for root in (DATA, own) if root and Path(root).is_dir()]
    return sorted(told for root in roots for told in _files(root))


def _files(folder: str | Path) -> Iterator[tuple[str, int, int, int]]:
    """Each file below `folder`: its size, and when it and its record changed, in nanoseconds."""
    for each in os.scandir(folder):
        if each.is_dir():
            yield from _files(each.path)
        elif each.is_file():
            told = each.stat()
            yield each.path, told.st_size, told.st_mtime_ns, told.st_ctime_ns


@contextmanager
def unnoted() -> Iterator[None]:
    """Note nothing inside: what is read there has been concluded from already."""
    with collecting(passed_on=False):
        yield


@contextmanager
def collecting(passed_on: bool = True) -> Iterator[dict[Note, None]]:
    """Collect what is noted inside; it is noted outside as well if it is `passed_on`."""
    found: dict[Note, None] = {}
    _collected.append(found)
    try:
        yield found
    except BaseException:
        passed_on = True  # whatever was read led to the error
        raise
    finally:
        _collected.pop()
        for each in found if passed_on else ():
            note(each)


def note(made: Note) -> None:
    """Keep a note for whoever collects, or write it down."""
    if _collected:
        _collected[-1][made] = None
        return
    target = os.environ.get(VARIABLE)
    if target and made not in _written.setdefault(target, set()):
        _written[target].add(made)
        with Path(target).open("ab", buffering=0) as lines:
            lines.write(json.dumps(asdict(made)).encode() + b"\n")


def noted(target: Path) -> list[Note]:
    """What was written down in `target`; nothing if nothing was."""
    if not target.is_file():
        return []
    return [_note_of(json.loads(line)) for line in target.read_text("utf-8").splitlines()]


def stamp_of(path: Path) -> Stamp | None:
    """Size and time of change of a file; None if there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_size, told.st_mtime_ns


def digest(answer: object) -> str:
    """SHA-256 of what JSON holds of an answer."""
    return hashlib.sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()


def named(path: Path) -> str:
    """How a path is called in a note, whatever folder the project is in."""
    own = os.environ.get(OWN_VARIABLE)
    for name, root in (("data", DATA), (OWN, Path(own) if own else None), ("", PROJECT)):
        if root is not None and path.is_relative_to(root):
            return (Path(name) / path.relative_to(root)).as_posix()
    return path.absolute().as_posix()


def located(name: str) -> Path:
    """Where the file of a note is; the reverse of `named`."""
    first, _, rest = name.partition("/")
    own = os.environ.get(OWN_VARIABLE)
    roots = {"data": DATA} | ({OWN: Path(own)} if own else {})
    return roots[first] / rest if first in roots else PROJECT / name


def _parts(note: Note) -> tuple[Read, ...]:
    return note.made_from if isinstance(note, Answer) else (note,)


def _note_of(record: dict[str, Any]) -> Note:
    if "call" in record:
        made_from = tuple(_read_of(each) for each in record["made_from"])
        return Answer(record["call"], tuple(record["values"]), record["digest"], made_from)
    return _read_of(record)


def _read_of(record: dict[str, Any]) -> Read:
    where = tuple((column, tuple(values)) for column, values in record["where"])
    stamp = tuple(record["stamp"]) if record["stamp"] else None
    columns = tuple(record["columns"])
    return Read(record["path"], record["names"], where, columns, cast("Stamp | None", stamp))
