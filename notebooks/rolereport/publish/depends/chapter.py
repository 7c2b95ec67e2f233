"""What can be told of a chapter before it runs: its cells, its parameters and its imports."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
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
        code = [(_tree(cell), cell) for cell in cells if cell["cell_type"] == "code"]
        named = dict.fromkeys(name for tree, _ in code for name in imports(tree))
        return cls([_digest(cell) for cell in cells], list(_declared(code)), list(named))


def _digest(cell: dict[str, Any]) -> str:
    return sha256(json.dumps(cell, sort_keys=True).encode())[:DIGITS]


def _tree(cell: dict[str, Any]) -> ast.Module:
    lines = "".join(cell["source"]).splitlines()
    kept = ["" if line.lstrip().startswith(SHELL) else line for line in lines]
    try:
        return ast.parse("\n".join(kept))
    except SyntaxError:  # it will not run either
        return ast.Module([], [])


def _declared(code: list[tuple[ast.Module, dict[str, Any]]]) -> Iterator[str]:
    for tree, cell in code:
        if PARAMETERS in cell["metadata"].get("tags", []):
            for line in tree.body:
                names = [node for node in ast.walk(line) if isinstance(node, ast.Name)]
                yield from (node.id for node in names if isinstance(node.ctx, ast.Store))
