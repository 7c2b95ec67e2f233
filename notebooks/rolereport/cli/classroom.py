"""`rolereport classroom`: lessons for a class, a copy for each student."""

from __future__ import annotations

import click


@click.group()
def classroom() -> None:
    """Make a class's lessons, an own copy for each student, and grade them."""


@classroom.command()
def pack() -> None:
    """Cut the lessons' tables anew from data/, after a change that is meant."""
    from rolereport.classroom.pack import FOLDER, write

    files = write()
    click.echo(f"{FOLDER.name}/ of the lessons holds {len(files)} files.")
