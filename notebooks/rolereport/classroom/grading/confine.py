"""Shuts the process that it is called in off from the rest of the machine.

Limits of the system for memory, files and processes; no handle but the one to the grader; an
environment without the teacher's settings; Landlock, where Linux has it, for files and TCP; and
the guard for what remains. macOS has no Landlock and Windows no limits either: there the guard,
and the grader that ends a process, must do.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import signal
import sys
import sysconfig
from pathlib import Path
from typing import Any

import psutil

from rolereport.classroom.grading.guard import Guard
from rolereport.classroom.grading.limits import Limits


def _if_there(name: str) -> Any:
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


landlockpy, resource = _if_there("landlockpy"), _if_there("resource")  # Linux's, and not Windows'
HANDLES = 256
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
SYSTEM = ("/usr", "/lib", "/lib64", "/etc", "/dev", "/System", "/Library")
KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def confine(work: Path, readable: list[Path], limits: Limits, handle: int | None) -> Guard:
    """Shut this process off, for good.

    Parameters
    ----------
    work
        The folder where it may write; becomes the current and the home folder.
    readable
        Folders that it may read beside Python's own and the system's.
    handle
        The only open file that it keeps, or none to leave all open.
    """
    if hasattr(os, "setsid"):
        os.setsid()  # so that all it starts can be ended at once
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    _environment(work)
    if handle is not None:
        _handles(handle)
    if resource is not None:
        _limits(limits)
    roots = [each for each in [*_python(), *map(Path, SYSTEM), *readable] if each.exists()]
    if landlocked():
        _landlock(work, roots)
    guard = Guard(work, roots, limits.files)
    guard.stand()
    return guard


def landlocked() -> bool:
    """Whether the kernel of this machine confines files, too."""
    return landlockpy is not None and landlockpy.supported()


def _environment(work: Path) -> None:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    folder = str(work)
    os.environ.clear()
    os.environ.update(kept, HOME=folder, USERPROFILE=folder, TMPDIR=folder, TEMP=folder)
    os.environ.update(MPLBACKEND="agg", MPLCONFIGDIR=folder, IPYTHONDIR=folder)
    os.chdir(work)


def _handles(kept: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    for low, high in ((3, kept), (kept + 1, os.sysconf("SC_OPEN_MAX"))):
        os.closerange(low, min(high, 1 << 16))


def _limits(limits: Limits) -> None:
    taken = psutil.Process().memory_info().vms
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.file_size)
    _lower(resource.RLIMIT_NOFILE, HANDLES)
    _lower(resource.RLIMIT_CPU, int(limits.copy_seconds) + 5)
    if sys.platform == "linux":  # elsewhere it is not kept to, or counts what is only reserved
        _lower(resource.RLIMIT_AS, taken + limits.memory)


def _lower(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))


def _python() -> list[Path]:
    own = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    return [Path(each).resolve() for each in sorted(own)]


def _landlock(work: Path, roots: list[Path]) -> None:
    access = landlockpy.AccessFS
    read = access.READ_FILE | access.READ_DIR
    special = access.EXECUTE | access.MAKE_CHAR | access.MAKE_BLOCK | access.MAKE_SOCK
    everything = landlockpy.fs_for_abi(landlockpy.abi_version())
    scope = landlockpy.Scope
    with landlockpy.Ruleset(scoped=scope.SIGNAL | scope.ABSTRACT_UNIX_SOCKET) as rules:
        for root in roots:
            rules.allow_path(root, read)
        rules.allow_path(os.devnull, access.READ_FILE | access.WRITE_FILE)
        rules.allow_path(work, everything & ~special)
        rules.restrict()
