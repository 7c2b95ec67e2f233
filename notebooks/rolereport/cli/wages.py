"""`rolereport wages`: wage files that a user has, checked and kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolereport.data.errors import DataErrors

if TYPE_CHECKING:
    from rolereport.data.intake.reading import Reading

FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
YEAR = click.option("--year", type=int, help="The year of the wages, where no file says it.")
REPORT = click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every problem to this CSV file.",
)


@click.group()
def wages() -> None:
    """Read wage files as published, check them, and keep them as dated vintages."""


@wages.command()
@FILES
@YEAR
@REPORT
def add(files: tuple[Path, ...], year: int | None, report: Path | None) -> None:
    """Check FILES and keep their wages beside those held; nothing is written if one is wrong."""
    from rolereport.data.intake import telling, vintage

    reading = _read(files, year, report)
    vintage.discard_leftovers()
    for entry in vintage.keep(reading):
        click.echo(telling.kept(entry))


@wages.command()
@FILES
@YEAR
@REPORT
def check(files: tuple[Path, ...], year: int | None, report: Path | None) -> None:
    """Do all that `add` does but write."""
    _read(files, year, report)
    click.echo("Nothing is wrong with these wages.")


def _read(files: tuple[Path, ...], year: int | None, report: Path | None) -> Reading:
    from rolereport.data.intake import problems, reading, telling

    try:
        read = reading.read_files(files, year)
    except DataErrors as errors:
        if report is not None:
            problems.write_problems(errors.errors, report)
            click.echo(f"Every problem is in {report}.", err=True)
        raise
    for line in telling.understood(read):
        click.echo(line)
    return read
