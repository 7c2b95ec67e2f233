"""The committed tables as frames: wages by level and year, roles, and all else in `data/`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from rolereport import reads
from rolereport.data import codebook, occupations
from rolereport.data.errors import DataError
from rolereport.data.files import frozen, parsed, parsed_of, read
from rolereport.data.sidecars import sidecar_of
from rolereport.paths import DATA
from rolereport.reads import recalled_reading, remember
from rolereport.vintages import folders, wage_file, wage_files

Level = Literal["national", "states", "metros"]
LEVELS: tuple[Level, ...] = get_args(Level)
READ_WHOLE: Level = "national"  # of few rows, of which a chapter asks again and again


def table(name: str, data: Path = DATA) -> pd.DataFrame:
    """The table `data/<name>.csv`, one row an entry, columns as in its schema.

    Text columns hold "" where nothing is known, number columns hold NaN.

    Raises
    ------
    DataError
        If the file is missing, cut short, has other columns than its schema, or holds text
        where a number belongs.
    """
    return _lent(read(data / f"{name}.csv", data))


def roles(wanted: list[str], data: Path = DATA) -> pd.DataFrame:
    """The table `roles`, and a row for each of `wanted` that is a SOC code and no role of ours.

    Raises
    ------
    DataError
        As `table` does.
    KeyError
        If a SOC code never had a wage line.
    """
    return occupations.with_roles(table("roles", data), table("occupations", data), wanted)


def role_soc(wanted: list[str], data: Path = DATA) -> pd.DataFrame:
    """The table `role_soc`, and a row for each of `wanted` that is a SOC code.

    Raises
    ------
    DataError, KeyError
        As `roles` does.
    """
    return occupations.with_lines(table("role_soc", data), table("occupations", data), wanted)


def breaks(wanted: list[str], data: Path = DATA) -> pd.DataFrame:
    """The breaks that touch any of the roles `wanted`, by year; those of SOC codes included.

    Raises
    ------
    DataError
        As `table` does.
    """
    told, renamed = table("breaks", data), table("occupation_breaks", data)
    if any(map(occupations.is_soc_code, wanted)):
        told = pd.concat([told, occupations.renamings(renamed, wanted)])
    return occupations.touching(told, wanted)


def sources(data: Path = DATA) -> pd.DataFrame:
    """The table `sources`, and a row for each wage vintage held that it does not list.

    Raises
    ------
    DataError
        As `table` does, or if a vintage has no sidecar.
    """
    listed = table("sources", data)
    added = [_as_source(sidecar_of(folder)) for folder in folders(data)]
    new = pd.DataFrame(added, columns=listed.columns).drop_duplicates("source_id")
    unlisted = new[~new["source_id"].isin(listed["source_id"])]
    return pd.concat([listed, unlisted], ignore_index=True)


def wages(
    level: Level,
    year: int | None = None,
    data: Path = DATA,
    *,
    codes: Collection[str] | None = None,
    areas: Collection[str] | None = None,
    columns: Collection[str] | None = None,
) -> pd.DataFrame:
    """OEWS wages of one level, one row per area and SOC code, with an added integer `year`.

    Pay is in dollars of the year itself. A number that BLS withheld is NaN and `codes` says why;
    a column that the vintage does not have is there, all NaN.

    Parameters
    ----------
    level
        national, states or metros.
    year
        The vintage; all vintages that have the level when None.
    codes, areas
        The occupations and areas to keep; all when None. An edition is built again when what its
        chapters ask for changed, so a chapter had better ask for no more than it needs.
    columns
        The columns to keep beside `year`; all when None.

    Raises
    ------
    DataError
        If there is no such vintage, or one of its files cannot be read.
    """
    chosen = wage_files(level, data) if year is None else {year: _file(level, year, data)}
    asked = {"area": areas, "soc_code": codes}
    wanted = tuple(sorted({*codes})) if codes is not None and level != READ_WHOLE else None
    where = {column: {*values} for column, values in asked.items() if values is not None}
    every = columns is None or wanted is not None or level == READ_WHOLE
    # The area, which each vintage has, so that a row without any of the columns is there.
    only = None if every else tuple(sorted({"area", *where, *(columns or ())}))
    with reads.narrowed(chosen.values(), where, columns):
        frame = _together(level, tuple(chosen.items()), data, wanted, only)
    return _lent(_kept(frame, where, columns))


def warm(data: Path = DATA) -> None:
    """Read the tables and wages that most chapters use; copies of this process find them.

    What cannot be read is left for whoever needs it to tell.
    """
    for path in codebook.tables(data):
        if codebook.schema_name(path, data) != codebook.WAGES:
            with suppress(DataError):
                read(path, data)
    for year in [None, *years(READ_WHOLE, data)[-1:]]:
        with suppress(DataError, ValueError):  # no vintage of the level at all
            wages(READ_WHOLE, year, data)


def years(level: Level, data: Path = DATA) -> list[int]:
    """Years whose vintage holds wages of `level`, ascending."""
    return list(wage_files(level, data))


def nearest(level: Level, year: int, data: Path = DATA) -> int:
    """The year with wages of `level` that is nearest to `year`, the later of two equally near.

    Raises
    ------
    DataError
        If no year has any.
    """
    held = years(level, data)
    if not held:
        raise _no_vintage(level, year, data)
    return min(held, key=lambda each: (abs(each - year), -each))


def sidecar(year: int, data: Path = DATA) -> dict[str, Any]:
    """What `source.toml` says about the vintage of `year`; of several folders, all that they say.

    Raises
    ------
    DataError
        If a folder has no sidecar.
    """
    files = [path for level in LEVELS if (path := wage_file(level, year, data))]
    told = [sidecar_of(folder) for folder in dict.fromkeys(path.parent for path in files)]
    if not told:
        raise _no_vintage("national", year, data)
    lists = {name: [] for name in ("levels", "caveats", "read")}  # type: dict[str, list[Any]]
    for name, gathered in lists.items():
        for each in told:
            gathered += [entry for entry in each.get(name, []) if entry not in gathered]
    return told[0] | lists


def _as_source(told: dict[str, Any]) -> dict[str, str]:
    month = told["reference_month"]
    return {
        "source_id": f"OEWS-{month}",
        "title": told["title"],
        "publisher": told["producer"],
        "url": told["url"],
        "date": month,
        "grade": "A",
        "licence": told["licence"],
        "retrieved": told["retrieved"],
        "note": "Added by hand. The sidecar of the vintage names every file that was read.",
    }


def _kept(
    frame: pd.DataFrame, where: Mapping[str, Collection[str]], columns: Collection[str] | None
) -> pd.DataFrame:
    wanted = [frame[column].isin(values) for column, values in where.items()]
    if wanted:
        frame = frame[np.logical_and.reduce(wanted)].reset_index(drop=True)
    return frame if columns is None else frame[[*columns, "year"]]


def _lent(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` for one more user; pandas copies a column when the user changes it, not before."""
    return frame.copy(deep=False)


