"""The outline of a shape (SVG's `d`) in the fewest characters that draw the same line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_COMMAND = re.compile(r"([MLQCz])([^MLQCz]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_KNOWN = re.compile(r"[MLQCz\s\d.,-]*")
_PAIRS = {"M": 1, "L": 1, "Q": 2, "C": 3}  # points that one command takes

Point = tuple[int, int]


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


@dataclass(frozen=True)
class Step:
    """One command with its numbers, in units of the smallest decimal."""

    command: str
    numbers: tuple[int, ...] = ()


def _absolute(outline: str, unit: int) -> Iterator[tuple[str, list[Point]]]:
    for command, text in _COMMAND.findall(outline):
        numbers = [round(float(number) * unit) for number in _NUMBER.findall(text)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "z":
            yield command, []
            continue
        taken = _PAIRS[command]
        for start in range(0, len(points), taken):
            # Pairs that follow a first M are lines.
            yield ("L" if command == "M" and start else command), points[start : start + taken]


def _relative(commands: Iterator[tuple[str, list[Point]]]) -> Iterator[Step]:
    at = begun = (0, 0)
    for command, points in commands:
        if command == "z":
            at = begun
            yield Step("z")
            continue
        yield from _step(command, points, at)
        at = points[-1]
        begun = at if command == "M" else begun


def _step(command: str, points: list[Point], at: Point) -> Iterator[Step]:
    by = tuple(part - origin for point in points for part, origin in zip(point, at, strict=True))
    if command == "L" and by[1] == 0:
        yield Step("h", by[:1])
    elif command == "L" and by[0] == 0:
        yield Step("v", by[1:])
    elif command == "M" and _digits(points[0]) <= _digits(by):
        yield Step("M", points[0])
    else:
        yield Step(command.lower(), by)


def _digits(numbers: tuple[int, ...]) -> int:
    return len("".join(map(str, numbers)))


def _written(steps: Iterator[Step], unit: int) -> str:
    parts: list[str] = []
    command = before = ""
    for step in steps:
        if step.command != command or command in "Mmz":
            parts.append(step.command)
            command, before = step.command, ""
        for number in step.numbers:
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
    text = f"{Decimal(number) / unit:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
