"""A papermill engine that runs a notebook's cells in this very process, without a kernel.

It spares a chapter the start of a kernel, its imports and its shutdown. The cells share the
process with whoever called, so each chapter is given a process of its own (`runner`). What a cell
shows is recorded as a kernel would send it; `tests/publish/test_engines.py` holds both to that.
Widgets and output written past Python's own streams are not recorded.
"""

from __future__ import annotations

import atexit
import builtins
import io
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any

import rolereport.publish.light_papermill  # noqa: F401  # isort: skip
import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from papermill.engines import Engine, NotebookExecutionManager
from traitlets.config import Config

LANGUAGE = {"name": "python"}


class InProcessEngine(Engine):
    """Registered with papermill as `in-process`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        execution_timeout: float | None = None,
        on_cell_start: Callable[..., None] = lambda **_: None,
        on_cell_executed: Callable[..., None] = lambda **_: None,
        **_: Any,
    ) -> None:
        """Run the cells until one raises; the error is the last output of that cell.

        Parameters
        ----------
        execution_timeout
            Seconds for a cell; one that runs longer is interrupted and fails with
            `CellTimeoutError`, where the system has alarms and this is the main thread.
        on_cell_start, on_cell_executed
            Called with `cell` and `cell_index`, as nbclient does.
        """
        with TemporaryDirectory(prefix="rolereport-") as folder:
            _run_all(_shell(folder), nb_man, execution_timeout, on_cell_start, on_cell_executed)
        nb_man.nb.metadata["language_info"] = dict(LANGUAGE)


def _run_all(
    shell: InteractiveShell,
    nb_man: NotebookExecutionManager,
    seconds: float | None,
    on_cell_start: Callable[..., None],
    on_cell_executed: Callable[..., None],
) -> None:
    for index, cell in enumerate(nb_man.nb.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        on_cell_start(cell=cell, cell_index=index)
        nb_man.cell_start(cell, index)
        failed = _run(shell, cell, seconds)
        if failed:
            nb_man.cell_exception(cell, index)
        nb_man.cell_complete(cell, index)
        on_cell_executed(cell=cell, cell_index=index)
        if failed:
            break


def _output(kind: str, **held: Any) -> NotebookNode:
    """An output as nbformat makes it; the notebook is checked whole when it is written."""
    output: NotebookNode = nbformat.from_dict({"output_type": kind, **held})
    return output


class _Publisher(DisplayPublisher):
    """Hands what is displayed to the outputs of the cell that runs."""

    outputs: list[NotebookNode]
    named: dict[str, list[NotebookNode]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outputs, self.named = [], {}

    def publish(  # type: ignore[override]
        self,
        data: Any,
        metadata: Any = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        same = self.named.setdefault((transient or {}).get("display_id", ""), [])
        if update:
            for earlier in same:
                earlier.update(data=NotebookNode(data), metadata=NotebookNode(metadata or {}))
        else:
            output = _output("display_data", data=data, metadata=metadata or {})
            same.append(output)
            self.outputs.append(output)

    def clear_output(self, wait: bool = False) -> None:
        self.outputs.clear()


class _Hook(DisplayHook):
    """Records the value of a cell's last line."""

    @staticmethod
    def semicolon_at_end_of_expression(expression: str) -> bool:
        """As IPython tells it, token by token, where there is any semicolon."""
        return ";" in expression and DisplayHook.semicolon_at_end_of_expression(expression)

    def write_output_prompt(self) -> None:
        """Print none."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        shell: Any = self.shell
        result = _output(
            "execute_result",
            data=format_dict,
            metadata=md_dict or {},
            execution_count=self.prompt_count,
        )
        shell.display_pub.outputs.append(result)

    def finish_displayhook(self) -> None:
        self._is_active = False


class _ShellAsOfZmq(InteractiveShell):
    """An IPython that keeps an error as an output instead of printing it.

    pandas writes for a notebook, not for a terminal, where the shell has a kernel and its name
    has `zmq` in it.
    """

    kernel = None

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        error = _output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)
        self.display_pub.outputs.append(error)


class _Stream(io.TextIOBase):
    """Records what is written as one output of the cell, as nbclient joins a cell's streams."""

    def __init__(self, name: str, outputs: list[NotebookNode]) -> None:
        self.name, self._outputs = name, outputs

    def write(self, text: str) -> int:
        streams = [each for each in self._outputs if each.output_type == "stream"]
        same = next((each for each in streams if each["name"] == self.name), None)
        if same is not None:
            same["text"] += text
        elif text:
            self._outputs.append(_output("stream", name=self.name, text=text))
        return len(text)


def _shell(folder: str) -> InteractiveShell:
    # Like a kernel's, its settings are an empty folder: a user's own change no chapter.
    settings = Config()
    settings.InteractiveShell.ipython_dir = folder
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    _ShellAsOfZmq.clear_instance()
    return _ShellAsOfZmq.instance(
        config=settings, display_pub_class=_Publisher, displayhook_class=_Hook
    )


@cache
def get_ready() -> None:
    """Load what a shell takes when it first runs a cell; this process stays as it was."""
    main, names = sys.modules["__main__"], set(vars(builtins))
    with TemporaryDirectory(prefix="rolereport-") as folder:
        shell = _shell(folder)
        shell.run_cell("None")
        atexit.unregister(shell.atexit_operations)
    _ShellAsOfZmq.clear_instance()
    sys.modules["__main__"] = main
    for name in set(vars(builtins)) - names:
        delattr(builtins, name)


def _run(shell: InteractiveShell, cell: NotebookNode, seconds: float | None) -> bool:
    """Run a cell; whether it failed."""
    cell.outputs = shell.display_pub.outputs = []
    streams = _Stream("stdout", cell.outputs), _Stream("stderr", cell.outputs)
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]), _within(seconds):
        result = shell.run_cell(cell.source, store_history=True)
    cell.execution_count = result.execution_count
    return not result.success


@contextmanager
def _within(seconds: float | None) -> Iterator[None]:
    main = threading.current_thread() is threading.main_thread()
    if seconds is None or not main or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: _too_long(seconds))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(seconds: float) -> None:
    from nbclient.exceptions import CellTimeoutError

    raise CellTimeoutError(
        f"A cell timed out while it was being executed, after {seconds:g} seconds."
    )
