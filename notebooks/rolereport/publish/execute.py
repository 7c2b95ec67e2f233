"""Runs one chapter through papermill, by the engine asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rolereport.publish.light_papermill  # noqa: F401  # isort: skip
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir

from rolereport import reads
from rolereport.publish import notebook as notebooks
from rolereport.publish.depends.notes import notes_of
from rolereport.publish.engines import CELL_SECONDS, KERNEL
from rolereport.publish.errors import ChapterFailed

FIGURES_VARIABLE = "ROLEREPORT_FIGURES"


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
    declared = _declared(source)
    values = {name: value for name, value in parameters.items() if name in declared}
    watch = _Watch(on_cell)
    environment = {
        FIGURES_VARIABLE: str(figures.resolve()),
        reads.VARIABLE: str(notes_of(target).resolve()),
    }
    run = _Run(source, target, values, chapter.parent, environment, watch)
    try:
        executed = _in_kernel(run) if engine == KERNEL else _here(run)
    except PapermillExecutionError as error:
        number = _own_number(source, watch.cell, injected=bool(values))
        raise ChapterFailed(chapter.stem, number, error.ename, error.evalue, target) from None
    except _given_up() as error:
        number = _own_number(source, watch.cell, injected=bool(values))
        problem = str(error).strip().partition("\n")[0]
        raise ChapterFailed(chapter.stem, number, type(error).__name__, problem, target) from None
    notebooks.write(notebooks.normalise(executed), target)


def _given_up() -> tuple[type[Exception], ...]:
    """What tells of a cell that ran too long, and of a kernel that died."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    return CellTimeoutError, DeadKernelError


def get_ready(chapters: Sequence[Path]) -> None:
    """Load what running a chapter in this process or a copy of it takes when it is first done."""
    from rolereport.publish import in_process

    papermill.inspect_notebook(_source(chapters[0]))
    in_process.get_ready()


def _source(chapter: Path) -> NotebookNode:
    # Whatever kernel the chapter was last saved with, it runs in this interpreter.
    source = notebooks.read_unrun(chapter)
    source.metadata["kernelspec"] = dict(notebooks.KERNEL)
    return source


def _declared(source: NotebookNode) -> Collection[str]:
    """Names of the parameters that a chapter has."""
    cells = [cell for cell in source.cells if notebooks.has_tag(cell, notebooks.PARAMETERS)]
    found: dict[str, Any] = papermill.inspect_notebook(NotebookNode(source, cells=cells))
    return found


@dataclass(frozen=True)
class _Run:
    """What is run: a notebook with these values, into a file, from a folder and environment."""

    source: NotebookNode
    target: Path
    values: dict[str, Any]
    folder: Path
    environment: dict[str, str]
    watch: _Watch


def _in_kernel(run: _Run) -> NotebookNode:
    from rolereport.publish.kernel import kernel_settings

    with kernel_settings(run.environment) as settings:
        return papermill.execute_notebook(
            run.source,
            # papermill takes braces in a path for parameters to fill in.
            str(run.target).replace("{", "{{").replace("}", "}}"),
            parameters=run.values,
            cwd=str(run.folder),
            progress_bar=False,
            execution_timeout=CELL_SECONDS,
            shutdown_kernel="immediate",
            record_timing=False,
            coalesce_streams=True,
            **settings,
            **run.watch.hooks,
        )


def _here(run: _Run) -> NotebookNode:
    """What `papermill.execute_notebook` does, but written at the end alone, once normalised."""
    from rolereport.publish.in_process import InProcessEngine

    os.environ.update(run.environment)
    notebook = load_notebook_node(run.source)
    if run.values:
        notebook = parameterize_notebook(notebook, run.values)
    how = {"progress_bar": False, "execution_timeout": CELL_SECONDS, **run.watch.hooks}
    with chdir(run.folder):
        InProcessEngine.execute_notebook(notebook, None, **how)
    raise_for_execution_errors(notebook, str(run.target))
    return notebook


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
