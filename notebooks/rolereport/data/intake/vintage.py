"""Keeps wages as a dated vintage of their own: written beside the others, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd

from rolereport import locks, reads
from rolereport.data import load
from rolereport.data.compile.wages import GROUPS_KEPT, SELECTED, write_wages
from rolereport.data.errors import DataError
from rolereport.data.intake.reading import Reading, Source
from rolereport.data.intake.release import Wages
from rolereport.data.intake.selection import completed, others_held
from rolereport.data.oews import sidecar
from rolereport.paths import DATA
from rolereport.vintages import folders, wage_files

PREFIX = ".wages-"  # beside `data`, so that a rename brings it in whole
OTHERS_HELD = (
    "Lines that are not in the file, {others:,} of them, are those held before for the month."
)
OWN_COPY = "{level} figures: from the file {files}, added by hand."


@dataclass(frozen=True)
class Kept:
    """What became of the wages of one month and level."""

    wages: Wages
    status: Literal["added", "revision", "held"]
    folder: Path


def keep(reading: Reading, data: Path = DATA, into: Path | None = None) -> list[Kept]:
    """Write each of the reading's wages that is not held yet as a vintage of its own.

    A vintage is written aside and brought in by one rename: whatever stops the writing, `data`
    holds it whole or not at all. Vintages already held are never changed; wages that differ from
    those held become a revision beside them.

    Parameters
    ----------
    into
        The folder that takes the vintages; `data/oews` if not given.

    Returns
    -------
    One entry for each month and level, in their order.
    """
    target = into or data / "oews"
    return [
        _kept(wages, _read_for(wages, reading.sources), data, target) for wages in reading.wages
    ]


def selected(wages: pd.DataFrame, data: Path = DATA) -> pd.DataFrame:
    """The lines that the report keeps: total, major, detailed, and those that carry a role."""
    if "occupation_group" not in wages:
        return wages
    carrying = set(load.table("role_soc", data)["soc_code"])
    return wages[wages["occupation_group"].isin(GROUPS_KEPT) | wages["soc_code"].isin(carrying)]


def held(wages: Wages, data: Path = DATA) -> pd.DataFrame | None:
    """The wages that the report reads for that month and level; None if it has none."""
    path = wage_files(wages.level, data).get(int(wages.month[:4]))
    if path is None or path.parent.name[:7] != wages.month:
        return None
    return pd.read_csv(reads.file(path), dtype="str", keep_default_na=False)


def _kept(wages: Wages, sources: list[Source], data: Path, target: Path) -> Kept:
    before = held(wages, data)
    beside = data.parent if target.is_relative_to(data) else target
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=beside) as aside:
        new = Path(aside) / "vintage"
        new.mkdir()
        path = _write_wages(wages, new, data)
        others = others_held(_as_text(path), before)
        _complete(path, others)
        if before is not None and before.equals(_as_text(path)):
            return Kept(wages, "held", wage_files(wages.level, data)[int(wages.month[:4])].parent)
        _write_sidecar(wages, sources, path, len(others))
        _settle(new)
        folder = target / _free_name(wages, data)
        new.rename(folder)
    return Kept(wages, "added" if before is None else "revision", folder)


def _settle(folder: Path) -> None:
    """Have the files of `folder` on the disk: a loss of power must not undo them after a rename."""
    for path in folder.iterdir():
        with path.open("rb") as content:
            os.fsync(content.fileno())


def _free_name(wages: Wages, data: Path) -> str:
    taken = {path.name for path in folders(data)}
    names = [wages.month, f"{wages.month}-{wages.level}"]
    names += [f"{wages.month}-{wages.level}-{number}" for number in range(2, len(taken) + 3)]
    if wages.month in taken:
        # Whatever lies in the month's own folder, later wages of the level count as revisions.
        revised = (data / "oews" / wages.month / f"{wages.level}.csv").exists()
        names = names[2:] if revised else names[1:]
    return next(name for name in names if name not in taken)


def _write_wages(wages: Wages, folder: Path, data: Path) -> Path:
    path = folder / f"{wages.level}.csv"
    write_wages(selected(wages.frame, data), path)
    return path


def _complete(path: Path, others: pd.DataFrame) -> None:
    if len(others):
        whole = completed(_as_text(path), others)
        whole.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _as_text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="str", keep_default_na=False)


def _write_sidecar(wages: Wages, sources: list[Source], path: Path, others: int) -> None:
    content = path.read_bytes()
    caveats = [OWN_COPY.format(level=sidecar.LEVEL_NAMES[wages.level], files=_named(sources))]
    if others:
        caveats.append(OTHERS_HELD.format(others=others))
    if wages.level == "national":
        caveats.append(SELECTED.format(level=sidecar.LEVEL_NAMES[wages.level]))
    text = sidecar.toml(
        {
            "producer": sidecar.PRODUCER,
            "title": sidecar.title(wages.month),
            "url": sidecar.TABLES,
            "reference_month": wages.month,
            "retrieved": max(source.modified for source in sources).isoformat(),
            "licence": sidecar.LICENCE,
            "licence_url": sidecar.LICENCE_URL,
            "levels": [wages.level],
            "caveats": caveats,
        },
        {"read": _reads(wages, sources), "written": [_sealed(path.name, content)]},
    )
    (path.parent / "source.toml").write_text(text, encoding="utf-8", newline="\n")


def _read_for(wages: Wages, sources: Iterable[Source]) -> list[Source]:
    parts = (wages.file, *wages.others)
    return [source for source in sources if any(map(source.holds, parts))]


def _named(sources: Iterable[Source]) -> str:
    return ", ".join(source.file for source in sources)


def _reads(wages: Wages, sources: Iterable[Source]) -> Iterator[dict[str, object]]:
    for source in sources:
        yield {
            "file": source.file,
            "sha256": source.sha256,
            "bytes": source.size,
            "what": f"{wages.level} wages",
            "levels": [wages.level],
            "url": sidecar.TABLES,
            "repository": "",
        }


def _sealed(name: str, content: bytes) -> dict[str, object]:
    return {
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "rows": content.count(b"\n") - 1,
    }


@contextmanager
def alone(data: Path = DATA) -> Iterator[None]:
    """Keep other processes from adding wages, and remove what a killed one left aside.

    Raises
    ------
    DataError
        If another process is adding wages.
    """
    with _locked(data / "oews"):
        discard_leftovers(data)
        yield


def discard_leftovers(data: Path = DATA) -> None:
    """Remove what a killed writing left aside."""
    for aside in data.parent.glob(f"{PREFIX}*"):
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    if os.name == "nt":  # where a folder cannot be locked
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if not locks.take(handle):
            raise DataError(
                file=folder,
                problem="another command is adding wages",
                fix="wait until it has ended, and run this one again",
            )
        yield
    finally:
        os.close(handle)
