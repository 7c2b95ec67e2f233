"""The outline of a shape (SVG's `d`) in the fewest characters that draw the same line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from operator import sub

_COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_KNOWN = re.compile(r"[MLQCz\s\d.,-]*")
_PAIRS = {"M": 1, "L": 1, "Q": 2, "C": 3}  # points that one command takes

Point = tuple[int, int]
Step = tuple[str, tuple[int, ...]]
"""A command with its numbers, in units of the smallest decimal."""


def short_path(outline: str, decimals: int) -> str:
    """The outline in relative steps, its points rounded to `decimals`.

    Steps are taken between rounded points, so that errors do not add up. An outline with
    commands that matplotlib does not write is returned as it is.
    """
    if not _KNOWN.fullmatch(outline):
        return outline
    unit = 10**decimals
    return _written(_relative(_absolute(outline, unit)), unit)


def short_number(number: str, decimals: int) -> str:
    """A decimal number rounded, without noughts that say nothing."""
    return _decimal(round(float(number) * 10**decimals), 10**decimals)


def _absolute(outline: str, unit: int) -> Iterator[Step]:
    for command, text in _COMMAND.findall(outline):
        numbers = [round(float(number) * unit) for number in _NUMBER.findall(text)]
        if command == "z":
            yield command, ()
            continue
        taken = 2 * _PAIRS[command]
        for start in range(0, len(numbers), taken):
            # Pairs that follow a first M are lines.
            then = "L" if command == "M" and start else command
            yield then, tuple(numbers[start : start + taken])


def _relative(commands: Iterator[Step]) -> Iterator[Step]:
    at = begun = (0, 0)
    for command, numbers in commands:
        if command == "z":
            at = begun
            yield "z", ()
            continue
        yield _step(command, numbers, at)
        at = numbers[-2], numbers[-1]
        begun = at if command == "M" else begun


def _step(command: str, numbers: tuple[int, ...], at: Point) -> Step:
    by = tuple(map(sub, numbers, cycle(at)))
    if command == "L" and by[1] == 0:
        return "h", by[:1]
    if command == "L" and by[0] == 0:
        return "v", by[1:]
    if command == "M" and _digits(numbers) <= _digits(by):
        return "M", numbers
    return command.lower(), by


def _digits(numbers: tuple[int, ...]) -> int:
    return len("".join(map(str, numbers)))


def _written(steps: Iterator[Step], unit: int) -> str:
    parts: list[str] = []
    command = before = ""
    for name, numbers in steps:
        if name != command or name in "Mmz":
            parts.append(name)
            command, before = name, ""
        for number in numbers:
            text = _decimal(number, unit)
            parts.append(_parted(before, text))
            before = text
    return "".join(parts)


def _parted(before: str, number: str) -> str:
    # A sign begins a number, and so does a second point: ".5.5" is two.
    begins = number[0] == "-" or (number[0] == "." and "." in before)
    return number if begins or not before else f" {number}"


@cache
def _decimal(number: int, unit: int) -> str:
    text = f"{number / unit:f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
