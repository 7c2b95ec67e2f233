"""How a table is set: its type size, the widths of its columns, and how high it will stand.

Reckoned from average widths of letters, so that the same rows always give the same widths.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolereport.publish.document.model import Column, Table

LINE = 1.22  # of the size, from one line of a cell to the next
PADDING = 0.42  # of the size, on each side of a cell
SLACK = 1.06  # letters may run wider than their averages
KEPT = 11  # letters that a word of prose keeps together; a longer one may be hyphenated
_NARROW, _WIDE = "ijlftrI.,:;'\u2019|!()[]-/ “”\"", "mwMWQ@%—&"
_BREAKS = re.compile(r"(?<=\D[-–/])|\s+")  # not in a date


class _Widths(dict[str, float]):
    """The width of each letter asked for, in em; a table, as most of the time goes into it."""

    def __missing__(self, letter: str) -> float:
        return self.setdefault(letter, 0.64 if letter.isupper() else 0.48)


_EM = _Widths({**dict.fromkeys(_NARROW, 0.29), **dict.fromkeys(_WIDE, 0.8)})


@dataclass(frozen=True)
class Fit:
    """A table's type size, column widths and height, in points.

    Parameters
    ----------
    fits
        Whether every word stands whole in its column.
    """

    size: float
    widths: tuple[float, ...]
    height: float
    fits: bool

    @property
    def padding(self) -> float:
        """The space at each side of a cell."""
        return self.size * PADDING


def fit(table: Table, room: float, sizes: Sequence[float], *, hyphenated: bool = True) -> Fit:
    """The setting of `table` in a column `room` wide: in the first of `sizes` whose words fit.

    Parameters
    ----------
    hyphenated
        Whether long words of prose may be.
    """
    kept = KEPT if hyphenated else 1000
    columns = [_extent(*pair, kept) for pair in zip(table.columns, _cells(table), strict=True)]
    for size in sizes:
        chosen = _fit(columns, room, size)
        if chosen.fits:
            break
    return chosen


def _cells(table: Table) -> list[list[str]]:
    return [[row[place] for row in table.rows] for place in range(len(table.columns))]


@dataclass(frozen=True)
class _Extent:
    """What a column needs, in em: its longest word, its longest line, and each cell's length."""

    least: float
    most: float
    lengths: tuple[float, ...]

    @property
    def weight(self) -> float:
        return math.sqrt(sum(self.lengths))


def _extent(column: Column, cells: Sequence[str], kept: int) -> _Extent:
    lengths = tuple(SLACK * em(text) for text in (column.header, *cells))
    words = {part for cell in cells for part in _BREAKS.split(cell)}
    body = (em(word if column.numeric else _kept(word, kept)) for word in words)
    least = SLACK * max([*map(em, _BREAKS.split(column.header)), *body])
    return _Extent(least, max(least, lengths[0] / 2, *lengths[1:]), lengths)


def em(text: str) -> float:
    """About how wide `text` runs, in em."""
    return sum(map(_EM.__getitem__, text))


def _kept(word: str, kept: int) -> str:
    return word[:kept] if word.isalpha() else word


def _fit(columns: Sequence[_Extent], room: float, size: float) -> Fit:
    space = room / size - 2 * PADDING * len(columns)
    fits = sum(column.least for column in columns) <= space
    shares = _shared(columns, space) if fits else _squeezed(columns, space)
    widths = tuple(size * (share + 2 * PADDING) for share in shares)
    lines = sum(_lines(row, shares) for row in zip(*(c.lengths for c in columns), strict=True))
    height = size * (lines * LINE + len(columns[0].lengths) * PADDING * 1.8)
    return Fit(size, widths, height, fits)


def _squeezed(columns: Sequence[_Extent], space: float) -> list[float]:
    least = sum(column.least for column in columns)
    return [column.least * space / least for column in columns]


def _shared(columns: Sequence[_Extent], space: float) -> list[float]:
    # The height of a table is about the sum of text over width, which is least where widths are
    # as the square roots of texts; but no column is narrower than its longest word or wider than
    # its longest line.
    shares = [0.0] * len(columns)
    free, left = dict(enumerate(columns)), space
    while free:
        unit = left / sum(column.weight for column in free.values())
        wished = {place: unit * column.weight for place, column in free.items()}
        bound = _bound(free, wished)
        for place, share in (bound or wished).items():
            shares[place] = share
            left -= share
            del free[place]
    return shares


def _bound(columns: dict[int, _Extent], wished: dict[int, float]) -> dict[int, float]:
    over = {place: columns[place].most for place in columns if wished[place] > columns[place].most}
    under = {
        place: columns[place].least for place in columns if wished[place] < columns[place].least
    }
    gain = sum(wished[place] - share for place, share in over.items())
    loss = sum(share - wished[place] for place, share in under.items())
    return over if gain > loss else under


def _lines(lengths: Sequence[float], shares: Sequence[float]) -> int:
    pairs = zip(lengths, shares, strict=True)
    return max(math.ceil(length / share) for length, share in pairs)
