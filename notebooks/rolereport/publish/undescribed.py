"""Keeps matplotlib from writing, as it is imported, the help on all that it can draw."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager

DRAWING = ("matplotlib", "rolereport.display")


@contextmanager
def undescribed(modules: Collection[str]) -> Iterator[None]:
    """Import `modules` inside; what matplotlib can draw is not described, if they are to draw.

    matplotlib lists the properties of each of its classes in their help, by looking through every
    method for its documentation: a third of the time that it takes to import.
    """
    if "matplotlib.figure" in sys.modules or not any(map(_draws, modules)):
        yield
        return
    from matplotlib import artist

    help_on = artist.kwdoc
    artist.kwdoc = lambda artist: ""
    try:
        yield
    finally:
        artist.kwdoc = help_on


def _draws(module: str) -> bool:
    return module.startswith(DRAWING)
