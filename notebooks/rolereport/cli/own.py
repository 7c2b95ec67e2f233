"""`--wages FILE`: wages or salaries of a user's own, for one command alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolereport.parameters import parse

if TYPE_CHECKING:
    from rolereport.data.intake.reading import Reading

WAGES = click.option(
    "--wages",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Wages of your own, read as `wages add` reads them, or salaries, one a row, to be laid "
    "over the published wages; for this report alone.",
)


@contextmanager
def lent(files: tuple[Path, ...], said: dict[str, Any]) -> Iterator[Reading | None]:
    """Lend what is in `files` to this process and those that it starts; nothing is kept.

    Parameters
    ----------
    said
        What salaries mean, as `data.intake.terms.Terms.of` takes it.

    Raises
    ------
    DataErrors
        With all that is wrong with them.
    """
    if not files:
        yield None
        return
    from rolereport.cli.wages import read_files
    from rolereport.data.intake import one_off, own, telling, vintage
    from rolereport.data.intake.terms import Terms

    terms = Terms.of(**said)
    read = read_files(files, None, None, terms)
    with one_off.lent() as folder:
        for entry in vintage.keep(read, into=folder):
            click.echo(telling.lent(entry))
        own.write(read, folder, terms)
        yield read


def told_by(own: Reading | None, asked: Iterable[str]) -> list[str]:
    """The assignments `asked` for, and those that a user's own wages or salaries answer.

    Where all are of one area, that is the report's; where wages are of its level, their newest
    year is. What is asked for stays.
    """
    said = [*asked]
    names = {assignment.partition("=")[0].strip() for assignment in said}
    if own is None:
        return said
    if "area" not in names and len(areas := _areas(own)) == 1:
        said.append(f"area={areas.pop()}")
    if "year" not in names:
        level = parse(said).level
        years = [wages.month[:4] for wages in own.wages if wages.level == level]
        said += [f"year={year}" for year in sorted(years)[-1:]]
    return said


def _areas(own: Reading) -> set[str]:
    frames = [wages.frame for wages in own.wages]
    frames += [payroll.people for payroll in own.payrolls.values()]
    return {str(area) for frame in frames for area in frame["area"].unique()}
