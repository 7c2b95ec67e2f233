"""A local copy of Pyodide, the Python of the browser, in place of the one on a public server."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

ENTRY, LOCK = "pyodide.mjs", "pyodide-lock.json"
NEEDED = ("micropip", "ipython", "jedi", "pandas", "matplotlib")  # by the kernel and the lessons
SHOWN = 5


class RuntimeUnfit(ValueError):
    """A copy of Pyodide with which the lessons would not run."""


def local_copy(given: Path, scratch: Path) -> Path:
    """The folder of a copy of Pyodide, found fit for the lessons.

    Parameters
    ----------
    given
        The folder, or the archive (`.tar.bz2`) as Pyodide's releases have it.
    scratch
        Where to unpack an archive.

    Raises
    ------
    RuntimeUnfit
        If it is none, of another Python than the kernel needs, or lacks a package.
    """
    folder = _unpacked(given, scratch) if given.is_file() else given
    entry = next(iter(sorted(folder.rglob(ENTRY))), None)
    if entry is None or not entry.with_name(LOCK).is_file():
        raise RuntimeUnfit(f"{given} holds no Pyodide: no {ENTRY} with {LOCK} beside it")
    lock = json.loads(entry.with_name(LOCK).read_text(encoding="utf-8"))
    _require_python(given, lock["info"]["python"])
    _require_packages(given, entry.parent, lock["packages"])
    return entry.parent


def version() -> str:
    """The release of Pyodide for which the kernel was made, such as 314.0.6."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

    return str(PYODIDE_VERSION)


def address() -> str:
    """Where a browser gets Pyodide if the site does not hold a copy."""
    from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL

    return str(PYODIDE_CDN_URL)


def _unpacked(archive: Path, scratch: Path) -> Path:
    try:
        with tarfile.open(archive) as opened:
            opened.extraction_filter = tarfile.data_filter
            opened.extractall(scratch)
    except (tarfile.TarError, OSError, EOFError) as error:  # what else a damaged one raises
        raise RuntimeUnfit(f"{archive} cannot be unpacked: {error}") from error
    return scratch


def _require_python(given: Path, python: str) -> None:
    from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION

    if not python.startswith(f"{PYODIDE_PYTHON_VERSION}."):
        raise RuntimeUnfit(f"{given} is Python {python}; take Pyodide {version()}")


def _require_packages(given: Path, folder: Path, packages: dict[str, Any]) -> None:
    files = [packages[name]["file_name"] for name in _with_what_they_need(packages)]
    missing = [name for name in files if not (folder / name).is_file()]
    if missing:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        raise RuntimeUnfit(
            f"{given} lacks {', '.join(missing[:SHOWN])}{more}; take the whole distribution, "
            f"pyodide-{version()}.tar.bz2, not pyodide-core"
        )


def _with_what_they_need(packages: dict[str, Any]) -> list[str]:
    found: list[str] = []
    waiting = [*NEEDED]
    while waiting:
        name = waiting.pop(0).replace("_", "-").lower()
        if name not in found:
            found.append(name)
            waiting += packages[name]["depends"]
    return found
