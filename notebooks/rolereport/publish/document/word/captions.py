"""Captions that Word can number anew, and source lines."""

from __future__ import annotations

from rolereport.publish.document.word.links import Links
from rolereport.publish.document.word.markup import field, paragraph, run

BOLD = "<w:b/><w:bCs/>"


def caption(kind: str, number: int, text: str, anchor: str, links: Links) -> str:
    """`Figure 3. What to read from it.`, its number one that Word's cross-references find.

    The number is set by each caption itself, not by its place: a long table stands at the end of
    the document and keeps its number.
    """
    counted = field(f"SEQ {kind} \\* ARABIC \\r {number}", run(str(number), BOLD))
    label = links.mark(anchor, run(f"{kind} ", BOLD) + counted)
    return paragraph("Caption", label + run(". ", BOLD) + run(text))


def source(text: str) -> str:
    """Where the figures come from."""
    return paragraph("Source", run(f"Source: {text}"))
