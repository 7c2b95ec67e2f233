"""A kill at any moment of `rolereport wages add` leaves the data as it was, or adds it whole."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from support.wage_sheets import ASSISTANTS, TEXAS, national, workbook

from rolereport.data import package
from rolereport.data.intake import vintage
from rolereport.paths import DATA, NOTEBOOKS, PROJECT

COMMANDS = PROJECT / "tests" / "support" / "killed_commands.py"
ADDED = ("2026-05", "2026-05-states")
MOMENTS = 6


@dataclass
class Project:
    """A copy of the package with a small data folder, and the process that runs its commands."""

    folder: Path
    commands: subprocess.Popen[str]
    checked: set[int] = field(default_factory=set)  # equal bytes need no second look

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, *words: str, kill: float | None = None) -> dict[str, Any]:
        """What became of a command, killed before a step or after some seconds."""
        assert self.commands.stdin and self.commands.stdout
        self.commands.stdin.write(json.dumps({"words": words, "kill": kill}) + "\n")
        self.commands.stdin.flush()
        return dict(json.loads(self.commands.stdout.readline()))

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes()
            for path in sorted(self.data.rglob("*"))
            if path.is_file()
        }

    def leftovers(self) -> list[Path]:
        return list(self.folder.glob(f"{vintage.PREFIX}*"))

    def forget(self) -> None:
        """Take away what was added."""
        for name in ADDED:
            shutil.rmtree(self.data / "oews" / name, ignore_errors=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("project")
    package_folder = folder / "notebooks" / "rolereport"
    shutil.copytree(NOTEBOOKS / "rolereport", package_folder)
    shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns("oews"))
    shutil.copytree(DATA / "oews" / "2005-05", folder / "data" / "oews" / "2005-05")
    package.seal(folder / "data")
    commands = subprocess.Popen(
        [sys.executable, str(COMMANDS)],
        env={**os.environ, "PYTHONPATH": str(package_folder.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with commands:
        yield Project(folder, commands)
        assert commands.stdin
        commands.stdin.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Wages of two levels, and so of two vintages."""
    rows = [*national(), [*TEXAS, *ASSISTANTS]]
    return str(workbook(tmp_path_factory.mktemp("given") / "all_data_M_2026.xlsx", rows))


@pytest.fixture(scope="module")
def states(project: Project, file: str) -> list[dict[str, bytes]]:
    """The data before, with the first vintage, and with both."""
    before = project.files()
    assert project.run("wages", "add", file)["ended"] == 0
    both = project.files()
    project.forget()
    one = {name: each for name, each in both.items() if not name.startswith(f"oews/{ADDED[1]}/")}
    assert len(before) < len(one) < len(both)
    assert project.files() == before
    return [before, one, both]


def held_whole(project: Project, states: list[dict[str, bytes]], file: str) -> int:
    """How many vintages the data holds, after it was found whole and could be added to."""
    state = states.index(project.files())
    if state not in project.checked:
        assert project.run("check")["ended"] == 0
        project.checked.add(state)
    assert project.run("wages", "add", file)["ended"] == 0
    assert project.files() == states[-1]
    assert project.leftovers() == []
    project.forget()
    return state


def test_a_kill_before_any_change_of_a_file_leaves_the_data_whole(
    project: Project, file: str, states: list[dict[str, bytes]]
) -> None:
    steps = project.run("wages", "add", file)["steps"]
    project.forget()
    assert steps > 10, "two vintages of two files, each with a folder and a rename"
    aside, seen = 0, set()
    for step in range(1, steps + 1):
        ended = project.run("wages", "add", file, kill=step)
        assert ended == {"ended": -signal.SIGKILL, "steps": step - 1}
        aside += bool(project.leftovers())
        seen.add(held_whole(project, states, file))
    assert seen == {0, 1, 2}
    assert aside > steps / 2, "most kills leave something aside"


def test_a_kill_at_any_time_leaves_the_data_whole(
    project: Project, file: str, states: list[dict[str, bytes]]
) -> None:
    began = time.monotonic()
    assert project.run("wages", "add", file)["ended"] == 0
    whole = time.monotonic() - began
    project.forget()
    for moment in range(1, MOMENTS + 1):
        project.run("wages", "add", file, kill=whole * moment / (MOMENTS + 1))
        held_whole(project, states, file)


def test_two_commands_do_not_add_at_once(project: Project, file: str) -> None:
    with vintage.alone(project.data):
        assert project.run("wages", "add", file)["ended"] == 1
    assert project.run("wages", "add", file)["ended"] == 0
    project.forget()
