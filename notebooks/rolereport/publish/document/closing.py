"""What a document says at its end of its own making."""

from __future__ import annotations

from collections.abc import Iterator

from rolereport.publish.cite import Cited, apa, bibtex
from rolereport.publish.document.model import (
    Block,
    CodeBlock,
    Grid,
    Heading,
    Inline,
    Paragraph,
    Span,
)
from rolereport.publish.provenance import Provenance

LICENCE = "Text and figures: CC BY 4.0. Code: MIT."


def closing(provenance: Provenance, title: str) -> Iterator[Block]:
    """The edition, how it was made and how to cite it, as blocks.

    Parameters
    ----------
    title
        What the edition asks.
    """
    yield _heading("About this report", 1)
    yield _heading("This edition", 2)
    rows = [("What", "In this edition"), *edition_told(provenance)]
    yield Grid(tuple((_words(name), _words(value)) for name, value in rows))
    yield _heading("How this was made", 2)
    yield from _making(provenance)
    cited = provenance.cited(title)
    if cited:
        yield _heading("Cite this", 2)
        yield from _citations(cited)


def edition_told(provenance: Provenance) -> list[tuple[str, str]]:
    """What tells the edition from others: its choices, its data, its build, its software."""
    software = ", ".join(f"{name} {version}" for name, version in provenance.software.items())
    build = f"{provenance.edition}, {provenance.build}"
    told = provenance.parameters | {"Pay read from": provenance.wages}
    told |= {"Wage data held": provenance.data} | provenance.newest
    told |= {"Edition and build": build, "Software": software}
    return [(name, value) for name, value in told.items() if value]


def _making(provenance: Provenance) -> Iterator[Block]:
    yield _paragraph(
        "Each chapter is a Jupyter notebook. papermill gave all of them the parameters above and "
        "executed them from the first cell to the last; this document was made from their saved "
        "outputs. Every figure in a sentence, a chart or a table is computed from the data."
    )
    yield Paragraph(
        (
            Span("The code is left out of this document. It stands in the executed chapters, in "),
            Span("notebooks", code=True),
            Span(" beside this file, and this command makes the edition again: "),
            Span(provenance.command, code=True),
        )
    )
    yield Paragraph(
        (
            Span(
                "The build number is the start of a SHA-256 over everything the document depends "
                "on: the chapters, the package, the data, the parameters and the software. Equal "
                "inputs give an equal document, byte for byte. "
            ),
            Span("manifest.json", code=True),
            Span(", beside this file, lists them one by one."),
        )
    )
    yield _paragraph(LICENCE)


def _citations(cited: Cited) -> Iterator[Block]:
    yield _paragraph(apa(cited).strip())
    yield CodeBlock(bibtex(cited).strip())


def _heading(text: str, level: int) -> Heading:
    return Heading(_words(text), level, text.lower().replace(" ", "-"))


def _paragraph(text: str) -> Paragraph:
    return Paragraph(_words(text))


def _words(text: str) -> Inline:
    return (Span(text),)
