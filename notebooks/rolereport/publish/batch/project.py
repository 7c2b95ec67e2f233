"""What of a project must be equal on two machines for them to make the same editions."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rolereport.publish.layout import Layout
from rolereport.publish.manifest import Inputs, sha256

FOLDERS = {"notebooks": "chapters", "rolereport": "code", "data": "data"}
OTHERS = "lock file and citation"
SOFTWARE = "versions of Python and its packages"


def parts(layout: Layout) -> dict[str, str]:
    """Each part of the project, as it is called, to one SHA-256 over it."""
    inputs = Inputs.gather(layout, {})
    found: dict[str, dict[str, str]] = {name: {} for name in (*FOLDERS.values(), OTHERS)}
    for path, digest in inputs.files.items():
        found[FOLDERS.get(path.partition("/")[0], OTHERS)][path] = digest
    found[SOFTWARE] = inputs.software
    return {name: _digest(files) for name, files in found.items()}


def differing(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """The parts that are not equal, in words; empty if all are."""
    return ", ".join(name for name in ours if ours[name] != theirs.get(name))


def _digest(files: Mapping[str, str]) -> str:
    return sha256(json.dumps(files, sort_keys=True).encode())
