"""Makes an edition's folder appear whole or not at all, whatever stops the build.

A build works in `build/.<slug>.new`. When it is done the good edition steps aside to
`build/.<slug>.old`, the new one takes its name, and the old one is deleted. A crash between the
two renames leaves the old one aside; the next build puts it back.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rolereport import locks
from rolereport.publish.errors import EditionBusy
from rolereport.publish.writing import writing


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the edition in `folder` for this process, and mend what a crash left.

    Raises
    ------
    EditionBusy
        If another process holds it.
    PublishError
        If nothing can be written there.
    """
    with _lock_file(folder) as handle:
        if not locks.take(handle):
            raise EditionBusy(f"another process is building {folder.name}")
        try:
            repair(folder)
            yield
        finally:
            locks.let_go(handle)


def repair(folder: Path) -> None:
    """Put back an edition that a crash left aside; drop what was half made."""
    old, new = _beside(folder, "old"), _beside(folder, "new")
    if old.exists() and not folder.exists():
        old.rename(folder)
    for leftover in (old, new):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `folder` if the block ends well."""
    new = _beside(folder, "new")
    with writing(str(folder)):
        new.mkdir()
    try:
        yield new
        with writing(str(folder)):
            swap(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def swap(new: Path, folder: Path) -> None:
    """Rename `new` to `folder`, keeping the one that was there until it is done."""
    old = _beside(folder, "old")
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _beside(folder: Path, role: str) -> Path:
    return folder.with_name(f".{folder.name}.{role}")


def _lock_file(folder: Path) -> IO[str]:
    with writing(str(folder)):
        folder.parent.mkdir(parents=True, exist_ok=True)
        return _beside(folder, "lock").open("a")
