"""`build --why`: what changed since the last build, and what would run again for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rolereport.publish.edition import Edition

CURRENT = "Nothing has changed; the edition {} is current."


def tell_why(edition: Edition, formats: Collection[str]) -> None:
    """Print what changed since the edition was built in these formats, and what would run."""
    from rolereport.publish.depends.plan import Plan
    from rolereport.publish.depends.why import Project, why
    from rolereport.publish.layout import Layout

    project = Project(Layout.of_project())
    reasons = why(edition, project, formats)
    if not reasons:
        click.echo(CURRENT.format(edition.slug))
        return
    for text in dict.fromkeys(map(str, reasons)):
        click.echo(f"- {text}")
    plan = Plan.of(edition, project, reasons)
    run, taken = ([path.stem for path in paths] for paths in (plan.run, plan.taken_over))
    click.echo(f"\nA build: {chapters_told(run, taken)}.")


def chapters_told(run: Sequence[str], taken_over: Sequence[str]) -> str:
    """Which chapters run and how many are taken over, in words."""
    taken = f"{len(taken_over)} {'is' if len(taken_over) == 1 else 'are'} taken over"
    if not run:
        return f"no chapter runs, {taken}"
    ran = "1 chapter runs" if len(run) == 1 else f"{len(run)} chapters run"
    return f"{ran} ({', '.join(run)}), {taken}" if taken_over else ran
