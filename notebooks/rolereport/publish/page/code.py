"""Where the code of a chapter stands on its page: folded, before its output, or cell by cell.

Each code cell that a page keeps says in its metadata, under `code`, what code is shown with it
(`sources`), where (`place`: `after` or `before` its output, folded, or `open` before it), and under
what `label`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rolereport.publish.startup  # noqa: F401  # isort: skip
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from rolereport.publish.code_modes import FULL, READER, TEACH
from rolereport.publish.notebook import INJECTED, has_tag

PARAMETERS = "parameters"
IMPORTS = ("import ", "from ")
AFTER = "Show code"
SETUP = "Show set-up"
GIVEN = "parameters of this edition, put in by papermill"
DEFAULTS = "default parameters"


def arranged(notebook: NotebookNode, mode: str) -> NotebookNode:
    """The notebook with the code of its cells placed as `mode`, one of `CODE_MODES`, says."""
    notebook.cells = ARRANGEMENTS[mode](notebook.cells)
    return notebook


def folded(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Silent code gathered, folded, under the next code cell that shows something.

    Code does not pass a heading: what is left then is folded before it.
    """
    return _gathered(cells, lambda cell: True, AFTER, "after")


def opened(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Each step's code open above its output; parameters and imports gathered and folded."""
    steps = [_step(cell) if _is_code(cell) and not is_setup(cell) else cell for cell in cells]
    return _gathered(steps, is_setup, SETUP, "before")


def numbered(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Every cell with its number, its code open above its output."""
    return [_step(cell, _number(cell)) if _is_code(cell) else cell for cell in cells]


ARRANGEMENTS = {READER: folded, TEACH: opened, FULL: numbered}


def is_setup(cell: NotebookNode) -> bool:
    """Whether a code cell only prepares: parameters, whoever gave them, and imports."""
    tagged = has_tag(cell, PARAMETERS) or has_tag(cell, INJECTED)
    return tagged or cell.source.lstrip().startswith(IMPORTS)


def _gathered(
    cells: list[NotebookNode], gathers: Callable[[NotebookNode], bool], label: str, place: str
) -> list[NotebookNode]:
    kept: list[NotebookNode] = []
    waiting: list[str] = []
    for cell in cells:
        if _is_code(cell) and gathers(cell):
            waiting += [cell.source] if cell.source.strip() else []
            if not cell.outputs:
                continue
            cell.metadata["code"], waiting = _told(label, waiting, place), []
        elif waiting and (_is_heading(cell) or "code" in cell.metadata):
            kept, waiting = [*kept, _silent(label, waiting, place)], []
        kept.append(cell)
    return [*kept, _silent(label, waiting, place)] if waiting else kept


def _step(cell: NotebookNode, label: str = "") -> NotebookNode:
    sources = [cell.source] if cell.source.strip() else []
    cell.metadata["code"] = _told(label, sources, "open")
    return cell


def _told(label: str, sources: list[str], place: str) -> dict[str, Any]:
    return {"place": place, "label": label, "sources": sources}


def _silent(label: str, sources: list[str], place: str) -> NotebookNode:
    return new_code_cell(id="folded", metadata={"code": _told(label, sources, place)})


def _number(cell: NotebookNode) -> str:
    count = cell.get("execution_count") or " "
    told = DEFAULTS if has_tag(cell, PARAMETERS) else GIVEN if has_tag(cell, INJECTED) else ""
    return f"Cell [{count}]" + (f": {told}" if told else "")


def _is_code(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "code")


def _is_heading(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "markdown" and cell.source.lstrip().startswith("#"))
