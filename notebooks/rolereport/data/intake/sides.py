"""The two sides of a comparison: wages that are held, by their vintage, or files beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from rolereport.data import codebook, load
from rolereport.data.errors import DataError
from rolereport.data.files import read
from rolereport.data.intake.reading import Reading, read_files
from rolereport.data.intake.vintage import selected
from rolereport.data.oews.sidecar import title
from rolereport.paths import DATA
from rolereport.vintages import folders, month, wage_files

YEAR, MONTH = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True)
class Side:
    """Wages of one month, at one level or several.

    Parameters
    ----------
    name
        What was asked for: a vintage, or a file by its name.
    month
        Such as 2025-05.
    wages
        Level to a frame as `load.wages` gives it, without the figures that no row has.
    held
        Level to the file below `data/oews` it was read from; empty if it was read from files.
    """

    name: str
    month: str
    wages: dict[str, pd.DataFrame]
    held: dict[str, Path]

    @property
    def year(self) -> int:
        """The year of the wages."""
        return int(self.month[:4])

    @property
    def title(self) -> str:
        """The month as a sentence names it, such as May 2025."""
        return title(self.month).rpartition(", ")[2]


def side(named: str, year: int | None = None, data: Path = DATA) -> Side:
    """The wages that `named` means: a file if there is one, else a vintage that is held.

    A vintage is named by its year (`2025`: of each level what the report reads), by its month
    (`2025-05`: what is in that folder, else what the report reads), or by any other folder
    (`2025-05-national-2`: what is in it and nothing else).

    Raises
    ------
    DataErrors
        If a file's wages are wrong.
    DataError
        If nothing is called so, or a file holds the wages of several months.
    """
    path = Path(named)
    if path.is_file():
        return of_files(read_files([path], year, data), path.name, data)
    found = _held(named, data)
    if not found:
        raise _nothing(named, data)
    return _of_vintage(named, found, data)


def of_files(reading: Reading, name: str, data: Path = DATA) -> Side:
    """The wages that were read from files, of the occupations that the report keeps."""
    months = sorted({wages.month for wages in reading.wages})
    if len(months) > 1:
        raise DataError(
            file=name,
            problem=f"holds the wages of several months, {' and '.join(months)}",
            fix="write each month to a file of its own",
        )
    frames = {
        wages.level: _complete(selected(wages.frame, data), int(wages.month[:4]), data)
        for wages in reading.wages
    }
    return Side(name, months[0], frames, {})


def before(now: Side, data: Path = DATA) -> Side | None:
    """What was in force before `now`: the version that it revises, else the year before it.

    Each level has its own; None if no level has an earlier version.
    """
    found = {level: _earlier(path, level, data) for level, path in now.held.items()}
    paths = {level: path for level, path in found.items() if path is not None}
    latest = max((path.parent.name for path in paths.values()), default=None)
    if latest is None:
        return None
    kept = {level: path for level, path in paths.items() if month(path) == latest[:7]}
    return _of_vintage(latest, kept, data)


def _held(named: str, data: Path) -> dict[str, Path]:
    """Level to the file that a name means; empty if it means none."""
    own = {folder.name: folder for folder in folders(data)}.get(named)
    files: dict[str, Path] = {}
    for level in load.LEVELS:
        path = own / f"{level}.csv" if own else None
        if path is None or not path.is_file():
            path = _in_force(named, level, data)
        if path is not None:
            files[level] = path
    return files


def _in_force(named: str, level: load.Level, data: Path) -> Path | None:
    if not (YEAR.fullmatch(named) or MONTH.fullmatch(named)):
        return None
    path = wage_files(level, data).get(int(named[:4]))
    return path if path is not None and month(path).startswith(named) else None


def _earlier(path: Path, level: str, data: Path) -> Path | None:
    others = [folder / f"{level}.csv" for folder in folders(data)]
    held = [other for other in others if other.is_file() and _age(other) < _age(path)]
    return max(held, key=_age, default=None)


def _age(path: Path) -> tuple[str, int]:
    number = re.search(r"-(\d+)$", path.parent.name[7:])
    return month(path), int(number[1]) if number else 1


def _of_vintage(name: str, files: dict[str, Path], data: Path) -> Side:
    first = month(next(iter(files.values())))
    frames = {
        level: _complete(read(path, data), int(first[:4]), data) for level, path in files.items()
    }
    return Side(name, first, frames, files)


def _complete(wages: pd.DataFrame, year: int, data: Path) -> pd.DataFrame:
    columns = list(codebook.fields(codebook.WAGES, data))
    frame = wages.reset_index(drop=True).reindex(columns=columns).assign(year=year)
    numbers = [
        name for name, kind in codebook.pandas_types(codebook.WAGES, data).items() if kind != "str"
    ]
    return frame.astype(dict.fromkeys(numbers, "float64")).fillna({"codes": ""})


def _nothing(named: str, data: Path) -> DataError:
    held = [folder.name for folder in folders(data)]
    return DataError(
        file=named,
        problem="is no file, and no wages are held under this name",
        fix=f"name a file, or one of the vintages {held[0]} to {held[-1]}",
    )
