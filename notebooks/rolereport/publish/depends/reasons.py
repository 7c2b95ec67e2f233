"""Why an edition has to be built again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Something that changed since an edition was built.

    Parameters
    ----------
    text
        What changed, in plain words.
    chapters
        The chapters that have to run again for it; none where writing the formats is enough.
    """

    text: str
    chapters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text
