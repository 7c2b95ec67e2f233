"""Remembers between builds what the content of a file alone decides.

What code imports, what a chapter consists of, digests of rows, the packages of the lock file. It
lies beside the editions, in `build/.depends.json`; without it everything is worked out again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from rolereport.publish import manifest
from rolereport.publish.depends import chapter, code, lock, rows
from rolereport.publish.manifest import sha256

NAME = ".depends.json"


class Memory:
    """Answers by what was asked, of which each names the content that it is about.

    Parameters
    ----------
    path
        The file that it is kept in, which need not be there.

    Attributes
    ----------
    used
        What was asked since, with the answers.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _read(path)
        self.used: dict[str, Any] = {}

    @property
    def is_kept(self) -> bool:
        """Whether anything is known of an earlier build."""
        return bool(self._known)

    def ask(self, question: str, answer: Callable[[], Any]) -> Any:
        """What is known of a question; `answer` works it out where nothing is."""
        if question not in self.used:
            known = question in self._known
            self.used[question] = self._known[question] if known else answer()
        return self.used[question]

    def save(self) -> None:
        """Write down what was asked, and what else was known, for the next build."""
        if self.used.keys() <= self._known.keys():
            return
        self._known |= self.used
        aside = self._path.with_name(f"{NAME}.{os.getpid()}")
        with suppress(OSError):  # it only spares work
            aside.write_text(json.dumps({"by": _authors(), "known": self._known}), "utf-8")
            aside.replace(self._path)


def _read(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(path.read_bytes())
        known: dict[str, Any] = record["known"] if record["by"] == _authors() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return known


@cache
def _authors() -> str:
    """The digest of the code that works the answers out."""
    authors = (chapter, code, lock, manifest, rows)
    return sha256(b"".join(Path(str(each.__file__)).read_bytes() for each in authors))
