"""A lock between processes, which the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import os
from typing import IO


def take(opened: IO[str] | int) -> bool:
    """Lock an open file for this process alone, if no other has; whether that was so.

    Parameters
    ----------
    opened
        A file, or the descriptor of one or, but for Windows, of a folder.
    """
    descriptor = opened if isinstance(opened, int) else opened.fileno()
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def let_go(opened: IO[str] | int) -> None:
    """Unlock what `take` locked, at once even where a copy of this process has it open as well.

    On Windows, where processes are no copies, closing it does that.
    """
    if os.name != "nt":
        import fcntl

        fcntl.flock(opened, fcntl.LOCK_UN)
