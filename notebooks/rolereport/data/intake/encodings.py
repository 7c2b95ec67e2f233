"""Which encoding a text file was saved in."""

from __future__ import annotations

import codecs

from rolereport.data.errors import DataError

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SAMPLE = 200  # bytes
FALLBACK = "cp1252"  # what Excel on Windows writes as CSV


def encoding_of(content: bytes, name: str) -> str:
    """How a text file is written: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252.

    Raises
    ------
    DataError
        If it is none of these, or holds NUL characters.
    """
    marked = next((kind for mark, kind in MARKS.items() if content.startswith(mark)), None)
    for encoding in [marked] if marked else [*_unmarked(content), "utf-8", FALLBACK]:
        text = _in(encoding, content)
        if text is not None and "\0" not in text:
            return encoding
    raise DataError(
        file=name,
        problem="holds NUL characters, as a damaged file does"
        if b"\0" in content and not marked
        else "is no text in UTF-8, UTF-16 or Windows-1252",
        fix="download it again, or open it in Excel and save it as CSV UTF-8",
    )


def _unmarked(content: bytes) -> list[str]:
    """UTF-16 without a mark, if every second byte at the beginning is zero."""
    first = content[:SAMPLE]
    ways = {"utf-16-le": first[1::2], "utf-16-be": first[::2]}
    return [encoding for encoding, half in ways.items() if half and not any(half)]


def _in(encoding: str, content: bytes) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
