"""Gives memory back between editions, so that a worker holds no more than what it is to keep."""

from __future__ import annotations

import ctypes
import sys


def hand_back() -> None:
    """Give what is free back to the system, where its C library can: with glibc."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)
