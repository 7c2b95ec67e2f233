"""`rolereport classroom`: lessons for a class, a copy for each student."""

from __future__ import annotations

import time
from pathlib import Path

import click

from rolereport.cli.grading import grade
from rolereport.cli.guide import guide
from rolereport.cli.lesson_site import site
from rolereport.cli.needs import need_otter
from rolereport.cli.shown import shown


@click.group()
def classroom() -> None:
    """Make a class's lessons, an own copy for each student, and grade them."""


classroom.add_command(grade)
classroom.add_command(guide)
classroom.add_command(site)


@classroom.command(short_help="Make every student own copies of the lessons.")
@click.option(
    "--roster",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The class list: CSV as Canvas, Moodle or Google Classroom exports it, or name,email.",
)
@click.option("--name", help="What the class is called; the name of the roster if not given.")
@click.option(
    "-o",
    "--output",
    "output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the folder of the class goes; build/classroom if not given.",
)
def make(roster: Path, name: str | None, output: Path | None) -> None:
    """Make each student of a class an own copy of every lesson, and all that grades them."""
    need_otter()
    from rolereport.classroom import copies
    from rolereport.classroom.rosters import slug

    begun = time.perf_counter()
    folder = (output or copies.FOLDER) / (slug(name or roster.stem) or "class")
    made = copies.make(roster, folder)
    seconds = time.perf_counter() - begun
    for each in made.passed_over:
        click.echo(f"- passed over: {each}")
    if gone := len(made.gone):
        verb = "is" if gone == 1 else "are"
        click.echo(f"- {_counted(gone, 'student')} {verb} no longer on the roster; nothing is lost")
    if new := len(made.joined):
        verb = "is" if new == 1 else "are"
        codes = ", ".join(made.joined)
        click.echo(f"- {_counted(new, 'student')} {verb} new, in teacher/roster.csv under {codes}")
    if made.renewed:
        click.echo(f"- not as they were made before, so hand out again: {', '.join(made.renewed)}")
    index = made.index
    told = f"{_counted(len(index.students), 'student')}, {_counted(len(index.lessons), 'lesson')}"
    click.echo(
        f"\n{told}: {len(index.copies)} copies in {shown(folder)} ({seconds:.1f} s)\n"
        "- to hand out: students/, for each a folder and the same as one .zip\n"
        "- to keep: teacher/, with solutions, tests and roster.csv, which says who got what"
    )


@classroom.command(short_help="Cut the lessons' tables anew from data/.")
def pack() -> None:
    """Cut the lessons' tables anew from data/, after a change that is meant."""
    from rolereport.classroom.pack import FOLDER, write

    files = write()
    click.echo(f"{FOLDER.name}/ of the lessons holds {len(files)} files.")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
