"""Markdown as blocks of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import mistune

from rolereport.publish.document.model import (
    Block,
    Bullets,
    CodeBlock,
    Grid,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Rule,
    Span,
    plain,
)
from rolereport.publish.errors import PublishError
from rolereport.publish.page.markdown import CHAPTER_LINK, PLUGINS, Headings, section_of

Token = dict[str, Any]
_TAG = re.compile(r"</?(?:span|em|strong|br|sub|sup)\b[^>]*>")
_EDITED = re.compile(r"<(/?)(del|ins)>")
_parse = mistune.create_markdown(renderer=None, plugins=PLUGINS)


def blocks(markdown: str, headings: Headings, *, findings: bool = False) -> Iterator[Block]:
    """The blocks of a piece of Markdown.

    Parameters
    ----------
    headings
        Gives each heading its anchor, the same as on the page.
    findings
        Whether its lists are a chapter's answer.

    Raises
    ------
    PublishError
        If it holds what the document has no block for, such as HTML.
    """
    tokens, _ = _parse.parse(markdown)
    assert isinstance(tokens, list)
    for token in tokens:
        yield from _block(token, headings, findings)


def _block(token: Token, headings: Headings, findings: bool) -> Iterator[Block]:
    match token["type"]:
        case "blank_line":
            return
        case "heading":
            text = inline(token["children"])
            found = headings.add(plain(text), token["attrs"]["level"])
            yield Heading(text, found.level, found.anchor)
        case "paragraph" | "block_text":
            yield Paragraph(inline(token["children"]))
        case "list":
            items = tuple(map(_joined, token["children"]))
            yield Bullets(items, token["attrs"]["ordered"], findings)
        case "block_quote":
            yield Quote(tuple(inline(child["children"]) for child in _filled(token)))
        case "block_code":
            yield CodeBlock(token["raw"].rstrip("\n"))
        case "table":
            yield Grid(tuple(_rows(token)))
        case "thematic_break":
            yield Rule()
        case kind:
            raise PublishError(f"Markdown of the kind {kind!r} has no place in the document")


def inline(tokens: Iterable[Token], style: Span | None = None) -> Inline:
    """The spans of a line of Markdown, neighbours of one style as one."""
    merged: list[Span] = []
    for span in _spans(tokens, style or Span("")):
        if merged and replace(merged[-1], text="") == replace(span, text=""):
            span = replace(span, text=merged.pop().text + span.text)
        merged.append(span)
    return tuple(span for span in merged if span.text)


def _spans(tokens: Iterable[Token], style: Span) -> Iterator[Span]:
    for token in tokens:
        match token["type"]:
            case "text":
                yield replace(style, text=unescape(token["raw"]))
            case "softbreak" | "linebreak":
                yield replace(style, text=" ")
            case "codespan":
                yield replace(style, text=unescape(token["raw"]), code=True)
            case "inline_html" if edit := _EDITED.fullmatch(token["raw"]):
                opened = not edit[1]
                deleted, inserted = opened and edit[2] == "del", opened and edit[2] == "ins"
                style = replace(style, deleted=deleted, inserted=inserted)
            case "inline_html" if _TAG.fullmatch(token["raw"]):
                pass
            case _:
                styled = _styled(token, style)
                yield from _spans(token["children"], styled)


def _styled(token: Token, style: Span) -> Span:
    match token["type"]:
        case "strong":
            return replace(style, strong=True)
        case "emphasis":
            return replace(style, emphasis=True)
        case "link":
            return replace(style, link=_address(token["attrs"]["url"]))
        case "strikethrough":
            return style
        case kind:
            raise PublishError(f"Markdown of the kind {kind!r} has no place in a line of text")


def _address(url: str) -> str:
    chapter = CHAPTER_LINK.match(url)
    return f"#{section_of(chapter[1])}" if chapter else url


def _joined(item: Token) -> Inline:
    parts = [inline(child["children"]) for child in _filled(item)]
    spaced = [(Span(" "), *part) if place else part for place, part in enumerate(parts)]
    return tuple(span for part in spaced for span in part)


def _filled(token: Token) -> list[Token]:
    return [child for child in token["children"] if child["type"] != "blank_line"]


def _rows(table: Token) -> Iterator[tuple[Inline, ...]]:
    head, body = table["children"]
    for row in (head, *body["children"]):
        yield tuple(inline(cell["children"]) for cell in row["children"])
