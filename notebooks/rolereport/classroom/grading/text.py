"""Makes text that a student had a hand in fit for a file."""

from __future__ import annotations

import re

LONGEST_ERROR = 300
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` without what no file of text can hold: halves of characters, and control signs."""
    return UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n"))


def error(said: object) -> str:
    """What a process says of an error, in a line of bearable length."""
    return " ".join(printable(str(said)).split())[:LONGEST_ERROR]
