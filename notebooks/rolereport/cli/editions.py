"""`rolereport editions`: many editions, as a file asks for them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rolereport.cli.formats import formats_option
from rolereport.publish.batch.definitions import FILE
from rolereport.publish.batch.plan import LeftOut, Plan, Planned, counted, plan, told
from rolereport.publish.batch.selection import Selection

if TYPE_CHECKING:
    from rolereport.publish.batch.record import Row

DEFINITIONS = click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=FILE,
    help="A file of editions; notebooks/editions.toml if not given.",
)
ONLY = click.option(
    "--only",
    multiple=True,
    metavar="EDITION",
    help="Only editions of this slug or name, such as tx, 't*' or 'states/*'; may be repeated.",
)
GROUP = click.option("--group", "groups", multiple=True, help="Only this group; may be repeated.")
LIMIT = click.option("--limit", type=click.IntRange(min=1), help="At most so many, the first.")
LAST_FAILED = click.option("--failed", is_flag=True, help="Only those whose last run failed.")


def _selecting(command: Callable[..., None]) -> Callable[..., None]:
    return DEFINITIONS(ONLY(GROUP(LIMIT(LAST_FAILED(command)))))


@click.group(invoke_without_command=True)
@click.pass_context
def editions(context: click.Context) -> None:
    """List or build the many editions of notebooks/editions.toml; alone, list them.

    Exit codes: 0 all is well, 1 some edition failed or none could be built, 2 the command or the
    file is wrong, 130 interrupted.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_editions)


@editions.command(name="list")
@_selecting
def list_editions(file: Path, **picked: Any) -> None:
    """List the editions, by group, with what sets each apart and whether it is current."""
    planned, chosen = _chosen(file, picked)
    _list(planned, chosen)


@editions.command()
@_selecting
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Editions at a time; one a processor."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Have them built by the workers of the Dask scheduler at this address, such as "
    "tcp://127.0.0.1:8786.",
)
@click.option(
    "--keep-going/--stop",
    default=True,
    show_default=True,
    help="When an edition fails, build the others, or begin no more.",
)
@formats_option("those of the file")
@click.option("--dry-run", is_flag=True, help="Say what would be built, and build nothing.")
def build(
    file: Path,
    jobs: int | None,
    scheduler: str | None,
    keep_going: bool,
    formats: tuple[str, ...],
    dry_run: bool,
    **picked: Any,
) -> None:
    """Build the editions that are not current; an edition that fails keeps its last good report.

    A table at the end tells what became of each; build/editions.json and build/editions.csv hold
    the same. Run again after an interruption, it builds what is missing. Exit codes: 0 all is
    well, 1 some edition failed or none could be built, 2 the command or the file is wrong, 130
    interrupted.
    """
    planned, chosen = _chosen(file, picked)
    chosen = [replace(each, formats=formats or each.formats) for each in chosen]
    if dry_run:
        _list(planned, chosen)
        return
    rows: list[Row] = []
    try:
        _build(chosen, rows, jobs=jobs, scheduler=scheduler, keep_going=keep_going)
    finally:
        _summarise(rows, len(chosen))
    sys.exit(1 if any(row.outcome == "failed" for row in rows) else 0)


def _chosen(file: Path, picked: dict[str, Any]) -> tuple[Plan, list[Planned]]:
    from rolereport.publish.batch import record
    from rolereport.publish.layout import Layout

    planned = plan(file)
    return planned, Selection(**picked).of(planned, record.failed(Layout.of_project()))


def _build(chosen: Sequence[Planned], rows: list[Row], **how: Any) -> None:
    from rolereport.data.seals import check_unsealed
    from rolereport.publish.batch.batch import build_editions
    from rolereport.publish.layout import Layout

    build_editions(chosen, Layout.of_project(), preflight=check_unsealed, tell=rows.append, **how)


def _list(planned: Plan, chosen: Sequence[Planned]) -> None:
    from rolereport.publish.batch.standing import standings
    from rolereport.publish.layout import Layout

    states = [*zip(chosen, standings(chosen, Layout.of_project()), strict=True)]
    for group in dict.fromkeys(each.group for each in chosen):
        of_group = [(each, why) for each, why in states if each.group == group]
        click.echo(f"{group}: {counted(of_group)}")
        click.echo(_columns([_line(each, why) for each, why in of_group]))
        _left_out([each for each in planned.left_out if each.group == group])
    missing = [each for each, why in states if why]
    click.echo(f"\n{counted(states)}, of which {len(missing)} to be built.")


def _line(edition: Planned, why: str) -> list[str]:
    called = f"{edition.slug} ({edition.name})" if edition.name else edition.slug
    return [called, told(edition.differing) or "as usual", why or "current"]


def _left_out(cells: Sequence[LeftOut]) -> None:
    for cell in cells:
        click.echo(f"  left out: {told(cell.values)}: {cell.why}")


def _summarise(rows: Sequence[Row], asked: int) -> None:
    if rows:
        click.echo(_columns([["edition", "outcome", "seconds", "why"], *map(_cells, rows)]))
    counts = {
        name: sum(row.outcome == name for row in rows) for name in ("built", "unchanged", "failed")
    }
    told_of = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    rest = f"{asked - len(rows)} not reached" if asked > len(rows) else ""
    click.echo(
        "\n" + (", ".join(filter(None, [told_of, rest])) or "There is nothing to build") + "."
    )


def _cells(row: Row) -> list[str]:
    notebook = f" (build/{row.notebook})" if row.notebook else ""
    return [row.edition, row.outcome, f"{row.seconds:.1f}", row.why + notebook]


def _columns(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return "\n".join(f"  {line.rstrip()}" for line in lines)
