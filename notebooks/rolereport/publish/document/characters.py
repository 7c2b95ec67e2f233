"""Text for XML: without the characters that no XML may hold."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text less control characters, lone surrogates and the like; readers refuse such files."""
    # What can be printed is legal, and most text is; to ask that takes a fifth of the time.
    return text if text.isprintable() else _ILLEGAL.sub("", text)
