"""A short outline is the same line."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolereport.publish.page.path import short_number, short_path

COORDINATE = st.integers(-99999, 99999).map(lambda number: number / 100)
TAKES = {"M": 2, "L": 2, "Q": 4, "C": 6}
Lines = list[tuple[str, list[float]]]


@st.composite
def outlines(draw: st.DrawFn) -> Lines:
    commands = ["M", *draw(st.lists(st.sampled_from("MLQCz"), max_size=12))]
    # After the end of an outline a new one begins with a move, as matplotlib writes it.
    said = [one for one, two in pairwise([*commands, "M"]) if one != "z" or two == "M"]
    return [
        (each, draw(st.lists(COORDINATE, min_size=TAKES.get(each, 0), max_size=TAKES.get(each, 0))))
        for each in said
    ]


def written(lines: Lines) -> str:
    return "".join(f"{command}{' '.join(map(str, numbers))}" for command, numbers in lines)


def read(outline: str) -> Lines:
    """The outline in absolute commands, by the grammar of SVG and not by the code under test."""
    tokens = re.findall(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)", outline)
    found: Lines = []
    at, begun, command = [0.0, 0.0], [0.0, 0.0], ""
    while tokens:
        # Points that follow a move without a letter are lines.
        command = (
            tokens.pop(0) if tokens[0].isalpha() else {"M": "L", "m": "l"}.get(command, command)
        )
        if command == "z":
            found.append(("z", []))
            at = begun
            continue
        count = {"h": 1, "v": 1}.get(command, TAKES.get(command.upper(), 0))
        numbers = [float(tokens.pop(0)) for _ in range(count)]
        if command == "h":
            numbers = [*numbers, 0.0]
        if command == "v":
            numbers = [0.0, *numbers]
        if command.islower():
            numbers = [number + at[place % 2] for place, number in enumerate(numbers)]
        at = numbers[-2:]
        begun = at if command in "Mm" else begun
        found.append(({"h": "L", "v": "L"}.get(command, command.upper()), numbers))
    return found


@given(outlines())
def test_the_same_commands_through_the_same_points(lines: Lines) -> None:
    kept = read(short_path(written(lines), 2))
    assert [command for command, _ in kept] == [command for command, _ in lines]
    for (_, before), (_, after) in zip(lines, kept, strict=True):
        assert after == pytest.approx(before, abs=1e-6)


@given(outlines())
def test_rounding_does_not_add_up(lines: Lines) -> None:
    for (_, before), (_, after) in zip(lines, read(short_path(written(lines), 0)), strict=True):
        assert after == pytest.approx(before, abs=0.5 + 1e-6)


@pytest.mark.parametrize(
    ("outline", "short"),
    [
        ("M0 719.7L446.4 719.7L446.4 0L0 0L0 719.7z", "M0 719.7h446.4v-719.7h-446.4v719.7z"),
        ("M 1.005 2 \nL 1.5 2.5 L 2 3.25", "M1 2l.5.5.5.75"),
        ("M1 1L1.5 0.5L1.25 0", "M1 1l.5-.5-.25-.5"),
        ("M100 100L101 102zM102 102", "M100 100l1 2zm2 2"),
        ("M100 100M1 1", "M100 100M1 1"),
        ("M1 1A5 5 0 0 1 2 2", "M1 1A5 5 0 0 1 2 2"),
        ("", ""),
    ],
)
def test_known_outlines(outline: str, short: str) -> None:
    assert short_path(outline, 2) == short


@pytest.mark.parametrize(
    ("number", "short"),
    [("0.5", ".5"), ("-0.50", "-.5"), ("100.00", "100"), ("-0.001", "0"), ("12.346", "12.35")],
)
def test_known_numbers(number: str, short: str) -> None:
    assert short_number(number, 2) == short
