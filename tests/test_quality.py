"""The tools that keep the code in order find nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from rolereport.paths import PROJECT

PUBLIC_REGISTRIES = r"https?://(?!pypi\.org/|files\.pythonhosted\.org/)"


@pytest.mark.parametrize(
    "tool",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)],
    ids=lambda tool: " ".join(tool[:2]),
)
def test_tool_is_clean(tool: tuple[str, ...]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", *tool], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_lock_names_only_the_public_registry() -> None:
    lock = (PROJECT / "uv.lock").read_text(encoding="utf-8")
    sources = "\n".join(line for line in lock.splitlines() if "url" in line or "registry" in line)
    assert "https://pypi.org" in sources
    assert not re.findall(rf"{PUBLIC_REGISTRIES}|file://", sources)


def test_the_lock_of_the_browser_tests_names_no_other_registry() -> None:
    folder = PROJECT / "tests" / "browser"
    text = (folder / "package-lock.json").read_text(encoding="utf-8")
    held = json.loads(text)["packages"]
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert not re.findall(r"https?:(?!//registry\.npmjs\.org/)|file:", text)
    assert held.pop("")["dependencies"] == wanted
    assert {
        name.removeprefix("node_modules/"): each["version"] for name, each in held.items()
    } == wanted
    assert all(each["integrity"].startswith("sha512-") for each in held.values())
