"""What has come of a file so far, and how the server told it from a later one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """The bytes received of a file, from its first, beside notes of what they are part of.

    Parameters
    ----------
    path
        Where the bytes are; the notes lie beside it.
    """

    path: Path

    @property
    def size(self) -> int:
        """Bytes held."""
        return self.path.stat().st_size if self.path.exists() else 0

    @property
    def notes(self) -> Path:
        """The file that says which version of which address the bytes belong to."""
        return self.path.with_name(f"{self.path.name}.json")

    def mark(self, url: str) -> str:
        """What the server calls the version of which bytes are held; empty if they are no use."""
        try:
            noted = json.loads(self.notes.read_text(encoding="utf-8"))
            return str(noted["mark"]) if noted["url"] == url and self.size else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, url: str, headers: Mapping[str, str]) -> None:
        """Drop what is held, and note the version of `url` that an answer's `headers` tell."""
        self.discard()
        tag = headers.get("ETag", "")
        # A weak tag says that two versions mean the same, not that their bytes are.
        mark = headers.get("Last-Modified", "") if tag.startswith("W/") or not tag else tag
        self.notes.write_text(json.dumps({"url": url, "mark": mark}), encoding="utf-8")

    def finish(self, target: Path) -> None:
        """Give the bytes, complete, the place `target`."""
        self.path.replace(target)
        self.discard()

    def discard(self) -> None:
        """Leave nothing."""
        self.path.unlink(missing_ok=True)
        self.notes.unlink(missing_ok=True)
