"""Reasons in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rolereport.publish.depends.project import ABSENT
from rolereport.publish.manifest import Inputs
from rolereport.reads import Answer, Note, Read

NEVER = "never built"
UNREADABLE = "what it was built from is not known: its manifest cannot be read here"
NOT_WRITTEN = "report.{} has not been written"
LOCK = "uv.lock: what it fixes was not known before, or is not now"
JOINED = "chapter {} is new"
LEFT = "chapter {} is no longer in it"
IMPORTED = "{} is new, and chapter {} imports it"
FACTS = "what the report tells of its data and sources changed"
MOST = 3  # new files that are named
ASKED = {
    "year_choices": "the years with wages of {}",
    "has_lines": "whether there are wages of {}",
    "latest_may": "the latest year with wages and prices",
    "_in_force_for": "which vintage counts for {}",
    "_seals": "which files are as the codebook describes them{}",
    "_counts": "how many rows, areas and occupations the wages of {} have",
    "_greatest": "the greatest figures of the wages of {}",
    "_found": "what checks of all wages find, with regard to {},",
}


def of_inputs(old: Inputs, new: Inputs) -> Iterator[str]:
    """What differs between two records of everything."""
    for names, before, now in (
        ("parameter {}", old.parameters, new.parameters),
        ("installed: {}", old.software, new.software),
        ("{}", {"how code is shown": old.code}, {"how code is shown": new.code}),
        ("{}", {"wages of your own": old.own}, {"wages of your own": new.own}),
    ):
        yield from (text for _, text in differing(names, before, now))
    for name in sorted({*old.files} | {*new.files}):
        if old.files.get(name) != new.files.get(name):
            yield f"{name} {_became(name in old.files, name in new.files)}"


def _became(was: bool, is_now: bool) -> str:
    return "changed" if was and is_now else "is new" if is_now else "is gone"


def differing(
    name: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[tuple[str, str]]:
    """Each key whose values differ, and how."""
    for key in sorted({*old} | {*new}):
        before, now = old.get(key), new.get(key)
        if before != now:
            yield key, f"{name.format(key)}: {_value(before)} -> {_value(now)}"


def of_cells(chapter: str, before: Sequence[str], now: Sequence[str]) -> str:
    """Which cells of a chapter changed."""
    if not now:
        return f"chapter {chapter} cannot be read"
    if len(before) != len(now):
        return f"chapter {chapter}: it had {len(before)} cells and has {len(now)}"
    pairs = enumerate(zip(before, now, strict=True), start=1)
    changed = [str(number) for number, (old, new) in pairs if old != new]
    if not changed:
        return f"chapter {chapter}: its settings changed"
    return f"chapter {chapter}: its cell{'s' * (len(changed) > 1)} {_listed(changed)} changed"


def of_file(name: str, digest: str, users: Sequence[str]) -> str:
    """A file that changed, and who it is for."""
    became = "is gone" if digest == ABSENT else "changed"
    if not users:
        return f"{name} {became}"
    verb = "read" if name.startswith(("data/", "own/")) else "used"
    return f"{name} {became}, {verb} by {chapters(users)}"


def of_read(note: Note, came: Sequence[str]) -> str:
    """Something else that was read of the data; `{}` stands for the chapters.

    `came` are the files that are new in a listing.
    """
    match note:
        case Answer(call=call, values=values):
            asked = ASKED.get(call.partition(":")[2], call + " of {}")
            told = asked.format(", ".join(map(str, values)))
            return f"{told} changed, asked by {{}}"
        case Read(names=""):
            return f"{note.path}: {'rows' if note.where else 'columns'} read by {{}} changed"
        case _ if came:
            new = f"{_listed(came[:MOST])} {'are' if len(came[:MOST]) > 1 else 'is'} new"
            return f"{new}, where {{}} list what there is"
        case _:
            return f"a file is gone of {note}, which {{}} list"


def chapters(names: Sequence[str]) -> str:
    """Chapters by their numbers."""
    numbers = [name.partition("-")[0] for name in names]
    return f"chapter{'s' * (len(numbers) > 1)} {_listed(numbers)}"


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _value(value: object) -> str:
    match value:
        case None | "":
            return "none"
        case list():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)
