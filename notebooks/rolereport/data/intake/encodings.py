"""Bytes of a text file as text, in whichever encoding it was saved."""

from __future__ import annotations

import codecs

from rolereport.data.errors import DataError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
FALLBACK = "cp1252"  # what Excel on Windows writes as CSV


def decoded(content: bytes, name: str) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252.

    Raises
    ------
    DataError
        If it is none of these, or holds NUL characters.
    """
    marked = next((kind for mark, kind in MARKS.items() if content.startswith(mark)), None)
    text = _in(marked, content) if marked else _in("utf-8", content) or _in(FALLBACK, content)
    if text is None or "\0" in text:
        raise DataError(
            file=name,
            problem="is no text in UTF-8, UTF-16 or Windows-1252",
            fix="save it as CSV UTF-8",
        )
    return text


def _in(encoding: str, content: bytes) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
