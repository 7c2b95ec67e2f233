"""How a path is shown to whoever typed a command."""

from __future__ import annotations

from pathlib import Path


def shown(path: Path) -> str:
    """`path` as it can be typed in the folder where the command was."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
