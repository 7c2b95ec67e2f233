"""The README's section for teachers: its commands are those that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from rolereport.cli import needs
from rolereport.cli.commands import commands
from rolereport.paths import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## Teach with it\n")[2].partition("\n## ")[0]
COMMANDS = re.findall(r"^uv run --extra classroom rolereport (classroom .*)$", SECTION, re.M)


def test_it_makes_grades_and_publishes() -> None:
    assert [command.split()[1] for command in COMMANDS] == ["make", "site", "grade"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_understood_as_it_is_written(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "roster.csv").touch()
    (tmp_path / "handed-in").mkdir()
    monkeypatch.chdir(tmp_path)
    group, name, *args = shlex.split(command)
    subgroup = commands.get_command(click.Context(commands), group)
    assert isinstance(subgroup, click.Group)
    found = subgroup.get_command(click.Context(subgroup), name)
    assert found is not None
    assert found.make_context(name, args).params


@pytest.mark.parametrize("command", [*COMMANDS, "classroom guide"])
def test_who_lacks_the_extra_is_told(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "handed-in").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(needs, "find_spec", lambda _: None)
    done = CliRunner().invoke(commands, shlex.split(command))
    assert done.exit_code == 1
    assert "uv run --extra classroom" in done.output


@pytest.mark.parametrize("file", re.findall(r"\]\((notebooks/[^)#]+)\)", SECTION))
def test_a_page_that_it_names_is_there(file: str) -> None:
    assert (PROJECT / file).is_file()


def test_the_extra_that_it_names_is_there() -> None:
    assert re.search(r"^classroom = \[$", (PROJECT / "pyproject.toml").read_text("utf-8"), re.M)