@remember
def _together(
    level: Level,
    files: tuple[tuple[int, Path], ...],
    data: Path,
    codes: tuple[str, ...] | None,
    only: tuple[str, ...] | None,
) -> pd.DataFrame:
    # All of a large level is read to conclude little from it, which is recalled instead.
    is_large = (codes, only) == (None, None) and level != READ_WHOLE
    together = _concatenated if is_large else recalled_reading(_concatenated)
    return frozen(together(files, data, codes, only))


def _concatenated(
    files: tuple[tuple[int, Path], ...],
    data: Path,
    codes: tuple[str, ...] | None,
    only: tuple[str, ...] | None,
) -> pd.DataFrame:
    each = [_vintage(year, path, data, codes, only) for year, path in files]
    return pd.concat(each, ignore_index=True) if len(each) != 1 else each[0]


def _vintage(
    year: int,
    path: Path,
    data: Path,
    codes: tuple[str, ...] | None,
    only: tuple[str, ...] | None,
) -> pd.DataFrame:
    known = parsed(path, data, only) if codes is None else parsed_of(codes, path, data)
    known = known.assign(year=year)
    every_column = [
        name for name in codebook.fields(codebook.WAGES, data) if only is None or name in only
    ]
    absent = [name for name in every_column if name not in known]
    # One NaN seen from every cell: whole columns of them would take more memory than the wages.
    unknown = np.broadcast_to(np.nan, (len(known), len(absent)))
    nothing = pd.DataFrame(unknown, known.index, absent, copy=False)
    return pd.concat([known, nothing], axis=1)[[*every_column, "year"]]


def _file(level: Level, year: int, data: Path) -> Path:
    path = wage_file(level, year, data)
    if path is None:
        raise _no_vintage(level, year, data)
    return path


def _no_vintage(level: Level, year: int, data: Path) -> DataError:
    held = ", ".join(map(str, years(level, data)))
    return DataError(
        file=data / "oews",
        problem=f"no {level} wages for {year}",
        fix=f"choose one of the years {held}",
    )
