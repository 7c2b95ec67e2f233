"""What a document says of its own making, as blocks: the edition, how it was made, how to cite."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rolereport.publish.citation import Citation
from rolereport.publish.cite import apa, bibtex
from rolereport.publish.document.model import Block, CodeBlock, Grid, Heading, Paragraph, Span
from rolereport.publish.provenance import Provenance

LICENCE = "Text and figures: CC BY 4.0. Code: MIT."
BUILD = 12  # digits of the fingerprint that tell builds apart

UNDATED = datetime(1980, 1, 1)


def making(provenance: Provenance, title: str, chapters: int) -> Iterator[Block]:
    """The edition and how it was made, under a heading of a chapter's level.

    Parameters
    ----------
    title
        What the report asks.
    chapters
        How many it has.
    """
    yield _heading("About this edition", 2)
    yield _heading("This edition", 3)
    rows = [("What", "Which"), *choices(provenance)]
    yield Grid(tuple(((Span(name),), (Span(value),)) for name, value in rows))
    yield _heading("How this was made", 3)
    yield from map(_paragraph, how_made(chapters))
    cited = provenance.cited(title)
    if cited:
        yield _heading("Cite this", 3)
        yield _paragraph(apa(cited).strip())
        yield CodeBlock(bibtex(cited).strip())


def choices(provenance: Provenance) -> list[tuple[str, str]]:
    """What tells the edition from others: its parameters, its data, its build, its software."""
    software = ", ".join(f"{name} {version}" for name, version in provenance.software.items())
    told = {
        **provenance.parameters,
        "Pay read from": provenance.wages,
        "Wage data held": provenance.data,
        **provenance.newest,
        "Edition and build": f"{provenance.edition}, {provenance.fingerprint[:BUILD]}",
        "Software": software,
    }
    return [(name, value) for name, value in told.items() if value]


def how_made(chapters: int) -> list[str]:
    """Paragraphs on where the figures come from, and how the same can be made again."""
    return [
        f"Each chapter is a Jupyter notebook. papermill gave all {chapters} of them the choices "
        "above and executed them from the first cell to the last; this document was made from "
        "their saved outputs. Every figure in a sentence, a chart or a table is computed from the "
        "data.",
        "The build number is the start of a SHA-256 over everything the report depends on: the "
        "chapters, the package, the data, the choices and the software. Equal inputs give an "
        "equal report, byte for byte. The file manifest.json, beside this one, lists them one by "
        "one.",
        LICENCE,
    ]


def authors(work: Citation | None) -> str:
    """The authors' names; nothing where there is no work to cite."""
    return ", ".join(author.name for author in work.authors) if work else ""


def released(work: Citation | None) -> datetime:
    """The first moment of the day of release, the only time that a file may tell."""
    return datetime.fromisoformat(work.released) if work else UNDATED


def _heading(text: str, level: int) -> Heading:
    return Heading((Span(text),), level, text.lower().replace(" ", "-"))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))
