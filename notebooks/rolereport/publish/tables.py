"""The data behind every table of an edition, as files that a page can link to."""

from __future__ import annotations

from pathlib import Path

from rolereport.publish import notebook as notebooks
from rolereport.publish.page.exporter import up_to_end


def write_tables(executed: list[Path], folder: Path) -> list[Path]:
    """Write `<name>.csv` for each table that the executed chapters show.

    Returns
    -------
    The files written, in the order shown.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for chapter in executed:
        for _, output in notebooks.outputs(up_to_end(notebooks.read(chapter))):
            told = notebooks.about(output)
            if told.get("kind") == "table":
                written.append(folder / f"{told['name']}.csv")
                written[-1].write_text(output.data["text/csv"], encoding="utf-8", newline="\n")
    return written
