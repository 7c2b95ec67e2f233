"""Remembers modules as they were, so that tests do not run on what a copy made of them."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping
from typing import Any

Remembered = list[tuple[Any, dict[str, Any]]]


def remember(modules: Iterable[str], classes: Mapping[str, Iterable[str]]) -> Remembered:
    """What these modules hold now, and these classes, named by module."""
    owners: list[Any] = [sys.modules[name] for name in modules]
    for module, names in classes.items():
        owners += [getattr(sys.modules[module], name) for name in names]
    return [(owner, dict(vars(owner))) for owner in owners]


def restore(remembered: Remembered) -> None:
    """Undo what was replaced or taken away since; what was added stays."""
    for owner, before in remembered:
        now = vars(owner)
        for name in [name for name in before if now.get(name, before) is not before[name]]:
            with contextlib.suppress(AttributeError, TypeError):
                setattr(owner, name, before[name])
