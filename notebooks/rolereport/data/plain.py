"""Tells in little time that every row of a CSV file has as many cells as its header.

Comparing the places of commas and line ends takes a tenth of the time of reading cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import numpy as np

COMMA, LINE_END, QUOTE, FIRST_LETTER = b',\n" '
PART = 2**20  # bytes


def plain_header(content: bytes) -> list[str]:
    """Column names where each row has as many cells; none where that takes a closer look.

    Plain is ASCII text that ends with its last line, without other signs of control, in which
    quotes stand only around whole cells, and not in the header.
    """
    first = first_line(content)
    if not content.isascii() or not content.endswith(b"\n") or b'"' in first:
        return []
    wide = first.count(b",")
    regular = wide and all(_is_regular(part, wide) for part in _parts(content))
    return first.decode("ascii").split(",") if regular else []


def first_line(content: bytes) -> bytes:
    """The first line without its end; the rest, which may be much, is not copied."""
    return BytesIO(content).readline().removesuffix(b"\n")


def _parts(content: bytes) -> Iterator[np.ndarray]:
    """Whole lines, some at a time to use little memory; all at once if a cell is quoted."""
    start, size = 0, len(content) if b'"' in content else PART
    while start < len(content):
        end = content.rfind(b"\n", start, start + size) + 1 or content.index(b"\n", start) + 1
        yield np.frombuffer(content, dtype=np.uint8, count=end - start, offset=start)
        start = end


def _is_regular(signs: np.ndarray, wide: int) -> bool:
    """Whether each line has so many commas and no sign that may be read in two ways."""
    ends, commas = _outside_quotes(signs, LINE_END), _outside_quotes(signs, COMMA)
    odd = np.count_nonzero(signs < FIRST_LETTER) != len(ends) or not _quotes_whole_cells(signs)
    if odd or len(commas) != wide * len(ends):
        return False
    last, next_first = commas[wide - 1 :: wide], commas[wide::wide]
    return bool((last < ends).all() and (next_first > ends[:-1]).all())


def _outside_quotes(signs: np.ndarray, sign: int) -> np.ndarray:
    places, quotes = np.flatnonzero(signs == sign), np.flatnonzero(signs == QUOTE)
    return places[np.searchsorted(quotes, places) % 2 == 0] if len(quotes) else places


def _quotes_whole_cells(signs: np.ndarray) -> bool:
    """Whether each quote that opens follows a comma, a line end or, doubled, a quote."""
    opening = np.flatnonzero(signs == QUOTE)[::2]
    return bool(np.isin(signs[opening - 1], [COMMA, LINE_END, QUOTE]).all())
