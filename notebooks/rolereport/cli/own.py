"""`--wages FILE`: wages of a user's own, for one command alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolereport.choices import LEVELS, area_kinds
from rolereport.parameters import Parameters, parse

if TYPE_CHECKING:
    from rolereport.data.intake.reading import Reading

WAGES = click.option(
    "--wages",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Wages of your own, read as `wages add` reads them, but for this report alone.",
)


@contextmanager
def lent(files: tuple[Path, ...]) -> Iterator[Reading | None]:
    """Lend the wages in `files` to this process and those that it starts; nothing is kept.

    Raises
    ------
    DataErrors
        With all that is wrong with them.
    """
    if not files:
        yield None
        return
    from rolereport.data.intake import one_off, reading, telling, vintage

    read = reading.read_files(files)
    with one_off.lent() as folder:
        for line in telling.understood(read):
            click.echo(line)
        for entry in vintage.keep(read, into=folder):
            click.echo(telling.lent(entry))
        yield read


def of_own_year(edition: Parameters, asked: list[str], own: Reading | None) -> Parameters:
    """The edition in the newest year of a user's own wages, unless a year is asked for."""
    if own is None or any(assignment.partition("=")[0].strip() == "year" for assignment in asked):
        return edition
    level = LEVELS[area_kinds()[edition.area]]
    years = [int(wages.month[:4]) for wages in own.wages if wages.level == level]
    return parse([*asked, f"year={max(years)}"]) if years else edition
