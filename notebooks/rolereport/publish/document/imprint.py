"""Whose a document is and of which day, for its properties."""

from __future__ import annotations

from datetime import datetime

from rolereport.publish.citation import Citation

UNDATED = datetime(1980, 1, 1)


def authors(work: Citation | None) -> str:
    """The authors' names; nothing where there is no work to cite."""
    return ", ".join(author.name for author in work.authors) if work else ""


def released(work: Citation | None) -> datetime:
    """The first moment of the day of release, the only time that a file may tell."""
    return datetime.fromisoformat(work.released) if work else UNDATED
