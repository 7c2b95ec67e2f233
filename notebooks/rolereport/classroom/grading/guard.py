"""Refuses what a lesson never needs: writing elsewhere, other programs, the network.

Python tells an audit hook of each such act before it happens. The hook cannot be taken away, but
code that goes past Python is not seen by it (PEP 578), which is why Linux's own Landlock and the
limits of the system stand behind it (`confine`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Event: which of its arguments are paths that change, each with the argument of its folder.
CHANGES = {
    "os.chmod": ((0, 2),), "os.chown": ((0, 3),), "os.link": ((0, 2), (1, 3)),
    "os.mkdir": ((0, 2),), "os.remove": ((0, 1),), "os.rename": ((0, 2), (1, 3)),
    "os.rmdir": ((0, 1),), "os.setxattr": ((0, None),), "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),), "os.utime": ((0, 3),), "sqlite3.connect": ((0, None),),
}  # fmt: skip
LISTS = {"os.listdir", "os.scandir"}
PROGRAMS = {
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system",
    "pty.spawn", "subprocess.Popen", "_winapi.CreateProcess",
}  # fmt: skip
INNER = {
    "gc.get_objects", "gc.get_referrers", "os.kill", "os.killpg", "resource.prlimit",
    "resource.setrlimit", "signal.pthread_kill", "_winapi.TerminateProcess",
}  # fmt: skip
NETWORK, FOREIGN = "socket.", "ctypes."


class Refused(PermissionError):
    """What a copy tried is not allowed while it is graded."""


@dataclass
class Guard:
    """The rules of one process.

    Parameters
    ----------
    writable
        The one folder that may change.
    readable
        Folders that may be read besides.
    files
        How often a file may be opened to write, or a folder made.
    """

    writable: Path
    readable: list[Path]
    files: int
    _made: int = field(default=0, init=False)
    _forks: bool = field(default=False, init=False)

    def stand(self) -> None:
        """Refuse from now on, for as long as this process lives."""
        own = _with_separator(self.writable)
        readable = [own, *map(_with_separator, self.readable)]
        sys.addaudithook(self._hook(own, readable))

    @contextmanager
    def forking(self) -> Iterator[None]:
        """Let the grader itself fork."""
        self._forks = True
        try:
            yield
        finally:
            self._forks = False

    def _hook(self, own: str, readable: list[str]) -> Callable[[str, tuple[Any, ...]], None]:
        """Look up all that the hook needs now: a copy may replace functions later."""
        inside = _inside

        def hook(event: str, args: tuple[Any, ...]) -> None:
            if event == "open":
                path, _, flags = args
                if (flags or 0) & WRITES:
                    self._count(path)
                    _check(inside(path, -1, [own]), "write to", path)
                else:
                    _check(inside(path, -1, readable), "read", path)
            elif event in CHANGES:
                self._count(None)
                for at, folder_at in CHANGES[event]:
                    folder = -1 if folder_at is None else args[folder_at]
                    _check(inside(args[at], folder, [own]), "change", args[at])
            elif event in LISTS:
                _check(inside(args[0] or ".", -1, readable), "read", args[0])
            elif event in PROGRAMS and not (event == "os.fork" and self._forks):
                raise Refused("starting another program or process is not allowed")
            elif event.startswith(NETWORK):
                raise Refused("using the network is not allowed")
            elif event in INNER or event.startswith(FOREIGN):
                raise Refused(f"{event} is not allowed")

        return hook

    def _count(self, path: Any) -> None:
        if path == os.devnull:
            return
        self._made += 1
        if self._made > self.files:
            raise Refused(f"more than {self.files} files are not allowed")


def _check(allowed: bool, what: str, path: Any) -> None:
    if not allowed:
        raise Refused(f"a copy may not {what} {os.fspath(path)!r}")


def _inside(path: Any, folder: int, roots: list[str]) -> bool:
    if isinstance(path, int) or path in (os.devnull, ":memory:"):
        return True  # opened before, and judged then
    real = _with_separator(Path(_folder(folder), os.fsdecode(path)))
    return any(real.startswith(root) for root in roots)


def _folder(number: int) -> str:
    if number == -1:
        return ""
    try:
        return str(Path(f"/proc/self/fd/{number}").readlink())
    except OSError:
        raise Refused("changing files through a folder's handle is not allowed here") from None


def _with_separator(path: Path) -> str:
    return f"{os.path.realpath(path)}{os.sep}"
