"""Executed chapters as files: read, written, and freed of what differs from run to run."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import rolereport.publish.startup  # noqa: F401  # isort: skip
import nbformat
from nbformat import NotebookNode, v4

PARAMETERS, INJECTED = "parameters", "injected-parameters"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
RUN_METADATA = ("papermill", "execution")


def read(path: Path) -> NotebookNode:
    """The notebook at `path`, which was checked against the format when it was written."""
    return v4.reads(path.read_text(encoding="utf-8"))


def read_unrun(path: Path) -> NotebookNode:
    """The notebook at `path` as if it had never been run: outputs are most of what a file holds."""
    held = json.loads(path.read_bytes())
    for cell in held.get("cells", []):
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return nbformat.reads(json.dumps(held), as_version=4)


def write(notebook: NotebookNode, path: Path) -> None:
    """Write the notebook as Jupyter does, with the same line ends on every system."""
    text = nbformat.writes(notebook).rstrip("\n") + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def normalise(notebook: NotebookNode) -> NotebookNode:
    """A copy without times, paths, versions and random ids: equal runs give equal bytes."""
    clean = copy.deepcopy(notebook)
    clean.metadata.pop("papermill", None)
    clean.metadata["kernelspec"] = dict(KERNEL)
    clean.metadata["language_info"] = {"name": "python"}
    for cell in clean.cells:
        _forget_run(cell)
    return clean


def without_injected(notebook: NotebookNode) -> NotebookNode:
    """A copy without the injected cell, its execution counts as if it had never been there."""
    clean = copy.deepcopy(notebook)
    clean.cells = [cell for cell in clean.cells if not has_tag(cell, INJECTED)]
    executed = [cell for cell in clean.cells if cell.get("execution_count")]
    for count, cell in enumerate(executed, start=1):
        cell.execution_count = count
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
    return clean


def of_year(notebook: NotebookNode, year: int) -> NotebookNode:
    """A copy whose own parameters ask for `year`: newer wages make it the default."""
    changed = copy.deepcopy(notebook)
    for cell in changed.cells:
        if has_tag(cell, PARAMETERS):
            cell.source = re.sub(r"(?m)^(year\b.*?= )\d{4}", rf"\g<1>{year}", cell.source)
    return changed


def has_tag(cell: NotebookNode, tag: str) -> bool:
    """Whether the cell carries the tag."""
    return tag in cell.metadata.get("tags", [])


def outputs(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Every output with its cell's number, counted from 1."""
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            yield number, output


def about(output: NotebookNode) -> dict[str, Any]:
    """What the chapter says of an output: its kind and, for a figure or table, its name ..."""
    return dict(output.get("metadata", {}).get("rolereport", {}))


def short_answer(notebook: NotebookNode) -> list[str]:
    """The sentences of the first findings in a chapter, as plain text; none if it has none."""
    for _, output in outputs(notebook):
        if about(output).get("kind") == "findings":
            lines = str(output.data["text/markdown"]).splitlines()
            return [_plain(line) for line in lines if line.strip()]
    return []


def _forget_run(cell: NotebookNode) -> None:
    for key in RUN_METADATA:
        cell.metadata.pop(key, None)
    if not cell.metadata.get("tags", True):
        del cell.metadata["tags"]
    if has_tag(cell, INJECTED):
        cell["id"] = INJECTED


def _plain(line: str) -> str:
    line = re.sub(r"^\s*[-*]\s+", "", line)
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"(?<!\\)(\*\*|__|`)|</?span>", "", line)
    return unescape(re.sub(r"\\([^\w\s])", r"\1", line)).strip()
