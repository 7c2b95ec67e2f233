"""Bookmarks, and links to them and to the web."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart

LONGEST = 40  # letters of a bookmark's name, in Word


class Links:
    """Gives each anchor of the document a bookmark, and makes links.

    Parameters
    ----------
    part
        Takes the addresses on the web.
    anchors
        All that links may arrive at.
    """

    def __init__(self, part: DocumentPart, anchors: Iterable[str]) -> None:
        self._part = part
        self._names: dict[str, str] = {}
        for anchor in anchors:
            self._names[anchor] = _unlike(self._names.values(), anchor)
        self._addresses: dict[str, str] = {}  # on the web, to the number of their relation
        self._numbers = {anchor: number for number, anchor in enumerate(self._names, 1)}

    def mark(self, anchor: str, content: str) -> str:
        """The content as what links to the anchor arrive at."""
        number = self._numbers[anchor]
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{self._names[anchor]}"/>'
            f'{content}<w:bookmarkEnd w:id="{number}"/>'
        )

    def link(self, address: str, content: str) -> str:
        """The content as a link; without one if the address leads to no anchor of the document."""
        if not address.startswith("#"):
            number = self._addresses.get(address) or self._relate_to(address)
            return f'<w:hyperlink r:id="{number}" w:history="1">{content}</w:hyperlink>'
        name = self._names.get(address[1:])
        if name is None:
            return content
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'

    def _relate_to(self, address: str) -> str:
        number = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._addresses.setdefault(address, number)


def _unlike(taken: Iterable[str], anchor: str) -> str:
    # Word tells bookmarks apart by their first forty letters, whatever their case.
    plain = re.sub(r"[^a-z0-9]", "_", anchor.lower())
    held, name, count = set(taken), f"to_{plain}"[:LONGEST], 1
    while name in held:
        count += 1
        name = f"to_{plain}"[: LONGEST - len(f"_{count}")] + f"_{count}"
    return name
