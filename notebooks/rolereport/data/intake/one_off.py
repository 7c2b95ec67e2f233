"""Wages of a user's own, lent to one build and to the processes that it starts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rolereport.vintages import OWN_VARIABLE


@contextmanager
def lent() -> Iterator[Path]:
    """A folder for vintages and for percentiles of salaries that count as held, until the end."""
    with tempfile.TemporaryDirectory(prefix="rolereport-wages-") as folder:
        before = os.environ.get(OWN_VARIABLE)
        os.environ[OWN_VARIABLE] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ[OWN_VARIABLE]
            else:
                os.environ[OWN_VARIABLE] = before
