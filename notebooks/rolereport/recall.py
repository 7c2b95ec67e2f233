"""Remembers from build to build what was made of the same arguments, so that it is made once.

A function that is dear and pure (it reads no file, draws no lots, keeps nothing) is marked with
`recalled`; not one that takes no longer than writing down its arguments does. Answers lie in the
folder that the variable ROLEREPORT_RECALL names, by the digest of what was asked; without it
everything is worked out. Whoever names a folder answers for it that one folder holds the answers of
one state of the code.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

VARIABLE = "ROLEREPORT_RECALL"
PROTOCOL = 5
# Whose code is told by the folder; a notebook's own, which is not, would be pickled by name alone.
SETTLED = {
    "rolereport",
    "cycler",
    "matplotlib",
    "numpy",
    "pandas",
    "scipy",
    *sys.stdlib_module_names,
}
NAMED = type, FunctionType  # what a pickle holds by name alone
NOT_PICKLED = (pickle.PicklingError, TypeError, AttributeError, ValueError, RecursionError)

P = ParamSpec("P")
T = TypeVar("T")


def recalled(function: Callable[P, T]) -> Callable[P, T]:
    """Mark a pure function, of which equal arguments get the answer that they got before."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        question = function.__module__, function.__qualname__, args, kwargs
        return recall(question, lambda: function(*args, **kwargs))

    return asked


def recall(
    question: object, answer: Callable[[], T], holds: Callable[[T], bool] = lambda told: True
) -> T:
    """What was answered to an equal question; `answer` works it out where nothing was.

    Parameters
    ----------
    question
        All that the answer depends on, but the code. One that cannot be pickled, or holds a
        function or class of a notebook, is answered anew each time.
    holds
        Whether an earlier answer holds still.
    """
    place = _place(question) if is_on() else None
    if place is None:
        return answer()
    with suppress(Exception):  # a damaged file can raise almost anything
        told: T = _read(place)
        if holds(told):
            return told
    told = answer()
    _keep(place, told)
    return told


def keep(name: str, told: object) -> None:
    """Keep something under this name, in place of what was kept there before."""
    if is_on():
        _keep(_named(name), told)


def kept(name: str) -> Any:
    """What was last kept under this name; None if nothing was."""
    with suppress(Exception):
        return _read(_named(name)) if is_on() else None
    return None


def is_on() -> bool:
    """Whether anything is remembered."""
    return VARIABLE in os.environ


def _place(question: object) -> Path | None:
    try:
        asked = _spelt_out(question)
    except NOT_PICKLED:
        return None
    return _named(hashlib.sha256(asked).hexdigest())


def _named(name: str) -> Path:
    return Path(os.environ[VARIABLE]) / f"{name}.pickle"


def _read(place: Path) -> Any:
    told = pickle.loads(place.read_bytes())
    with suppress(OSError):
        os.utime(place)  # of use still
    return told


def _spelt_out(question: object) -> bytes:
    """Equal bytes for equal questions, whichever of their parts are one and the same object."""
    asked = io.BytesIO()
    pickler = _Pickler(asked, PROTOCOL)
    pickler.fast = True
    pickler.dump(question)
    return asked.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, part: Any) -> Any:
        if isinstance(part, NAMED):
            module = part.__module__ or ""
            if module.partition(".")[0] not in SETTLED:
                raise pickle.PicklingError(f"{part.__qualname__} may change unnoticed")
        return NotImplemented


def _keep(place: Path, told: object) -> None:
    aside = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError, *NOT_PICKLED):  # it only spares work
        content = pickle.dumps(told, PROTOCOL)
        place.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        aside.replace(place)
