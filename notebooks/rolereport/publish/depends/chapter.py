"""What can be told of a chapter before it runs: its cells, its parameters and its imports."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolereport.publish.depends.code import imports
from rolereport.publish.manifest import sha256, without_outputs

DIGITS = 12  # of a digest, enough to tell cells apart
PARAMETERS = "parameters"
SHELL = ("%", "!", "?")  # lines of IPython's own


@dataclass(frozen=True)
class Chapter:
    """A chapter as it is written.

    Parameters
    ----------
    cells
        The start of the SHA-256 of each cell, outputs apart.
    parameters
        The names that its first cell gives values to.
    imports
        All that may be a module of those it imports.
    """

    cells: list[str]
    parameters: list[str]
    imports: list[str]

    @classmethod
    def read(cls, path: Path) -> Chapter:
        """The chapter in `path`; nothing of one that cannot be read, which no build gets past."""
        try:
            cells = without_outputs(path.read_bytes())["cells"]
        except (OSError, ValueError, KeyError, TypeError):
            return cls([], [], [])
        code = [(_source(cell), cell) for cell in cells if cell["cell_type"] == "code"]
        named = dict.fromkeys(name for source, _ in code for name in imports(source))
        given = [source for source, cell in code if _gives_values(cell)]
        return cls([_digest(cell) for cell in cells], list(_declared(given)), list(named))


def _digest(cell: dict[str, Any]) -> str:
    return sha256(json.dumps(cell, sort_keys=True).encode())[:DIGITS]


def _source(cell: dict[str, Any]) -> str:
    """The cell's Python; empty where it is none, for then it will not run either."""
    lines = "".join(cell["source"]).splitlines()
    kept = "\n".join("" if line.lstrip().startswith(SHELL) else line for line in lines)
    try:
        ast.parse(kept)
    except SyntaxError:
        return ""
    return kept


def _gives_values(cell: dict[str, Any]) -> bool:
    return PARAMETERS in cell["metadata"].get("tags", [])


def _declared(sources: Iterable[str]) -> Iterator[str]:
    for source in sources:
        names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
        yield from (node.id for node in names if isinstance(node.ctx, ast.Store))
