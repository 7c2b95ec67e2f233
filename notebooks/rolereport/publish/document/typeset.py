"""Has typst set a document: with the same faces on every machine, none of a system's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from typing import Any

import typst

from rolereport.publish import dejavu

_used: list[int] = []
"""The process whose threads typst has, if it has been used."""


def typeset(
    template: bytes, inputs: Mapping[str, str] | None = None, **options: Any
) -> bytes | list[bytes]:
    """What typst makes of a template, or a list of that if it gives a file for each page.

    Parameters
    ----------
    inputs
        What the template reads as `sys.inputs`.
    options
        Further keyword arguments of `typst.compile`.

    Raises
    ------
    typst.TypstError
        If typst refuses it.
    """
    if _used and _used != [os.getpid()]:
        # typst would wait for threads of the process that this one was copied from, for ever.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as anew:
            return anew.submit(typeset, template, inputs, **options).result()
    _used[:] = [os.getpid()]
    made = typst.compile(
        template,
        sys_inputs=dict(inputs or {}),
        font_paths=faces(),
        ignore_system_fonts=True,
        **options,
    )
    assert made is not None
    return made


@cache
def faces() -> typst.Fonts:
    """The faces of typst for text; matplotlib's for figures, and for what the others lack."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(dejavu.faces())])
