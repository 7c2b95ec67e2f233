"""Whether new wages can be what they say, beside those held: all that speaks against it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from rolereport.data.errors import DataError
from rolereport.data.intake import completeness, displaced, wholesale
from rolereport.data.intake.pairs import paired
from rolereport.data.intake.references import nearest
from rolereport.data.intake.release import Wages
from rolereport.paths import DATA


def judged(wages: Wages, accepted: Collection[str], data: Path = DATA) -> Iterator[DataError]:
    """Errors, and doubts (`doubts.Doubt`) that stop nothing.

    Parameters
    ----------
    accepted
        Of `doubts.ACCEPTED`, what the user says is meant.
    """
    held = nearest(wages.month, wages.level, data)
    if held is None or wages.frame.empty:
        return
    pairs = paired(wages, held)
    off = list(wholesale.rescaled(wages, held, pairs, accepted))
    yield from off
    yield from wholesale.repeated(wages, accepted, data)
    yield from completeness.judged(wages, held, accepted)
    if not off:
        yield from displaced.judged(wages, held, pairs, accepted, data)
