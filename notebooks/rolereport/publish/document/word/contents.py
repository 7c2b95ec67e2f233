"""The list of contents: a field that Word fills anew, filled so far without page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from rolereport.publish.document.model import Heading, plain
from rolereport.publish.document.word.links import Links
from rolereport.publish.document.word.markup import FIELD_END, field_start, paragraph, run

FIELD = 'TOC \\o "1-2" \\h \\z \\u'  # two levels, linked, no numbers in the web view


def contents(headings: Sequence[Heading], links: Links) -> str:
    """The headings of chapters and their parts, each a link.

    Where a page begins is for Word to say: the field is marked stale, and Word works it out.
    """
    entries = [_entry(heading, links) for heading in headings]
    opened = field_start(FIELD, stale=True)
    styles = [f"TOC{heading.level - 1}" for heading in headings]
    listed = [
        paragraph(style, (opened if place == 0 else "") + entry)
        for place, (style, entry) in enumerate(zip(styles, entries, strict=True))
    ]
    return paragraph("TOCHeading", run("Contents")) + "".join(listed) + paragraph("TOC2", FIELD_END)


def _entry(heading: Heading, links: Links) -> str:
    return links.link(f"#{heading.anchor}", run(plain(heading.text)))
