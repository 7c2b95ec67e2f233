"""The commands: each parses, calls one function, prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolereport.cli.classroom import classroom
from rolereport.cli.diff import diff
from rolereport.cli.editions import editions
from rolereport.cli.formats import formats_option
from rolereport.cli.own import WAGES, lent, told_by
from rolereport.cli.shown import shown
from rolereport.cli.wages import about_salaries, wages
from rolereport.cli.why import chapters_told, tell_why
from rolereport.parameters import Parameters, describe, parse
from rolereport.publish.code_modes import CODE_MODES, READER
from rolereport.publish.engines import ENGINES, IN_PROCESS
from rolereport.publish.formats import FORMATS

if TYPE_CHECKING:
    from rolereport.data.intake.reading import Reading
    from rolereport.publish.headstart import Runner

PARAMETER = click.option(
    "-p",
    "--parameter",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the edition, such as area=TX; `rolereport parameters` lists them.",
)
CODE = click.option(
    "--code",
    type=click.Choice(tuple(CODE_MODES)),
    default=READER,
    show_default=True,
    help="; ".join(f"{mode}: {told}" for mode, told in CODE_MODES.items()) + ".",
)
SOURCES = click.argument("sources", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Is a med tech the same as a medical assistant? Builds and verifies the report."""


commands.add_command(classroom)
commands.add_command(editions)
commands.add_command(wages)
wages.add_command(diff)


@commands.command()
@PARAMETER
@WAGES
@about_salaries
@CODE
@click.option(
    "--engine",
    type=click.Choice(tuple(ENGINES)),
    default=IN_PROCESS,
    show_default=True,
    help="; ".join(f"{name}: {told}" for name, told in ENGINES.items()) + ".",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Chapters run at a time.")
@formats_option("all")
@click.option("--why", "asked_why", is_flag=True, help="Tell what changed; build nothing.")
@click.pass_obj
def build(
    runner: Runner | None,
    assignments: tuple[str, ...],
    files: tuple[Path, ...],
    code: str,
    engine: str,
    jobs: int | None,
    formats: tuple[str, ...],
    asked_why: bool,
    **said: Any,
) -> None:
    """Render an edition of the report; does nothing if it is up to date."""
    with lent(files, said) as own:
        edition = _parsed(assignments, own)
        if asked_why:
            tell_why(_edition(edition, code, files), formats or tuple(FORMATS))
            return
        from rolereport.publish.build import build as build_edition

        result = build_edition(
            edition.model_dump(),
            jobs=jobs,
            formats=formats or tuple(FORMATS),
            code=code,
            engine=engine,
            own=[path.name for path in files],
            preflight=_check_unsealed,
            runner=runner,
        )
    for sentence in result.short_answer:
        click.echo(f"- {sentence}")
    if result.status == "built":
        click.echo(f"\n{chapters_told(result.ran, result.taken_over)}.")
    how = "Nothing has changed; the report is" if result.status == "unchanged" else "The report is"
    first, *others = result.reports
    beside = f", with {', '.join(path.name for path in others)} beside it" if others else ""
    click.echo(f"\n{how} {shown(first)}{beside} ({result.seconds:.1f} s)")


@commands.command()
@PARAMETER
@WAGES
@about_salaries
@CODE
def verify(assignments: tuple[str, ...], files: tuple[Path, ...], code: str, **said: Any) -> None:
    """Rerun the notebooks of a built edition under nbval and compare every output."""
    with lent(files, said) as own:
        edition = _edition(_parsed(assignments, own), code, files)
        from rolereport.publish.verify import verify as verify_edition

        sys.exit(verify_edition(edition))


@commands.command()
def check() -> None:
    """Check every table below data/ against its codebook and its meaning."""
    _check_data()
    click.echo("Every table agrees with its codebook.")


@commands.command()
def parameters() -> None:
    """List the parameters of an edition with their defaults."""
    for name, default, text in describe():
        click.echo(f"{name}={default}\n    {text}")


@commands.command()
def refresh() -> None:
    """Save the built default edition's outputs and figures into notebooks/ and figures/."""
    from rolereport.publish.figures import refresh as refresh_project
    from rolereport.publish.layout import Layout

    saved, figures = refresh_project(Layout.of_project())
    click.echo(f"Saved {len(saved)} notebooks and {len(figures)} figure files.")


@commands.command()
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The site's folder, new or an earlier site; build/site if not given.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Where the site will be, such as https://example.org/report/; without it there is no "
    "sitemap, which needs whole addresses.",
)
def site(folder: Path | None, base_url: str | None) -> None:
    """Make a static site of all built editions that are current, ready for any host."""
    from rolereport.publish.layout import Layout
    from rolereport.publish.site.site import make_site

    made = make_site(Layout.of_project(), folder, base_url)
    for each in made.left_out:
        click.echo(f"- left out: {each.slug}, {each.why}")
    if base_url is None:
        click.echo("- no sitemap.xml: it needs whole addresses; give --base-url")
    count = len(made.shown)
    editions = f"{count} {'edition' if count == 1 else 'editions'}"
    click.echo(f"\nThe site of {editions} is {shown(made.folder / 'index.html')}")


@commands.command(name="compile")
@SOURCES
def compile_command(sources: Path) -> None:
    """Compile data/ from the official files in the folder SOURCES, and seal it."""
    from rolereport.data.compile.everything import compile_everything

    click.echo(f"data/ holds {len(compile_everything(sources))} compiled and sealed tables.")


@commands.command()
def seal() -> None:
    """Check every table, then write data/datapackage.json anew, after a change that is meant."""
    from rolereport.data.checks import check_tables
    from rolereport.data.package import seal as seal_package

    check_tables()
    click.echo(shown(seal_package()))


def _parsed(assignments: tuple[str, ...], own: Reading | None) -> Parameters:
    """The parameters, unless the tables that hold their choices are damaged: then that is told."""
    try:
        return parse(told_by(own, assignments))
    except (OSError, LookupError, ValueError):
        if not _defaults_hold():
            _check_data()
        raise


def _defaults_hold() -> bool:
    try:
        return bool(Parameters())
    except (OSError, LookupError, ValueError):
        return False


def _check_unsealed() -> None:
    from rolereport.data.seals import check_unsealed

    check_unsealed()


def _check_data() -> None:
    from rolereport.data.checks import check_all

    check_all()


def _edition(parameters: Parameters, code: str, files: tuple[Path, ...]):  # type: ignore[no-untyped-def]
    from rolereport.publish.edition import Edition
    from rolereport.publish.layout import Layout

    own = [path.name for path in files]
    return Edition.of(parameters.model_dump(), Layout.of_project().build, code, own)
