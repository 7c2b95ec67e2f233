"""`rolereport classroom site`: the lessons in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from rolereport.cli.needs import need_otter
from rolereport.cli.shown import shown


@click.command(short_help="Make a site of the lessons, for browsers.")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The site's folder, new or an earlier site; build/lessons if not given.",
)
@click.option(
    "--pyodide",
    type=click.Path(exists=True, path_type=Path),
    help="A copy of Pyodide, folder or .tar.bz2, to go into the site; without it the browser gets "
    "Python from a public server.",
)
def site(folder: Path | None, pyodide: Path | None) -> None:
    """Make a site in which the lessons are read, run and answered in the browser."""
    need_otter()
    from rolereport.classroom.site.lite import LiteFailed
    from rolereport.classroom.site.runtime import RuntimeUnfit
    from rolereport.classroom.site.site import FOLDER, SiteRefused, make_site

    try:
        made = make_site(folder or FOLDER, pyodide)
    except (SiteRefused, RuntimeUnfit, LiteFailed) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"The site of {made.lessons} lessons is {shown(made.folder)} ({made.size / 1e6:.0f} MB).\n"
        f"- {made.source}\n"
        "- Any host of files will do, if its address begins with https://. To try it here:\n"
        f"  uv run python -m http.server -b 127.0.0.1 -d {shown(made.folder)} 8000\n"
        "  and open http://127.0.0.1:8000 in a browser; Ctrl and C end it."
    )
