"""What a reader of the site finds in its list of files: lessons, tables, the self-check."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from rolereport.classroom.pack import ANSWERS
from rolereport.classroom.pack import FOLDER as TABLES

CHECK = Path(__file__).with_name("otter.py")


def write(folder: Path, masters: list[Path]) -> None:
    """Write the students' copies of the masters, as the masters' own parameters have them.

    The copies bear no answers and no hidden tests; tables of answers stay out.
    """
    from otter.assign import main as assign

    (folder / "data").mkdir(parents=True)
    for table in sorted(TABLES.iterdir()):
        if not table.stem.endswith(ANSWERS):
            shutil.copy(table, folder / "data")
    shutil.copy(CHECK, folder)
    for master in masters:
        with TemporaryDirectory() as made, contextlib.redirect_stdout(io.StringIO()):
            assign(str(master), made, no_pdfs=True, no_run_tests=True)
            shutil.copy(Path(made) / "student" / master.name, folder)
