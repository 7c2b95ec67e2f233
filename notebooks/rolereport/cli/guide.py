"""`rolereport classroom guide`: the instructor's guide, anew from the lessons."""

from __future__ import annotations

from pathlib import Path

import click

from rolereport.cli.needs import need_otter
from rolereport.cli.shown import shown


@click.command(short_help="Write the instructor's guide.")
@click.option(
    "--page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the guide as an HTML page to print, to this file, and leave guide.md as it is.",
)
def guide(page: Path | None) -> None:
    """Write the instructor's guide from the lessons and the notes beside them."""
    need_otter()
    from rolereport.classroom.guide.guide import write, write_page

    click.echo(shown(write_page(page) if page else write()))
