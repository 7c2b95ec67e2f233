"""Refuses files that would fill the memory, before they do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from rolereport.data.errors import DataError

# The largest file that BLS publishes (all data, one year) has 120 MB, 420,000 rows and 32 columns.
LARGEST_FILE = 500_000_000
LARGEST_UNPACKED = 3_000_000_000
MOST_PACKED = 200  # times that a file may grow when unpacked; BLS's workbooks grow tenfold
SMALL = 10_000_000  # below this many bytes unpacked no ratio matters
MOST_MEMBERS = 1_000
MOST_ROWS, MOST_COLUMNS = 1_100_000, 1_000
LONGEST_CELL = 1_000_000
SMALLER = "split it, or keep the rows and columns that the report needs"


def require_size(path: Path) -> None:
    """Raise `DataError` if the file at `path` is larger than any that is published."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise DataError(file=path, problem=f"has {size:,} bytes, too many to read", fix=SMALLER)


def require_sound(archive: zipfile.ZipFile, name: str) -> None:
    """Raise `DataError` if the archive would unpack to more than a wage file ever does."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise DataError(file=name, problem=f"packs {len(members):,} files", fix=SMALLER)
    unpacked = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if unpacked > LARGEST_UNPACKED or (unpacked > SMALL and unpacked / packed > MOST_PACKED):
        raise DataError(
            file=name,
            problem=f"would unpack from {packed:,} to {unpacked:,} bytes",
            fix="get the file from its publisher again; archives like this are made to do harm",
        )


def require_sound_workbook(content: bytes, name: str) -> None:
    """Raise `DataError` if a workbook, which is an archive, would unpack to too much."""
    try:
        require_sound(zipfile.ZipFile(io.BytesIO(content)), name)
    except zipfile.BadZipFile as error:
        raise DataError(
            file=name,
            problem=f"is cut short or damaged: it cannot be read as a workbook ({error})",
            fix="download or save the file again",
        ) from None


def require_extent(rows: int, columns: int, name: str) -> None:
    """Raise `DataError` if a sheet has more rows or columns than any that is published."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise DataError(
            file=name, problem=f"has {rows:,} rows and {columns:,} columns", fix=SMALLER
        )
