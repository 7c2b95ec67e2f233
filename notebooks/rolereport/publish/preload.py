"""Loads what the chapters need, once, before processes are copied from this one."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path

DATA, ANALYSIS = "rolereport.data.load", "rolereport.analysis"
# What functions of the analysis import only when they are called.
CALLED_FOR = ("scipy.interpolate", "scipy.optimize", "scipy.spatial.distance")
SEVERAL = 3  # chapters; one or two draw and read what they need, and no more


def preload(chapters: Sequence[Path]) -> None:
    """Import the modules that `chapters` import, and have ready what all of them use.

    What fails is left for the chapter to tell. Called again, it has little left to do.
    """
    _import(dict.fromkeys(name for chapter in chapters for name in imports_of(chapter)))
    if len(chapters) < SEVERAL:
        return
    if ANALYSIS in sys.modules:
        _import(CALLED_FOR)
    if "matplotlib" in sys.modules:
        _draw()
    if DATA in sys.modules:
        sys.modules[DATA].warm()


def _import(names: Iterable[str]) -> None:
    for name in names:
        with suppress(Exception):
            import_module(name)


def imports_of(chapter: Path) -> Iterator[str]:
    """Modules that a notebook's code may import; a name imported from one may be one itself."""
    cells = json.loads(chapter.read_bytes())["cells"]
    for source in ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"):
        with suppress(SyntaxError):  # lines of IPython's own
            for node in ast.walk(ast.parse(source)):
                yield from _modules(node)


def _modules(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def _draw() -> None:
    """Find the fonts, and all else that matplotlib looks for when it first draws."""
    from matplotlib.figure import Figure

    fig = Figure(layout="constrained")
    axes = fig.subplots()
    axes.plot([1, 2], [1, 2])
    axes.set_title("Pay", weight="bold")
    fig.savefig(StringIO(), format="svg")
