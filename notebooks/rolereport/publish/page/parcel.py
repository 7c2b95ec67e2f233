"""The data behind a page's figures and tables, packed for the page's script to hand out."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zlib
from collections.abc import Mapping
from html import unescape

Column = list[str]

_PARTED = re.compile('[",\r\n]')  # what a value in a line cannot have unquoted
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def columns_of(rows: str, shown: str = "") -> list[Column] | str:
    """The CSV by column, which deflates to less than by row.

    A column that the table `shown` shows to the letter is its header alone. A CSV that cannot be
    made again from its columns is left as it is.
    """
    columns = _columns(rows)
    if not columns or csv_of(columns) != rows:
        return rows
    told = _shown_columns(shown)
    return [
        column[:1] if place < len(told) and column[1:] == told[place] else column
        for place, column in enumerate(columns)
    ]


def csv_of(columns: list[Column]) -> str:
    """The CSV of these columns, quoted as pandas does."""
    lines = (",".join(map(_quoted, line)) + "\n" for line in zip(*columns, strict=True))
    return "".join(lines)


def packed(rows: Mapping[str, list[Column] | str]) -> str:
    """Address to columns, as JSON, deflated (what a browser calls `deflate`), in base64."""
    text = json.dumps(dict(rows), ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode())).decode("ascii")


def cells_by_column(table: str) -> list[tuple[str, ...]]:
    """What stands in the cells of the body, as HTML; nothing if the rows differ in length."""
    lines = [_CELL.findall(row) for row in _ROW.findall(table.partition("<tbody>")[2])]
    return list(zip(*lines, strict=True)) if len(set(map(len, lines))) == 1 else []


def _columns(rows: str) -> list[Column]:
    try:
        lines = csv.reader(io.StringIO(rows, newline=""))
        return [list(column) for column in zip(*lines, strict=True)]
    except (csv.Error, ValueError):
        return []


def _shown_columns(table: str) -> list[Column]:
    return [_told(column) for column in cells_by_column(table)]


def _told(cells: tuple[str, ...]) -> Column:
    # A browser draws runs of white space together: a cell with one is not shown to the letter.
    texts = [unescape(cell) for cell in cells]
    return texts if all(text == " ".join(text.split()) for text in texts) else []


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _PARTED.search(value) else value
