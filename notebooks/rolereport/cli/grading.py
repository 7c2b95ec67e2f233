"""Grades a class for the command line, and tells what came of it without a student's name."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rolereport.cli.needs import need_otter
from rolereport.cli.shown import shown

if TYPE_CHECKING:
    from rolereport.classroom.grading.graded import Graded
    from rolereport.classroom.grading.whole_class import Outcome


@click.command(short_help="Grade what a class handed in.")
@click.argument("handed_in", metavar="FOLDER", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--class",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that `make` made; found by what the copies say if not given.",
)
@click.option(
    "--again", is_flag=True, help="Grade also copies that are as they were the last time."
)
@click.option("--jobs", type=click.IntRange(1), help="Copies at a time; one a processor.")
@click.option(
    "--seconds", type=click.FloatRange(1), default=15, show_default=True, help="For each cell."
)
@click.option(
    "--memory", type=click.IntRange(64), default=1024, show_default=True, help="Megabytes a copy."
)
def grade(
    handed_in: Path,
    folder: Path | None,
    again: bool,
    jobs: int | None,
    seconds: float,
    memory: int,
) -> None:
    """Grade what a class handed in: FOLDER, with notebooks in whatever folders and zip files.

    Each copy runs shut off from files and network. Writes grades.csv, a page of feedback for each
    student, and by-hand.csv, which takes the points that a person gives and is read the next time.
    """
    need_otter()
    from tqdm import tqdm

    from rolereport.classroom import copies
    from rolereport.classroom.grading import confine
    from rolereport.classroom.grading.limits import MEBIBYTE, Limits
    from rolereport.classroom.grading.whole_class import grade_class

    limits = Limits(cell_seconds=seconds, memory=memory * MEBIBYTE)
    begun = time.perf_counter()
    with tqdm(unit="copy", desc="grading", leave=False, disable=None) as bar:

        def tell(done: int, count: int) -> None:
            bar.total, bar.n = count, done
            bar.refresh()

        outcome = grade_class(
            handed_in, folder, copies.FOLDER, limits, jobs or os.cpu_count() or 1, again, tell
        )
    for file in outcome.unknown:
        why = f". {file.problem}" if file.problem else ""
        click.echo(f"- nobody's, so not graded: {file.path}{why}")
    if not confine.landlocked():
        click.echo("- graded without the protection of files that Linux has (Landlock)")
    click.echo(_sums(outcome, time.perf_counter() - begun))
    click.echo(
        f"- {shown(outcome.folder / 'grades.csv')}: points and why\n"
        f"- {shown(outcome.folder / 'feedback')}: a page for each student, by code"
    )
    if waiting := _waiting(outcome.graded):
        click.echo(
            f"- {shown(outcome.folder / 'by-hand.csv')}: {waiting} "
            f"answer{'s' * (waiting != 1)} to read; fill in the points, then grade again"
        )


def _sums(outcome: Outcome, seconds: float) -> str:
    missing = sum(not each.handed_in for each in outcome.graded)
    told = f"{outcome.count} cop{'ies' if outcome.count != 1 else 'y'} graded ({seconds:.0f} s)"
    told += f", {outcome.same} as before" if outcome.same else ""
    return f"\n{told}{f', {missing} not handed in' if missing else ''}"


def _waiting(graded: Sequence[Graded]) -> int:
    return sum(mark.score is None for each in graded for mark in each.marks)
