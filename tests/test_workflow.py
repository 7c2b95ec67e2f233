"""The workflow that publishes the site runs commands that there are, and may do no more."""

from __future__ import annotations

import re
import shlex
from typing import Any

import pytest
import yaml

from rolereport.cli.commands import commands
from rolereport.parameters import parse
from rolereport.paths import PROJECT

WORKFLOW = yaml.safe_load((PROJECT / ".github" / "workflows" / "pages.yml").read_text("utf-8"))
JOBS: dict[str, Any] = WORKFLOW["jobs"]
STEPS: list[dict[str, Any]] = [step for job in JOBS.values() for step in job["steps"]]
LINES = [line for step in STEPS for line in step.get("run", "").splitlines()]
COMMANDS = [shlex.split(line.partition(" rolereport ")[2]) for line in LINES]


def given(words: list[str]) -> dict[str, Any]:
    """The options that a command of ours takes from the words; fails as it would."""
    return commands.commands[words[0]].make_context(words[0], words[1:]).params


def test_every_line_runs_a_command_of_ours() -> None:
    assert LINES and all(" rolereport " in line for line in LINES)
    for words in COMMANDS:
        given(words)


def test_the_first_is_the_readme_s_own() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert LINES[0] == re.findall(r"^```sh\n(.*?)\n```$", readme, re.S | re.M)[0]


def test_every_edition_can_be_served_and_is_built_once() -> None:
    editions = [parse([*given(words)["assignments"]]) for words in COMMANDS if words[0] == "build"]
    assert editions[0] == parse([])
    assert len({str(edition) for edition in editions}) == len(editions) > 3


def test_what_is_published_is_the_site_at_the_address_of_pages() -> None:
    options = given(COMMANDS[-1])
    assert COMMANDS[-1][0] == "site"
    (upload,) = (step for step in STEPS if "upload-pages-artifact" in step.get("uses", ""))
    assert str(options["folder"]) == upload["with"]["path"]
    assert options["base_url"] == "$BASE_URL"
    (made,) = (step for step in STEPS if "BASE_URL" in step.get("env", {}))
    assert made["env"]["BASE_URL"] == "${{ steps.pages.outputs.base_url }}"
    assert any(step.get("id") == "pages" and "configure-pages" in step["uses"] for step in STEPS)


@pytest.mark.parametrize("step", [step for step in STEPS if "uses" in step], ids=str)
def test_actions_are_the_official_ones_at_a_major_version(step: dict[str, Any]) -> None:
    assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])


def test_only_the_job_that_publishes_may_write() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert JOBS["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert JOBS["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert len(JOBS) == 2
    assert WORKFLOW["concurrency"]["group"]
