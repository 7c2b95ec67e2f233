"""`rolereport wages`: wage files that a user has, checked and kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
@click.option(
    "--title",
    "titles",
    multiple=True,
    metavar="TITLE=ROLE",
    help="What a job title of the file means, such as 'med tech=medication-aide'.",
)
@click.option(
    "--smallest",
    type=click.IntRange(min=3),
    default=10,
    show_default=True,
    help="Groups of fewer people are not shown.",
)
@REPORT
def salaries(
    files: tuple[Path, ...], titles: tuple[str, ...], smallest: int, report: Path | None
) -> None:
    """Turn salaries, one a row, into percentiles; nothing of them is kept."""
    from rolereport.analysis.own_pay import summary
    from rolereport.data.intake import payroll, telling

    given = dict(title.casefold().rsplit("=", 1) for title in titles)
    for path in files:
        with _reported(report):
            found = payroll.salaries(path, given)
        for line in telling.salaries(summary(found, smallest), smallest):
            click.echo(line)


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
    from rolereport.data.intake import reading, telling

    with _reported(report):
        read = reading.read_files(files, year)
    for line in telling.understood(read):
        click.echo(line)
    return read


@contextmanager
def _reported(report: Path | None) -> Iterator[None]:
    """Write what is wrong to `report` as well, if it is asked for."""
    try:
        yield
    except DataErrors as errors:
        if report is not None:
            from rolereport.data.intake.problems import write_problems

            write_problems(errors.errors, report)
            click.echo(f"Every problem is in {report}.", err=True)
        raise
