"""What a full disk or a closed folder does to a build, said so that it can be mended."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from rolereport.publish.errors import PublishError

FULL = "free some room on its disk"
CLOSED = "make the folder writable"
FIXES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
    errno.EROFS: CLOSED,
}


@contextmanager
def writing(name: str) -> Iterator[None]:
    """Tells the file, the reason and the fix where the system refuses what the block does.

    Raises
    ------
    PublishError
        In the place of any `OSError`.
    """
    try:
        yield
    except OSError as error:
        fix = FIXES.get(error.errno or 0)
        then = f"; {fix}, then try again" if fix else ""
        raise PublishError(f"{name} cannot be written: {_reason(error)}{then}") from error


def _reason(error: OSError) -> str:
    where = f": {error.filename}" if error.filename else ""
    return f"{error.strerror or error}{where}"
