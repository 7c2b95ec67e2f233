"""Remembers modules as they were, so that tests do not run on what a copy made of them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

Remembered = list[tuple[Any, dict[str, Any]]]
CHANGEABLE = 1 << 9  # the flag of a class that was made by Python code


def remember(names: Iterable[str]) -> Remembered:
    """What the modules of these names hold now, and the classes in them."""
    owners = (owner for name in names for owner in _owners(sys.modules[name]))
    return [(owner, dict(vars(owner))) for owner in owners]


def restore(remembered: Remembered) -> None:
    """Undo what was replaced or taken away since; what was added stays."""
    for owner, before in remembered:
        now = vars(owner)
        for name in [name for name in before if now.get(name, before) is not before[name]]:
            with contextlib.suppress(AttributeError, TypeError):
                setattr(owner, name, before[name])


def _owners(module: ModuleType) -> Iterator[Any]:
    yield module
    for value in [*vars(module).values()]:
        if isinstance(value, type) and value.__flags__ & CHANGEABLE:
            yield value
