"""Gets a release of wages from BLS into a folder, each archive once and whole."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

import pooch
from tqdm import tqdm

from rolereport import locks
from rolereport.data.errors import DataError
from rolereport.data.intake import archives, refusals
from rolereport.data.intake.download import Download, OneSite, Patience, require_archive
from rolereport.data.intake.part import Part
from rolereport.paths import DOWNLOADS

REGISTRY = "registry.txt"
HEADING = "# What `rolereport wages fetch` has in this folder: name, SHA-256, address.\n"
LOCK = ".lock"
LOOK_SECONDS = 0.2
STATUS = {
    "fetched": "fetched",
    "held": "fetched before, and as it was; nothing is asked of the server",
    "found": "lay there already and is a sound archive; kept, and nothing is asked of the server",
}


@dataclass(frozen=True)
class Fetched:
    """An archive that lies in the folder, and how it came there."""

    path: Path
    status: Literal["fetched", "held", "found"]
    sha256: str

    def __str__(self) -> str:
        size, name = self.path.stat().st_size, self.path.name
        return f"{name}: {STATUS[self.status]} ({size:,} bytes, SHA-256 {_short(self.sha256)})"


def fetch(
    year: int,
    levels: Iterable[str],
    email: str,
    folder: Path | None = None,
    base: str | None = None,
    patience: Patience | None = None,
) -> Iterator[Fetched]:
    """Get the archives of `year` that are not in `folder` yet, one after the other.

    Parameters
    ----------
    levels
        As for `archives.names`.
    email
        How BLS reaches who asks; part of the User-Agent.
    folder, base
        Where the archives go, and where they are published; `downloads/` and BLS if not given.

    Raises
    ------
    DataError
        At the first archive that cannot be had; those before it stay.
    """
    names = archives.names(year, levels)
    folder, base = folder or DOWNLOADS, base or archives.ADDRESS
    waiting = patience or Patience()
    with _locked(folder, waiting), OneSite(email, waiting) as session:
        pause = 0.0
        for name in names:
            keeper = _keeper(folder, base, name)
            entry = _held(keeper, name)
            if entry is None:
                time.sleep(pause)  # BLS blocks programs that ask several times a second
                pause = waiting.pause
                entry = _got(keeper, name, session, waiting)
            yield entry


def _keeper(folder: Path, base: str, name: str) -> pooch.Pooch:
    """What pooch is to know: where `name` belongs, and its hash if it was here before."""
    keeper = pooch.create(path=folder, base_url=base)
    if (folder / REGISTRY).exists():
        try:
            keeper.load_registry(folder / REGISTRY)
        except OSError as error:
            raise DataError(
                file=folder / REGISTRY,
                problem=f"cannot be read ({error})",
                fix="delete it; what lies in the folder is listed anew",
            ) from None
    keeper.registry.setdefault(name, None)
    keeper.urls[name] = f"{base.rstrip('/')}/{name}"
    return keeper


def _held(keeper: pooch.Pooch, name: str) -> Fetched | None:
    path, known = keeper.path / name, keeper.registry[name]
    if not path.exists():
        return None
    found = pooch.file_hash(path)
    if known is None:
        require_archive(path, str(path), "delete it, then run the command again")
        _record(keeper, name, found)
        return Fetched(path, "found", found)
    if found != known:
        raise DataError(
            file=path,
            problem=f"has been changed since it was fetched (its SHA-256 is {_short(found)}, not "
            f"{_short(known)})",
            fix="delete it to fetch it again; if the change is meant, give it another name",
        )
    return Fetched(path, "held", found)


def _got(keeper: pooch.Pooch, name: str, session: OneSite, patience: Patience) -> Fetched:
    pooch.get_logger().setLevel("WARNING")
    part = Part(keeper.path / f"{name}.part")
    try:
        keeper.fetch(name, downloader=Download(part, session, patience))
    except ValueError:  # pooch's own, of a hash that differs
        raise _revised(keeper, name) from None
    except OSError as error:
        raise refusals.writing(keeper.path, error) from None
    found = pooch.file_hash(keeper.path / name)
    _record(keeper, name, found)
    return Fetched(keeper.path / name, "fetched", found)


def _revised(keeper: pooch.Pooch, name: str) -> DataError:
    return DataError(
        file=keeper.urls[name],
        problem="is another file than was fetched from there before (its SHA-256 is not "
        f"{_short(keeper.registry[name])}): BLS has revised it, or it was tampered with",
        fix=f"if BLS says so, delete the line of {name} in {keeper.path / REGISTRY}, then fetch it "
        "again",
    )


def _short(sha256: str) -> str:
    return f"{sha256[:12]}…"


def _record(keeper: pooch.Pooch, name: str, sha256: str) -> None:
    keeper.registry[name] = sha256
    lines = [
        f"{each} {known} {keeper.urls.get(each, '')}".rstrip() + "\n"
        for each, known in sorted(keeper.registry.items())
    ]
    with tempfile.NamedTemporaryFile(
        "w", dir=keeper.path, prefix=".registry-", delete=False, encoding="utf-8"
    ) as new:
        new.writelines([HEADING, *lines])
    Path(new.name).replace(keeper.path / REGISTRY)


@contextmanager
def _locked(folder: Path, patience: Patience) -> Iterator[None]:
    """Keep other processes from fetching into `folder`, or wait until they have done so."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / LOCK).open("a")
    except OSError as error:
        raise refusals.writing(folder, error) from None
    with handle:
        if not locks.take(handle):
            tqdm.write(f"Another command fetches into {folder}; waiting for it.", sys.stderr)
            _wait(handle, folder, time.monotonic() + patience.whole)
        yield


def _wait(handle: IO[str], folder: Path, deadline: float) -> None:
    while not locks.take(handle):
        if time.monotonic() > deadline:
            raise DataError(
                file=folder,
                problem="another command fetches into this folder and does not end",
                fix="end it, or name another folder with --to",
            )
        time.sleep(LOOK_SECONDS)
