"""Gives memory back between editions, so that a worker holds no more than what it is to keep."""

from __future__ import annotations

import ctypes
import gc
import sys


def hand_back() -> None:
    """Give what is free back to the system, where its C library can: with glibc.

    A build looks for no garbage, so all that one left is young. To look through what is older,
    such as modules, would take a hundred times as long.
    """
    gc.collect(1)
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)
