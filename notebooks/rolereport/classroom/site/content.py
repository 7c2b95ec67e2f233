"""What a reader of the site finds in its list of files: lessons, tables, the self-check."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import nbformat

from rolereport.classroom.masters import Pressing
from rolereport.classroom.pack import ANSWERS
from rolereport.classroom.pack import FOLDER as TABLES

CHECK = Path(__file__).with_name("otter.py")


def write(folder: Path, pressings: Iterable[Pressing]) -> None:
    """Write the students' copies of the lessons, for the parameters of their masters.

    The copies bear no answers and no hidden tests; tables of answers stay out.
    """
    (folder / "data").mkdir(parents=True)
    for table in sorted(TABLES.iterdir()):
        if not table.stem.endswith(ANSWERS):
            shutil.copy(table, folder / "data")
    shutil.copy(CHECK, folder)
    for each in pressings:
        nbformat.write(each.student, folder / f"{each.lesson.name}.ipynb")
