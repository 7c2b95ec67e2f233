"""Which file below `data/oews/` holds the wages of a year and level.

A vintage lies in a folder of its own, named by its month: `2025-05`. What is added later lies
beside it and is never merged into it: `2026-05-states`, or `2025-05-national-2` for a revision.
"""

from __future__ import annotations

import re
from pathlib import Path

from rolereport.paths import DATA

FOLDER = re.compile(r"(\d{4})-(\d{2})(?:-[a-z]+)?(?:-(\d+))?")
USUAL_MONTH = "05"


def wage_files(level: str, data: Path = DATA) -> dict[int, Path]:
    """Year to the file with the wages of `level`, ascending.

    Of two months of one year May is taken, of several revisions the last.
    """
    found = [path for path in folders(data) if (path / f"{level}.csv").is_file()]
    return {int(path.name[:4]): path / f"{level}.csv" for path in sorted(found, key=_in_force)}


def folders(data: Path = DATA) -> list[Path]:
    """Every folder below `data/oews` that is named as a vintage, in order of its name."""
    return sorted(path for path in (data / "oews").glob("*") if FOLDER.fullmatch(path.name))


def month(path: Path) -> str:
    """The month of the vintage that a wage file or folder belongs to, such as 2025-05."""
    return (path if FOLDER.fullmatch(path.name) else path.parent).name[:7]


def _in_force(folder: Path) -> tuple[int, bool, int]:
    named = FOLDER.fullmatch(folder.name)
    assert named is not None
    return int(named[1]), named[2] == USUAL_MONTH, int(named[3] or 1)
