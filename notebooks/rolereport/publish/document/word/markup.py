"""Pieces of WordprocessingML as text: runs, paragraphs, fields.

A document of ten thousand cells is written as text, which goes into the file as it is; making each
element by itself takes more than ten times as long. Properties are given in the order that the
schema asks for.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from rolereport.publish.document.characters import legal

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
KEEP_NEXT = "<w:keepNext/>"
_BREAK = re.compile(r"\r\n|[\n\r\t]")


def attribute(text: str) -> str:
    """The text as an attribute's value, in its quotation marks."""
    return quoteattr(legal(text))


def run(text: str, properties: str = "") -> str:
    """A run of text; its line ends and tabs stay.

    Parameters
    ----------
    properties
        The inside of its `rPr`.
    """
    styled = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{styled}<w:t xml:space="preserve">{_broken(escape(legal(text)))}</w:t></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style; `properties` is what its `pPr` holds besides."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, result: str) -> str:
    """A field that Word works out, and the runs that stand as its `result` until it does."""
    return f"{field_start(instruction)}{result}{FIELD_END}"


def field_start(instruction: str, *, stale: bool = False) -> str:
    """What stands before the result of a field.

    Parameters
    ----------
    stale
        Whether Word is asked to work it out on opening.
    """
    dirty = ' w:dirty="true"' if stale else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"{dirty}/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _broken(text: str) -> str:
    if text.isprintable():
        return text

    def element(found: re.Match[str]) -> str:
        kind = "tab" if found[0] == "\t" else "br"
        return f'</w:t><w:{kind}/><w:t xml:space="preserve">'

    return _BREAK.sub(element, text)
