"""Which file below `data/oews/` holds the wages of a year and level.

A vintage lies in a folder of its own, named by its month: `2025-05`. What is added later lies
beside it and is never merged into it: `2026-05-states`, or `2025-05-national-2` for a revision.
Wages of a user's own that are given for one build alone lie in a folder outside, and count.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from rolereport import reads
from rolereport.paths import DATA
from rolereport.reads import OWN_VARIABLE

FOLDER = re.compile(r"(\d{4})-(\d{2})(?:-[a-z]+)?(?:-(\d+))?")
USUAL_MONTH = "05"
OWN_PAY = "own_pay.csv"


def own_folder() -> Path | None:
    """The folder of what is given for this build alone; None if there is none."""
    folder = os.environ.get(OWN_VARIABLE)
    return Path(folder) if folder else None


def wage_files(level: str, data: Path = DATA) -> dict[int, Path]:
    """Year to the file with the wages of `level`, ascending.

    Of two months of one year May is taken, of several revisions the last.
    """
    return {int(path.name[:4]): path / f"{level}.csv" for path in holding(level, data)}


def wage_file(level: str, year: int, data: Path = DATA) -> Path | None:
    """The file with the wages of a level and year; None if there is none."""
    _in_force_for(level, year, "" if data == DATA else data.as_posix())
    with reads.unnoted():
        return wage_files(level, data).get(year)


@reads.conclude
def _in_force_for(level: str, year: int, folder: str) -> str:
    path = wage_files(level, Path(folder) if folder else DATA).get(year)
    return reads.named(path) if path else ""


def holding(level: str, data: Path = DATA) -> list[Path]:
    """The vintages that hold wages of `level`, each after those that it follows or revises."""
    pattern = f"*/{level}.csv"
    kept = _vintages(path.parent for path in reads.names(data / "oews", pattern))
    given = _vintages(path.parent for path in reads.own_names(pattern))
    return sorted(_by_name(kept, given), key=_in_force)


def named(written: str, level: str, data: Path = DATA) -> Path | None:
    """The vintage with wages of `level` that is called `2025-05-national-2`, `2025-05` or `2025`.

    A month or a year means what is in force of it; None if there is none.
    """
    held = holding(level, data)
    exact = [path for path in held if path.name == written]
    meant = [path for path in held if written in (path.name[:7], path.name[:4])]
    return next(reversed(exact or meant), None)


def before(vintage: Path, level: str, data: Path = DATA) -> Path | None:
    """The vintage that `vintage` follows or revises, as to `level`; None for the first."""
    held = holding(level, data)
    place = held.index(vintage)
    return held[place - 1] if place else None


def folders(data: Path = DATA) -> list[Path]:
    """Every vintage, those given for this build included, in order of their names."""
    return _by_name(kept_folders(data), _vintages(reads.own_names("*")))


def kept_folders(data: Path = DATA) -> list[Path]:
    """Every folder below `data/oews` that is named as a vintage, in order of its name."""
    return _vintages(reads.names(data / "oews", "*"))


def month(path: Path) -> str:
    """The month of the vintage that a wage file or folder belongs to, such as 2025-05."""
    return (path if FOLDER.fullmatch(path.name) else path.parent).name[:7]


def _vintages(found: Iterable[Path]) -> list[Path]:
    return sorted(path for path in found if FOLDER.fullmatch(path.name))


def _by_name(*vintages: list[Path]) -> list[Path]:
    return sorted((path for each in vintages for path in each), key=lambda path: path.name)


def _in_force(folder: Path) -> tuple[int, bool, int]:
    parts = FOLDER.fullmatch(folder.name)
    assert parts is not None
    return int(parts[1]), parts[2] == USUAL_MONTH, int(parts[3] or 1)
