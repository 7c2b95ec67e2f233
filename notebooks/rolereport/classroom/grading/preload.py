"""Loads what lessons use before a process is confined, and once for all that are forked."""

from __future__ import annotations

import atexit
import builtins
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from rolereport.classroom.grading.pristine import Remembered, remember

LESSONS = (
    "calendar", "csv", "datetime", "decimal", "fractions", "json", "math", "numpy", "os", "pathlib",
    "random", "re", "statistics", "matplotlib.pyplot", "pandas",
)  # fmt: skip
# What tests run on, and is put back before they do. Each name that is looked at costs memory in
# every process that is forked: charts' modules and their like are left out.
TESTS = (
    "builtins", "contextlib", "csv", "doctest", "io", "json", "math", "numpy", "otter.utils",
    "otter.test_files.ok_test", "pandas", "pathlib",
)  # fmt: skip
CLASSES = {
    "doctest": ("DocTest", "DocTestParser", "DocTestRunner", "Example", "OutputChecker"),
    "pandas": ("DataFrame", "Index", "Series"),
    "pathlib": ("Path", "PurePath"),
}


@cache
def get_ready() -> None:
    """Load all of it; this process stays as it was."""
    import matplotlib

    matplotlib.use("agg")
    for name in (*LESSONS, *TESTS):
        importlib.import_module(name)
    main, names = sys.modules["__main__"], set(vars(builtins))
    with TemporaryDirectory(prefix="rolereport-") as folder:
        _warm(shell(folder))
    sys.modules["__main__"] = main
    for name in set(vars(builtins)) - names:
        delattr(builtins, name)
    remembered()


@cache
def remembered() -> Remembered:
    """The modules that tests use, as they are before any copy runs."""
    return remember(TESTS, CLASSES)


def run_doctest() -> Any:
    """The autograder's way to run one test."""
    from otter.test_files import ok_test

    return ok_test.run_doctest


def shell(folder: str) -> InteractiveShell:
    """An IPython that shows and keeps nothing, its settings in `folder`."""
    settings = Config()
    settings.InteractiveShell.ipython_dir = folder
    settings.InteractiveShell.ast_node_interactivity = "none"
    settings.InteractiveShell.colors = "nocolor"
    settings.HistoryManager.enabled = False
    _Shell.clear_instance()
    made = _Shell.instance(config=settings)
    atexit.unregister(made.atexit_operations)
    magics: Any = made.magics_manager
    for name in ("pip", "conda"):  # what a copy wants to install is there
        magics.register_function(lambda line: None, magic_name=name)
    return made


class _Shell(InteractiveShell):
    """Takes what a notebook says to its kernel, and does nothing."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Charts are drawn nowhere."""

    @contextmanager
    def _tee(self, channel: str) -> Iterator[None]:
        """Nothing that is printed is remembered: a gigabyte of it would be one of memory."""
        yield

    def ask_exit(self) -> None:
        """A cell that says `exit()` ends, the copy goes on."""


def _warm(made: InteractiveShell) -> None:
    made.run_cell("import matplotlib.pyplot as plt\nplt.close(plt.subplots()[0])")
    _Shell.clear_instance()
