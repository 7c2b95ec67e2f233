"""Keeps matplotlib and SciPy from writing, as they are imported, help on all that they can do."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

SCIPY_HELP = "scipy._lib._docscrape"


@contextmanager
def undescribed() -> Iterator[None]:
    """What matplotlib can draw is not described, if it is imported inside.

    matplotlib lists the properties of each of its classes in their help, by looking through every
    method for its documentation: a third of the time that it takes to import.
    """
    if "matplotlib.figure" in sys.modules:
        yield
        return
    from matplotlib import artist

    help_on = artist.kwdoc
    artist.kwdoc = lambda artist: ""
    try:
        yield
    finally:
        artist.kwdoc = help_on


def leave_help_of_scipy() -> None:
    """Have SciPy add nothing to the help on its functions, in this process and copies of it.

    It takes the help on each apart to add which arrays the function takes: a third of the time
    that `scipy.stats` takes to import.
    """
    with suppress(ImportError):
        vars(import_module(SCIPY_HELP))["FunctionDoc"] = _HelpAsWritten


class _HelpAsWritten(defaultdict[str, list[Any]]):
    """Stands for the help on a function and its sections; what is added to these is lost."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(list)
        self.written = function.__doc__ or ""

    def __str__(self) -> str:
        return f"\n{self.written}"  # SciPy drops a first line, of the function's signature
