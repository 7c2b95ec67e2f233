"""Reads the tests of a lesson from the zip file that Otter made of its master."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


@dataclass(frozen=True)
class Case:
    """A test of a question.

    Parameters
    ----------
    body
        The doctest; nothing of it is ever shown to students.
    hidden
        Whether students cannot run it themselves.
    message
        What tells a student who fails it how to go on; "" where the master says nothing.
    """

    body: str
    points: float
    hidden: bool
    message: str


def read(autograder: Path) -> dict[str, list[Case]]:
    """The cases of each question, as Otter shares out the points."""
    from otter.test_files import OKTestFile

    found = {}
    with TemporaryDirectory(prefix="rolereport-") as folder, zipfile.ZipFile(autograder) as packed:
        for name in (each for each in packed.namelist() if Path(each).match("tests/*.py")):
            test = OKTestFile.from_file(packed.extract(name, folder))
            found[test.name] = [_case(each) for each in test.test_cases]
    return found


def _case(case: Any) -> Case:
    return Case(str(case.body), float(case.points or 0), case.hidden, case.failure_message or "")
