"""Whether the tables are, byte for byte, those that the codebook describes.

A table is checked before it is sealed: one whose seal holds need not be checked again.
"""

from __future__ import annotations

from pathlib import Path

from rolereport.data import codebook, files, meaning, package
from rolereport.data.errors import DataError
from rolereport.paths import DATA

DIFFERS = "differs from what the codebook describes"


def check_unsealed(data: Path = DATA) -> None:
    """Check every table of `data`, unless all seals hold.

    Raises
    ------
    DataErrors
        As `checks.check_all` does.
    """
    if not hold(data):
        from rolereport.data.checks import check_all  # loads pandera

        check_all(data)


def hold(data: Path = DATA) -> bool:
    """Whether every table that has to be there is, as it was sealed."""
    return not meaning.missing_tables(data) and not broken(codebook.tables(data), data)


def broken(tables: list[Path], data: Path = DATA) -> list[DataError]:
    """Tables that are not, byte for byte, those that the codebook describes."""
    try:
        described = package.described(data)
    except DataError as error:
        return [error]
    found = {path.relative_to(data).as_posix() for path in tables}
    errors = [
        DataError(file=data / lost, problem="the file is missing", fix=files.restore(data / lost))
        for lost in sorted(described.keys() - found)
    ]
    for path in tables:
        sealed = described.get(path.relative_to(data).as_posix(), {})
        if sealed.get("hash") != package.fingerprint(path):
            errors.append(_unsealed(path, sealed.get("rows")))
    return errors


def _unsealed(path: Path, counted: int | None) -> DataError:
    rows = path.read_bytes().count(b"\n") - 1
    if counted is None:
        problem = "the codebook does not describe this file"
    elif rows != counted:
        problem = f"holds {rows:,} rows where the codebook counts {counted:,}"
    else:
        problem = DIFFERS
    return DataError(
        file=path,
        problem=problem,
        fix=f"{files.restore(path)}, or run `rolereport seal` if the change is meant",
    )
