"""Runs the tests of a question on what a copy's cells have made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from rolereport.classroom.grading.pristine import Remembered, restore

LOOKED_AT = 10_000
NOTEBOOK = "__main__"  # where IPython says that the classes of a notebook are from

RunDoctest = Callable[[str, str, dict[str, Any]], tuple[bool, str]]


def examine(
    tests: list[str], namespace: dict[str, Any], run: RunDoctest, remembered: Remembered
) -> list[dict[str, Any]]:
    """Whether each test passes, and what stopped it.

    Parameters
    ----------
    tests
        Doctests, as the autograder keeps them.
    namespace
        The copy's variables. A value of a class that the copy defined is left out, for it can
        claim to equal anything.
    run
        The autograder's own way to run one.
    remembered
        The modules that tests use, to be put back as they were.
    """
    restore(remembered)
    plain = {name: value for name, value in namespace.items() if _is_plain(value)}
    return [_result(*run(f"test {at}", test, plain)) for at, test in enumerate(tests)]


def _result(passed: bool, message: str) -> dict[str, Any]:
    lines = message.partition("Exception raised:")[2].strip().splitlines()
    return {"passed": passed, "error": lines[-1].strip()[:300] if lines and not passed else ""}


def _is_plain(value: Any) -> bool:
    seen = islice(_within(value, set()), LOOKED_AT)
    return all(type(each).__module__ != NOTEBOOK for each in seen)


def _within(value: Any, met: set[int]) -> Iterable[Any]:
    if id(value) in met:
        return
    met.add(id(value))
    yield value
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _within(each, met)
