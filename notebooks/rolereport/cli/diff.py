"""`rolereport wages diff`: what changed between two sets of wages."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--year", type=int, help="The year of the wages in a file that does not say it.")
@click.option(
    "--top", type=click.IntRange(min=1), default=8, show_default=True, help="Moves of pay listed."
)
@click.option("--sentences", is_flag=True, help="Show every sentence that reads differently.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every line that differs to this CSV file.",
)
def diff(
    old: str, new: str, year: int | None, top: int, sentences: bool, report: Path | None
) -> None:
    """Show what changed from OLD to NEW; nothing is kept.

    Each is a file, read as `wages add` reads it, or wages that are held: 2025, 2025-05, or a
    revision such as 2025-05-national-2. Whether anything changed or not, the exit code is 0.
    """
    from rolereport.display.release_text import Changes

    changes = Changes.between(old, new, year)
    for line in changes.lines(top, every_sentence=sentences):
        click.echo(line)
    if report is not None:
        click.echo(f"\nLines that differ, in {report}: {changes.write(report):,}")
