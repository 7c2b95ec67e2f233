"""What is asked of a worker, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from rolereport.publish.batch.packed import Packed

BUILT: Final = "built"
UNCHANGED: Final = "unchanged"
FAILED: Final = "failed"


@dataclass(frozen=True)
class Order:
    """An edition to be built; all that a worker is told of it, and small."""

    slug: str
    parameters: dict[str, Any]
    formats: tuple[str, ...]
    code: str


@dataclass(frozen=True)
class Outcome:
    """What became of one edition.

    Parameters
    ----------
    seconds
        Wall time where it was built.
    why
        What was wrong, if it failed.
    notebook
        The chapter that failed, as a path in the edition's folder.
    packed
        The files, if they were made on a machine that may share no disk with this one.
    """

    slug: str
    outcome: Literal["built", "unchanged", "failed"]
    seconds: float = 0.0
    why: str = ""
    notebook: str = ""
    packed: Packed | None = None
