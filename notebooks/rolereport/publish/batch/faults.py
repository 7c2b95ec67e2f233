"""What is wrong with a file of editions, all of it, each with its line and how to mend it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolereport.parameters import ParameterError

HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
ENTRY = re.compile(r"\s*([\w.\"'-]+)\s*=")

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, with the keys that lead to it; a list's are counted from 0."""

    keys: Keys
    problem: str
    fix: str
    value: Any = None

    @classmethod
    def of(cls, keys: Keys, error: Exception, value: Any = None) -> Fault:
        """What an error of `rolereport.parameters` says: the problem, then `; ` and the fix."""
        problem, _, fix = str(error).partition("; ")
        return cls(keys, problem, fix or "choose another value", value)


class DefinitionError(ParameterError):
    """A file of editions cannot be used; tells everything that is wrong with it."""

    def __init__(self, file: Path, faults: Iterable[Fault], text: str = "") -> None:
        lines = places(text)
        found = [(_line(fault, text, lines), fault) for fault in faults]
        found.sort(key=lambda each: each[0] or 0)
        super().__init__("\n".join(_told(fault, file, line) for line, fault in found))


def places(text: str) -> dict[Keys, int]:
    """The keys of every table and entry of a TOML text to the line that they begin in, from 1."""
    found: dict[Keys, int] = {}
    table: Keys = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            table = _keys(header[2])
            if header[1] == "[[":
                table = next((*table, n) for n in range(number) if (*table, n) not in found)
            found.setdefault(table, number)
        elif entry := ENTRY.match(line):
            found.setdefault((*table, *_keys(entry[1])), number)
    return found


def _keys(written: str) -> Keys:
    return tuple(part.strip().strip("\"'") for part in written.split("."))


def _line(fault: Fault, text: str, lines: dict[Keys, int]) -> int | None:
    """The line of the value, or of the innermost of its keys that has one."""
    parents = (fault.keys[:size] for size in range(len(fault.keys), 0, -1))
    first = next((lines[keys] for keys in parents if keys in lines), None)
    if first is None or not isinstance(fault.value, str):
        return first
    end = min([line for line in lines.values() if line > first], default=None)
    inside = text.splitlines()[first - 1 : end and end - 1]
    written = json.dumps(fault.value, ensure_ascii=False)
    return next((first + n for n, line in enumerate(inside) if written in line), first)


def _told(fault: Fault, file: Path, line: int | None) -> str:
    where = [
        str(file),
        *([f"line {line}"] if line else []),
        *([named(fault.keys)] if fault.keys else []),
    ]
    if fault.value is not None:
        where.append(f"value {fault.value!r}")
    return f"{', '.join(where)}: {fault.problem}. To mend it: {fault.fix}."


def named(keys: Sequence[str | int]) -> str:
    """The keys as one name, such as `groups.states.areas`, what is in a list counted from 1."""
    words = [f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys]
    return "".join(words).removeprefix(".")
