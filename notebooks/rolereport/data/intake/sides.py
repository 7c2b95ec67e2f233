"""The two sides of a comparison: wages that are held, by their vintage, or files beside them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from rolereport import reads, vintages
from rolereport.data import codebook, load
from rolereport.data.errors import DataError
from rolereport.data.files import read
from rolereport.data.intake import one_off, vintage
from rolereport.data.intake.doubts import ACCEPTED
from rolereport.data.intake.reading import Reading, read_files
from rolereport.data.intake.release import Wages
from rolereport.data.intake.selection import others_held
from rolereport.data.intake.terms import Terms
from rolereport.data.oews.columns import KEY
from rolereport.data.oews.sidecar import of_level, title
from rolereport.data.sidecars import sidecar_of
from rolereport.paths import DATA


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
        Level to a frame as `load.wages` gives it.
    held
        Level to the file it is held in; empty if it was read from a user's file.
    reading
        What was read of a user's file; None if the wages are held.
    filled
        Level to how many lines a file does not have, of a month that is held: they stay as held.
    """

    name: str
    month: str
    wages: dict[str, pd.DataFrame]
    held: dict[str, Path]
    reading: Reading | None = None
    filled: dict[str, int] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year of the wages."""
        return int(self.month[:4])

    @property
    def title(self) -> str:
        """The month as a sentence names it, such as May 2025."""
        return title(self.month).rpartition(", ")[2]

    def caveats(self, level: str) -> list[str]:
        """What the sidecar says of the wages of one level; nothing of wages that are not held."""
        if level not in self.held:
            return []
        told = sidecar_of(self.held[level].parent).get("caveats", [])
        return of_level(told, level)


def side(named: str, year: int | None = None, data: Path = DATA) -> Side:
    """The wages that `named` means: a file if there is one, else a vintage that is held.

    A vintage is named by its folder (`2025-05-national-2`), or by its month or year (`2025-05`,
    `2025`), which means of each level what is in force.

    Raises
    ------
    DataErrors
        If a file's wages are wrong.
    DataError
        If nothing is called so, or a file holds no wages, or those of several months.
    """
    path = Path(named)
    if path.is_file():
        # Whatever is unlike the wages held is what a comparison is to show.
        meant = Terms(accepted=frozenset(ACCEPTED))
        return of_reading(read_files([path], year, data, meant), path.name, data)
    found = {level: vintages.named(named, level, data) for level in load.LEVELS}
    held: dict[str, Path] = {
        level: folder / f"{level}.csv" for level, folder in found.items() if folder
    }
    if not held:
        raise _nothing(named, data)
    return _of_files(named, held, data)


def of_reading(reading: Reading, name: str, data: Path = DATA) -> Side:
    """The wages that were read from files, of the occupations that the report keeps.

    Raises
    ------
    DataError
        If they hold no wages, or those of several months.
    """
    months = sorted({wages.month for wages in reading.wages})
    if len(months) != 1:
        raise _no_single_month(name, months)
    frames, filled = {}, {}
    for wages in reading.wages:
        own = _complete(vintage.selected(wages.frame, data), months[0], data)
        others = _others(wages, own, data)
        whole = pd.concat([own, others]) if len(others) else own
        frames[wages.level] = whole.sort_values(list(KEY), ignore_index=True)
        filled[wages.level] = len(others)
    return Side(name, months[0], frames, {}, reading, filled)


def in_force(year: int, level: str, data: Path = DATA) -> Side:
    """What the report reads as the wages of one year and level.

    Raises
    ------
    DataError
        If none are held.
    """
    whole = side(str(year), data=data)
    if level not in whole.held:
        raise _nothing(f"{level} wages of {year}", data)
    return _of_files(whole.held[level].parent.name, {level: whole.held[level]}, data)


def before(now: Side, level: str, since: str = "", data: Path = DATA) -> Side | None:
    """What `now` is compared with at one level: what it revises or follows; None if nothing.

    Parameters
    ----------
    now
        Wages that are held.
    since
        A vintage to compare with instead.
    """
    path = now.held[level].parent
    earlier = vintages.named(since, level, data) if since else vintages.before(path, level, data)
    return _of_files(earlier.name, {level: earlier / f"{level}.csv"}, data) if earlier else None


def is_in_force(each: Side, data: Path = DATA) -> bool:
    """Whether the report reads these very wages for their year."""
    read_now = {level: vintages.wage_files(level, data).get(each.year) for level in each.wages}
    return each.held == read_now


@contextmanager
def put_in_force(*sides: Side, data: Path = DATA) -> Iterator[None]:
    """Let processes started meanwhile read these wages for their years, whatever else is held."""
    with one_off.lent() as folder:
        for each in sides:
            _lend(each, folder, data)
        yield


def _lend(each: Side, folder: Path, data: Path) -> None:
    if each.reading is not None:
        vintage.keep(replace(each.reading, payrolls={}), data, folder)
    for level, path in each.held.items():
        last = len(vintages.holding(level, data)) + 2  # beyond every revision held
        beside = folder / f"{each.month}-{level}-{last}"
        beside.mkdir()
        for file in (path, path.parent / "source.toml"):
            shutil.copy(reads.file(file), beside)


def _others(wages: Wages, own: pd.DataFrame, data: Path) -> pd.DataFrame:
    """The lines held for the month that would stay if the wages were added."""
    others = others_held(own, vintage.held(wages, data))
    if others.empty:
        return own.head(0)
    path = vintages.wage_files(wages.level, data)[int(wages.month[:4])]
    return _complete(read(path, data).loc[others.index], wages.month, data)


def _of_files(name: str, files: dict[str, Path], data: Path) -> Side:
    month = vintages.month(next(iter(files.values())))
    frames = {level: _complete(read(path, data), month, data) for level, path in files.items()}
    return Side(name, month, frames, files)


def _complete(wages: pd.DataFrame, month: str, data: Path) -> pd.DataFrame:
    types = codebook.pandas_types(codebook.WAGES, data)
    frame = wages.reset_index(drop=True).reindex(columns=list(types)).fillna({"codes": ""})
    return frame.astype(types).assign(year=int(month[:4]))


def _no_single_month(name: str, months: list[str]) -> DataError:
    if months:
        return DataError(
            file=name,
            problem=f"holds the wages of several months, {' and '.join(months)}",
            fix="write each month to a file of its own",
        )
    return DataError(
        file=name,
        problem="holds salaries, one a row, which no published wages can be compared with",
        fix="compare wages by occupation, as BLS publishes them",
    )


def _nothing(named: str, data: Path) -> DataError:
    held = [folder.name for folder in vintages.folders(data)]
    return DataError(
        file=named,
        problem="is no file, and no wages are held under this name",
        fix=f"name a file, or one of the vintages {held[0]} to {held[-1]}",
    )
