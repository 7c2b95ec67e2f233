"""The packages that the lock file fixes for a build, without those of developers alone."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = "rolereport"
_NAME = re.compile(r'^name = "([^"]+)"$', re.MULTILINE)
_VERSION = re.compile(r'^version = "([^"]+)"$', re.MULTILINE)
_NEEDED = re.compile(r'^ *\{ name = "([^"]+)"', re.MULTILINE)
_DEVELOPERS = re.compile(r"^\[package\.(?:dev-dependencies|metadata)", re.MULTILINE)
_EXTRAS = re.compile(r"^\[package\.optional-dependencies\]", re.MULTILINE)


def packages(lock: Path) -> dict[str, str]:
    """Name to version of all that the project's own package needs; empty if that cannot be told."""
    if not lock.is_file():
        return {}
    blocks = lock.read_text(encoding="utf-8").split("[[package]]\n")[1:]
    told = {_NAME.findall(block)[0]: _DEVELOPERS.split(block)[0] for block in blocks}
    versions = {name: "; ".join(_VERSION.findall(block)) for name, block in told.items()}
    needed = {name: _NEEDED.findall(block) for name, block in told.items()}
    if ROOT not in told:
        return {}
    needed[ROOT] = _NEEDED.findall(_EXTRAS.split(told[ROOT])[0])
    found, waiting = set[str](), {ROOT}
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= {*needed.get(name, ())} - found
    return {name: versions.get(name, "") for name in sorted(found - {ROOT})}
