"""The data behind every table of an edition, as files that a page can link to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode

from rolereport.publish import notebook as notebooks
from rolereport.publish.page.exporter import up_to_end


def write_tables(executed: list[Path], folder: Path) -> list[Path]:
    """Write `<name>.csv` for each table that the executed chapters show.

    Returns
    -------
    The files written, in the order shown.
    """
    found = (tables_of(notebooks.read(chapter)) for chapter in executed)
    return [path for tables in found for path in save_tables(tables, folder)]


def tables_of(notebook: NotebookNode) -> dict[str, str]:
    """The CSV of each table that an executed chapter shows, by its name."""
    shown = (output for _, output in notebooks.outputs(up_to_end(notebook)))
    told = ((notebooks.about(output), output) for output in shown)
    return {
        about["name"]: output.data["text/csv"]
        for about, output in told
        if about.get("kind") == "table"
    }


def save_tables(tables: Mapping[str, str], folder: Path) -> list[Path]:
    """Write `<name>.csv` for each of these tables; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / f"{name}.csv" for name in tables]
    for path, rows in zip(written, tables.values(), strict=True):
        path.write_text(rows, encoding="utf-8", newline="\n")
    return written
