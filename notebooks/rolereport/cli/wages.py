"""`rolereport wages`: wage files that a user has, checked and kept."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolereport.data.errors import DataErrors
from rolereport.data.intake.doubts import ACCEPTED
from rolereport.data.intake.terms import LEAST_SMALLEST, SMALLEST_GROUP, Terms

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
TITLES = click.option(
    "--title",
    "titles",
    multiple=True,
    metavar="TITLE=ROLE",
    help="For salaries: what a job title means, such as 'med tech=medication-aide'.",
)
SMALLEST = click.option(
    "--smallest",
    type=click.IntRange(min=LEAST_SMALLEST),
    default=SMALLEST_GROUP,
    show_default=True,
    help="For salaries: groups of fewer people are not shown.",
)
AREA = click.option("--area", default="", help="For salaries: where no row says it, such as TX.")
ACCEPT = click.option(
    "--accept",
    "accepted",
    multiple=True,
    type=click.Choice(tuple(ACCEPTED)),
    help="For wages refused as unlike those held, say that it is meant: "
    + "; ".join(f"{kind}: {what}" for kind, what in ACCEPTED.items())
    + ".",
)
MONTH = click.option("--month", default="", help="For salaries: their month, such as 2026-03.")


def about_salaries(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say what salaries, one a row, mean, and what is meant."""
    return TITLES(SMALLEST(AREA(MONTH(ACCEPT(command)))))


@click.group()
def wages() -> None:
    """Read wage files as published, check them, and keep them as dated vintages."""


@wages.command()
@FILES
@YEAR
@REPORT
@about_salaries
def add(files: tuple[Path, ...], year: int | None, report: Path | None, **said: Any) -> None:
    """Check FILES and keep their wages beside those held; nothing is written if one is wrong.

    A file of salaries, one a row, is summarised and never kept.
    """
    from rolereport.data.intake import telling, telling_salaries, vintage

    terms = Terms.of(**said)
    reading = read_files(files, year, report, terms)
    if reading.wages:
        with vintage.alone():
            entries = vintage.keep(reading)
        for line in (*map(telling.kept, entries), *telling.without_nation(entries)):
            click.echo(line)
    if reading.payrolls:
        click.echo(telling_salaries.never_kept(reading, terms))


@wages.command()
@click.argument("year", type=int)
@click.option(
    "--level",
    "levels",
    multiple=True,
    type=click.Choice(("national", "states", "metros", "all")),
    help="What to get, of several; national, states and metros if not given.",
)
@click.option("--email", help="How BLS can reach you; can be set once for all.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the archives; downloads/ in the project if not given.",
)
@click.option("--from", "base", metavar="URL", help="Another address of the archives than BLS's.")
@click.option("--add", "at_once", is_flag=True, help="Go on with `wages add`.")
@click.pass_context
def fetch(
    context: click.Context,
    year: int,
    levels: tuple[str, ...],
    email: str | None,
    folder: Path | None,
    base: str | None,
    at_once: bool,
) -> None:
    """Get the release of YEAR from BLS; what is there already is not asked for again."""
    from rolereport.data.intake import contact
    from rolereport.data.intake.fetch import fetch as fetch_release

    files = []
    for entry in fetch_release(year, levels, contact.email(email), folder, base):
        click.echo(entry)
        files.append(entry.path)
    if at_once:
        context.invoke(add, files=tuple(files), year=None, report=None)
    else:
        click.echo(f"Next: rolereport wages add {' '.join(_shown(path) for path in files)}")


@wages.command()
@FILES
@YEAR
@REPORT
@about_salaries
def check(files: tuple[Path, ...], year: int | None, report: Path | None, **said: Any) -> None:
    """Do all that `add` does but write."""
    doubts = read_files(files, year, report, Terms.of(**said)).doubts
    click.echo(
        "Nothing is refused; look at the above before you add these wages."
        if doubts
        else "Nothing is wrong with these wages."
    )


def read_files(
    files: tuple[Path, ...], year: int | None, report: Path | None, terms: Terms
) -> Reading:
    """What `files` hold, checked, with all that was understood of them on standard output.

    Raises
    ------
    DataErrors
        With all that is wrong with them, written to `report` as well if it is asked for.
    """
    from rolereport.data.intake import own, reading, telling, telling_salaries
    from rolereport.data.intake.problems import write_problems

    with _reported(report):
        read = reading.read_files(files, year, terms=terms)
    if report is not None and read.doubts:
        write_problems(read.doubts, report)
    for line in (*telling.understood(read), *telling_salaries.understood(read)):
        click.echo(line)
    groups = own.summarised(read, terms)
    if groups is not None:
        for line in telling_salaries.groups(groups, terms):
            click.echo(line)
    return read


@contextmanager
def _reported(report: Path | None) -> Iterator[None]:
    """Write what is wrong to `report` as well, if it is asked for."""
    try:
        yield
    except DataErrors as errors:
        if report is None and len(errors.errors) > errors.shown:
            click.echo(
                "All problems as a table: rolereport wages check --report TABLE.csv", err=True
            )
        if report is not None:
            from rolereport.data.intake.problems import write_problems

            write_problems([*errors.errors, *errors.doubts], report)
            click.echo(f"Every problem is in {report}.", err=True)
        raise


def _shown(path: Path) -> str:
    here = Path.cwd()
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))
