"""The floor: the chapters' cells one after another in one Python process, without a notebook.

`python tests/benchmarks/bare.py US TX` runs in the current project's folder. Analysis is done and
figures are drawn in full, as SVG text; nothing is shown, written, converted or checked.
"""

from __future__ import annotations

import builtins
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import IPython.display

TAG = "parameters"


def main(areas: list[str]) -> None:
    """Run every chapter for each of the areas."""
    builtins.display = IPython.display.display = lambda *_, **__: None  # type: ignore[attr-defined]
    os.chdir("notebooks")
    chapters = sorted(Path().glob("[0-9][0-9]-*.ipynb"))
    for area in areas:
        for chapter in chapters:
            _run(chapter, {"area": area})


def _run(chapter: Path, parameters: dict[str, str]) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, source in enumerate(_sources(chapter, parameters)):
        exec(compile(source, f"{chapter.name}, cell {number}", "exec"), names)


def _sources(chapter: Path, parameters: dict[str, str]) -> Iterator[str]:
    for cell in json.loads(chapter.read_bytes())["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])
        if TAG in cell["metadata"].get("tags", []):
            yield "\n".join(f"{name} = {value!r}" for name, value in parameters.items())


if __name__ == "__main__":
    main(sys.argv[1:] or ["US"])
