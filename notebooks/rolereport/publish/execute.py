"""Runs one chapter through papermill, by the engine asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import rolereport.publish.startup  # noqa: F401  # isort: skip
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from rolereport import reads
from rolereport.publish import notebook as notebooks
from rolereport.publish.depends.notes import notes_of
from rolereport.publish.engines import KERNEL
from rolereport.publish.errors import ChapterFailed
from rolereport.publish.kernel import kernel_settings

FIGURES_VARIABLE = "ROLEREPORT_FIGURES"
CELL_SECONDS = 600


def run_chapter(
    chapter: Path,
    target: Path,
    parameters: Mapping[str, Any],
    figures: Path,
    on_cell: Callable[[], None] = lambda: None,
    engine: str = KERNEL,
) -> None:
    """Execute `chapter` and write the result to `target`.

    Parameters
    ----------
    chapter
        Its folder is the kernel's working directory.
    parameters
        Typed values; a chapter receives those that it declares.
    figures
        Folder that the chapter's figures are also written to.
    on_cell
        Called after each code cell.
    engine
        One of `ENGINES`: a kernel of the chapter's own, or this process, which is then used up.

    Raises
    ------
    ChapterFailed
        If a cell raises or runs too long, or the kernel dies; `target` then holds the notebook
        up to there.
    """
    source = _source(chapter)
    declared = papermill.inspect_notebook(source)
    values = {name: value for name, value in parameters.items() if name in declared}
    watch = _Watch(on_cell)
    environment = {
        FIGURES_VARIABLE: str(figures.resolve()),
        reads.VARIABLE: str(notes_of(target).resolve()),
    }
    try:
        with _engine(engine, environment) as settings:
            executed = _execute(source, target, values, chapter.parent, **settings, **watch.hooks)
    except PapermillExecutionError as error:
        number = _own_number(source, watch.cell, injected=bool(values))
        raise ChapterFailed(chapter.stem, number, error.ename, error.evalue, target) from None
    except (CellTimeoutError, DeadKernelError) as error:
        number = _own_number(source, watch.cell, injected=bool(values))
        problem = str(error).strip().partition("\n")[0]
        raise ChapterFailed(chapter.stem, number, type(error).__name__, problem, target) from None
    notebooks.write(notebooks.normalise(executed), target)


def get_ready(chapters: Sequence[Path]) -> None:
    """Load what running a chapter in this process or a copy of it takes when it is first done."""
    from rolereport.publish import in_process

    papermill.inspect_notebook(_source(chapters[0]))
    in_process.get_ready()


@contextmanager
def _engine(engine: str, environment: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Keyword arguments that make papermill use the engine in this `environment`."""
    if engine == KERNEL:
        with kernel_settings(environment) as settings:
            yield {**settings, "record_timing": False, "coalesce_streams": True}
    else:
        os.environ.update(environment)
        # Saving after every cell is for those who watch the file; an error is saved all the same.
        yield {"engine_name": engine, "request_save_on_cell_execute": False}


def _source(chapter: Path) -> NotebookNode:
    # Whatever kernel the chapter was last saved with, it runs in this interpreter.
    source = notebooks.read(chapter)
    source.metadata["kernelspec"] = dict(notebooks.KERNEL)
    return source


def _execute(
    source: NotebookNode, target: Path, values: dict[str, Any], folder: Path, **settings: Any
) -> NotebookNode:
    return papermill.execute_notebook(
        source,
        # papermill takes braces in a path for parameters to fill in.
        str(target).replace("{", "{{").replace("}", "}}"),
        parameters=values,
        cwd=str(folder),
        progress_bar=False,
        execution_timeout=CELL_SECONDS,
        shutdown_kernel="immediate",
        **settings,
    )


class _Watch:
    """Remembers the cell that runs and passes on that one is done."""

    def __init__(self, on_cell: Callable[[], None]) -> None:
        self.cell = -1
        self._on_cell = on_cell

    @property
    def hooks(self) -> dict[str, Callable[..., None]]:
        return {"on_cell_start": self._start, "on_cell_executed": self._executed}

    def _start(self, cell: NotebookNode, cell_index: int) -> None:
        self.cell = cell_index

    def _executed(self, **_: Any) -> None:
        self._on_cell()


def _own_number(chapter: NotebookNode, index: int, *, injected: bool) -> int:
    # papermill puts a cell with the values after the one tagged `parameters`; a reader of the
    # chapter does not count it.
    tagged = [notebooks.has_tag(cell, notebooks.PARAMETERS) for cell in chapter.cells]
    shifted = injected and index > tagged.index(True)
    return index if shifted else index + 1
