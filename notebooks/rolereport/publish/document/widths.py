"""How a table is set: its type size, the widths of its columns, and how high it will stand.

Reckoned from average widths of letters, so that the same rows always give the same widths.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from rolereport.publish.document.model import Column, Table

LINE = 1.22  # of the size, from one line of a cell to the next
PADDING = 0.5  # of the size, on each side of a cell
SLACK = 1.06  # letters may run wider than their averages
HEAVIER = 1.08  # of a plain letter's width, a header's
ROUNDS = 4
ADDRESS = 16  # letters of an address that keep together
KEPT = 11  # letters that a word of prose keeps together; a longer one may be hyphenated
_NARROW, _WIDE = "ijlftrI.,:;'|!()[]-/ \N{RIGHT SINGLE QUOTATION MARK}“”\"", "mwMWQ@%—&"
_MARKS = re.compile("[-–/]")  # after which a word may go on in the next line
_BREAKS = re.compile(r"(?<=[-–/])(?!\d)|\s+")  # as typst: no break before a digit


class _Widths(dict[str, float]):
    """The width of each letter asked for, in em; a table, for most of the time goes into it."""

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
        Whether long words of prose are, where a line ends.
    """
    return measured(table, hyphenated=hyphenated).fit(room, sizes)


def measured(table: Table, *, hyphenated: bool = True) -> Measured:
    """The table as it is to be fitted into one room or several."""
    kept = KEPT if hyphenated else None
    pairs = zip(table.columns, _cells(table), strict=True)
    return Measured([_extent(column, cells, kept) for column, cells in pairs])


@dataclass(frozen=True)
class Measured:
    """What the columns of a table need."""

    columns: Sequence[_Extent]

    def fit(self, room: float, sizes: Sequence[float]) -> Fit:
        """The table's setting in a column `room` wide, as `fit` chooses it."""
        for size in sizes:
            chosen = _fit(self.columns, room, size)
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


def _extent(column: Column, cells: Sequence[str], kept: int | None) -> _Extent:
    lengths = tuple(SLACK * em(text or " ") for text in (column.header, *cells))
    words = {part for word in set(" ".join(cells).split()) for part in _parts(word)}
    body = (em(word if column.numeric else _kept(word, kept)) for word in words)
    head = (HEAVIER * em(word or " ") for word in _BREAKS.split(column.header))
    least = SLACK * max([*head, *body])
    return _Extent(least, max(least, lengths[0] / 3, *lengths[1:]), lengths)


@lru_cache(1 << 14)
def em(text: str) -> float:
    """About how wide `text` runs, in em."""
    return sum(map(_EM.__getitem__, text))


def _parts(word: str) -> list[str]:
    if not _MARKS.search(word):
        return [word]
    # typst breaks an address wherever it must.
    return [word[:ADDRESS]] if "://" in word else _BREAKS.split(word)


def _kept(word: str, kept: int | None) -> str:
    return word[:kept] if word.isalpha() else word


def _fit(columns: Sequence[_Extent], room: float, size: float) -> Fit:
    space = room / size - 2 * PADDING * len(columns)
    least = sum(column.least for column in columns)
    if least <= space:
        shares = _shared(columns, space)
    else:
        shares = [column.least * space / least for column in columns]
    widths = tuple(size * (share + 2 * PADDING) for share in shares)
    rows = len(columns[0].lengths)
    lines = sum(map(max, zip(*_lines(columns, shares), strict=True)))
    return Fit(size, widths, size * (lines * LINE + rows * PADDING * 1.8), least <= space)


def _shared(columns: Sequence[_Extent], space: float) -> list[float]:
    # Were rows as high as the sum of their cells, a table would be lowest with widths as the
    # square roots of texts. They are as high as their highest cell: so text counts for less the
    # lower it stands beside its neighbours, and is weighed again. That can swing to and fro: the
    # lowest of the tables tried is taken.
    texts = [sum(column.lengths) for column in columns]
    tried: list[tuple[int, list[float]]] = []
    for _ in range(ROUNDS):
        shares = _divided(columns, [math.sqrt(text) for text in texts], space)
        lines = _lines(columns, shares)
        highest = list(map(max, zip(*lines, strict=True)))
        tried.append((sum(highest), shares))
        texts = [
            sum(map(_weighed, column.lengths, own, highest))
            for column, own in zip(columns, lines, strict=True)
        ]
    return min(tried, key=itemgetter(0))[1]


def _weighed(length: float, lines: int, highest: int) -> float:
    return length * (lines / highest) ** 2


def _lines(columns: Sequence[_Extent], shares: Sequence[float]) -> list[list[int]]:
    return [
        [math.ceil(length / share) or 1 for length in column.lengths]
        for column, share in zip(columns, shares, strict=True)
    ]


def _divided(columns: Sequence[_Extent], weights: Sequence[float], space: float) -> list[float]:
    # No column is narrower than its longest word or wider than its longest line.
    shares = [0.0] * len(columns)
    free = set(range(len(columns)))
    while free:
        unit = space / sum(weights[place] for place in free)
        wished = {place: unit * weights[place] for place in sorted(free)}
        bound = _bound(columns, wished) or wished
        for place, share in bound.items():
            shares[place] = share
            space -= share
        free -= set(bound)
    return shares


def _bound(columns: Sequence[_Extent], wished: Mapping[int, float]) -> dict[int, float]:
    most = {place: columns[place].most for place in wished}
    least = {place: columns[place].least for place in wished}
    over = {place: most[place] for place, share in wished.items() if share > most[place]}
    under = {place: least[place] for place, share in wished.items() if share < least[place]}
    gain = sum(wished[place] - share for place, share in over.items())
    loss = sum(share - wished[place] for place, share in under.items())
    return over if gain > loss else under
