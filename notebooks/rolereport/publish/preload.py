"""Loads what the chapters import, once, before processes are copied from this one."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path


def preload(chapters: Iterable[Path]) -> None:
    """Import the modules that `chapters` import; what fails is left for the chapter to tell."""
    for name in dict.fromkeys(name for chapter in chapters for name in imports_of(chapter)):
        with suppress(Exception):
            import_module(name)
    if "matplotlib" in sys.modules:
        _find_fonts()


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


def _find_fonts() -> None:
    from matplotlib.font_manager import fontManager

    fontManager.findfont("DejaVu Sans")
