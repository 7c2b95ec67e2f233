"""Takes what a copy prints, and keeps none of it."""

from __future__ import annotations

import io


class Silence(io.TextIOBase):
    """A stream that forgets; a gigabyte costs no memory and no disk."""

    encoding = "utf-8"

    def writable(self) -> bool:
        """Whether it takes text: always."""
        return True

    def write(self, text: str) -> int:
        """Forget `text`."""
        return len(text)
