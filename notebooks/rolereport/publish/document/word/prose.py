"""Prose as paragraphs: headings, text, lists, quotations, code."""

from __future__ import annotations

from rolereport.publish.document.model import (
    Bullets,
    CodeBlock,
    Heading,
    Inline,
    Paragraph,
    Quote,
    Rule,
    Span,
)
from rolereport.publish.document.word.links import Links
from rolereport.publish.document.word.markup import KEEP_NEXT, paragraph, run

Prose = Heading | Paragraph | Bullets | Quote | CodeBlock | Rule


def written(block: Prose, links: Links, number: int) -> str:
    """The block as paragraphs.

    Parameters
    ----------
    number
        Of the list in `numbering.xml` that counts the block, if it is an ordered list.
    """
    match block:
        case Heading():
            return heading(block, links)
        case Paragraph():
            return paragraph("Normal", inline(block.text, links))
        case Bullets():
            return _list(block, links, number)
        case Quote():
            return "".join(paragraph("Quote", inline(each, links)) for each in block.paragraphs)
        case CodeBlock():
            return paragraph("Code", run(block.text))
        case Rule():
            return paragraph("Rule", "")


def inline(text: Inline, links: Links) -> str:
    """The spans of a line as runs."""
    return "".join(_span(span, links) for span in text)


def heading(block: Heading, links: Links) -> str:
    """A heading that links can arrive at.

    A chapter's title is of Word's first level: the report's own is its title.
    """
    style = "Title" if block.level == 1 else f"Heading{min(block.level - 1, 3)}"
    return paragraph(style, links.mark(block.anchor, inline(block.text, links)))


def _span(span: Span, links: Links) -> str:
    words = run(span.text, _style(span))
    return links.link(span.link, words) if span.link else words


def _style(span: Span) -> str:
    named = "CodeText" if span.code else "Hyperlink" if span.link else ""
    style = f'<w:rStyle w:val="{named}"/>' if named else ""
    bold = "<w:b/><w:bCs/>" if span.strong else ""
    italic = "<w:i/><w:iCs/>" if span.emphasis else ""
    # In the order that the schema asks for.
    edited = ("<w:strike/>" if span.deleted else "") + (
        '<w:u w:val="single"/>' if span.inserted else ""
    )
    return style + bold + italic + edited


def _list(block: Bullets, links: Links, number: int) -> str:
    style = "Findings" if block.findings else "ListNumber" if block.ordered else "ListBullet"
    ours = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    properties = (KEEP_NEXT if block.findings else "") + (ours if style == "ListNumber" else "")
    return "".join(paragraph(style, inline(item, links), properties) for item in block.items)
