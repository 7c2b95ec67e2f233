"""A small report as a document, with everything a chapter can hold, and pictures for it."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

from miniature import ALT, PNG, SVG

from rolereport.publish.citation import Author, Citation
from rolereport.publish.document.model import (
    Block,
    Bullets,
    Chapter,
    CodeBlock,
    Column,
    Figure,
    Grid,
    Heading,
    Paragraph,
    Quote,
    Report,
    Rule,
    Span,
    Table,
)
from rolereport.publish.provenance import Provenance

WORK = Citation(
    title="Is it the same?",
    abstract="A comparison.",
    authors=[Author("The authors")],
    version="0.1.0",
    released="2026-11-23",
    licence="MIT",
    url="",
    keywords=["wages", "jobs"],
)
PROVENANCE = Provenance(
    edition="us",
    parameters={"Area": "United States (US)"},
    data="OEWS, May 2025",
    software={"papermill": "2.7.0"},
    fingerprint="0123456789abcdef",
    wages="OEWS, May 2025, national file",
    work=WORK,
)
COLUMNS = (Column("Job", "job", "text"), Column("Median pay", "p50", "dollars"))
FIGURE = Figure("pay", 1, SVG, ALT, "Pay & more.", "BLS <OEWS>", "a\n1\n", "Staff earn more")
TABLE = Table(
    name="pay",
    number=1,
    caption="Median pay",
    source="BLS",
    columns=COLUMNS,
    rows=(("Lab staff", "$62,930"), ("Aide", "not published")),
    csv="job,p50\nLab staff,62930\nAide,\n",
)


def line(text: str) -> tuple[Span]:
    return (Span(text),)


def long_table(rows: int) -> Table:
    cells = tuple((f"Job {number}", f"${number:,}") for number in range(rows))
    lines = "".join(f"Job {number},{number}\n" for number in range(rows))
    return replace(TABLE, name="long", number=2, rows=cells, csv=f"job,p50\n{lines}")


def report(*more: Block) -> Report:
    answer = Bullets((line("No."), line("Pay differs.")), findings=True)
    linked = Paragraph(
        (
            Span("See "),
            Span("salaries", link="#salaries"),
            Span(", "),
            Span("BLS", link="https://www.bls.gov/oes/"),
            Span(" or "),
            Span("nothing", link="#nowhere"),
            Span("bold", strong=True),
            Span("code", code=True),
        )
    )
    first = (
        Heading(line("Is it the same?"), 1, "answer-is-it-the-same"),
        Paragraph(line("Who asks?")),
        answer,
        linked,
        Heading(line("What stands behind it?"), 2, "answer-what"),
        FIGURE,
    )
    second = (
        Heading(line("What do they earn?"), 2, "salaries-what"),
        Heading(line("How much?"), 3, "salaries-how-much"),
        TABLE,
        Bullets((line("one"), line("two")), ordered=True),
        Bullets((line("again"),), ordered=True),
        Bullets((line("point"),)),
        Quote((line("quoted"),)),
        CodeBlock("a = 1\n\tb"),
        Grid(((line("Head"), line("Value")), (line("x"), line("1")))),
        Rule(),
        *more,
    )
    chapters = (
        Chapter("00", "answer", "Is it the same?", first),
        Chapter("04", "salaries", "What do they earn?", second),
    )
    return Report("Is it the same?", ("No.", "Pay differs."), chapters)


def pictures(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names or ("pay",):
        (folder / f"{name}.png").write_bytes(base64.b64decode(PNG))
    return folder
