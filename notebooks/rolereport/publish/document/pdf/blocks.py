"""The blocks of the document as the plain values that `report.typ` sets; no markup."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from rolereport.publish.document.model import (
    Block,
    Bullets,
    CodeBlock,
    Column,
    Figure,
    Grid,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    plain,
)
from rolereport.publish.document.widths import LINE, Fit, em, fit, measured
from rolereport.recall import recalled

Value = dict[str, Any]
UPRIGHT, FLIPPED = 453.0, 739.0  # points between the margins of report.typ
LONGEST = 640.0  # points; a table that stands higher is set in full apart
SIZES, SMALL_SIZES = (9.0, 8.5, 8.0), (8.0, 7.5, 7.0)
MEASURE, PAGE = 410.0, 680.0  # points; a figure wider, or higher with its caption, is set smaller
CAPTION = 9.0  # points
HIGHEST = 560.0
STYLES = ("strong", "emphasis", "code", "deleted", "inserted")  # as `report.typ` names them
HALF, LITTLE = 280.0, 1.16
WHOLE = 300.0  # points; a table that stands no higher is kept on one page
RUNS_ON = 1500.0  # points, three flipped pages; a table that stands higher begins a page
LONGEST_ROW = 2500  # letters; a longer row may be cut in two
MAY_RUN_AHEAD = {"paragraph", "bullets", "numbers", "elsewhere"}  # of a figure, to fill a page
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)pt"[^>]*?\bheight="([\d.]+)pt"')


@dataclass
class Setting:
    """Turns a chapter's blocks into values.

    Parameters
    ----------
    anchors
        What a link may name, to the anchor of the block that it leads to.
    set_aside
        The tables that are too wide or too long for the chapter.
    """

    anchors: Mapping[str, str]
    set_aside: list[Value] = field(default_factory=list)

    def values(self, blocks: Sequence[Block]) -> list[Value]:
        """The values of these blocks."""
        values = [self._value(block) for block in _levelled(blocks)]
        for value, after in pairwise([*values, {"kind": "end"}]):
            if value["kind"] == "figure":
                value["floats"] = after["kind"] in MAY_RUN_AHEAD
        return values

    def _value(self, block: Block) -> Value:
        match block:
            case Heading():
                told = {"kind": "heading", "level": block.level, "anchor": block.anchor}
                return told | {"text": self._spans(block.text)}
            case Paragraph():
                return {"kind": "paragraph", "text": self._spans(block.text)}
            case Bullets():
                kind = "findings" if block.findings else "numbers" if block.ordered else "bullets"
                return {"kind": kind, "items": [self._spans(item) for item in block.items]}
            case Quote():
                paragraphs = [self._spans(each) for each in block.paragraphs]
                return {"kind": "quote", "paragraphs": paragraphs}
            case CodeBlock():
                return {"kind": "printed", "text": block.text.expandtabs(4)}
            case Figure():
                return _figure(block)
            case Table():
                return self._table(block)
            case Grid():
                return self._grid(block)
            case Rule():
                return {"kind": "rule"}

    def _spans(self, text: Inline) -> list[Value]:
        return [self._span(span) for span in text]

    def _span(self, span: Span) -> Value:
        value: Value = {"text": span.text}
        value |= {style: True for style in STYLES if getattr(span, style)}
        if span.link.startswith("#"):
            anchor = self.anchors.get(span.link[1:])
            return value | ({"anchor": anchor} if anchor else {})
        return value | ({"url": span.link} if span.link else {})

    def _table(self, table: Table) -> Value:
        in_place, set_as = _fitted(table)
        value = _table(table, set_as)
        if in_place:
            return value
        told = {"title": table.sentences[0], "long": set_as.height > RUNS_ON}
        self.set_aside.append(value | told | {"caption": " ".join(table.sentences[1:])})
        named = {name: value[name] for name in ("anchor", "number", "caption")}
        return named | {"kind": "elsewhere", "rows": len(table.rows)}

    def _grid(self, grid: Grid) -> Value:
        head, *rows = grid.rows
        columns = tuple(Column(plain(cell), "", "text") for cell in head)
        words = tuple(tuple(map(plain, row)) for row in rows)
        set_as = fit(Table("", 0, "", "", columns, words, ""), UPRIGHT, SIZES)
        cells = [[self._spans(cell) for cell in row] for row in rows]
        return {"kind": "grid"} | _rows(columns, cells, set_as)


@recalled
def _fitted(table: Table) -> tuple[bool, Fit]:
    """Whether the table has room in its chapter, and its setting there or else on flipped pages."""
    columns = measured(table)
    upright = columns.fit(UPRIGHT, SIZES)
    if upright.fits and upright.height <= LONGEST:
        return True, upright
    return False, columns.fit(FLIPPED, SMALL_SIZES)


def _levelled(blocks: Iterable[Block]) -> Iterator[Block]:
    # A chapter's title is level 1, and no level is left out on the way down.
    top = above = 0
    for block in blocks:
        if isinstance(block, Heading):
            top = top or block.level
            above = max(1, min(block.level - top + 1, above + 1))
            yield replace(block, level=above)
        else:
            yield block


def _figure(figure: Figure) -> Value:
    size = _SIZE.search(figure.svg)
    width, height = map(float, size.groups()) if size else (MEASURE, 1.0)
    return {
        "kind": "figure",
        "svg": figure.svg,
        "anchor": figure.anchor,
        "number": figure.number,
        "alt": figure.alt,
        "caption": figure.caption,
        "source": figure.source,
        "width": width * _scale(width, height, min(HIGHEST, PAGE - _height_below(figure))),
    }


def _height_below(figure: Figure) -> float:
    texts = (figure.caption, figure.source)
    lines = sum(math.ceil(em(text) * CAPTION / MEASURE) for text in texts)
    return LINE * CAPTION * (lines + 2)


def _scale(width: float, height: float, room: float) -> float:
    scale = min(1.0, MEASURE / width, room / height)
    # What is little higher than half a page is set smaller, so that a page holds two.
    return HALF / height if HALF < scale * height < HALF * LITTLE else scale


def _table(table: Table, set_as: Fit) -> Value:
    return _rows(table.columns, table.rows, set_as) | {
        "kind": "table",
        "anchor": table.anchor,
        "number": table.number,
        "caption": table.caption,
        "source": table.source,
    }


def _rows(columns: Sequence[Column], rows: Sequence[Sequence[Any]], set_as: Fit) -> Value:
    return {
        "headers": [column.header for column in columns],
        "numeric": [column.numeric for column in columns],
        "rows": rows,
        "size": set_as.size,
        "inset": set_as.padding,
        "widths": set_as.widths,
        "splits": set_as.height > WHOLE,
        "cut": any(len("".join(map(str, row))) > LONGEST_ROW for row in rows),
    }
