"""Where a chapter that runs notes what it reads, until the build is done."""

from __future__ import annotations

from pathlib import Path

NAME = ".{}.reads"  # hidden: no output of the edition


def notes_of(executed: Path) -> Path:
    """The notes of the chapter that is executed into this file."""
    return executed.with_name(NAME.format(executed.stem))
